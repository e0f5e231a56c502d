"""Numbered lines to the text of the table and, apart from it, everything a page adds to it.

The extraction puts an empty line after every line of a page, none between the last line of a page
and the first of the next, and a space before that first line. A line of only spaces is an empty
line of the document itself.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.statustable.errors import StatusTableError
from actions.statustable.lines import Line
from actions.statustable.records import Cell, Furniture, FurnitureKind

COLUMN_HEADER = "Actie Omschrijving Stand van Zaken"
PAGE_NUMBER = re.compile(r"[0-9]{1,3}")
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
# The rule above a footnote comes out of the extraction as a long line of spaces.
FOOTNOTE_RULE = re.compile(r" {20,}")
FOOTNOTE = re.compile(r"([0-9]{1,2}) (\S.*)")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the table's text, stripped, with what its layout says.

    `ends_paragraph`: two spaces at the line end, the mark of a paragraph end.
    `after_blank`: an empty line of the document stands before it.
    """

    number: int
    text: str
    page: int
    ends_paragraph: bool
    after_blank: bool


@dataclass(frozen=True, slots=True)
class PrintedFootnote:
    """A footnote at the foot of a page."""

    marker: str
    text: str
    page: int
    line: int


@dataclass(frozen=True, slots=True)
class PrintedAddress:
    """A link address listed at the end of a page."""

    url: str
    page: int
    line: int


@dataclass(frozen=True, slots=True)
class Pages:
    """A document with its pages taken apart."""

    title: Cell
    introduction: Cell
    text: tuple[TextLine, ...]
    footnotes: tuple[PrintedFootnote, ...]
    addresses: tuple[PrintedAddress, ...]
    furniture: tuple[Furniture, ...]


def read_pages(lines: Sequence[Line], title: str | None) -> Pages:
    """Return the text lines of the table, and apart from them title, headers, numbers and notes.

    `title` is the title the document must have, None for any. Raises StatusTableError when the
    column header or the title is missing.
    """
    start = _first_header(lines)
    printed_title, introduction = _title_and_introduction(lines[:start], title)
    reader = _PageReader()
    reader.read(lines[start:])
    return Pages(
        printed_title,
        introduction,
        tuple(reader.text),
        tuple(reader.footnotes),
        tuple(reader.addresses),
        tuple(reader.furniture),
    )


def _first_header(lines: Sequence[Line]) -> int:
    for index, line in enumerate(lines):
        if _is_header(line):
            return index
    raise StatusTableError(
        f"De kop van de tabel ({COLUMN_HEADER}) ontbreekt.",
        "bied de hele tabel aan, met de kop boven de eerste actie.",
        line=lines[-1].number,
    )


def _is_header(line: Line) -> bool:
    return " ".join(line.text.split()) == COLUMN_HEADER


def _title_and_introduction(lines: Sequence[Line], title: str | None) -> tuple[Cell, Cell]:
    printed = [line for line in lines if line.text.strip()]
    cells = _joined(printed[:1]), _joined(printed[1:])
    if title is not None and cells[0].text != title:
        raise StatusTableError(
            f"De titel is niet “{title}”.",
            "bied de tabel met de titel aan, of neem opmaaknotities die bij dit bestand horen.",
            line=lines[0].number if lines else 1,
        )
    return cells


def _joined(lines: Sequence[Line]) -> Cell:
    words = [word for line in lines for word in line.text.split()]
    return Cell(" ".join(words), tuple(line.number for line in lines))


class _PageReader:
    """Reads line by line; knows on which page it is and what stood just before."""

    def __init__(self) -> None:
        self.text: list[TextLine] = []
        self.footnotes: list[PrintedFootnote] = []
        self.addresses: list[PrintedAddress] = []
        self.furniture: list[Furniture] = []
        self._page = 1
        self._after_blank = False
        self._previous = ""

    def read(self, lines: Sequence[Line]) -> None:
        before_header = _lines_before_header(lines)
        for line in lines:
            self._read_line(line, before_header=line.number in before_header)
            self._previous = line.text

    def _read_line(self, line: Line, *, before_header: bool) -> None:
        stripped = line.text.strip()
        if not stripped:
            self._after_blank = self._after_blank or line.text != ""
        elif _is_header(line):
            self._add_furniture(line, "column_header")
            self._page += 1
        elif before_header and PAGE_NUMBER.fullmatch(stripped):
            self._add_furniture(line, "page_number")
        elif ADDRESS.fullmatch(stripped):
            self.addresses.append(PrintedAddress(stripped, self._page, line.number))
            self._after_blank = False
        elif self._is_footnote(line):
            self._add_footnote(line.number, stripped)
        else:
            self._add_text(line)

    def _add_furniture(self, line: Line, kind: FurnitureKind) -> None:
        self.furniture.append(Furniture(" ".join(line.text.split()), line.number, kind))
        self._after_blank = False

    def _is_footnote(self, line: Line) -> bool:
        return bool(
            FOOTNOTE_RULE.fullmatch(self._previous) and FOOTNOTE.fullmatch(line.text.strip())
        )

    def _add_footnote(self, number: int, stripped: str) -> None:
        marker, _, text = stripped.partition(" ")
        note = PrintedFootnote(marker, " ".join(text.split()), self._page, number)
        self.footnotes.append(note)
        self._after_blank = False

    def _add_text(self, line: Line) -> None:
        if self._previous.strip() and line.text.startswith(" "):
            self._page += 1
        ends_paragraph = line.text.endswith("  ")
        text = line.text.strip()
        self.text.append(TextLine(line.number, text, self._page, ends_paragraph, self._after_blank))
        self._after_blank = False


def _lines_before_header(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the printed lines that stand directly above a column header."""
    printed = [line for line in lines if line.text.strip()]
    pairs = itertools.pairwise(printed)
    return frozenset(above.number for above, below in pairs if _is_header(below))
