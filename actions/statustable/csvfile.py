"""A csv file to a grid, and a table to a csv file that no spreadsheet runs as a formula.

Ours have an apostrophe in front of what a spreadsheet would run (pok_tracker/lib/formula_safe.py),
and reading takes it off again. In files with other heads than ours only the start of a cell is
taken for such a guard.
"""

import csv
import io
import itertools
import re
from collections.abc import Iterable, Sequence

from actions.statustable.errors import Place, StatusTableError
from actions.statustable.exported import ExportedEdition
from actions.statustable.grid import CellText, Grid, GridCell, GridDocument, GridRow
from actions.statustable.headers import read_header
from actions.statustable.limits import MOST_CELL_LETTERS, MOST_COLUMNS, MOST_ROWS
from actions.statustable.notices import Notice
from actions.statustable.sheetrows import LIST_HEADS, SHEET_HEADS, sheet_rows
from pok_tracker.lib.formula_safe import RUN_BY_A_PROGRAM, guard, without_guard

SEPARATORS = (";", ",", "\t")
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
LAST_LINE_OF_HEAD = 30
OUR_HEADS = (SHEET_HEADS, LIST_HEADS)
# Excel's own way to name the separator on the first line.
NAMED_SEPARATOR = re.compile("sep=(.)")

GUARDED_START = re.compile(rf"\A'(?=[{RUN_BY_A_PROGRAM}])")


def find_csv(data: bytes) -> GridDocument | None:
    """Return the table in a csv file, None when the file has no line with heads of columns.

    UTF-8, UTF-16 with its mark, and else Windows-1252, which is noticed. Raises StatusTableError
    when it is csv but cannot be read.
    """
    text, notices = _decode(data)
    separator = _find_separator(text)
    if separator is None:
        return None
    _refuse_nul(text)
    rows = _split_rows(text, separator)
    own = any(tuple(row[1]) in OUR_HEADS for row in rows[:LAST_LINE_OF_HEAD])
    grid = Grid("tabel 1", tuple(_grid_row(line, cells, own=own) for line, cells in rows))
    return GridDocument((), (grid,), (*notices, *_guard_notices(rows, own=own)))


def write_csv(edition: ExportedEdition, separator: str = ";") -> bytes:
    """Return the edition as csv for Dutch spreadsheets: UTF-8 with its mark, all cells quoted."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerow(SHEET_HEADS)
    for row in sheet_rows(edition):
        writer.writerow([guard(text) for text in row])
    return target.getvalue().encode("utf-8-sig")


def _decode(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        notice = Notice("Het bestand is geen UTF-8 en is gelezen als Windows-1252.")
        return data.decode("cp1252", errors="replace"), (notice,)


def _find_separator(text: str) -> str | None:
    """Return the separator that gives a line with the heads of a table."""
    start = text[:MOST_CELL_LETTERS]
    named = NAMED_SEPARATOR.match(start)
    for separator in (named[1],) if named and named[1] in SEPARATORS else SEPARATORS:
        if any(_is_header(cells) for cells in _first_rows(start, separator)):
            return separator
    return None


def _first_rows(start: str, separator: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(start, newline=""), delimiter=separator)
    try:
        return list(itertools.islice(reader, LAST_LINE_OF_HEAD))
    except csv.Error:
        return []


def _is_header(cells: Sequence[str]) -> bool:
    return len(cells) <= MOST_COLUMNS and read_header(dict(enumerate(cells))) is not None


def _refuse_nul(text: str) -> None:
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise StatusTableError(
            "Het bestand bevat tekens die niet in een tekst horen.",
            "sla de tabel opnieuw op als csv in UTF-8.",
            line=line,
        )


def _split_rows(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """Return each row with the line at which it ends."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = []
    try:
        for cells in reader:
            rows.append((reader.line_num, cells))
            if len(rows) > MOST_ROWS or len(cells) > MOST_COLUMNS:
                raise StatusTableError(
                    "Het bestand heeft te veel rijen of kolommen.",
                    "bied alleen de tabel aan.",
                    line=reader.line_num,
                )
    except csv.Error as error:
        raise StatusTableError(
            "De aanhalingstekens in dit bestand kloppen niet.",
            "zet elke cel tussen aanhalingstekens en verdubbel die in de tekst zelf.",
            line=max(1, reader.line_num),
        ) from error
    if rows and NAMED_SEPARATOR.fullmatch(separator.join(rows[0][1])):
        return rows[1:]
    return rows


def _grid_row(line: int, texts: Sequence[str], *, own: bool) -> GridRow:
    place = Place(line=line)
    cells = []
    for column, printed in enumerate(texts):
        cell = CellText(place.in_column(str(column + 1)))
        cell.start("verbatim" if own else "text")
        text = printed.replace("\r\n", "\n").replace("\r", "\n")
        cell.add(without_guard(text) if own else GUARDED_START.sub("", text))
        cells.append(GridCell(column, cell.paragraphs()))
    return GridRow(line, place, tuple(cells))


def _guard_notices(rows: Iterable[tuple[int, Sequence[str]]], *, own: bool) -> tuple[Notice, ...]:
    if own:
        return ()
    return tuple(
        Notice("Een apostrof voor een formuleteken is weggelaten.", Place(line=line))
        for line, cells in rows
        if any(GUARDED_START.match(cell) for cell in cells)
    )
