"""What a debatmap holds, as plain values: the page and both documents are made of these."""

import datetime
from dataclasses import dataclass

from actions.dossier import CitationRow, Footnote, Source
from actions.reading_text import Block, Segment
from actions.word_difference import ChangedText


@dataclass(frozen=True, slots=True)
class BriefMotion:
    """A motion at an action: its official name, the label as printed, and its publication."""

    name: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class BriefTerm:
    """A promise that is open or has passed. `said_on` names an earlier text that made it."""

    days: str
    quote: str
    standing: str
    standing_label: str
    said_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class BriefUpdate:
    """One text: its day, what kind of text it is, and where it stays."""

    as_of: datetime.date
    kind: str
    address: str
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]


@dataclass(frozen=True, slots=True)
class BriefReading:
    """Our reading of the text that stands, with the words it rests on."""

    status: str
    label: str
    quote: str
    waiting_for: str


@dataclass(frozen=True, slots=True)
class BriefSource:
    """Where the texts come from, and what they cite."""

    edition: str
    edition_address: str
    places: Source
    papers: tuple[CitationRow, ...]
    links: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class BriefAction:
    """One action of a debatmap. `difference` is how the earlier text became the one that stands."""

    number: int
    beginning: str
    theme: str
    description: tuple[Block, ...]
    motions: tuple[BriefMotion, ...]
    update: BriefUpdate
    earlier: BriefUpdate | None
    difference: tuple[ChangedText, ...]
    reading: BriefReading | None
    terms: tuple[BriefTerm, ...]
    source: BriefSource

    @property
    def place(self) -> str:
        """The name of this action inside the document."""
        return f"actie-{self.number}"

    @property
    def is_changed(self) -> bool:
        """Whether the text that stands is other than the one before."""
        return any(not piece.is_kept for piece in self.difference)
