"""What is wrong with a document, where, and what the editor can do about it."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a document; what has no meaning there is None.

    `table` names the table in words ("tabel 2", "blad “Acties”", "bladzijde 3") and `table_row`
    is the 1-based row in it. `line` is the 1-based line of a text file. `row` is the number of
    the action, `column` the name of the column or cell.
    """

    table: str | None = None
    table_row: int | None = None
    line: int | None = None
    row: int | None = None
    column: str | None = None

    def in_column(self, column: str | None) -> "Place":
        """Return this place in a column."""
        return replace(self, column=column)

    def in_action(self, number: int | None) -> "Place":
        """Return this place in the row of an action."""
        return replace(self, row=number)

    def __str__(self) -> str:
        """Return the place in words: "Tabel 2, rij 14, actie 37, kolom Omschrijving"."""
        parts = [self.table] if self.table else []
        named = (
            ("rij", self.table_row),
            ("regel", self.line),
            ("actie", self.row),
            ("kolom", self.column),
        )
        parts += [f"{name} {value}" for name, value in named if value is not None]
        words = ", ".join(parts) or "hele bestand"
        return words[0].upper() + words[1:]


WHOLE_FILE = Place()


class StatusTableError(ValueError):
    """A document or its layout notes cannot be read without guessing.

    `line` is the 1-based source line and `row` the number of the action; a document with real
    columns has `table`, `table_row` and `column` too (see Place). Each is None where it has no
    meaning. `message` and `remedy` are Dutch sentences for the editor.
    """

    def __init__(
        self,
        message: str,
        remedy: str,
        *,
        line: int | None = None,
        row: int | None = None,
        table: str | None = None,
        table_row: int | None = None,
        column: str | None = None,
    ) -> None:
        super().__init__(message, remedy, line, row, table, table_row, column)
        self.message = message
        self.remedy = remedy
        self.line = line
        self.row = row
        self.table = table
        self.table_row = table_row
        self.column = column

    @classmethod
    def at(cls, place: Place, message: str, remedy: str) -> "StatusTableError":
        """Return the error at a place."""
        return cls(
            message,
            remedy,
            line=place.line,
            row=place.row,
            table=place.table,
            table_row=place.table_row,
            column=place.column,
        )

    @property
    def place(self) -> str:
        """Return where it is: "Regel 812, actie 37", or "Hele bestand"."""
        return str(Place(self.table, self.table_row, self.line, self.row, self.column))

    def __str__(self) -> str:
        return f"{self.place}: {self.message} Doe dit: {self.remedy}"
