"""The printed lines of a cell to paragraphs.

A new paragraph starts at a bullet, where white space is left between two lines, where the indent
of a list ends, and where a line stopped although the next word would still have fitted. Where a
sentence ends exactly at the end of a line nothing tells, and that is noticed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from actions.statustable.grid import CellText
from actions.statustable.paragraphs import LetterBullets
from actions.statustable.pdfpage import SMALLER, Link, PrintedLine, Word
from actions.statustable.pdfrows import PdfCell

BULLET = re.compile("[-•·▪◦‣⁃●○■□∙◾➢➤\uf0b7\uf0a7\uf02d]|o(?= )")
MORE_THAN_A_LINE = 1.13
INDENT = 2.5
ROUNDING = 1.0
USUAL_LEADING = 1.2
# Below this part of the width of its column, a longest line was not broken.
ALL_SHORT = 0.85
# An address may be too long for its column, and stick out of it.
ADDRESS_MARK = "://"
LABEL_START = re.compile(r"\(NR\b", re.IGNORECASE)
ENDS_SENTENCE = (".", ":", ";", "?", "!", ")", "”", "’")
AFTER_HALF_A_WORD = frozenset({"en", "of", "en/of", "als", "dan", "tot", "noch", "maar", "resp."})
NOTE_MARK = re.compile(r"[0-9]{1,3}|[*†‡]{1,3}|[a-z]")


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in a document.

    The right edge of each column, the way from line to line in sizes of the letters, and whether
    a line may end behind the hyphen inside a word.
    """

    right: Mapping[int, float]
    leading: float
    breaks_at_hyphens: bool


@dataclass(frozen=True, slots=True)
class Extras:
    """What lines refer to: footnotes by page and marker, links by page; and joined words."""

    footnotes: Mapping[tuple[int, str], str]
    links: Mapping[int, Sequence[Link]]
    joined_words: Sequence[str] = ()


@dataclass(slots=True)
class Doubts:
    """Counts what the layout could not tell."""

    unclear_ends: int = 0
    hyphens: int = 0
    used_footnotes: set[tuple[int, str]] = field(default_factory=set)


