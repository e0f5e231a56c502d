"""Layout notes: the little that a reviewer had to settle because the extracted text cannot tell.

The notes are data, kept beside the source (`fixtures/source/*.layout.json`). They quote words of
the source; no row number and no word of any table is known to the code.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from actions.statustable.errors import StatusTableError

SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ThemeNote:
    """A theme heading as printed in capitals, and the sub-theme headings that may follow it."""

    heading: str
    subthemes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowNote:
    """Where the columns of one row change, each by the first words after the change.

    `status_starts` only where the width of the lines cannot tell. `description_resumes` and
    `status_resumes` where a row crosses a page.
    """

    action: int
    reason: str
    status_starts: str | None = None
    description_resumes: str | None = None
    status_resumes: str | None = None

    def quotes(self) -> tuple[str, ...]:
        """Return the quotes of this note in the order in which they stand in the row."""
        given = (self.status_starts, self.description_resumes, self.status_resumes)
        return tuple(quote for quote in given if quote is not None)


@dataclass(frozen=True, slots=True)
class ParagraphNote:
    """First words of a paragraph that starts where the line before it was full."""

    action: int
    starts: str
    reason: str


@dataclass(frozen=True, slots=True)
class SharedStatusNote:
    """Actions that share one merged status cell; the text stands in the first of them."""

    actions: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class DoubtfulCitation:
    """A citation of one action that cannot be right as printed, with the reason in Dutch."""

    action: int
    citation: str
    reason: str


@dataclass(frozen=True, slots=True)
class LayoutNotes:
    """All notes on one document. The default knows nothing: then whatever is unclear is refused.

    `source_sha256` and `action_count` hold the document to what was reviewed. `dossier` is the
    dossier of the motion labels, which print only a number. `member_names` maps a name as it is
    printed to what the member is called. `joined_words` were broken at a line end after a hyphen
    and have no space there.
    """

    source_sha256: str | None = None
    title: str | None = None
    peildatum: date | None = None
    peildatum_reason: str = ""
    action_count: int | None = None
    dossier: str | None = None
    themes: tuple[ThemeNote, ...] = ()
    member_names: Mapping[str, str] = field(default_factory=dict)
    joined_words: tuple[str, ...] = ()
    doubtful_citations: tuple[DoubtfulCitation, ...] = ()
    shared_status: tuple[SharedStatusNote, ...] = ()
    rows: tuple[RowNote, ...] = ()
    paragraphs: tuple[ParagraphNote, ...] = ()

    def for_another_edition(self) -> "LayoutNotes":
        """Return what a later edition in the same layout may start from: not held to this file."""
        return replace(
            self,
            source_sha256=None,
            title=None,
            peildatum=None,
            peildatum_reason="",
            action_count=None,
        )

    def row(self, number: int) -> RowNote | None:
        """Return the note on the row of one action, if there is one."""
        return next((note for note in self.rows if note.action == number), None)

    def sharing(self, number: int) -> tuple[int, ...]:
        """Return the actions that share one status cell with this one, itself included."""
        found = (note.actions for note in self.shared_status if number in note.actions)
        return next(found, (number,))


def read_layout_notes(source: Path | bytes) -> LayoutNotes:
    """Return the notes in a JSON file, given as its path or its bytes.

    Raises StatusTableError when it is not JSON, or holds a name or a value that is not known.
    """
    data = source if isinstance(source, bytes) else source.read_bytes()
    try:
        return _notes(json.loads(data.decode("utf-8")))
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise StatusTableError(
            f"De opmaaknotities zijn niet te lezen ({error}).",
            "herstel het bestand .layout.json naast de bron.",
        ) from error


def _notes(content: dict[str, Any]) -> LayoutNotes:
    notes = LayoutNotes(
        **{
            **content,
            "peildatum": date.fromisoformat(content["peildatum"]),
            "themes": tuple(
                ThemeNote(item["heading"], tuple(item.get("subthemes", ())))
                for item in content["themes"]
            ),
            "joined_words": tuple(content.get("joined_words", ())),
            "doubtful_citations": tuple(
                DoubtfulCitation(**item) for item in content.get("doubtful_citations", ())
            ),
            "shared_status": tuple(
                SharedStatusNote(tuple(item["actions"]), item["reason"])
                for item in content.get("shared_status", ())
            ),
            "rows": tuple(RowNote(**item) for item in content.get("rows", ())),
            "paragraphs": tuple(ParagraphNote(**item) for item in content.get("paragraphs", ())),
        }
    )
    if not SHA256.fullmatch(notes.source_sha256 or ""):
        raise ValueError("source_sha256 is geen sha256")
    return notes
