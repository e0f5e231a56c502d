"""An Excel file (xlsx) to a grid."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from actions.statustable.errors import Place, StatusTableError
from actions.statustable.grid import Grid, GridCell, GridDocument, GridParagraph, GridRow
from actions.statustable.limits import MOST_COLUMNS, MOST_ROWS
from actions.statustable.notices import Notice
from actions.statustable.packages import Package
from actions.statustable.relationships import (
    Relationship,
    content_type,
    find_part,
    main_part,
    read_relationships,
)
from actions.statustable.sheetcells import (
    cell_place,
    column_letters,
    refuse_formula,
    text_cell,
    whole_number,
)
from actions.statustable.sheetrows import ABOUT_SHEET, read_about
from actions.statustable.xmltree import attribute, child, children, number, read_xml

# Excel writes a letter that XML cannot hold as _x000D_, and the very words "_x000D_" guarded.
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
MOST_MERGES = 2_000
ON = ("1", "true")
# General, whole number and text, by their numbers and by their codes.
PLAIN_FORMATS = (0, 1, 49)
PLAIN_CODES = ("general", "0", "@")


def read_xlsx(package: Package) -> GridDocument:
    """Return the tables of an Excel file; raises StatusTableError."""
    main = main_part(package)
    macros = any(name.lower().endswith("vbaproject.bin") for name in package.names)
    if macros or "macroEnabled" in content_type(package, main):
        raise StatusTableError(
            "Het bestand bevat macro's.", "bewaar het als .xlsx, zonder macro's."
        )
    return _XlsxReader(package, main).read()


class _XlsxReader:
    """Reads the visible sheets of a workbook."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._pointers = read_relationships(package, main)
        self._workbook = read_xml(package.read(main))
        self._strings = _shared_strings(package, self._pointers)
        self._plain_styles = _plain_styles(package, self._pointers)
        self._notices: list[Notice] = []
        self._rows = 0

    def read(self) -> GridDocument:
        before: tuple[GridParagraph, ...] = ()
        grids = []
        sheets = child(self._workbook, "x:sheets")
        for sheet in children(sheets, "x:sheet") if sheets is not None else ():
            grid = self._read_visible(sheet)
            if grid is not None and attribute(sheet, "name") == ABOUT_SHEET:
                before = read_about(grid.rows)
            elif grid is not None:
                grids.append(grid)
        return GridDocument(before, tuple(grids), tuple(self._notices))

    def _read_visible(self, sheet: Element) -> Grid | None:
        name = f"blad “{attribute(sheet, 'name')[:60]}”"
        if attribute(sheet, "state", "visible") != "visible":
            self._notices.append(Notice("Een verborgen blad is overgeslagen.", Place(table=name)))
            return None
        pointer = self._pointers.get(attribute(sheet, "r:id"))
        if pointer is None or pointer.kind != "worksheet" or pointer.external:
            return None
        return self._read_sheet(name, read_xml(self._package.read(pointer.target)))

    def _read_sheet(self, name: str, sheet: Element) -> Grid:
        merges = _Merges(sheet)
        hidden = self._hidden_columns(name, sheet)
        rows, position = [], 0
        data = child(sheet, "x:sheetData")
        for element in children(data, "x:row") if data is not None else ():
            position = number(element, "r", position + 1, most=9_999_999)
            place = Place(table=name, table_row=position)
            cells = self._read_cells(element, position, place)
            if not any(cell.paragraphs for cell in cells.values()):
                continue
            self._rows += 1
            if self._rows > MOST_ROWS:
                raise StatusTableError.at(
                    place,
                    f"Het bestand heeft meer dan {MOST_ROWS} rijen.",
                    "bied alleen de tabel aan.",
                )
            if attribute(element, "hidden") in ON:
                self._notices.append(Notice("Een verborgen rij is niet overgenomen.", place))
                continue
            visible = {column: cell for column, cell in cells.items() if column not in hidden}
            rows.append(GridRow(self._rows, place, merges.apply(visible, position)))
        return Grid(name, _same_width(rows))

    def _hidden_columns(self, name: str, sheet: Element) -> frozenset[int]:
        hidden: set[int] = set()
        columns = child(sheet, "x:cols")
        for element in children(columns, "x:col") if columns is not None else ():
            if attribute(element, "hidden") in ON:
                first = number(element, "min", 1, most=MOST_COLUMNS + 1)
                last = number(element, "max", first, most=MOST_COLUMNS + 1)
                hidden.update(range(first - 1, last))
                self._notices.append(
                    Notice(
                        f"Verborgen kolom {column_letters(max(0, first - 1))} is niet overgenomen.",
                        Place(table=name),
                    )
                )
        return frozenset(hidden)

    def _read_cells(self, row: Element, position: int, place: Place) -> dict[int, GridCell]:
        cells = {}
        column = -1
        for element in children(row, "x:c"):
            named = cell_place(attribute(element, "r"))
            column = named[0] if named else column + 1
            name = f"{column_letters(column)}{position}"
            in_column = place.in_column(column_letters(column))
            if child(element, "x:f") is not None:
                refuse_formula(name, in_column)
            text = self._text(element, name, in_column)
            if text and column >= MOST_COLUMNS:
                raise StatusTableError.at(
                    place, "De tabel heeft te veel kolommen.", "bied alleen de tabel aan."
                )
            if text:
                cells[column] = text_cell(text, column, in_column)
        return cells

    def _text(self, element: Element, name: str, place: Place) -> str:
        kind = attribute(element, "t", "n")
        value = child(element, "x:v")
        printed = (value.text or "") if value is not None else ""
        if kind == "inlineStr":
            return _rich_text(child(element, "x:is"))
        if kind == "s":
            index = _index(printed)
            return self._strings[index] if index < len(self._strings) else ""
        if kind == "str" or not printed:
            return _unescaped(printed)
        style = number(element, "s", 0, most=100_000)
        if kind != "n" or (style and style not in self._plain_styles):
            printed = f"{printed}, opgemaakt"
        return whole_number(printed, name, place)


