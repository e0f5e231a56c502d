"""A picture of the terms of one action: each a bar from its first day to its last."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from actions.dossier import MilestoneRow

WIDTH = 600
ROW_HEIGHT = 22
# A single day stays visible between bars of years.
NARROWEST = 6
FEWEST = 2


@dataclass(frozen=True, slots=True)
class TermBar:
    """One term in units of the picture; `kind` is its standing, or its kind when it is a fact."""

    x: float
    y: int
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Year:
    """Where a year begins."""

    x: float
    name: str


@dataclass(frozen=True, slots=True)
class _Scale:
    """Whole years, so that the years under the picture stand where they begin."""

    first: datetime.date
    last: datetime.date

    def place(self, day: datetime.date) -> float:
        """Where a day lies between the left side, 0, and the right side, WIDTH."""
        return round(WIDTH * ((day - self.first) / (self.last - self.first)), 1)


@dataclass(frozen=True, slots=True)
class TermPicture:
    """The bars in the order of the list beside it, and the years.

    `kinds` are the codes of the bars with their words, each once.
    """

    bars: tuple[TermBar, ...]
    years: tuple[Year, ...]
    scale: _Scale
    height: int
    sentence: str
    kinds: tuple[tuple[str, str], ...]

    def place_of(self, day: datetime.date) -> float | None:
        """Where a day lies; None for one outside the picture."""
        scale = self.scale
        return scale.place(day) if scale.first <= day <= scale.last else None

    @property
    def days_of_change(self) -> tuple[int, int]:
        """From which days on a day lies in the picture, and no longer, as ordinals."""
        return self.scale.first.toordinal(), self.scale.last.toordinal() + 1


def draw_terms(rows: Sequence[MilestoneRow]) -> TermPicture | None:
    """The picture of these terms; None when there are too few to compare."""
    if len(rows) < FEWEST:
        return None
    first = min(row.milestone.first_day for row in rows)
    last = max(row.milestone.last_day for row in rows)
    scale = _Scale(first.replace(month=1, day=1), last.replace(month=12, day=31))
    return TermPicture(
        bars=tuple(_bar(row, place, scale) for place, row in enumerate(rows)),
        years=tuple(
            Year(scale.place(datetime.date(year, 1, 1)), str(year))
            for year in range(first.year, last.year + 1)
        ),
        scale=scale,
        height=len(rows) * ROW_HEIGHT,
        sentence=_sentence(rows, first.year, last.year),
        kinds=tuple(dict.fromkeys(_kind(row) for row in rows)),
    )


def _bar(row: MilestoneRow, place: int, scale: _Scale) -> TermBar:
    milestone = row.milestone
    start = scale.place(milestone.first_day)
    width = max(scale.place(milestone.last_day) - start, NARROWEST)
    return TermBar(
        x=min(start, WIDTH - width),
        y=place * ROW_HEIGHT,
        width=round(width, 1),
        kind=_kind(row)[0],
    )


def _kind(row: MilestoneRow) -> tuple[str, str]:
    """How a promise stands; of a fact, which kind of fact it is."""
    if row.standing:
        return row.standing, row.standing_label
    return row.milestone.kind, row.milestone.get_kind_display()


def _sentence(rows: Sequence[MilestoneRow], first: int, last: int) -> str:
    counts = Counter(_kind(row)[1] for row in rows)
    parts = [f"{count} {label}" for label, count in counts.items()]
    years = f"in {first}" if first == last else f"van {first} tot en met {last}"
    return f"{len(rows)} termijnen {years}: {'; '.join(parts)}."
