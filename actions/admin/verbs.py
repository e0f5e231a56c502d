"""The verbs of publishing as buttons at an update: what each asks, and what it does."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from actions import policy, publishing
from actions.models import StatusUpdate
from actions.policy import Person, Verb
from pok_tracker.lib.dutch_moments import moment_in_words

Said = Mapping[str, Any]
Carry = Callable[[StatusUpdate, Person, datetime.datetime, Said], StatusUpdate | None]
Say = Callable[[StatusUpdate, datetime.datetime], str]

A_FEW_LINES = forms.Textarea(attrs={"rows": 3, "cols": 60})


class SubmitForm(forms.Form):
    """Submitting asks nothing."""


class CorrectForm(forms.Form):
    """Beginning a correction asks nothing."""


class ReturnForm(forms.Form):
    """Returning asks what has to change."""

    remark = forms.CharField(
        label="Wat moet er anders?",
        widget=A_FEW_LINES,
        help_text="De schrijver leest dit boven de stand van zaken.",
    )


class PublishForm(forms.Form):
    """Publishing asks from when, and carries what the reviewer has on the screen."""

    seen_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    publish_from = forms.DateTimeField(
        label="Publiceren vanaf",
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%d-%m-%Y %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Laat dit leeg om meteen te publiceren. Het is de tijd in Nederland.",
        error_messages={"invalid": "Vul een dag en een tijd in, zoals 15-01-2022 14:30."},
    )


class WithdrawForm(forms.Form):
    """Withdrawing asks why; everybody can read the answer."""

    reason = forms.CharField(
        label="Waarom trekt u deze stand in?",
        widget=A_FEW_LINES,
        help_text="Deze reden is openbaar.",
    )


class DiscardForm(forms.Form):
    """Discarding carries which version somebody has on the screen."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class Button:
    """One verb as a button: who may see it, what it asks, what it does and says afterwards.

    With `confirms` the button leads to a page that says what will happen, and asks it there.
    """

    verb: Verb
    label: str
    may: Callable[[Person, StatusUpdate], bool]
    form: type[forms.Form]
    carry_out: Carry
    done: Say
    confirms: bool = False


def _submit(update: StatusUpdate, by: Person, at: datetime.datetime, said: Said) -> StatusUpdate:
    return publishing.submit(update, by=by, at=at)


def _return(update: StatusUpdate, by: Person, at: datetime.datetime, said: Said) -> StatusUpdate:
    return publishing.return_to_author(update, by=by, at=at, remark=said["remark"])


def _publish(update: StatusUpdate, by: Person, at: datetime.datetime, said: Said) -> StatusUpdate:
    return publishing.publish(
        update,
        by=by,
        at=at,
        seen_hash=said["seen_hash"],
        version=said["seen_version"],
        publish_from=said["publish_from"],
    )


def _correct(update: StatusUpdate, by: Person, at: datetime.datetime, said: Said) -> StatusUpdate:
    return publishing.correct(update, by=by, at=at)


def _withdraw(update: StatusUpdate, by: Person, at: datetime.datetime, said: Said) -> StatusUpdate:
    return publishing.withdraw(update, by=by, at=at, reason=said["reason"])


def _discard(update: StatusUpdate, by: Person, at: datetime.datetime, said: Said) -> None:
    publishing.discard(update, by=by, at=at, version=said["seen_version"])


def _always(words: str) -> Say:
    return lambda update, at: words


def _from_when(update: StatusUpdate, at: datetime.datetime) -> str:
    if update.published_at <= at:
        return "Gepubliceerd. Iedereen kan deze stand van zaken nu lezen."
    return f"Klaargezet. Wordt gepubliceerd op {moment_in_words(update.published_at)}."


BUTTONS = (
    Button(
        Verb.SUBMIT,
        "Indienen ter beoordeling",
        policy.may_submit,
        SubmitForm,
        _submit,
        _always("Ingediend. Een eindredacteur kan deze stand van zaken nu beoordelen."),
    ),
    Button(
        Verb.PUBLISH,
        "Publiceren",
        policy.may_publish,
        PublishForm,
        _publish,
        _from_when,
    ),
    Button(
        Verb.RETURN,
        "Terugsturen naar de schrijver",
        policy.may_review,
        ReturnForm,
        _return,
        _always("Teruggestuurd met uw opmerking."),
    ),
    Button(
        Verb.CORRECT,
        "Correctie maken",
        policy.may_correct,
        CorrectForm,
        _correct,
        _always(
            "Dit is de correctie: een concept met de tekst en de termijnen van de stand die geldt."
        ),
    ),
    Button(
        Verb.WITHDRAW,
        "Intrekken",
        policy.may_withdraw,
        WithdrawForm,
        _withdraw,
        _always("Ingetrokken. Wat daarvoor gold, geldt nu weer."),
    ),
    Button(
        Verb.DISCARD,
        "Concept verwijderen",
        policy.may_discard,
        DiscardForm,
        _discard,
        _always("Verwijderd. Wat er stond, staat nog in de geschiedenis."),
        confirms=True,
    ),
)


@dataclass(frozen=True, slots=True)
class ShownButton:
    """A button on a page, with its form filled in as far as it is known."""

    button: Button
    form: forms.Form


def buttons_for(person: Person, update: StatusUpdate) -> list[ShownButton]:
    """The buttons that somebody gets at an update, which is shown as it is now."""
    return [
        ShownButton(button, unsent_form(button, update))
        for button in BUTTONS
        if button.may(person, update)
    ]


def unsent_form(button: Button, update: StatusUpdate) -> forms.Form:
    """The form of a button; what is published is exactly what was on the screen."""
    seen = {"seen_hash": update.content_hash, "seen_version": update.version}
    return button.form(initial=seen, auto_id=f"{button.verb}-%s")
