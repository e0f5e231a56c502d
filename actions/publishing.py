"""Publishing as verbs: the only code that changes the state of an update.

Every verb does the same: it locks the action and then the update, asks its guards, writes in one
transaction with the verb and the person in the history, and gives back the row as it is then, when
there still is one. It raises Refused with a remedy in Dutch, or Conflict when somebody else was
first. `by` is the person who does it, `at` the moment at which it happens.
"""

import datetime
import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from actions.editions.discarding import let_go
from actions.editions.proposals import apply_proposal
from actions.editions.replacing import take_back
from actions.guards import Attempt, ask_guards
from actions.models import Action, StatusUpdate
from actions.policy import Person, State, Verb
from actions.refusals import Refused, database_refusals
from actions.succession import standing_at, stood_before
from actions.update_content import (
    EDITABLE_FIELDS,
    copy_milestones,
    write_content,
    write_milestones,
)
from actions.update_slugs import slug_for
from pok_tracker.lib.history import performing
from pok_tracker.lib.publication import wait_for_leases

log = logging.getLogger(__name__)

CHANGES_PAGES = {Verb.PUBLISH, Verb.WITHDRAW}
COPIED_INTO_CORRECTION = (*EDITABLE_FIELDS, "report_id", "source_lines", "see_also", "cited")


def draft(
    action: Action,
    *,
    by: Person,
    at: datetime.datetime,
    changes: Mapping[str, Any],
    milestones: Iterable[Mapping[str, Any]] = (),
) -> StatusUpdate:
    """Begin a new update between two editions; changes are those of EDITABLE_FIELDS."""
    with _performing(Verb.DRAFT, by):
        update = StatusUpdate(action=_lock_action(action.pk), kind=StatusUpdate.Kind.INTERIM)
        ask_guards(Attempt(Verb.DRAFT, by, at, update, changes=changes))
        write_content(update, changes, by=by)
        update.save()
        write_milestones(update, milestones)
    return _done(Verb.DRAFT, update, by)


def edit(
    update: StatusUpdate,
    changes: Mapping[str, Any],
    *,
    by: Person,
    version: int,
    at: datetime.datetime,
    milestones: Iterable[Mapping[str, Any]] | None = None,
) -> StatusUpdate:
    """Change a draft, or take an update out of review to change it.

    `version` is that of the row the editor saw. Without `milestones` they stay as they are; with
    them, see write_milestones.
    """
    with _performing(Verb.EDIT, by):
        update = _lock(update)
        ask_guards(Attempt(Verb.EDIT, by, at, update, changes=changes, version=version))
        update.state = State.DRAFT
        update.submitted_at = None
        update.version += 1
        write_content(update, changes, by=by)
        update.save()
        if milestones is not None:
            write_milestones(update, milestones)
    return _done(Verb.EDIT, update, by)


def submit(update: StatusUpdate, *, by: Person, at: datetime.datetime) -> StatusUpdate:
    """Hand a draft in for review."""
    with _performing(Verb.SUBMIT, by):
        update = _lock(update)
        _hand_in(update, by=by, at=at)
    return _done(Verb.SUBMIT, update, by)


def return_to_author(
    update: StatusUpdate, *, by: Person, at: datetime.datetime, remark: str
) -> StatusUpdate:
    """Send an update back as a draft, with what has to change."""
    with _performing(Verb.RETURN, by, remark=remark):
        update = _lock(update)
        ask_guards(Attempt(Verb.RETURN, by, at, update, remark=remark))
        _set(update, state=State.DRAFT, submitted_at=None, remark=remark)
    return _done(Verb.RETURN, update, by)


def publish(
    update: StatusUpdate,
    *,
    by: Person,
    seen_hash: str,
    at: datetime.datetime,
    publish_from: datetime.datetime | None = None,
    version: int | None = None,
    hand_in: bool = False,
) -> StatusUpdate:
    """Publish what was seen, now or from a later moment; the update that stands then makes way.

    `seen_hash` is the content_hash of the row that the reviewer read. It does not cover the
    milestones; `version`, when given, does. With `hand_in` a draft is handed in on the way, as
    `submit` does it.
    """
    with _performing(Verb.PUBLISH, by):
        update = _lock(update)
        if hand_in and update.state == State.DRAFT:
            with performing(str(Verb.SUBMIT), user=by.pk):
                _hand_in(update, by=by, at=at)
        ask_guards(
            Attempt(
                Verb.PUBLISH,
                by,
                at,
                update,
                version=version,
                seen_hash=seen_hash,
                publish_from=publish_from,
            )
        )
        _let_stand(update, by=by, seen_hash=seen_hash, moment=publish_from or at)
        apply_proposal(update, publish_from=publish_from)
    return _done(Verb.PUBLISH, update, by)


