"""Two editions as sides of a comparison, with the fingerprints of their texts instead of the texts.

Enough to count what changed. What the texts say, and what became of promises, is in sides.py.
"""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import MD5, Cast

from actions.editions.comparison import Said, Side
from actions.models import EditionRow, StatusReport, StatusUpdate

EARLIER, LATER, CORRECTION, NAMED = range(4)


class _Row(NamedTuple):
    """One row of the one question; `what` says of which kind."""

    what: int
    number: int
    key: int
    corrects: int
    fingerprint: str
    status: str
    waiting_for: str


def fingerprint_sides(
    earlier: StatusReport, later: StatusReport, *, at: datetime.datetime
) -> tuple[Side, Side]:
    """What both editions said, with the corrections published since; one query.

    Both are of `published(at=at)`. What was asked, and what was promised, is left empty.
    """
    updates = StatusUpdate.objects
    corrections = updates.published(at=at).filter(kind=StatusUpdate.Kind.CORRECTION)
    rows = _told(EARLIER, updates.for_edition(earlier, at=at)).union(
        _told(LATER, updates.for_edition(later, at=at)),
        _told(CORRECTION, corrections),
        _named(later),
        all=True,
    )
    told = [_Row(*row) for row in rows]
    corrected = {row.corrects: row for row in told if row.what == CORRECTION}
    sides = [
        {row.number: _said(_last(row, corrected)) for row in told if row.what == what}
        for what in (EARLIER, LATER)
    ]
    unread = {row.number for row in told if row.what == NAMED} - sides[1].keys()
    return (
        Side(earlier.reference_date, at, sides[0]),
        Side(later.reference_date, at, sides[1], frozenset(unread)),
    )


def _told(what: int, updates: QuerySet) -> QuerySet:
    return (
        updates.order_by()
        .select_related(None)
        .prefetch_related(None)
        .values_list(
            Value(what, IntegerField()),
            "action__number",
            Cast("pk", IntegerField()),
            Cast("corrects_id", IntegerField()),
            MD5("text"),
            "status",
            "waiting_for",
        )
    )


def _named(report: StatusReport) -> QuerySet:
    """The actions that an edition names, whether or not their text may be read."""
    nothing = Value("", CharField())
    key = Value(0, IntegerField())
    return (
        EditionRow.objects.filter(report=report)
        .order_by()
        .values_list(
            Value(NAMED, IntegerField()),
            F("action__number"),
            key,
            key,
            nothing,
            nothing,
            nothing,
        )
    )


def _last(row: _Row, corrected: Mapping[int, _Row]) -> _Row:
    while row.key in corrected:
        row = corrected[row.key]
    return row


def _said(row: _Row) -> Said:
    return Said(
        number=row.number,
        description="",
        theme="",
        labels=(),
        text=row.fingerprint,
        as_of=datetime.date.min,
        url="",
        status=row.status,
        status_quote="",
        waiting_for=row.waiting_for,
    )
