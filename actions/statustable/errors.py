"""What is wrong with a document, where, and what the editor can do about it."""


class StatusTableError(ValueError):
    """A document or its layout notes cannot be read without guessing.

    `line` is the 1-based source line and `row` the number of the action, each None where it has
    no meaning. `message` and `remedy` are Dutch sentences for the editor.
    """

    def __init__(
        self, message: str, remedy: str, *, line: int | None = None, row: int | None = None
    ) -> None:
        super().__init__(message, remedy, line, row)
        self.message = message
        self.remedy = remedy
        self.line = line
        self.row = row

    @property
    def place(self) -> str:
        """Return where it is: "Regel 812, actie 37", or "Hele bestand"."""
        parts = []
        if self.line is not None:
            parts.append(f"regel {self.line}")
        if self.row is not None:
            parts.append(f"actie {self.row}")
        return (", ".join(parts) or "hele bestand").capitalize()

    def __str__(self) -> str:
        return f"{self.place}: {self.message} Doe dit: {self.remedy}"
