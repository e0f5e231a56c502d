"""A picture of promises in time: per quarter how many are due, and how they stand."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncQuarter

from actions.models import Standing
from pok_tracker.lib.dutch_dates import QUARTERS

BAR_WIDTH = 20
GAP = 6
HEIGHT = 100
# From the bottom up: what is done, what is still to come, what went by.
ORDER = (
    Standing.MET,
    Standing.MOVED,
    Standing.OPEN,
    Standing.SOON,
    Standing.PASSED,
)
MOST_QUARTERS = 60
OCTOBER = 10


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar: the promises of one quarter that stand alike; in units of the picture."""

    standing: str
    label: str
    count: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The promises of which the last day lies in one quarter."""

    label: str
    year: str
    x: int
    pieces: tuple[Piece, ...]

    @property
    def count(self) -> int:
        """How many promises are due in this quarter."""
        return sum(piece.count for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars from the first quarter to the last, where today lies, and one sentence."""

    bars: tuple[Bar, ...]
    width: int
    today: float | None
    sentence: str
    standings: tuple[tuple[str, str], ...]


def read_timeline(promises: QuerySet, *, on: datetime.date) -> Timeline | None:
    """The picture of these promises (loaded with their standing) on that day; one query.

    None when there are none, or when they span too many years to be drawn.
    """
    rows = (
        promises.order_by()
        .values("stand", quarter=TruncQuarter("last_day"))
        .annotate(rows=Count("pk", distinct=True))
    )
    counts: dict[datetime.date, Counter[str]] = {}
    for row in rows:
        counts.setdefault(row["quarter"], Counter())[row["stand"]] += row["rows"]
    if not counts:
        return None
    quarters = list(_quarters(min(counts), max(counts)))
    if len(quarters) > MOST_QUARTERS:
        return None
    most = max(counter.total() for counter in counts.values())
    bars = tuple(
        _bar(place, quarter, counts.get(quarter, Counter()), most)
        for place, quarter in enumerate(quarters)
    )
    everything = sum(counts.values(), Counter())
    return Timeline(
        bars=bars,
        width=len(bars) * (BAR_WIDTH + GAP),
        today=_place_of(on, quarters),
        sentence=_sentence(everything),
        standings=tuple((code.value, code.label) for code in ORDER if everything[code]),
    )


def _quarters(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """The first days of the quarters from one up to and including another."""
    while first <= last:
        yield first
        first = _next_quarter(first)


def _next_quarter(first: datetime.date) -> datetime.date:
    if first.month < OCTOBER:
        return first.replace(month=first.month + 3)
    return datetime.date(first.year + 1, 1, 1)


def _bar(place: int, quarter: datetime.date, counts: Counter[str], most: int) -> Bar:
    number = (quarter.month - 1) // 3
    return Bar(
        label=f"{QUARTERS[number]} kwartaal van {quarter.year}",
        year=str(quarter.year) if number == 0 or place == 0 else "",
        x=place * (BAR_WIDTH + GAP),
        pieces=tuple(_pieces(counts, most)),
    )


def _pieces(counts: Counter[str], most: int) -> Iterator[Piece]:
    top = float(HEIGHT)
    for standing in ORDER:
        if count := counts[standing]:
            height = count * HEIGHT / most
            top -= height
            yield Piece(standing.value, standing.label, count, round(top, 1), round(height, 1))


def _place_of(on: datetime.date, quarters: Sequence[datetime.date]) -> float | None:
    """Where a day lies on the axis; None outside it."""
    for place, first in enumerate(quarters):
        following = _next_quarter(first)
        if first <= on < following:
            share = (on - first) / (following - first)
            return round((place + share) * (BAR_WIDTH + GAP), 1)
    return None


def _sentence(counts: Counter[str]) -> str:
    total = counts.total()
    noun = "termijn" if total == 1 else "termijnen"
    parts = [f"{counts[code]} {code.label}" for code in ORDER if counts[code]]
    return f"{total} {noun}: {'; '.join(parts)}."
