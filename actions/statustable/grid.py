"""What every document with real columns becomes before its columns are understood.

A reader (docx, odt, pdf, csv, xlsx, ods) knows paper: rows, cells, merged cells, paragraphs,
lists and notes. It does not know actions. gridtable.py knows those.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from actions.statustable.errors import Place, StatusTableError
from actions.statustable.letters import SOFT_HYPHEN, refuse_invisible
from actions.statustable.limits import MOST_CELL_LETTERS
from actions.statustable.notices import Notice

# Roles other than "text" come from the paragraph styles of our own documents (stylenames.py).
Role = Literal["text", "verbatim", "label", "address", "shared", "aside"]

# Bullets of the symbol fonts, which have no letter of their own in Unicode.
SYMBOL_BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "-", "\uf0d8": "➢"})
DASH_BULLET = "- "


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """A footnote at its place: `position` is the offset in the text of its paragraph."""

    marker: str
    text: str
    position: int


@dataclass(frozen=True, slots=True)
class GridParagraph:
    """A paragraph of a cell: plain text, a list item with its "- " or "a. " in front."""

    text: str
    footnotes: tuple[FootnoteMark, ...] = ()
    addresses: tuple[str, ...] = ()
    role: Role = "text"


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell that covers `width` columns from `column` (0-based).

    `continues`: merged with the cell above it. `level` is the outline level of a heading (1 is
    the highest), `capitals` whether its letters are only shown as capitals.
    """

    column: int
    paragraphs: tuple[GridParagraph, ...]
    width: int = 1
    continues: bool = False
    level: int | None = None
    capitals: bool = False

    @property
    def text(self) -> str:
        """Return the text of the cell, a paragraph after each "\\n"."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    def covers(self, column: int) -> bool:
        """Tell whether the cell stands in a column."""
        return self.column <= column < self.column + self.width


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row; `number` counts on over all tables of the document, `place` is for the reader."""

    number: int
    place: Place
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: its rows, and in words which table it is."""

    name: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class GridDocument:
    """A document: the paragraphs outside its tables, its tables, and what was noticed."""

    before: tuple[GridParagraph, ...]
    grids: tuple[Grid, ...]
    notices: tuple[Notice, ...]
    after: tuple[GridParagraph, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    marker: str
    text: str


class CellText:
    """Collects the paragraphs of one cell while its reader walks through it."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._paragraphs: list[GridParagraph] = []
        self._pieces: list[str | _Mark] = []
        self._addresses: list[str] = []
        self._prefix = ""
        self._role: Role = "text"
        self._letters = 0

    def start(self, role: Role = "text", prefix: str = "") -> None:
        """Start a paragraph; `prefix` is what its list prints in front of it."""
        self._end()
        self._role, self._prefix = role, prefix

    def add(self, text: str) -> None:
        """Add text; a line break in it starts a new paragraph. Raises StatusTableError."""
        self._letters += len(text)
        if self._letters > MOST_CELL_LETTERS:
            raise StatusTableError.at(
                self._place,
                f"De tekst van deze cel is langer dan {MOST_CELL_LETTERS} tekens.",
                "bied alleen de tabel aan, met in elke cel de tekst van één actie.",
            )
        first, *others = re.split("[\n\u2028\u2029\x0b]", text)
        self._pieces.append(first)
        for line in others:
            self.start(self._role)
            self._pieces.append(line)

    def add_footnote(self, marker: str, text: str) -> None:
        """Add the mark of a footnote at this place in the text."""
        refuse_invisible(text, self._place)
        self._pieces.append(_Mark(marker, text))

    def add_address(self, url: str) -> None:
        """Add the address that the words here link to."""
        refuse_invisible(url, self._place)
        self._addresses.append(url)

    def paragraphs(self) -> tuple[GridParagraph, ...]:
        """Return the paragraphs with a text; raises StatusTableError for invisible letters."""
        self._end()
        return tuple(self._paragraphs)

    def _end(self) -> None:
        text, marks = tidy(self._pieces)
        text = text[:1].translate(SYMBOL_BULLETS) + text[1:]
        refuse_invisible(text, self._place)
        paragraph = GridParagraph(text, marks, tuple(self._addresses), self._role)
        with_prefix = _with_prefix(paragraph, self._prefix)
        if with_prefix.text:
            self._paragraphs.append(with_prefix)
        elif (marks or self._addresses) and self._paragraphs:
            self._paragraphs[-1] = _with_marks(self._paragraphs[-1], with_prefix)
        self._pieces, self._addresses, self._prefix, self._role = [], [], "", "text"


def tidy(pieces: Sequence[str | _Mark]) -> tuple[str, tuple[FootnoteMark, ...]]:
    """Return one text, white space as in plain_text, and the footnotes at their offset in it."""
    text, marks, space = "", [], False
    for piece in pieces:
        if isinstance(piece, _Mark):
            marks.append(FootnoteMark(piece.marker, piece.text, len(text) + (space and text != "")))
            continue
        bare = piece.replace(SOFT_HYPHEN, "")
        words = " ".join(bare.split())
        if words:
            spaced = (space or bare[0].isspace()) and text != ""
            text += f" {words}" if spaced else words
            space = bare[-1].isspace()
        else:
            space = space or bare != ""
    return text, tuple(replace(mark, position=min(mark.position, len(text))) for mark in marks)


def _with_prefix(paragraph: GridParagraph, prefix: str) -> GridParagraph:
    if prefix == DASH_BULLET and not paragraph.text:
        return paragraph
    if not prefix:
        return paragraph
    marks = tuple(
        replace(mark, position=mark.position + len(prefix)) for mark in paragraph.footnotes
    )
    return replace(paragraph, text=(prefix + paragraph.text).strip(), footnotes=marks)


def _with_marks(last: GridParagraph, empty: GridParagraph) -> GridParagraph:
    marks = tuple(replace(mark, position=len(last.text)) for mark in empty.footnotes)
    return replace(
        last,
        footnotes=(*last.footnotes, *marks),
        addresses=(*last.addresses, *empty.addresses),
    )
