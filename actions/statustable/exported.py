"""An edition as it goes out: plain data that every writer starts from, and its rows in order.

What goes out comes back the same: reading what a writer wrote gives equal records, apart from
their line numbers.
"""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from actions.statustable.errors import Place, StatusTableError
from actions.statustable.letters import refuse_invisible
from actions.statustable.records import Footnote, MotionLabel, Record, Table
from pok_tracker.lib.dutch_dates import day_in_words

COLUMN_HEADS = ("Actie", "Omschrijving", "Stand van zaken")
DASH_BULLET = "- "


@dataclass(frozen=True, slots=True)
class ExportedEdition:
    """One edition to be written: `reference_note` tells how its peildatum was derived."""

    title: str
    introduction: str
    slug: str
    peildatum: date
    reference_note: str
    table: Table

    @property
    def dossier(self) -> str | None:
        """Return the dossier that most motions are in: only other dossiers are printed."""
        counts = Counter(label.dossier for record in self.table.records for label in record.labels)
        return min(counts, key=lambda dossier: (-counts[dossier], dossier)) if counts else None

    @property
    def caption(self) -> str:
        """Return what stands above the table."""
        parts = [f"Tabel 1. Stand van zaken per {day_in_words(self.peildatum)}."]
        if self.dossier:
            parts.append(f"De nummers van moties horen bij Kamerstukdossier {self.dossier}.")
        return " ".join(parts)

    @property
    def reference_line(self) -> str:
        """Return the peildatum with how it was derived."""
        return f"Peildatum: {day_in_words(self.peildatum)}. {self.reference_note}".strip()


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A heading in the table: level 1 is a theme, level 2 a sub-theme."""

    text: str
    level: Literal[1, 2]


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A row. `status_rows` is how many rows its status cell covers.

    0 when the cell above covers this row too. `status_of` names the action whose status this is,
    when that stands elsewhere in the table.
    """

    record: Record
    status_rows: int
    status_of: int | None


TableLine = ThemeLine | RecordLine


def table_lines(records: Sequence[Record]) -> tuple[TableLine, ...]:
    """Return headings and rows as the table prints them.

    Rows with one status cell are merged where they follow each other under one heading.
    """
    lines: list[TableLine] = []
    merged = _merged_rows(records)
    above: Record | None = None
    for record in records:
        lines += _headings(record, above)
        lines.append(RecordLine(record, merged[record.number], _status_of(record, records, merged)))
        above = record
    return tuple(lines)


def paragraphs_with_notes(
    text: str, footnotes: Sequence[Footnote]
) -> Iterator[list[str | Footnote]]:
    """Yield the paragraphs of a text, each as pieces of text and the footnotes between them."""
    waiting = sorted(footnotes, key=lambda note: note.position)
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        pieces: list[str | Footnote] = []
        taken = start
        while waiting and waiting[0].position <= end:
            note = waiting.pop(0)
            pieces += [text[taken : note.position], note]
            taken = note.position
        pieces.append(text[taken:end])
        yield [piece for piece in pieces if piece != ""]
        start = end + 1


def is_bullet(pieces: Sequence[str | Footnote]) -> bool:
    """Tell whether a paragraph is a list item that the document can print as one."""
    first = pieces[0] if pieces else ""
    return isinstance(first, str) and first.startswith(DASH_BULLET) and first != DASH_BULLET


def printed_label(label: MotionLabel, dossier: str | None) -> str:
    """Return a label with, when it is not `dossier`, the dossier that it is in."""
    return label.printed if label.dossier == dossier else f"{label.dossier}, {label.printed}"


def refuse_unwritable(edition: ExportedEdition) -> None:
    """Raise StatusTableError when a text holds letters that could not be read back."""
    refuse_invisible(f"{edition.title} {edition.introduction} {edition.reference_note}", Place())
    for record in edition.table.records:
        place = Place(row=record.number)
        texts = [record.theme, record.subtheme or "", record.description.text, record.status.text]
        texts += [label.printed for label in record.labels]
        texts += [piece for note in record.footnotes for piece in (note.marker, note.text)]
        texts += [address.url for address in record.addresses]
        for text in texts:
            refuse_invisible(text, place)
        if not record.description.text or not record.status.text:
            raise StatusTableError.at(
                place,
                "De omschrijving of de stand van zaken is leeg.",
                "vul beide in voordat u de rapportage uitvoert.",
            )


def _headings(record: Record, above: Record | None) -> Iterator[ThemeLine]:
    theme = (record.theme, record.subtheme)
    if above is not None and theme == (above.theme, above.subtheme):
        return
    if above is None or above.theme != record.theme or record.subtheme is None:
        yield ThemeLine(record.theme, 1)
    if record.subtheme is not None:
        yield ThemeLine(record.subtheme, 2)


def _merged_rows(records: Sequence[Record]) -> dict[int, int]:
    """Return for each action how many rows its status cell covers."""
    rows: dict[int, int] = {}
    top = 0
    for above, record in itertools.pairwise([None, *records]):
        if above is not None and record is not None and _has_same_cell(above, record):
            rows[top] += 1
            rows[record.number] = 0
        elif record is not None:
            top = record.number
            rows[top] = 1
    return rows


def _has_same_cell(above: Record, record: Record) -> bool:
    shared = above.number in record.shared_with
    heading = (above.theme, above.subtheme) == (record.theme, record.subtheme)
    beside = [address.url for address in above.addresses] == [
        address.url for address in record.addresses
    ]
    return shared and heading and beside


def _status_of(record: Record, records: Sequence[Record], merged: dict[int, int]) -> int | None:
    known = {other.number for other in records}
    first = min({record.number, *record.shared_with} & known)
    return first if first != record.number and merged[record.number] else None
