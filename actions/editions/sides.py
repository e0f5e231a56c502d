"""What stood in an edition, or on a day, as a side of a comparison."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from actions.editions.comparison import Said, Side
from actions.editions.labels import label_to_json, labels_of
from actions.editions.told_promises import read_told, told_promises
from actions.models import (
    Action,
    ActionMotion,
    EditionRow,
    StatusReport,
    StatusUpdate,
    Theme,
)
from pok_tracker.lib.clock import day_of


@dataclass(frozen=True, slots=True)
class Wording:
    """What was asked: of an action as it is now, or as it was."""

    description: str
    theme: str
    labels: tuple[str, ...]


def edition_side(report: StatusReport, *, at: datetime.datetime) -> Side:
    """What an edition said, with the corrections that were published since; 4 queries.

    `report` is one of `published(at=at)`. A text that was withdrawn is not there any more.
    """
    updates = list(
        StatusUpdate.objects.for_edition(report, at=at).annotate(told_promises=told_promises(at=at))
    )
    rows = EditionRow.objects.filter(report=report).select_related("action", "theme__parent")
    kept = {
        row.action_id: Wording(row.description, str(row.theme), _printed(row.labels))
        for row in rows
    }
    corrected = _corrections(updates, at)
    own = [update.published_at for update in updates if update.report_id == report.pk]
    said = [
        (update.action, _last_corrected(update, corrected), kept.get(update.action_id))
        for update in updates
    ]
    moment = max(own, default=report.released_at or at)
    unread = {row.action.number for row in rows} - {update.action.number for update in updates}
    return Side(report.reference_date, moment, _said(said), frozenset(unread))


def day_side(moment: datetime.datetime, *, at: datetime.datetime) -> Side:
    """What stood on the site at a moment, which is not after `at`; 3 queries, or 4."""
    updates = (
        StatusUpdate.objects.published(at=min(moment, at))
        .exclude(superseded_at__lte=moment)
        .select_related("action__theme__parent")
        .prefetch_related(
            Prefetch("action__motion_links", ActionMotion.objects.select_related("motion"))
        )
        .annotate(told_promises=told_promises(at=at))
    )
    replaced = _replaced_since(moment)
    themes = Theme.objects.select_related("parent").in_bulk(
        {fields["theme"] for fields in replaced.values() if "theme" in fields}
    )
    said = [
        (update.action, update, _wording(update.action, replaced.get(update.action_id, {}), themes))
        for update in updates
    ]
    return Side(day_of(moment), moment, _said(said))


def _corrections(
    updates: Iterable[StatusUpdate], at: datetime.datetime
) -> Mapping[int, StatusUpdate]:
    """The published corrections of these actions, by the key of what they correct."""
    corrections = (
        StatusUpdate.objects.published(at=at)
        .filter(
            kind=StatusUpdate.Kind.CORRECTION,
            action__in=[update.action_id for update in updates],
        )
        .annotate(told_promises=told_promises(at=at))
    )
    return {update.corrects_id: update for update in corrections.order_by("published_at")}


def _last_corrected(update: StatusUpdate, corrected: Mapping[int, StatusUpdate]) -> StatusUpdate:
    while update.pk in corrected:
        update = corrected[update.pk]
    return update


def _replaced_since(moment: datetime.datetime) -> Mapping[int, Mapping[str, Any]]:
    """What actions said at a moment, by their key, where an edition replaced it later; 1 query.

    Asked without `at`: an action has the words of the newest edition, whatever the day of the
    reader, and what those replaced was public before.
    """
    rows = (
        EditionRow.objects.exclude(replaced={})
        .filter(update__state=StatusUpdate.State.PUBLISHED, update__published_at__gt=moment)
        .order_by("-update__published_at")
    )
    then: dict[int, dict[str, Any]] = {}
    for row in rows:
        # The earliest comes last, and says what stood at the moment.
        then.setdefault(row.action_id, {}).update(row.replaced)
    return then


def _wording(action: Action, replaced: Mapping[str, Any], themes: Mapping[int, Theme]) -> Wording:
    labels = [label_to_json(label) for label in labels_of(action)]
    return Wording(
        replaced.get("description", action.description),
        str(themes.get(replaced.get("theme"), action.theme)),
        _printed(replaced.get("labels", labels)),
    )


def _printed(labels: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The labels as printed, in an order of their own: in the table they may stand in any."""
    return tuple(sorted(label["printed"] for label in labels))


def _said(rows: Iterable[tuple[Action, StatusUpdate, Wording | None]]) -> Mapping[int, Said]:
    return {
        action.number: _said_of(action, update, wording or _wording(action, {}, {}))
        for action, update, wording in rows
    }


def _said_of(action: Action, update: StatusUpdate, wording: Wording) -> Said:
    # A correction was loaded without its action, and its address needs the number.
    update.action = action
    return Said(
        number=action.number,
        description=wording.description,
        theme=wording.theme,
        labels=wording.labels,
        text=update.text,
        as_of=update.as_of,
        url=update.get_absolute_url(),
        status=update.status,
        status_quote=update.status_quote,
        waiting_for=update.get_waiting_for_display(),
        promises=tuple(read_told(told) for told in update.told_promises),
    )
