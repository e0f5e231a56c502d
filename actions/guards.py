"""The questions that each verb asks before it writes anything, in the order in which it asks them.

Each guard is a function of one attempt that returns nothing or raises Refused. Most of them have a
constraint or a trigger behind them that would refuse the same; the guard says it better.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from actions import policy
from actions.models import StatusUpdate
from actions.policy import Person, State, Verb
from actions.refusals import Conflict, Refused
from actions.succession import waiting_at
from actions.update_content import EDITABLE_FIELDS
from pok_tracker.lib.dutch_moments import moment_in_words


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody tries to do at a moment, with an update that is locked, as its action is.

    `remark` is what a reviewer says when returning, or the reason of a withdrawal.
    """

    verb: Verb
    by: Person
    at: datetime.datetime
    update: StatusUpdate
    changes: Mapping[str, Any] = field(default_factory=dict)
    version: int | None = None
    seen_hash: str | None = None
    publish_from: datetime.datetime | None = None
    remark: str = ""


Guard = Callable[[Attempt], None]


def has_right(attempt: Attempt) -> None:
    """Somebody has the role for this, and works for a ministry of the action."""
    if not policy.has_right(attempt.by, attempt.verb, attempt.update.action):
        raise Refused(
            f"U kunt bij actie {attempt.update.action.number} geen stand van zaken {attempt.verb}.",
            "Vraag het een collega van een ministerie dat bij de actie hoort, of vraag de "
            "beheerder van de accounts om de rol die hiervoor nodig is.",
        )


def is_at_right_stage(attempt: Attempt) -> None:
    """The update is at a stage at which this can be done."""
    update = attempt.update
    if not policy.is_at_stage_for(attempt.verb, update):
        raise Refused(
            f"Deze stand van zaken is {update.get_state_display()}; {attempt.verb} kan dan niet.",
            _way_on(attempt),
        )


def is_second_person(attempt: Attempt) -> None:
    """Whoever judges a text did not write it and was not the last to change it."""
    if not policy.is_second_person(attempt.by, attempt.update):
        raise Refused(
            "U schreef deze stand van zaken, of bewerkte haar als laatste.",
            "Vraag een andere eindredacteur om haar te beoordelen.",
        )


def is_version_that_was_read(attempt: Attempt) -> None:
    """Nobody changed the update since the page was opened that this comes from."""
    update = attempt.update
    if attempt.version is not None and attempt.version != update.version:
        raise Conflict(
            "Iemand anders heeft deze stand van zaken intussen bewerkt.",
            "Lees eerst wat er nu staat en doe uw bewerking daarna opnieuw.",
            current=update,
        )


def is_content_that_was_seen(attempt: Attempt) -> None:
    """What is published is what the reviewer has read."""
    update = attempt.update
    if attempt.seen_hash != update.content_hash:
        raise Conflict(
            "Deze stand van zaken is niet meer wat u hebt gelezen.",
            "Lees eerst wat er nu staat en beoordeel dat.",
            current=update,
        )


def changes_only_content(attempt: Attempt) -> None:
    """Only what an editor writes is changed; the rest follows from it."""
    others = sorted(set(attempt.changes) - set(EDITABLE_FIELDS))
    if others:
        raise Refused(
            f"Deze velden vult de redactie niet in: {', '.join(others)}.",
            "Laat ze weg en probeer het opnieuw.",
        )


def has_status(attempt: Attempt) -> None:
    """A reviewer gets an update with a status to judge."""
    if not attempt.update.status:
        raise Refused(
            "Deze stand van zaken heeft nog geen status.",
            "Kies een status met het citaat waar die op rust, en dien haar dan in.",
        )


def quotes_are_in_text(attempt: Attempt) -> None:
    """The words of each milestone still stand in the text, which may have changed since."""
    update = attempt.update
    for milestone in update.milestones.all():
        if milestone.quote not in update.text:
            raise Refused(
                f'Het citaat "{milestone.quote}" van een termijn staat niet meer letterlijk in de '
                "stand van zaken.",
                "Pas het citaat aan of verwijder de termijn.",
            )


def says_why(attempt: Attempt) -> None:
    """Whoever sends a text back, or withdraws it, tells why."""
    if not attempt.remark.strip():
        raise Refused(
            f"Bij {attempt.verb} hoort een toelichting.",
            "Schrijf in een of twee zinnen wat er aan de hand is.",
        )


def embargo_lies_ahead(attempt: Attempt) -> None:
    """Nothing is published with a moment that is over: what was public then stays known."""
    if attempt.publish_from is not None and attempt.publish_from <= attempt.at:
        raise Refused(
            f"{moment_in_words(attempt.publish_from)} is al voorbij.",
            "Kies een later moment, of laat het leeg om meteen te publiceren.",
        )


def nothing_waits(attempt: Attempt) -> None:
    """At most one update of an action waits for its moment."""
    waiting = waiting_at(attempt.update.action, attempt.at)
    if waiting is not None:
        raise Refused(
            f"Bij deze actie wacht al een stand van zaken ({waiting.slug}) op publicatie op "
            f"{moment_in_words(waiting.published_at)}.",
            "Wacht tot dat moment voorbij is, of trek die stand eerst in.",
        )


def corrects_what_stands(attempt: Attempt) -> None:
    """A correction takes the place of the text it corrects, never of a later one."""
    update = attempt.update
    corrected = update if attempt.verb == Verb.CORRECT else update.corrects
    if corrected is not None and not _stands(corrected, attempt.at):
        raise Refused(
            f"De stand {corrected.slug} geldt nu niet, of krijgt een opvolger.",
            "Verbeter de stand van zaken die geldt. Trek een stand die nog op publicatie wacht in.",
        )


GUARDS: dict[Verb, tuple[Guard, ...]] = {
    Verb.DRAFT: (has_right, changes_only_content),
    Verb.EDIT: (has_right, is_at_right_stage, is_version_that_was_read, changes_only_content),
    Verb.SUBMIT: (has_right, is_at_right_stage, has_status, quotes_are_in_text),
    Verb.RETURN: (has_right, is_at_right_stage, is_second_person, says_why),
    Verb.PUBLISH: (
        has_right,
        is_at_right_stage,
        is_second_person,
        is_version_that_was_read,
        is_content_that_was_seen,
        embargo_lies_ahead,
        nothing_waits,
        corrects_what_stands,
    ),
    Verb.CORRECT: (has_right, is_at_right_stage, corrects_what_stands),
    Verb.WITHDRAW: (has_right, is_at_right_stage, says_why),
    Verb.DISCARD: (has_right, is_at_right_stage, is_version_that_was_read),
}


def ask_guards(attempt: Attempt) -> None:
    """Ask every guard of the verb; raises Refused, or Conflict, at the first that says no."""
    for guard in GUARDS[attempt.verb]:
        guard(attempt)


def _stands(update: StatusUpdate, at: datetime.datetime) -> bool:
    return (
        update.state == State.PUBLISHED
        and update.published_at <= at
        and update.superseded_at is None
    )


def _way_on(attempt: Attempt) -> str:
    update = attempt.update
    match update.state:
        case State.PUBLISHED if attempt.at < update.published_at:
            moment = moment_in_words(update.published_at)
            return f"Zij wordt gepubliceerd op {moment}. Trek haar in als dat niet klopt."
        case State.PUBLISHED:
            return "Klopt er iets niet? Maak een correctie."
        case State.WITHDRAWN:
            return "Maak een nieuwe stand van zaken."
        case State.IN_REVIEW:
            return "Publiceer haar, of stuur haar terug naar de schrijver."
        case _:
            return "Dien haar eerst in ter beoordeling."
