"""The pages of a PDF as words, rules and links at their places, and words to printed lines.

Places are in points (1/72 inch) from the top left of the page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

# A mark of a footnote is printed this much smaller than the text around it.
SMALLER = 0.8
SAME_PLACE = 1.5
# A raised mark shares at least this part of its height with the words on its line.
OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place; `size` is the size of its letters."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """Return the height at which the word stands."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: it lies at `at` and runs from `start` to `end`."""

    start: float
    end: float
    at: float


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a page and the words it lies under."""

    url: str
    x0: float
    x1: float
    top: float
    bottom: float

    def lies_under(self, word: Word) -> bool:
        """Tell whether the middle of a word stands on this link."""
        across = self.x0 <= (word.x0 + word.x1) / 2 <= self.x1
        return across and self.top <= word.middle <= self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `number` counts from 1."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    links: tuple[Link, ...]
    has_images: bool
    has_turned_words: bool


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Words on one line, from left to right."""

    words: tuple[Word, ...]
    page: int

    @property
    def text(self) -> str:
        """Return the words with a space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Return where the line starts."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Return where the line ends."""
        return max(word.x1 for word in self.words)

    @property
    def size(self) -> float:
        """Return the size of most of its letters."""
        return median(word.size for word in self.words)

    @property
    def bottom(self) -> float:
        """Return the height of its base, small raised letters left aside."""
        return max(word.bottom for word in self.words)

    @property
    def top(self) -> float:
        """Return the height of its top."""
        return min(word.top for word in self.words)


def read_page(number: int, content: dict[str, Any]) -> Page:
    """Return a page from what pdfprocess.py prints of it."""
    return Page(
        number=number,
        width=content["width"],
        height=content["height"],
        words=tuple(Word(*word) for word in content["words"]),
        across=tuple(Rule(*rule) for rule in content["across"]),
        down=tuple(Rule(*rule) for rule in content["down"]),
        links=tuple(Link(*link) for link in content["links"]),
        has_images=content["images"],
        has_turned_words=content["turned"],
    )


def read_lines(words: Iterable[Word], page: int) -> list[PrintedLine]:
    """Return words as lines from top to bottom; a small raised mark stays on its line."""
    lines: list[list[Word]] = []
    top = bottom = 0.0
    for word in sorted(words, key=lambda word: (word.bottom, word.x0)):
        shared = min(bottom, word.bottom) - max(top, word.top)
        if lines and shared >= OVERLAP * min(bottom - top, word.bottom - word.top):
            lines[-1].append(word)
            top, bottom = min(top, word.top), max(bottom, word.bottom)
        else:
            lines.append([word])
            top, bottom = word.top, word.bottom
    return [PrintedLine(tuple(sorted(line, key=lambda word: word.x0)), page) for line in lines]


def clusters(values: Iterable[float], distance: float = SAME_PLACE) -> list[float]:
    """Return one value for each group of values that lie no further apart than `distance`."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= distance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def covered_length(rules: Iterable[Rule], start: float, end: float) -> float:
    """Return how much of the stretch from start to end rules cover together."""
    length, reached = 0.0, start
    for rule in sorted(rules, key=lambda rule: rule.start):
        first, last = max(rule.start, reached), min(rule.end, end)
        if last > first:
            length += last - first
            reached = last
    return length
