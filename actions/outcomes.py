"""Outcomes as verbs: what came of a promise, proposed by one person and confirmed by another.

The only code that writes an Outcome. `by` is who does it, `at` the moment at which it happens;
each verb raises Refused with a remedy in Dutch.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from actions import policy
from actions.models import Milestone, Outcome
from actions.policy import Person, Verb
from actions.refusals import Refused, database_refusals
from pok_tracker.lib.clock import day_of
from pok_tracker.lib.history import performing
from pok_tracker.lib.publication import wait_for_leases

PROPOSE, CONFIRM, WITHDRAW = "uitkomst invullen", "uitkomst bevestigen", "uitkomst intrekken"
CHANGES_PAGES = {CONFIRM, WITHDRAW}
# Whoever may edit the texts of an action may say what came of its promises.
RIGHTS = {PROPOSE: Verb.EDIT, CONFIRM: Verb.PUBLISH, WITHDRAW: Verb.PUBLISH}


def may_propose(user: Person, promise: Milestone) -> bool:
    """Whether somebody may say what came of a promise: an editor of its action."""
    return policy.has_right(user, RIGHTS[PROPOSE], promise.update.action)


def may_confirm(user: Person, outcome: Outcome) -> bool:
    """Whether somebody may confirm an outcome now: a reviewer who did not propose it."""
    return (
        outcome.confirmed_at is None
        and outcome.withdrawn_at is None
        and is_second_person(user, outcome)
        and policy.has_right(user, RIGHTS[CONFIRM], outcome.promise.update.action)
    )


def is_second_person(user: Person, outcome: Outcome) -> bool:
    """Whether somebody is another than who proposed the outcome."""
    return outcome.proposed_by_id != user.pk


def may_withdraw(user: Person, outcome: Outcome) -> bool:
    """Whether somebody may take an outcome back: a reviewer, or who proposed it while it waits."""
    if outcome.withdrawn_at is not None:
        return False
    is_own = outcome.proposed_by_id == user.pk and outcome.confirmed_at is None
    verb = RIGHTS[PROPOSE] if is_own else RIGHTS[WITHDRAW]
    return policy.has_right(user, verb, outcome.promise.update.action)


def propose(
    promise: Milestone,
    *,
    by: Person,
    at: datetime.datetime,
    source: str,
    met_on: datetime.date | None = None,
    moved_to: Milestone | None = None,
) -> Outcome:
    """Say that a promise was met on a day, or moved to a later term; it waits for a second person.

    It is kept at the milestone that first said the promise, and so holds for those that carry
    it on.
    """
    _require(may_propose(by, promise), PROPOSE)
    if met_on and met_on > day_of(at):
        raise Refused(
            "De dag waarop de termijn is gehaald ligt in de toekomst.",
            "Vul een dag in die al geweest is.",
        )
    with _performing(PROPOSE, by):
        return Outcome.objects.create(
            promise=promise.carried_from or promise,
            met_on=met_on,
            moved_to=moved_to,
            source=source.strip(),
            proposed_by=by,
            proposed_at=at,
        )


def confirm(outcome: Outcome, *, by: Person, at: datetime.datetime) -> Outcome:
    """Confirm an outcome that somebody else proposed; it is public from that moment."""
    with _performing(CONFIRM, by):
        outcome = _lock(outcome)
        if not is_second_person(by, outcome):
            raise Refused(
                "U hebt deze uitkomst zelf ingevuld.",
                "Vraag een eindredacteur om haar te bevestigen.",
            )
        _require(may_confirm(by, outcome), CONFIRM)
        outcome.confirmed_by, outcome.confirmed_at = by, at
        outcome.save(update_fields=["confirmed_by", "confirmed_at"])
    return outcome


def withdraw(outcome: Outcome, *, by: Person, at: datetime.datetime, reason: str) -> Outcome:
    """Take an outcome back, with the reason; the promise stands as if nothing was known of it."""
    if not reason.strip():
        raise Refused("Bij intrekken hoort een reden.", "Schrijf in een zin wat er niet klopt.")
    with _performing(WITHDRAW, by):
        outcome = _lock(outcome)
        _require(may_withdraw(by, outcome), WITHDRAW)
        outcome.withdrawn_by, outcome.withdrawn_at = by, at
        outcome.withdrawn_reason = reason.strip()
        outcome.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    return outcome


def _require(allowed: bool, verb: str) -> None:
    if not allowed:
        raise Refused(
            f"Dat kan niet: {verb}.",
            "Laad de pagina opnieuw. Misschien was een collega u voor, of hoort de actie niet bij "
            "uw ministerie.",
        )


def _lock(outcome: Outcome) -> Outcome:
    locked = Outcome.objects.select_for_update().select_related("promise__update__action")
    return locked.get(pk=outcome.pk)


@contextmanager
def _performing(verb: str, by: Person) -> Iterator[None]:
    with database_refusals(), performing(verb, user=by.pk), transaction.atomic():
        if verb in CHANGES_PAGES:
            wait_for_leases()
        yield
