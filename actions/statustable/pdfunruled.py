"""The table on a page without lines: columns by their heads, rows by their numbers.

The first line of each cell stands beside the number of its action. Where it does not, the rows
cannot be told apart, and the document is refused.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from actions.statustable.errors import Place, StatusTableError
from actions.statustable.headers import NAMES, plain_head, read_header
from actions.statustable.pdfpage import Page, PrintedLine, Word, read_lines
from actions.statustable.pdfrows import PdfCell, PdfRow, PdfTable, is_page_number

LONGEST_HEAD = 5
# Parts of the size of the letters.
BETWEEN_COLUMNS = 0.55
SAME_HEIGHT = 0.6
NEXT_LINE = 1.7
LEFT_OF_HEAD = 3.0
NUMBER = re.compile(r"([1-9][0-9]{0,3})[.):]?")
NUMBER_IN_FRONT = re.compile(r"([1-9][0-9]{0,3})[.)](?: |$)")
FEWEST_STARTS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where its text starts, and its head."""

    start: float
    head: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a document; `number` is None when numbers stand before the description."""

    columns: tuple[Column, ...]
    number: int | None
    description: int
    status: int

    def split(self, line: PrintedLine) -> dict[int, PrintedLine]:
        """Return what a line has in each column."""
        found: dict[int, list[Word]] = {}
        for word in line.words:
            found.setdefault(self.column_of(word), []).append(word)
        return {column: PrintedLine(tuple(words), line.page) for column, words in found.items()}

    def column_of(self, word: Word) -> int:
        """Return the column in which a word starts."""
        at_or_left = [
            index
            for index, column in enumerate(self.columns)
            if column.start - LEFT_OF_HEAD <= word.x0
        ]
        return at_or_left[-1] if at_or_left else 0

    def is_head(self, line: PrintedLine) -> bool:
        """Tell whether a line is the heads of the columns once more."""
        return plain_head(line.text) == plain_head(" ".join(item.head for item in self.columns))


def find_columns(pages: Sequence[Page]) -> Columns | None:
    """Return the columns of a document by the first line that holds their heads, or None."""
    lines = [line for page in pages for line in read_lines(page.words, page.number)]
    for line in lines:
        heads = _heads(line)
        texts = {index: column.head for index, column in enumerate(heads)}
        named = read_header(texts) if len(heads) > 1 else None
        if named is not None:
            placed = _moved_to_text(heads, lines)
            return Columns(
                tuple(placed), named.get("number"), named["description"], named["status"]
            )
    return None


def read_unruled_pages(
    pages: Sequence[Page], columns: Columns, known_headings: frozenset[str]
) -> PdfTable:
    """Return the rows of a document; raises StatusTableError where they cannot be told apart."""
    reader = _Reader(columns, known_headings)
    for page in pages:
        reader.read(page)
    return reader.table


class _Reader:
    """Reads line by line; knows the row it is in."""

    def __init__(self, columns: Columns, known_headings: frozenset[str]) -> None:
        self.table = PdfTable()
        self._columns = columns
        self._known_headings = known_headings
        self._last_number = 0
        self._row: dict[int, PdfCell] | None = None
        self._heading: PdfCell | None = None
        self._started = False
        self._words: dict[int, list[Word]] = {}
        self._page_width = 0.0

    def read(self, page: Page) -> None:
        self._page_width = page.width
        lines = read_lines(page.words, page.number)
        heads = [index for index, line in enumerate(lines) if self._columns.is_head(line)]
        first = heads[0] + 1 if heads else 0
        if not self._started and not heads:
            self.table.above += lines
            return
        self._add_heads(page.number)
        self.table.above += lines[: first - 1] if heads else []
        body, foot = _without_foot(lines[first:])
        self.table.below += foot
        for line in body:
            if not self._columns.is_head(line):
                self._read_line(line)
        self._end_lines(page.number)

    def _add_heads(self, page: int) -> None:
        if self._started:
            return
        self._started = True
        cells = []
        for index, column in enumerate(self._columns.columns):
            word = Word(column.head, column.start, column.start + 1, 0, 1, 1)
            cells.append(replace(self._cell(index), lines=[PrintedLine((word,), page)]))
        self.table.rows.append(PdfRow(page, cells))

    def _read_line(self, line: PrintedLine) -> None:
        parts = self._columns.split(line)
        number = self._number(parts)
        if number is not None:
            self._start_row(number, parts, line)
        elif self._is_heading(line, parts):
            self._add_heading(line)
        else:
            self._add_text(line, parts)

    def _number(self, parts: Mapping[int, PrintedLine]) -> int | None:
        column = self._columns.number
        in_column = column is not None
        part = parts.get(self._columns.description if column is None else column)
        pattern = NUMBER.fullmatch if in_column else NUMBER_IN_FRONT.match
        match = pattern(part.text) if part else None
        if match is None:
            return None
        number = int(match[1])
        # "16. In het kort" inside a text is no number of an action.
        follows = number > self._last_number if in_column else number == self._last_number + 1
        return number if follows or in_column else None

    def _start_row(self, number: int, parts: Mapping[int, PrintedLine], line: PrintedLine) -> None:
        place = Place(table=f"bladzijde {line.page}", row=number)
        if self._columns.description not in parts:
            raise StatusTableError.at(
                place,
                "Naast dit nummer staat geen omschrijving.",
                "zet alle cellen van een rij op dezelfde hoogte (boven uitgelijnd).",
            )
        self._end_lines(line.page)
        self._last_number = number
        above, self._row = self._row, {}
        self._heading = None
        for index in range(len(self._columns.columns)):
            self._row[index] = self._cell(index)
        status = self._columns.status
        if status not in parts and above is not None:
            # Lines that follow belong to a status cell that started higher up.
            self._row[status] = above[status]
        cells = [
            replace(self._cell(index), continues=True) if cell is (above or {}).get(index) else cell
            for index, cell in self._row.items()
        ]
        self.table.rows.append(PdfRow(line.page, cells))
        self._add_text(line, parts)

    def _is_heading(self, line: PrintedLine, parts: Mapping[int, PrintedLine]) -> bool:
        if line.text.casefold() in self._known_headings or self._continues_heading(line):
            return True
        if self._columns.number is not None and self._columns.number in parts:
            return True
        crosses = len(parts) > 1 and _crosses_columns(line, self._columns)
        in_description = set(parts) == {self._columns.description}
        return crosses or (in_description and line.text.isupper() and len(line.text) > 3)

    def _continues_heading(self, line: PrintedLine) -> bool:
        if self._heading is None:
            return False
        last = self._heading.lines[-1]
        near = line.page == last.page and line.top - last.bottom < (NEXT_LINE - 1) * line.size
        together = f"{self._heading.text} {line.text}"
        return near and (
            (together.isupper() and last.text.isupper())
            or together.casefold() in self._known_headings
        )

    def _add_heading(self, line: PrintedLine) -> None:
        if self._continues_heading(line) and self._heading is not None:
            self._heading.lines.append(line)
            return
        self._end_lines(line.page)
        self._heading = PdfCell(0, line.x0, line.x1, len(self._columns.columns), [line])
        self._row = None
        self.table.rows.append(PdfRow(line.page, [self._heading]))

    def _add_text(self, line: PrintedLine, parts: Mapping[int, PrintedLine]) -> None:
        if self._row is None:
            raise StatusTableError.at(
                Place(table=f"bladzijde {line.page}"),
                f"Deze tekst hoort bij geen actie: “{line.text[:60]}”.",
                "geef de tabel lijnen om de cellen, of bied haar aan als .docx.",
            )
        for column, part in parts.items():
            self._words.setdefault(column, []).extend(part.words)

    def _cell(self, column: int) -> PdfCell:
        """Return an empty cell; the page has the same margin at both of its sides."""
        starts = [item.start for item in self._columns.columns]
        ends = [*(start - LEFT_OF_HEAD for start in starts[1:]), self._page_width - starts[0]]
        return PdfCell(column, starts[column], ends[column])

    def _end_lines(self, page: int) -> None:
        """Give the row its words as lines; lines of two columns need not stand at one height."""
        for column, words in self._words.items():
            if self._row is not None:
                self._row[column].lines += read_lines(words, page)
        self._words = {}


def _heads(line: PrintedLine) -> list[Column]:
    """Return the heads in a line: known names of one to five words, else single words."""
    heads: list[Column] = []
    words = list(line.words)
    while words:
        length = next(
            (
                count
                for count in range(min(LONGEST_HEAD, len(words)), 0, -1)
                if plain_head(" ".join(word.text for word in words[:count])) in NAMES
                and _stand_together(words[:count])
            ),
            1,
        )
        heads.append(Column(words[0].x0, " ".join(word.text for word in words[:length])))
        del words[:length]
    return heads


def _stand_together(words: Sequence[Word]) -> bool:
    return all(
        word.x0 - before.x1 < BETWEEN_COLUMNS * word.size for before, word in pairwise(words)
    )


def _moved_to_text(heads: Sequence[Column], lines: Sequence[PrintedLine]) -> list[Column]:
    """Return columns that start where their text does: a head may be centred above it."""
    starts: dict[float, int] = {}
    for line in lines:
        for before, word in zip((None, *line.words), line.words, strict=False):
            if before is None or word.x0 - before.x1 > BETWEEN_COLUMNS * word.size:
                starts[round(word.x0)] = starts.get(round(word.x0), 0) + 1
    usual = [start for start, count in starts.items() if count >= FEWEST_STARTS]
    moved = []
    for index, column in enumerate(heads):
        left = heads[index - 1].start + LEFT_OF_HEAD if index else 0.0
        further_left = [start for start in usual if left < start < column.start - LEFT_OF_HEAD]
        # The most usual start between two heads is that of the text below the second.
        best = max(further_left, key=lambda start: starts[start], default=column.start)
        at_head = sum(
            count for start, count in starts.items() if abs(start - column.start) <= LEFT_OF_HEAD
        )
        moved.append(
            Column(best if starts.get(round(best), 0) > at_head else column.start, column.head)
        )
    return moved


def _crosses_columns(line: PrintedLine, columns: Columns) -> bool:
    """Tell whether words follow each other with a mere space from one column into the next."""
    return any(
        columns.column_of(before) != columns.column_of(word)
        and word.x0 - before.x1 < BETWEEN_COLUMNS * word.size
        for before, word in pairwise(line.words)
    )


def _without_foot(
    lines: Sequence[PrintedLine],
) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """Return the lines of the table, and apart the page number and the footnotes below them."""
    body, foot = list(lines), list[PrintedLine]()
    usual = sorted(line.size for line in lines)[len(lines) // 2] if lines else 0.0
    while body and (is_page_number(body[-1]) or body[-1].size < 0.93 * usual):
        foot.insert(0, body.pop())
    return body, foot
