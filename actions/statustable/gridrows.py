"""The rows of a grid to headings and actions: which cell is which, and what belongs to whom.

Liberal in layout, strict in content. Heads may be Dutch or English, stand once or on each page,
and name the columns in any order; a theme may be a merged row or a row with one filled cell. But
a text that stands in no column, or a row of which the action is unknown, is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from actions.statustable.errors import Place, StatusTableError
from actions.statustable.grid import Grid, GridCell, GridDocument, GridParagraph, GridRow
from actions.statustable.gridcolumns import GridColumns, cells_by_name, grid_header
from actions.statustable.gridnumbers import read_row_number
from actions.statustable.headers import ColumnName, unknown_heads
from actions.statustable.limits import MOST_ROWS
from actions.statustable.notices import Notice
from actions.statustable.records import Furniture

ENDS_SENTENCE = (".", ":", ";", "?", "!", ")", "”")
LONGEST_HEADING = 200
OWN_COLUMNS: frozenset[ColumnName] = frozenset(
    {"theme", "subtheme", "labels", "shared", "footnotes", "addresses"}
)
ONE_ROW_EACH = "geef elke actie één eigen rij, met haar nummer, omschrijving en stand van zaken."


@dataclass(slots=True)
class HeadingRow:
    """A row that is the heading of a theme or of a sub-theme."""

    text: str
    level: int | None
    capitals: bool
    place: Place
    row: int


@dataclass(slots=True)
class ActionRow:
    """The cells of one action. `status_continues`: its status is merged with the one above.

    `labels` is None when the table has no column for motions: then they stand in the description.
    """

    number: int
    place: Place
    rows: list[int]
    description: list[GridParagraph]
    status: list[GridParagraph]
    status_continues: bool
    named: Mapping[ColumnName, GridCell] = field(default_factory=dict)

    @property
    def is_to_the_letter(self) -> bool:
        """Tell whether the table has all the columns that only our own files have."""
        return self.named.keys() >= OWN_COLUMNS

    def text(self, name: ColumnName) -> str | None:
        """Return the text of another column, None when the table has no such column."""
        cell = self.named.get(name)
        return cell.text if cell else None


@dataclass(frozen=True, slots=True)
class GridRows:
    """All rows of a document in order, its text outside them, and what was noticed."""

    items: tuple[HeadingRow | ActionRow, ...]
    headers: tuple[Furniture, ...]
    above: tuple[GridParagraph, ...]
    notices: tuple[Notice, ...]


def read_grid_rows(document: GridDocument) -> GridRows:
    """Return the headings and actions of all tables of a document.

    Raises StatusTableError when no table has the heads of columns, and when a row cannot be read
    without guessing.
    """
    reader = _Reader()
    for grid in document.grids:
        reader.read(grid)
    return reader.finish(document)


class _Reader:
    """Reads row by row; knows the columns, and the action that it is in."""

    def __init__(self) -> None:
        self._columns: GridColumns | None = None
        self._items: list[HeadingRow | ActionRow] = []
        self._headers: list[Furniture] = []
        self._above: list[GridParagraph] = []
        self._notices: list[Notice] = []
        self._count = 0
        self._last_number = 0
        self._at_start = False

    def read(self, grid: Grid) -> None:
        self._at_start = True
        header = next((index for index, row in enumerate(grid.rows) if grid_header(row)), None)
        if header is None and not self._goes_on(grid):
            self._skip(grid)
            return
        if self._columns is None and header is not None:
            self._above += [
                paragraph
                for row in grid.rows[:header]
                for cell in row.cells
                for paragraph in cell.paragraphs
            ]
            rows: Sequence[GridRow] = grid.rows[header:]
        else:
            rows = grid.rows
        for row in rows:
            self._read_row(row)

    def finish(self, document: GridDocument) -> GridRows:
        if self._columns is None:
            raise StatusTableError(
                "De kop van de tabel (Actie, Omschrijving, Stand van zaken) ontbreekt.",
                "zet deze koppen boven de kolommen en bied de hele tabel aan.",
            )
        if not any(isinstance(item, ActionRow) for item in self._items):
            raise StatusTableError(
                "De tabel heeft geen enkele actie.", f"bied de hele tabel aan; {ONE_ROW_EACH}"
            )
        above = (*document.before, *self._above)
        return GridRows(tuple(self._items), tuple(self._headers), above, tuple(self._notices))

    def _goes_on(self, grid: Grid) -> bool:
        """Tell whether a table without heads is the next part of the one before it."""
        if self._columns is None or not grid.rows:
            return False
        width = max(
            (cell.column + cell.width for row in grid.rows for cell in row.cells), default=0
        )
        return width == self._columns.width

    def _skip(self, grid: Grid) -> None:
        if any(cell.text for row in grid.rows for cell in row.cells):
            self._notices.append(
                Notice(
                    "Overgeslagen: hier staan geen kolommen Omschrijving en Stand van zaken.",
                    Place(table=grid.name),
                )
            )

    def _read_row(self, row: GridRow) -> None:
        if not any(cell.text or cell.continues for cell in row.cells):
            return
        self._count += 1
        if self._count > MOST_ROWS:
            raise StatusTableError.at(
                row.place,
                f"De tabel heeft meer dan {MOST_ROWS} rijen.",
                "bied alleen de tabel aan.",
            )
        columns = grid_header(row)
        if columns is not None:
            self._start_columns(row, columns)
            return
        if self._columns is not None:
            self._read_body(row, self._columns)
            self._at_start = False

    def _start_columns(self, row: GridRow, columns: GridColumns) -> None:
        texts = {head.column: head.text for head in columns.heads}
        unknown = unknown_heads(texts, columns.named)
        if self._columns is None or self._columns.heads != columns.heads:
            self._notices += [
                Notice(f"De kolom “{head}” is overgeslagen.", row.place) for head in unknown
            ]
        self._columns = columns
        printed = " ".join(head.text for head in columns.heads if head.text)
        self._headers.append(Furniture(printed, row.number, "column_header"))
        self._at_start = True

    def _read_body(self, row: GridRow, columns: GridColumns) -> None:
        named = cells_by_name(row, columns)
        filled = [cell for cell in row.cells if cell.text and not cell.continues]
        number, description = read_row_number(row, named)
        if number is not None:
            self._start_action(row, number, description, named)
        elif self._is_same_action(named):
            self._add_to_action(row, named, joined=False)
        elif len(filled) == 1 and self._is_heading(filled[0], named):
            self._add_heading(row, filled[0])
        else:
            self._add_to_action(row, named, joined=True)

    def _start_action(
        self,
        row: GridRow,
        number: int,
        description: Sequence[GridParagraph],
        named: Mapping[ColumnName, GridCell],
    ) -> None:
        place = row.place.in_action(number)
        self._refuse_wrong_number(number, place)
        status = named.get("status")
        if status is not None and status is named.get("description"):
            raise StatusTableError.at(
                place,
                "De omschrijving en de stand van zaken staan in één samengevoegde cel.",
                "splits de cel in twee cellen.",
            )
        merged = named.get("description")
        if merged is not None and merged.continues:
            raise StatusTableError.at(
                place.in_column("Omschrijving"),
                "De omschrijving is samengevoegd met die van de rij erboven.",
                "splits de cel: elke actie heeft een eigen omschrijving.",
            )
        self._items.append(
            ActionRow(
                number=number,
                place=place,
                rows=[row.number],
                description=list(description),
                status=list(status.paragraphs) if status and not status.continues else [],
                status_continues=bool(status and status.continues),
                named=named,
            )
        )

    def _refuse_wrong_number(self, number: int, place: Place) -> None:
        last = self._last_number
        if number <= last:
            raise StatusTableError.at(
                place,
                f"Nummer {number} komt twee keer voor of staat niet op volgorde.",
                "nummer de acties oplopend.",
            )
        self._last_number = number
        missing = range(last + 1, number)
        if missing:
            numbers = (
                str(missing[0]) if len(missing) == 1 else f"{missing[0]} tot en met {missing[-1]}"
            )
            self._notices.append(Notice(f"In de tabel ontbreekt nummer {numbers}.", place))

    def _is_same_action(self, named: Mapping[ColumnName, GridCell]) -> bool:
        number = named.get("number")
        merged = number is not None and number.continues
        return merged and bool(self._items) and isinstance(self._items[-1], ActionRow)

    def _is_heading(self, cell: GridCell, named: Mapping[ColumnName, GridCell]) -> bool:
        if cell is named.get("status") and cell is not named.get("description"):
            return False
        text = cell.text
        if len(text) > LONGEST_HEADING or len(cell.paragraphs) > 1:
            return False
        merged = cell is named.get("status")
        in_front = cell is not named.get("description")
        at_page_top = self._at_start and bool(self._items)
        certain = merged or in_front or cell.level is not None or cell.capitals or text.isupper()
        return certain or not at_page_top

    def _add_heading(self, row: GridRow, cell: GridCell) -> None:
        self._items.append(HeadingRow(cell.text, cell.level, cell.capitals, row.place, row.number))

    def _add_to_action(
        self, row: GridRow, named: Mapping[ColumnName, GridCell], *, joined: bool
    ) -> None:
        """Add a row to the action above it: merged with it, or cut from it by a page end."""
        last = self._items[-1] if self._items else None
        if not isinstance(last, ActionRow) or (joined and not self._at_start):
            raise StatusTableError.at(
                row.place, "Van deze rij is niet te zeggen bij welke actie zij hoort.", ONE_ROW_EACH
            )
        last.rows.append(row.number)
        for name, paragraphs in (("description", last.description), ("status", last.status)):
            cell = named.get("description" if name == "description" else "status")
            if cell is not None and not cell.continues:
                _append(paragraphs, cell, last.place, joined=joined)


def _append(paragraphs: list[GridParagraph], cell: GridCell, place: Place, *, joined: bool) -> None:
    if not joined or not paragraphs or not cell.paragraphs:
        paragraphs += cell.paragraphs
        return
    first, *others = cell.paragraphs
    if paragraphs[-1].text.endswith(ENDS_SENTENCE) and not first.text[0].islower():
        raise StatusTableError.at(
            place,
            "Deze actie gaat verder in een volgende tabel; is daar een nieuwe alinea?",
            "zet de hele tekst in één rij.",
        )
    paragraphs[-1] = _joined(paragraphs[-1], first)
    paragraphs += others


def _joined(before: GridParagraph, after: GridParagraph) -> GridParagraph:
    shift = len(before.text) + 1
    marks = tuple(replace(mark, position=mark.position + shift) for mark in after.footnotes)
    return replace(
        before,
        text=f"{before.text} {after.text}",
        footnotes=(*before.footnotes, *marks),
        addresses=(*before.addresses, *after.addresses),
    )
