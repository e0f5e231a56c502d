"""The contract of a status table: what the parser reads out of a document and others build on.

Everything here is verbatim source: no judgement, no dates, no status codes. Every text carries
the source lines it was read from, so that a reader can check it.

The rules of a text: a new paragraph or bullet starts after "\\n"; lines wrapped inside a paragraph
are joined by one space; a run of spaces is one space; both ends are stripped; misprints stay.

`lines` are always 1-based line numbers of the source, in reading order. A document with real
columns (Word, a spreadsheet) has no lines: there they are the rows of its tables, counted on from
the first table to the last.
"""

from dataclasses import dataclass
from typing import Literal

FurnitureKind = Literal[
    "column_header", "page_number", "action_number", "footnote_marker", "unplaced_address"
]


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell."""

    text: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MotionLabel:
    """A motion named in a description: "(NR. 21 Motie Marijnissen c.s. deel 2)".

    `printed` is what stands between the parentheses. `submitters` are the members as they are
    called, not as they are printed. `cs` tells whether "cs" (and others) followed them. `part` is
    the part of a motion that is split over two actions, or None.
    """

    dossier: str
    number: int
    part: int | None
    printed: str
    submitters: tuple[str, ...]
    cs: bool
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A parliamentary paper cited in the texts or footnotes of a row.

    `doubt` is the reason (Dutch, for the reader) why the citation cannot be right as it is
    printed; None when nothing is the matter. A doubtful citation is never linked.
    """

    dossier: str
    number: int
    printed: str
    doubt: str | None

    @property
    def doubtful(self) -> bool:
        """Tell whether the citation is printed so but cannot be right."""
        return self.doubt is not None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: `position` is the offset in the status text where its marker stood."""

    marker: str
    text: str
    position: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """A link address that the page end lists for words in this row; all lines that print it."""

    url: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One row: an action of the cabinet and its "stand van zaken".

    `shared_with` names the other actions that have this same status cell. `see_also` names the
    actions that the texts refer to. `theme` is in sentence case, `subtheme` as printed.
    """

    number: int
    theme: str
    subtheme: str | None
    description: Cell
    status: Cell
    labels: tuple[MotionLabel, ...]
    shared_with: tuple[int, ...]
    see_also: tuple[int, ...]
    citations: tuple[Citation, ...]
    footnotes: tuple[Footnote, ...]
    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a theme (`subtheme` is None) or of a sub-theme."""

    printed: str
    theme: str
    subtheme: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """Print that belongs to the page or the table and not to a text: listed, so nothing is lost.

    An address is `unplaced_address` when no action on its page names it.
    """

    text: str
    line: int
    kind: FurnitureKind


@dataclass(frozen=True, slots=True)
class Table:
    """A whole document, every character of it in exactly one place."""

    title: Cell
    introduction: Cell
    headings: tuple[Heading, ...]
    records: tuple[Record, ...]
    furniture: tuple[Furniture, ...]
