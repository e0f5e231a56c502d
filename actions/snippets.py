"""Short pieces of long texts for a list: the beginning, or the words around the first hit."""

from collections.abc import Sequence
from dataclasses import dataclass

from pok_tracker.lib.marked_text import FoldedText, Sought
from pok_tracker.lib.opening_words import in_one_line

BEGINNING = 180
AROUND = 80
MORE = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text on one line, and whether something was left out before and after it."""

    text: FoldedText
    is_cut_before: bool = False
    is_cut_after: bool = False

    @property
    def before(self) -> str:
        """What stands before it."""
        return f"{MORE} " if self.is_cut_before else ""

    @property
    def after(self) -> str:
        """What stands after it."""
        return f" {MORE}" if self.is_cut_after else ""


def on_one_line(text: str) -> str:
    """A text with each run of white space as one space."""
    return " ".join(text.split())


def beginning(text: str) -> Snippet:
    """Return the first words of a text, cut at a space; the items of a list follow each other."""
    flat = in_one_line(text)
    if len(flat) <= BEGINNING:
        return Snippet(FoldedText(flat))
    end = flat.rfind(" ", 0, BEGINNING)
    # A long address has no space to cut at.
    return Snippet(FoldedText(flat[: end if end > 0 else BEGINNING]), is_cut_after=True)


def around_first_hit(line: FoldedText, hits: Sequence[Sought]) -> Snippet | None:
    """Return the words around the first hit in a text on one line; None when there is no hit."""
    found = line.first_place(hits)
    if found is None:
        return None
    first, last = found
    flat = line.text
    start = flat.find(" ", max(first - AROUND, 0)) + 1 if first > AROUND else 0
    end = flat.rfind(" ", last, last + AROUND) if len(flat) > last + AROUND else len(flat)
    start, end = min(start, first), max(end, last)
    return Snippet(line.cut(start, end), start > 0, end < len(flat))
