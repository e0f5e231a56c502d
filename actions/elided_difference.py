"""A difference between two texts, without the long stretches that stayed the same."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from actions.word_difference import Change, ChangedText, word_difference

# Words that are kept on each side of a change, so that a reader sees where it stands.
AROUND = 12
WORD = re.compile(r"\s*\S+\s*|\s+")
REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a difference, or a place at which words that stayed are left out."""

    text: str
    change: Change
    is_gap: bool = False

    @property
    def is_removed(self) -> bool:
        """Whether it stands in the earlier text only."""
        return self.change == Change.REMOVED

    @property
    def is_added(self) -> bool:
        """Whether it stands in the later text only."""
        return self.change == Change.ADDED


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A difference as pieces, with how many words went and how many came."""

    pieces: tuple[Piece, ...]
    removed: int
    added: int

    @property
    def is_long(self) -> bool:
        """Whether it takes more than a few lines."""
        return sum(len(piece.text) for piece in self.pieces) > LONG


LONG = 700
GAP = Piece("", Change.KEPT, is_gap=True)


# The same two texts are compared for every reader; comparing two long ones takes milliseconds.
@lru_cache(maxsize=REMEMBERED)
def shown_difference(before: str, after: str) -> ShownDifference:
    """Return how one text became another: all that changed, with a few words around it."""
    segments = word_difference(before, after)
    return ShownDifference(
        pieces=tuple(_pieces(segments)),
        removed=_count(segments, Change.REMOVED),
        added=_count(segments, Change.ADDED),
    )


def _pieces(segments: Sequence[ChangedText]) -> Iterator[Piece]:
    last = len(segments) - 1
    for place, segment in enumerate(segments):
        if segment.is_kept:
            yield from _around(segment.text, opens=place == 0, closes=place == last)
        else:
            yield Piece(segment.text, segment.change)


def _around(text: str, *, opens: bool, closes: bool) -> Iterator[Piece]:
    """The words of a kept stretch that lie beside a change."""
    words = WORD.findall(text)
    start = [] if opens else words[:AROUND]
    end = [] if closes else words[-AROUND:]
    if len(start) + len(end) >= len(words):
        yield Piece(text, Change.KEPT)
        return
    if start:
        yield Piece("".join(start), Change.KEPT)
    yield GAP
    if end:
        yield Piece("".join(end), Change.KEPT)


def _count(segments: Iterable[ChangedText], change: Change) -> int:
    return sum(len(segment.text.split()) for segment in segments if segment.change == change)
