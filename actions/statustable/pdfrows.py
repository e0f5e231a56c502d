"""What both ways to find the table on a page give: rows of cells of printed lines."""

import re
from dataclasses import dataclass, field

from actions.statustable.pdfpage import PrintedLine

PAGE_NUMBER = re.compile(
    r"(?:(?:pagina|bladzijde|blz\.?|page) )?[0-9]{1,4}(?: ?(?:van|/|of|-) ?[0-9]{1,4})?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class PdfCell:
    """A cell that covers `width` columns; `continues`: it is one with the cell above it.

    `left` and `right` are its sides on the page, in points.
    """

    column: int
    left: float
    right: float
    width: int = 1
    lines: list[PrintedLine] = field(default_factory=list)
    continues: bool = False

    @property
    def last_column(self) -> int:
        """Return the last column that the cell covers."""
        return self.column + self.width - 1

    @property
    def text(self) -> str:
        """Return the words of the cell, for heads and numbers."""
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class PdfRow:
    """A row on a page."""

    page: int
    cells: list[PdfCell]


@dataclass(slots=True)
class PdfTable:
    """The rows of a document, and the lines that stand above and below them on each page."""

    rows: list[PdfRow] = field(default_factory=list)
    above: list[PrintedLine] = field(default_factory=list)
    below: list[PrintedLine] = field(default_factory=list)


def is_page_number(line: PrintedLine) -> bool:
    """Tell whether a line is the number of its page."""
    return PAGE_NUMBER.fullmatch(line.text) is not None
