"""Every guard has a twin: the same scene with the guard off, and what then says no, if anything."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from actions import guards, publishing
from actions.guards import Guard
from actions.models import Action, StatusUpdate
from actions.policy import Verb
from actions.refusals import Refused
from tests.cast import (
    CONTENT,
    EVENING,
    MORNING,
    NEXT_WEEK,
    Cast,
    make_draft_of,
    make_published,
    published,
    submitted,
    withdrawn,
)

Deed = Callable[[], object]
ALLOWED = ""


@dataclass(frozen=True)
class Scene:
    """Somebody tries what `guard` refuses with the words `refused`.

    `without` are the words of the database (or of the next guard) when the guard is off; ALLOWED
    when nothing else knows the rule.
    """

    verb: Verb
    guard: Guard
    prepare: Callable[[Cast, Action], Deed]
    refused: str
    without: str = ALLOWED

    def __str__(self) -> str:
        return f"{self.verb}-{self.guard.__name__}"


def in_review(cast: Cast, action: Action) -> StatusUpdate:
    return submitted(make_draft_of(action, cast.writer), cast.writer)


def edit(
    update: StatusUpdate, by: object, *, version: int | None = None, **changes: object
) -> Deed:
    version = update.version if version is None else version
    return lambda: publishing.edit(update, changes, by=by, version=version, at=EVENING)


def submit(update: StatusUpdate, by: object) -> Deed:
    return lambda: publishing.submit(update, by=by, at=EVENING)


def send_back(update: StatusUpdate, by: object, remark: str = "Noem de wet.") -> Deed:
    return lambda: publishing.return_to_author(update, by=by, at=EVENING, remark=remark)


def publish(update: StatusUpdate, by: object, **others: object) -> Deed:
    values = {"seen_hash": update.content_hash, "at": EVENING, **others}
    return lambda: publishing.publish(update, by=by, **values)


def correct(update: StatusUpdate, by: object) -> Deed:
    return lambda: publishing.correct(update, by=by, at=EVENING)


def withdraw(update: StatusUpdate, by: object, reason: str = "Dubbel.") -> Deed:
    return lambda: publishing.withdraw(update, by=by, reason=reason, at=EVENING)


def discard(update: StatusUpdate, by: object, *, version: int | None = None) -> Deed:
    version = update.version if version is None else version
    return lambda: publishing.discard(update, by=by, version=version, at=EVENING)


def draft(action: Action, by: object, **changes: object) -> Deed:
    values = {**CONTENT, **changes}
    return lambda: publishing.draft(action, by=by, at=EVENING, changes=values)


def submit_without_status(cast: Cast, action: Action) -> Deed:
    return submit(make_draft_of(action, cast.writer, status="", status_quote=""), cast.writer)


def submit_with_a_quote_left_behind(cast: Cast, action: Action) -> Deed:
    update = make_draft_of(action, cast.writer)
    edit(update, cast.writer, text="De wet is klaar.")()
    return submit(update, cast.writer)


def publish_what_was_changed_since(cast: Cast, action: Action) -> Deed:
    seen = in_review(cast, action)
    changed = edit(seen, cast.colleague, text=f"{CONTENT['text']} Of later.")()
    return publish(submitted(changed, cast.writer), cast.reviewer, seen_hash=seen.content_hash)


def publish_while_another_waits(cast: Cast, action: Action) -> Deed:
    published(in_review(cast, action), cast.reviewer, publish_from=NEXT_WEEK)
    return publish(in_review(cast, action), cast.reviewer)


def publish_a_correction_of_what_was_replaced(cast: Cast, action: Action) -> Deed:
    correction = publishing.correct(make_published(action, cast), by=cast.writer, at=EVENING)
    newer = submitted(make_draft_of(action, cast.writer), cast.writer)
    published(newer, cast.reviewer, at=EVENING)
    later = EVENING + datetime.timedelta(hours=1)
    return publish(submitted(correction, cast.writer), cast.reviewer, at=later)


def correct_what_was_replaced(cast: Cast, action: Action) -> Deed:
    make_published(action, cast)
    return correct(action.updates.get(slug="2021-06"), cast.writer)


MAY_NOT = "U kunt bij actie 44 geen stand van zaken"
SCENES = [
    Scene(Verb.DRAFT, guards.has_right, lambda c, a: draft(a, c.outsider), MAY_NOT),
    Scene(
        Verb.DRAFT,
        guards.changes_only_content,
        lambda c, a: draft(a, c.writer, state="gepubliceerd"),
        "Deze velden vult de redactie niet in: state.",
    ),
    Scene(
        Verb.EDIT,
        guards.has_right,
        lambda c, a: edit(make_draft_of(a, c.writer), c.outsider),
        MAY_NOT,
    ),
    Scene(
        Verb.EDIT,
        guards.is_at_right_stage,
        lambda c, a: edit(make_published(a, c), c.writer),
        "Deze stand van zaken is gepubliceerd; bewerken kan dan niet. Klopt er iets niet? "
        "Maak een correctie.",
        without="Een stand van zaken gaat niet van gepubliceerd naar concept.",
    ),
    Scene(
        Verb.EDIT,
        guards.is_version_that_was_read,
        lambda c, a: edit(make_draft_of(a, c.writer), c.writer, version=7),
        "Iemand anders heeft deze stand van zaken intussen bewerkt.",
    ),
    Scene(
        Verb.EDIT,
        guards.changes_only_content,
        lambda c, a: edit(make_draft_of(a, c.writer), c.writer, reviewer=c.reviewer, slug="x"),
        "Deze velden vult de redactie niet in: reviewer, slug.",
    ),
    Scene(
        Verb.SUBMIT,
        guards.has_right,
        lambda c, a: submit(make_draft_of(a, c.writer), c.auditor),
        MAY_NOT,
    ),
    Scene(
        Verb.SUBMIT,
        guards.is_at_right_stage,
        lambda c, a: submit(in_review(c, a), c.writer),
        "Deze stand van zaken is ter beoordeling; indienen kan dan niet.",
        without="Wat ter beoordeling ligt verandert niet.",
    ),
    Scene(
        Verb.SUBMIT,
        guards.has_status,
        submit_without_status,
        "Deze stand van zaken heeft nog geen status.",
        without="Kies een status. Alleen een concept mag zonder.",
    ),
    Scene(
        Verb.SUBMIT,
        guards.quotes_are_in_text,
        submit_with_a_quote_left_behind,
        'Het citaat "De uitvoering begint in maart 2022." van een termijn staat niet meer '
        "letterlijk in de stand van zaken. Pas het citaat aan",
        without='Het citaat "De uitvoering begint in maart 2022." van een termijn staat niet meer '
        "letterlijk in de stand van zaken. Pas de gegevens aan",
    ),
    Scene(
        Verb.RETURN,
        guards.has_right,
        lambda c, a: send_back(in_review(c, a), c.colleague),
        MAY_NOT,
    ),
    Scene(
        Verb.RETURN,
        guards.is_at_right_stage,
        lambda c, a: send_back(make_published(a, c), c.superuser),
        "Deze stand van zaken is gepubliceerd; terugsturen kan dan niet.",
        without="Een stand van zaken gaat niet van gepubliceerd naar concept.",
    ),
    Scene(
        Verb.RETURN,
        guards.is_second_person,
        lambda c, a: send_back(submitted(make_draft_of(a, c.reviewer), c.reviewer), c.reviewer),
        "U schreef deze stand van zaken, of bewerkte haar als laatste.",
    ),
    Scene(
        Verb.RETURN,
        guards.says_why,
        lambda c, a: send_back(in_review(c, a), c.reviewer, remark="  "),
        "Bij terugsturen hoort een toelichting.",
    ),
    Scene(
        Verb.PUBLISH,
        guards.has_right,
        lambda c, a: publish(in_review(c, a), c.colleague),
        MAY_NOT,
    ),
    Scene(
        Verb.PUBLISH,
        guards.is_at_right_stage,
        lambda c, a: publish(make_draft_of(a, c.writer), c.reviewer),
        "Deze stand van zaken is concept; publiceren kan dan niet. Dien haar eerst in",
        without="Een stand van zaken gaat niet van concept naar gepubliceerd.",
    ),
    Scene(
        Verb.PUBLISH,
        guards.is_second_person,
        lambda c, a: publish(submitted(make_draft_of(a, c.superuser), c.writer), c.superuser),
        "U schreef deze stand van zaken, of bewerkte haar als laatste.",
        without="Publiceren kan alleen door een ander dan de schrijver en de laatste bewerker",
    ),
    Scene(
        Verb.PUBLISH,
        guards.is_version_that_was_read,
        lambda c, a: publish(in_review(c, a), c.reviewer, version=7),
        "Iemand anders heeft deze stand van zaken intussen bewerkt.",
    ),
    Scene(
        Verb.PUBLISH,
        guards.is_content_that_was_seen,
        publish_what_was_changed_since,
        "Deze stand van zaken is niet meer wat u hebt gelezen.",
        without="Wat gepubliceerd wordt is niet wat de beoordelaar heeft gelezen.",
    ),
    Scene(
        Verb.PUBLISH,
        guards.embargo_lies_ahead,
        lambda c, a: publish(in_review(c, a), c.reviewer, publish_from=MORNING.replace(year=2020)),
        "15 januari 2020 om 10.00 uur is al voorbij.",
        without="Voor deze actie geldt op dat moment al een andere stand.",
    ),
    Scene(
        Verb.PUBLISH,
        guards.nothing_waits,
        publish_while_another_waits,
        "Bij deze actie wacht al een stand van zaken (2022-01-15) op publicatie op "
        "22 januari 2022 om 10.00 uur.",
        without="Voor deze actie geldt op dat moment al een andere stand.",
    ),
    Scene(
        Verb.PUBLISH,
        guards.corrects_what_stands,
        publish_a_correction_of_what_was_replaced,
        "De stand 2022-01-15 geldt nu niet, of krijgt een opvolger.",
    ),
    Scene(
        Verb.CORRECT,
        guards.has_right,
        lambda c, a: correct(make_published(a, c), c.outsider),
        MAY_NOT,
    ),
    Scene(
        Verb.CORRECT,
        guards.is_at_right_stage,
        lambda c, a: correct(withdrawn(make_published(a, c), c.reviewer), c.writer),
        "Deze stand van zaken is ingetrokken; corrigeren kan dan niet.",
        without="De stand 2022-01-15 geldt nu niet, of krijgt een opvolger.",
    ),
    Scene(
        Verb.CORRECT,
        guards.corrects_what_stands,
        correct_what_was_replaced,
        "De stand 2021-06 geldt nu niet, of krijgt een opvolger.",
    ),
    Scene(
        Verb.WITHDRAW,
        guards.has_right,
        lambda c, a: withdraw(make_published(a, c), c.writer),
        MAY_NOT,
    ),
    Scene(
        Verb.WITHDRAW,
        guards.is_at_right_stage,
        lambda c, a: withdraw(make_draft_of(a, c.writer), c.reviewer),
        "Deze stand van zaken is concept; intrekken kan dan niet.",
        without="Een stand van zaken gaat niet van concept naar ingetrokken.",
    ),
    Scene(
        Verb.WITHDRAW,
        guards.says_why,
        lambda c, a: withdraw(make_published(a, c), c.reviewer, reason=""),
        "Bij intrekken hoort een toelichting.",
        without="Vul de reden in waarom deze stand wordt ingetrokken.",
    ),
    Scene(
        Verb.DISCARD,
        guards.has_right,
        lambda c, a: discard(make_draft_of(a, c.writer), c.outsider),
        MAY_NOT,
    ),
    Scene(
        Verb.DISCARD,
        guards.is_at_right_stage,
        lambda c, a: discard(make_published(a, c), c.superuser),
        "Deze stand van zaken is gepubliceerd; verwijderen kan dan niet.",
        without="De termijnen van een stand die geen concept is worden niet verwijderd.",
    ),
    Scene(
        Verb.DISCARD,
        guards.is_version_that_was_read,
        lambda c, a: discard(make_draft_of(a, c.writer), c.writer, version=7),
        "Iemand anders heeft deze stand van zaken intussen bewerkt.",
    ),
]


def answer(deed: Deed) -> str:
    """The words of the refusal; ALLOWED when there was none."""
    try:
        deed()
    except Refused as refused:
        return str(refused)
    return ALLOWED


@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_a_guard_refuses_with_a_reason_and_a_remedy(
    cast: Cast, action: Action, scene: Scene
) -> None:
    deed = scene.prepare(cast, action)
    assert answer(deed)[: len(scene.refused)] == scene.refused


@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_with_the_guard_off_it_is_another_that_refuses_or_nobody(
    cast: Cast, action: Action, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    deed = scene.prepare(cast, action)
    others = tuple(guard for guard in guards.GUARDS[scene.verb] if guard is not scene.guard)
    monkeypatch.setitem(guards.GUARDS, scene.verb, others)
    without = answer(deed)
    assert without[: len(scene.without) or None] == scene.without


def test_every_guard_of_every_verb_has_its_scene() -> None:
    asked = {(verb, guard) for verb, guards_ in guards.GUARDS.items() for guard in guards_}
    assert {(scene.verb, scene.guard) for scene in SCENES} == asked
    assert set(guards.GUARDS) == set(Verb)