def measure(cells: Sequence[PdfCell]) -> Measures:
    """Return the measures of a document by all of its cells."""
    pairs = [pair for cell in cells for pair in pairwise(cell.lines)]
    steps = [
        (below.bottom - above.bottom) / below.size
        for above, below in pairs
        if above.page == below.page and below.bottom > above.bottom
    ]
    # Most of the shortest steps are from line to line; the longer ones may be between paragraphs.
    leading = sorted(steps)[len(steps) // 5] if steps else USUAL_LEADING
    columns: dict[int, list[PdfCell]] = {}
    for cell in cells:
        columns.setdefault(cell.last_column, []).append(cell)
    return Measures(
        {column: _right_edge(found) for column, found in columns.items()},
        leading,
        any(_is_joined(above, line, ()) for above, line in pairs),
    )


def _right_edge(cells: Sequence[PdfCell]) -> float:
    """Return how far the lines of a column can go: as far as the longest does.

    Where all lines are short, none of them was broken, and the side of the cell tells.
    """
    lines = [line for cell in cells for line in cell.lines if ADDRESS_MARK not in line.text]
    if not lines:
        return 0.0
    longest = max(line.x1 for line in lines)
    start = min(line.x0 for line in lines)
    left, right = min(cell.left for cell in cells), max(cell.right for cell in cells)
    side = right - max(0.0, start - left)
    return side if longest - start < ALL_SHORT * (side - start) else longest


def add_paragraphs(
    lines: Sequence[PrintedLine],
    column: int,
    text: CellText,
    measures: Measures,
    extras: Extras,
    doubts: Doubts,
) -> None:
    """Add the text of a cell, with its footnotes and addresses, paragraph by paragraph."""
    letters = LetterBullets()
    right = measures.right.get(column, 0.0)
    usual = median(line.size for line in lines) if lines else 0.0
    first: PrintedLine | None = None
    printed_addresses = _printed_addresses(lines, extras.links)
    for index, (above, line) in enumerate(zip((None, *lines), lines, strict=False)):
        if index in printed_addresses:
            first = None
            text.start("address")
            text.add(printed_addresses[index])
            continue
        bullet = _is_bullet(line) or letters.is_next(line.text)
        if above is None or first is None:
            starts = True
        else:
            starts = bullet or _starts_paragraph(first, above, line, right, measures)
            if not starts:
                _count_doubts(above, line, doubts)
        if starts:
            first = line
            text.start()
        elif above is not None and not _is_joined(above, line, extras.joined_words):
            text.add(" ")
        _add_words(line, text, usual, extras, doubts)


def _printed_addresses(
    lines: Sequence[PrintedLine], links: Mapping[int, Sequence[Link]]
) -> dict[int, str]:
    """Return the lines that only print the address they link to; the lines it goes on on: ""."""
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        url = _link_of(line, links) if index not in found else None
        printed = ""
        for end in range(index, len(lines)) if url else ():
            printed += "".join(lines[end].text.split())
            if printed == url:
                found.update(dict.fromkeys(range(index, end + 1), ""))
                found[index] = url
            if not url or len(printed) >= len(url) or _link_of(lines[end], links) != url:
                break
    return found


def _link_of(line: PrintedLine, links: Mapping[int, Sequence[Link]]) -> str | None:
    """Return the address that a line links to from its first word."""
    word = line.words[0]
    return next((link.url for link in links.get(line.page, ()) if link.lies_under(word)), None)


def _is_bullet(line: PrintedLine) -> bool:
    first = line.words[0].text
    return len(line.words) > 1 and BULLET.fullmatch(first) is not None


def _starts_paragraph(
    first: PrintedLine, above: PrintedLine, line: PrintedLine, right: float, measures: Measures
) -> bool:
    """Tell whether a line starts a paragraph; `first` is the first line of the one above it."""
    step = line.bottom - above.bottom
    if above.page == line.page and step > MORE_THAN_A_LINE * measures.leading * line.size:
        return True
    if LABEL_START.match(line.text):
        return True
    if LABEL_START.match(first.text):
        return above.text.endswith(")") or ")" not in line.text
    text_start = first.words[1].x0 if _is_bullet(first) else first.x0
    hangs = above is not first and above.x0 >= text_start - INDENT
    if _is_bullet(first) and hangs and line.x0 < text_start - INDENT:
        return True
    if line.text[0].islower() or above.text.endswith(","):
        return False
    word_width = _first_word_width(line, up_to_hyphen=measures.breaks_at_hyphens)
    return above.x1 + _space(above) + word_width <= right - ROUNDING


def _space(line: PrintedLine) -> float:
    gaps = [after.x0 - before.x1 for before, after in pairwise(line.words)]
    drawn = [gap for gap in gaps if gap > 0]
    return median(drawn) if drawn else 0.25 * line.size


def _first_word_width(line: PrintedLine, *, up_to_hyphen: bool) -> float:
    """Return the width of the first word, or of the part of it that could have stood above."""
    word = line.words[0]
    if not up_to_hyphen:
        return word.x1 - word.x0
    part = re.split(r"(?<=-)", word.text, maxsplit=1)[0]
    return (word.x1 - word.x0) * len(part) / len(word.text)


def _count_doubts(above: PrintedLine, line: PrintedLine, doubts: Doubts) -> None:
    doubts.hyphens += above.text.endswith("-") and line.text[0].isalpha()
    ended = above.text.endswith(ENDS_SENTENCE) and not line.text[0].islower()
    doubts.unclear_ends += ended


def _is_joined(above: PrintedLine, line: PrintedLine, joined_words: Sequence[str]) -> bool:
    """Tell whether a word goes on behind the hyphen at the end of a line.

    "uitvoerings-" with "en" on the next line stands for a longer word and keeps its space.
    """
    last, following = above.words[-1].text, line.words[0].text
    if not last.endswith("-") or last == "-":
        return False
    if any(f"{last}{following}".startswith(word) for word in joined_words):
        return True
    return following.casefold() not in AFTER_HALF_A_WORD and line.text[0].isalnum()


def _add_words(
    line: PrintedLine, text: CellText, usual: float, extras: Extras, doubts: Doubts
) -> None:
    links = extras.links.get(line.page, ())
    for before, word in zip((None, *line.words), line.words, strict=False):
        for link in links:
            if link.lies_under(word):
                text.add_address(link.url)
        note = _footnote(line, before, word, usual, extras)
        if note is not None:
            doubts.used_footnotes.add((line.page, word.text))
            text.add_footnote(word.text, note)
            continue
        if before is not None and not _touches(before, word):
            text.add(" ")
        text.add("-" if before is None and _is_bullet(line) else word.text)


def _touches(before: Word, word: Word) -> bool:
    """Tell whether a word is the rest of the one before it, in another size."""
    return word.x0 - before.x1 < 0.1 * max(before.size, word.size) and before.size != word.size


def _footnote(
    line: PrintedLine, before: Word | None, word: Word, usual: float, extras: Extras
) -> str | None:
    """Return the text of the footnote of which this word is the mark, None when it is none."""
    small = word.size < SMALLER * usual and NOTE_MARK.fullmatch(word.text) is not None
    if before is None or not small:
        return None
    return extras.footnotes.get((line.page, word.text))