def correct(update: StatusUpdate, *, by: Person, at: datetime.datetime) -> StatusUpdate:
    """Begin a correction of the update that stands: a draft with its text and milestones."""
    with _performing(Verb.CORRECT, by):
        update = _lock(update)
        ask_guards(Attempt(Verb.CORRECT, by, at, update))
        correction = _correction_of(update, by=by)
        correction.save()
        copy_milestones(update, correction)
    return _done(Verb.CORRECT, correction, by)


def withdraw(
    update: StatusUpdate, *, by: Person, reason: str, at: datetime.datetime
) -> StatusUpdate:
    """Take back a published update, also before its moment; what stood before stands again.

    What its row in an edition changed of the action goes back as well, see take_back.
    """
    with _performing(Verb.WITHDRAW, by, remark=reason):
        update = _lock(update)
        ask_guards(Attempt(Verb.WITHDRAW, by, at, update, remark=reason))
        reopened = stood_before(update)
        _set(update, state=State.WITHDRAWN, withdrawn_at=at, withdrawn_reason=reason)
        if reopened:
            _set(reopened, superseded_at=update.superseded_at)
        take_back(update)
    return _done(Verb.WITHDRAW, update, by)


def discard(update: StatusUpdate, *, by: Person, version: int, at: datetime.datetime) -> None:
    """Throw a draft away, with its milestones and what it brought into an edition, see let_go.

    `version` is that of the row the editor saw.
    """
    with _performing(Verb.DISCARD, by):
        update = _lock(update)
        ask_guards(Attempt(Verb.DISCARD, by, at, update, version=version))
        pk = update.pk
        let_go(update, at=at)
    log.info("%s: stand %s door account %s", Verb.DISCARD, pk, by.pk)


def _hand_in(update: StatusUpdate, *, by: Person, at: datetime.datetime) -> None:
    ask_guards(Attempt(Verb.SUBMIT, by, at, update))
    _set(update, state=State.IN_REVIEW, submitted_at=at)


def _let_stand(
    update: StatusUpdate, *, by: Person, seen_hash: str, moment: datetime.datetime
) -> None:
    # The span of the one before has to close first: a constraint keeps them apart.
    before = standing_at(update.action, moment)
    if before:
        _set(before, superseded_at=moment)
    _set(
        update,
        state=State.PUBLISHED,
        reviewer=by,
        approved_hash=seen_hash,
        published_at=moment,
        remark="",
    )


def _correction_of(update: StatusUpdate, *, by: Person) -> StatusUpdate:
    copied = {name: getattr(update, name) for name in COPIED_INTO_CORRECTION}
    correction = StatusUpdate(
        action=update.action,
        kind=StatusUpdate.Kind.CORRECTION,
        corrects=update,
        author=by,
        last_editor=by,
        **copied,
    )
    correction.slug = slug_for(correction)
    return correction


@contextmanager
def _performing(verb: Verb, by: Person, *, remark: str = "") -> Iterator[None]:
    """One transaction, its history under the name of verb and person, its refusals in Dutch."""
    said = {"remark": remark} if remark else {}
    with (
        database_refusals(),
        performing(str(verb), user=by.pk, **said),
        transaction.atomic(),
    ):
        if verb in CHANGES_PAGES:
            wait_for_leases()
        yield
        # Deferred constraints would otherwise refuse at a commit that may be far from here.
        connection.check_constraints()


def _lock_action(pk: int) -> Action:
    return Action.objects.select_for_update().get(pk=pk)


def _lock(update: StatusUpdate) -> StatusUpdate:
    """Lock the action and then the update, always in this order, and read both afresh."""
    action = _lock_action(update.action_id)
    locked = StatusUpdate.objects.select_for_update().filter(pk=update.pk, action=action).first()
    if locked is None:
        raise Refused("Deze stand van zaken bestaat niet meer.", "Ga terug naar de actie.")
    locked.action = action
    return locked


def _set(update: StatusUpdate, **values: object) -> None:
    for name, value in values.items():
        setattr(update, name, value)
    update.save(update_fields=list(values))


def _done(verb: Verb, update: StatusUpdate, by: Person) -> StatusUpdate:
    log.info("%s: stand %s door account %s", verb, update.pk, by.pk)
    # Read again: a save does not bring back the columns that the database computes.
    return StatusUpdate.objects.select_related("action").get(pk=update.pk)
