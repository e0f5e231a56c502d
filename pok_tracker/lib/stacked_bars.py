"""Counts as stacked bars: one bar a row, one piece a part, all bars on the same scale."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# In percentages of the picture: on a phone, a number under a narrower piece runs into the next one.
NARROWEST_NUMBERED = 3


@dataclass(frozen=True, slots=True)
class Part:
    """How many rows stand so, and the list that proves it."""

    code: str
    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A part as it is drawn, in percentages of the picture.

    `middle` is where its number stands; a piece too narrow for one has none.
    """

    part: Part
    left: str
    width: str
    middle: str | None


def draw_bar(parts: Iterable[Part], *, scale: int) -> list[Piece]:
    """The pieces of one bar, from left to right; `scale` rows fill the whole width.

    Empty parts are left out. A scale of nothing draws nothing.
    """
    return list(_pieces(parts, scale)) if scale else []


def _pieces(parts: Iterable[Part], scale: int) -> Iterator[Piece]:
    before = 0
    for part in parts:
        if part.count:
            has_room = 100 * part.count / scale >= NARROWEST_NUMBERED
            middle = _share(before + part.count / 2, scale) if has_room else None
            # In words of SVG, not numbers: a template would print them with a comma.
            yield Piece(part, _share(before, scale), _share(part.count, scale), middle)
            before += part.count


def largest_of(parts: Sequence[Part]) -> Part | None:
    """The part with the most rows; None when there is none, or when two share that place."""
    by_count = sorted((part for part in parts if part.count), key=lambda part: -part.count)
    if not by_count or (len(by_count) > 1 and by_count[0].count == by_count[1].count):
        return None
    return by_count[0]


def _share(count: float, scale: int) -> str:
    return f"{100 * count / scale:.2f}%"
