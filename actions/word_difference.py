"""What changed from one text to another, word by word, as segments that a template can print."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# Comparing takes as long as there are pairs of equal words. No text of an edition comes near this;
# a text of one word repeated ten thousand times would keep a process busy for minutes.
MOST_PAIRS = 400_000


class Change(StrEnum):
    """What happened to a piece of text."""

    KEPT = "gebleven"
    REMOVED = "weg"
    ADDED = "nieuw"


@dataclass(frozen=True, slots=True)
class ChangedText:
    """A piece of one of the two texts, and what happened to it."""

    text: str
    change: Change

    @property
    def is_kept(self) -> bool:
        """Whether it stands in both texts."""
        return self.change == Change.KEPT

    @property
    def is_removed(self) -> bool:
        """Whether it stands in the earlier text only."""
        return self.change == Change.REMOVED

    @property
    def is_added(self) -> bool:
        """Whether it stands in the later text only."""
        return self.change == Change.ADDED


def word_difference(before: str, after: str) -> tuple[ChangedText, ...]:
    """Return how `before` became `after`, in reading order, what went before what came.

    What was kept and removed is together exactly `before`; kept and added exactly `after`.
    """
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    return tuple(_segments(old, new, _matching_blocks(old, new)))


def _matching_blocks(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Places (in old, in new, length) at which the texts are equal, ending with an empty one."""
    start = _equal_at_start(old, new)
    end = _equal_at_start(old[start:][::-1], new[start:][::-1])
    old_middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    middle = []
    if _pairs(old_middle, new_middle) <= MOST_PAIRS:
        # Blanks are junk to the matcher: equal blanks say nothing, and there are very many.
        matcher = SequenceMatcher(str.isspace, old_middle, new_middle, autojunk=False)
        middle = [
            (start + block.a, start + block.b, block.size)
            for block in matcher.get_matching_blocks()
            if block.size
        ]
    ends = [(len(old) - end, len(new) - end, end), (len(old), len(new), 0)]
    return [(0, 0, start), *middle, *ends]


def _equal_at_start(old: Sequence[str], new: Sequence[str]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(old), len(new)))


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    counts = Counter(new)
    return sum(count * counts[word] for word, count in Counter(old).items() if not word.isspace())


def _segments(
    old: Sequence[str], new: Sequence[str], blocks: Sequence[tuple[int, int, int]]
) -> Iterator[ChangedText]:
    old_place = new_place = 0
    removed = added = ""
    for old_start, new_start, size in blocks:
        removed += "".join(old[old_place:old_start])
        added += "".join(new[new_place:new_start])
        kept = "".join(old[old_start : old_start + size])
        old_place, new_place = old_start + size, new_start + size
        # A lone blank between two changes belongs to both: it would cut one change into pieces.
        if kept.isspace() and removed and added and old_place < len(old) and new_place < len(new):
            removed, added = removed + kept, added + kept
        elif kept or (old_place, new_place) == (len(old), len(new)):
            yield from _non_empty((removed, Change.REMOVED), (added, Change.ADDED))
            yield from _non_empty((kept, Change.KEPT))
            removed = added = ""


def _non_empty(*pieces: tuple[str, Change]) -> Iterator[ChangedText]:
    return (ChangedText(text, change) for text, change in pieces if text)
