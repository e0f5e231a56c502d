"""The public changes as a reader sees them: newest first, the texts of one edition together."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, F, Max, QuerySet, When

from actions.change_filters import ChangeKind
from actions.elided_difference import ShownDifference, shown_difference
from actions.models import Action, EditionRow, StatusReport, StatusUpdate


@dataclass(frozen=True, slots=True)
class Change:
    """One published update, and how it differs from the one that stood before it.

    Without `before` nothing public stood there. `fields` are what else the edition changed of the
    action.
    """

    update: StatusUpdate
    before: StatusUpdate | None
    difference: ShownDifference | None
    fields: tuple[str, ...]

    @property
    def has_other_status(self) -> bool:
        """Whether we read another status than before."""
        return self.before is not None and self.before.status != self.update.status


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """What one edition changed, and the edition before it, if there is one."""

    report: StatusReport
    previous: StatusReport | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That an update was taken back and why; of what it said nothing. `action` when public."""

    number: int
    action: Action | None
    reason: str
    published_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list, with exactly one of the three."""

    moment: datetime.datetime
    edition: EditionChanges | None = None
    change: Change | None = None
    withdrawal: Withdrawal | None = None


def entries(found: QuerySet[StatusUpdate]) -> QuerySet:
    """The lines of the list as rows, newest first: an edition is one, and so is anything else.

    `found` are `public_changes`. Each row is a mapping with `moment`, `change`, and the key of
    the `edition` or that of the `single` update.
    """
    is_edition = {"change": ChangeKind.EDITION.value}
    return (
        found.order_by()
        .values(
            "change",
            edition=Case(When(**is_edition, then=F("report_id"))),
            single=Case(When(**is_edition, then=None), default=F("pk")),
        )
        .annotate(moment=Max("changed_at"), rows=Count("pk"))
        .order_by("-moment", "-single", "-edition")
    )


def read_entries(
    rows: Sequence[Mapping], found: QuerySet[StatusUpdate], *, at: datetime.datetime
) -> list[Entry]:
    """The rows of one page as entries; 6 queries, however many rows there are."""
    changes = _read_changes(rows, found, at)
    reports = list(StatusReport.objects.published(at=at))
    withdrawals = _read_withdrawals(rows, at)
    read = []
    for row in rows:
        moment = row["moment"]
        if row["edition"]:
            mine = tuple(c for c in changes if _is_of_edition(c.update, row["edition"]))
            read.append(Entry(moment, edition=_edition(row["edition"], reports, mine)))
        elif row["change"] == ChangeKind.WITHDRAWAL:
            read.append(Entry(moment, withdrawal=withdrawals[row["single"]]))
        else:
            one = next(c for c in changes if c.update.pk == row["single"])
            read.append(Entry(moment, change=one))
    return read


def _is_of_edition(update: StatusUpdate, report: int) -> bool:
    return update.kind == StatusUpdate.Kind.EDITION and update.report_id == report


def _edition(
    key: int, reports: Sequence[StatusReport], changes: tuple[Change, ...]
) -> EditionChanges:
    place = next(place for place, report in enumerate(reports) if report.pk == key)
    previous = reports[place + 1] if place + 1 < len(reports) else None
    return EditionChanges(reports[place], previous, changes)


def _read_changes(
    rows: Iterable[Mapping], found: QuerySet[StatusUpdate], at: datetime.datetime
) -> list[Change]:
    """The published updates behind the rows with what stood before each; 3 queries."""
    published = StatusUpdate.objects.published(at=at)
    singles = [row["single"] for row in rows if row["change"] != ChangeKind.WITHDRAWAL]
    editions = [row["edition"] for row in rows]
    behind = found.filter(pk__in=singles) | found.filter(
        change=ChangeKind.EDITION, report__in=editions
    )
    updates = list(
        published.filter(pk__in=behind.order_by().values("pk"))
        .select_related("action", "report")
        .order_by("action__number")
    )
    before = {
        (update.action_id, update.superseded_at): update
        for update in published.filter(
            action__in={update.action_id for update in updates},
            superseded_at__in={update.published_at for update in updates},
        ).select_related("action")
    }
    own_rows = EditionRow.objects.filter(
        update__in=[update.pk for update in updates], report=F("update__report")
    )
    fields = {row.update_id: tuple(row.changes) for row in own_rows.exclude(changes=[])}
    return [
        _change(update, before.get((update.action_id, update.published_at)), fields)
        for update in updates
    ]


def _change(
    update: StatusUpdate, before: StatusUpdate | None, fields: Mapping[int, tuple[str, ...]]
) -> Change:
    differs = before is not None and before.text != update.text
    return Change(
        update,
        before,
        shown_difference(before.text, update.text) if differs else None,
        fields.get(update.pk, ()),
    )


def _read_withdrawals(rows: Iterable[Mapping], at: datetime.datetime) -> dict[int, Withdrawal]:
    """What may be told of what was taken back; the text is not even read; 2 queries."""
    taken_back = (
        StatusUpdate.objects.withdrawn(at=at)
        .filter(pk__in=[row["single"] for row in rows if row["change"] == ChangeKind.WITHDRAWAL])
        .values("pk", "action_id", "action__number", "withdrawn_reason", "published_at")
    )
    actions = Action.objects.published(at=at).in_bulk([row["action_id"] for row in taken_back])
    return {
        row["pk"]: Withdrawal(
            row["action__number"],
            actions.get(row["action_id"]),
            row["withdrawn_reason"],
            row["published_at"],
        )
        for row in taken_back
    }
