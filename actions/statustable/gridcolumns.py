"""The columns of a grid: which row is its heads, and which cell stands under which head."""

from collections.abc import Mapping
from dataclasses import dataclass

from actions.statustable.errors import StatusTableError
from actions.statustable.grid import GridCell, GridRow
from actions.statustable.headers import ColumnName, read_header


@dataclass(frozen=True, slots=True)
class GridHead:
    """The head of a column, as it is printed."""

    column: int
    width: int
    text: str


@dataclass(frozen=True, slots=True)
class GridColumns:
    """The heads of a table, and which of them are columns that we know."""

    heads: tuple[GridHead, ...]
    named: Mapping[ColumnName, int]

    @property
    def width(self) -> int:
        return max(head.column + head.width for head in self.heads)


def grid_header(row: GridRow) -> GridColumns | None:
    """Return the columns of a table when this row is its heads; None for any other row."""
    named = read_header({cell.column: cell.text for cell in row.cells})
    if named is None:
        return None
    heads = tuple(GridHead(cell.column, cell.width, cell.text) for cell in row.cells)
    return GridColumns(heads, named)


def cells_by_name(row: GridRow, columns: GridColumns) -> dict[ColumnName, GridCell]:
    """Return the cell of each column that we know.

    Raises StatusTableError when a text stands under no head, and would get lost.
    """
    by_place = _cells_by_head(row, columns)
    under_a_head = [cell for column, cell in by_place.items() if _head_text(columns, column)]
    for cell in row.cells:
        if cell.text and cell not in under_a_head:
            raise StatusTableError.at(
                row.place,
                f"De tekst “{cell.text[:60]}” staat onder geen enkele kop.",
                "zet de tekst in een kolom met een kop; bij csv: zet de cel tussen "
                "aanhalingstekens.",
            )
    return {name: by_place[column] for name, column in columns.named.items() if column in by_place}


def _head_text(columns: GridColumns, column: int) -> str:
    return next(head.text for head in columns.heads if head.column == column)


def _cells_by_head(row: GridRow, columns: GridColumns) -> dict[int, GridCell]:
    right = max(cell.column + cell.width for cell in row.cells)
    if len(row.cells) == len(columns.heads) and right == columns.width:
        # Also when somebody dragged a border, and the cell starts a little beside its head.
        pairs = zip(columns.heads, row.cells, strict=True)
        return {head.column: cell for head, cell in pairs}
    found = {}
    for head in columns.heads:
        for cell in row.cells:
            if cell.covers(head.column) and head.column not in found:
                found[head.column] = cell
    return found
