"""What stood in an edition, or on a day, as a side of a comparison."""

import datetime
from collections.abc import Iterable, Mapping

from django.db.models import F, Prefetch

from actions.editions.comparison import Said, Side
from actions.editions.promises import Promise
from actions.editions.stored import labels_of
from actions.models import (
    Action,
    ActionMotion,
    EditionRow,
    Milestone,
    StatusReport,
    StatusUpdate,
)
from pok_tracker.lib.clock import day_of


def edition_side(report: StatusReport, *, at: datetime.datetime) -> Side:
    """What an edition said, with the corrections that were published since; 5 queries.

    `report` is one of `public_reports`. A text that was withdrawn is not there any more.
    """
    updates = list(StatusUpdate.objects.for_edition(report, at=at))
    rows = EditionRow.objects.filter(report=report).select_related("theme__parent")
    wordings = {row.action_id: row for row in rows}
    corrected = _corrections(updates, at)
    standing = {update.action: _last_corrected(update, corrected) for update in updates}
    return Side(
        report.reference_date,
        report.published_at or at,
        _said(standing, wordings, at),
    )


def day_side(moment: datetime.datetime, *, at: datetime.datetime) -> Side:
    """What stood on the site at a moment, which is not after `at`; 4 queries."""
    updates = (
        StatusUpdate.objects.published(at=min(moment, at))
        .exclude(superseded_at__lte=moment)
        .select_related("action__theme__parent")
        .prefetch_related(
            Prefetch("action__motion_links", ActionMotion.objects.select_related("motion"))
        )
    )
    standing = {update.action: update for update in updates}
    return Side(day_of(moment), moment, _said(standing, _wordings(moment, at), at))


def _corrections(
    updates: Iterable[StatusUpdate], at: datetime.datetime
) -> Mapping[int, StatusUpdate]:
    """The published corrections of these actions, by the key of what they correct."""
    corrections = StatusUpdate.objects.published(at=at).filter(
        kind=StatusUpdate.Kind.CORRECTION,
        action__in=[update.action_id for update in updates],
    )
    return {update.corrects_id: update for update in corrections.order_by("published_at")}


def _last_corrected(update: StatusUpdate, corrected: Mapping[int, StatusUpdate]) -> StatusUpdate:
    while update.pk in corrected:
        update = corrected[update.pk]
    return update


def _wordings(moment: datetime.datetime, at: datetime.datetime) -> Mapping[int, EditionRow]:
    """What actions said at a moment, by their key, as far as they said something else later."""
    rows = (
        EditionRow.objects.filter(
            update__in=StatusUpdate.objects.published(at=at), report=F("update__report")
        )
        .select_related("theme__parent")
        .annotate(published_at=F("update__published_at"))
        .order_by("published_at")
    )
    then: dict[int, EditionRow] = {}
    changed_later = set()
    for row in rows:
        if row.published_at <= moment:
            then[row.action_id] = row
        elif row.changes:
            changed_later.add(row.action_id)
    return {key: row for key, row in then.items() if key in changed_later}


def _said(
    standing: Mapping[Action, StatusUpdate],
    wordings: Mapping[int, EditionRow],
    at: datetime.datetime,
) -> Mapping[int, Said]:
    promises = _promises(standing.values(), at)
    return {
        action.number: _said_of(
            action, update, wordings.get(action.pk), promises.get(update.pk, ())
        )
        for action, update in standing.items()
    }


def _said_of(
    action: Action,
    update: StatusUpdate,
    wording: EditionRow | None,
    promises: Iterable[Promise],
) -> Said:
    update.action = action
    labels = [label["printed"] for label in wording.labels] if wording else None
    return Said(
        number=action.number,
        description=wording.description if wording else action.description,
        theme=str(wording.theme if wording else action.theme),
        labels=tuple(sorted(labels if wording else [label.printed for label in labels_of(action)])),
        text=update.text,
        as_of=update.as_of,
        url=update.get_absolute_url(),
        status=update.status,
        status_quote=update.status_quote,
        waiting_for=update.get_waiting_for_display(),
        promises=tuple(promises),
    )


def _promises(
    updates: Iterable[StatusUpdate], at: datetime.datetime
) -> Mapping[int, list[Promise]]:
    """The promises and facts of updates, by the key of the update; 1 query."""
    found: dict[int, list[Promise]] = {}
    milestones = Milestone.objects.published(at=at).filter(
        update__in=[update.pk for update in updates]
    )
    for milestone in milestones.select_related("moved_to__update").order_by("position"):
        found.setdefault(milestone.update_id, []).append(promise_of(milestone, at=at))
    return found


def promise_of(milestone: Milestone, *, at: datetime.datetime) -> Promise:
    """A milestone without the database; what replaced it only when that is public."""
    later = milestone.moved_to
    is_public = later is not None and later.update.is_published(at=at)
    return Promise(
        key=milestone.pk,
        quote=milestone.quote,
        date_words=milestone.date_words,
        kind=milestone.kind,
        first_day=milestone.first_day,
        last_day=milestone.last_day,
        precision=milestone.precision,
        met_on=milestone.met_on,
        successor=_as_promise(later) if is_public else None,
        replaced_at=later.update.published_at if is_public else None,
    )


def _as_promise(milestone: Milestone) -> Promise:
    return Promise(
        milestone.pk,
        milestone.quote,
        milestone.date_words,
        milestone.kind,
        milestone.first_day,
        milestone.last_day,
        milestone.precision,
    )