class _Merges:
    """The merged cells of a sheet, looked up by row; a range may name a million rows."""

    def __init__(self, sheet: Element) -> None:
        self._ranges: list[tuple[int, int, int, int]] = []
        merges = child(sheet, "x:mergeCells")
        for element in children(merges, "x:mergeCell") if merges is not None else ():
            first, _, last = attribute(element, "ref").partition(":")
            start, end = cell_place(first), cell_place(last)
            if start and end and start[0] <= end[0] < MOST_COLUMNS * 200:
                self._ranges.append((*start, *end))
        if len(self._ranges) > MOST_MERGES:
            raise StatusTableError(
                "Het bestand heeft te veel samengevoegde cellen.", "bied alleen de tabel aan."
            )

    def apply(self, cells: Mapping[int, GridCell], position: int) -> tuple[GridCell, ...]:
        """Return the cells of a row in order, with those merged that the sheet merges."""
        found = dict(cells)
        for first, top, last, bottom in self._ranges:
            if not top <= position <= bottom:
                continue
            last = min(last, MOST_COLUMNS)
            anchor = found.get(first, GridCell(first, ()))
            covered = [column for column in found if first < column <= last]
            for column in covered:
                del found[column]
            width = last - first + 1
            if position > top:
                found[first] = GridCell(first, (), width, continues=True)
            else:
                found[first] = replace(anchor, width=width)
        return tuple(found[column] for column in sorted(found))


def _same_width(rows: Sequence[GridRow]) -> tuple[GridRow, ...]:
    """Return rows with an empty cell wherever a row has none, so that all columns line up."""
    width = max((cell.column + 1 for row in rows for cell in row.cells), default=0)
    return tuple(replace(row, cells=_filled_up(row.cells, width)) for row in rows)


def _filled_up(cells: Sequence[GridCell], width: int) -> tuple[GridCell, ...]:
    covered = {column for cell in cells for column in range(cell.column, cell.column + cell.width)}
    empty = [GridCell(column, ()) for column in range(width) if column not in covered]
    return tuple(sorted((*cells, *empty), key=lambda cell: cell.column))


def _shared_strings(package: Package, pointers: dict[str, Relationship]) -> tuple[str, ...]:
    name = find_part(package, pointers, "sharedStrings")
    if name is None:
        return ()
    return tuple(_rich_text(item) for item in children(read_xml(package.read(name)), "x:si"))


def _plain_styles(package: Package, pointers: dict[str, Relationship]) -> frozenset[int]:
    """Return the places of the cell styles that show a number as it is: no date, no currency."""
    name = find_part(package, pointers, "styles")
    root = read_xml(package.read(name)) if name else None
    own, styles = child(root, "x:numFmts"), child(root, "x:cellXfs")
    plain = {str(number_format) for number_format in PLAIN_FORMATS}
    for item in children(own, "x:numFmt") if own is not None else ():
        if attribute(item, "formatCode").casefold() in PLAIN_CODES:
            plain.add(attribute(item, "numFmtId"))
    formats = children(styles, "x:xf") if styles is not None else ()
    return frozenset(
        place for place, item in enumerate(formats) if attribute(item, "numFmtId", "0") in plain
    )


def _rich_text(item: Element | None) -> str:
    """Return the text of a string, without the pronunciation that may stand beside it."""
    if item is None:
        return ""
    pieces = [child(item, "x:t"), *(child(run, "x:t") for run in children(item, "x:r"))]
    return _unescaped("".join(piece.text or "" for piece in pieces if piece is not None))


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _index(printed: str) -> int:
    return int(printed) if printed.isdecimal() and len(printed) < 9 else 0
