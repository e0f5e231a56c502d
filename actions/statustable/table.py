"""A document and its layout notes to a table: every step in order."""

import hashlib
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from actions.statustable.columns import Columns, Piece, find_quote, split_columns
from actions.statustable.earlier import EarlierDescription
from actions.statustable.errors import StatusTableError
from actions.statustable.labels import read_label, refuse_label_inside_text
from actions.statustable.layout import LayoutNotes, RowNote
from actions.statustable.letterwidths import DESCRIPTION_COLUMN, STATUS_COLUMN, text_width
from actions.statustable.lines import read_lines
from actions.statustable.pages import Pages, PrintedAddress, PrintedFootnote, TextLine, read_pages
from actions.statustable.paragraphs import (
    Paragraph,
    as_cell,
    contradicts_column,
    read_paragraphs,
    too_wide_for_bullet,
)
from actions.statustable.records import (
    Address,
    Cell,
    Footnote,
    Furniture,
    MotionLabel,
    Record,
    Table,
)
from actions.statustable.references import (
    find_marked_line,
    place_addresses,
    take_footnotes,
    with_references,
)
from actions.statustable.rows import PrintedRow, Rows, read_rows

KNOWS_NOTHING = LayoutNotes()
NO_EARLIER_EDITION: Mapping[int, EarlierDescription] = MappingProxyType({})


def parse_table(
    data: bytes,
    notes: LayoutNotes = KNOWS_NOTHING,
    earlier: Mapping[int, EarlierDescription] = NO_EARLIER_EDITION,
) -> Table:
    """Return the table in a text file (UTF-8).

    `earlier` holds the descriptions of an earlier edition by action number: see earlier.py.

    Raises StatusTableError, and nothing else, when the file cannot be read without guessing: the
    error names line, action and remedy in Dutch. Notes with a `source_sha256` are held to that
    very file; for a later edition give `notes.for_another_edition()`.
    """
    pages = read_pages(read_lines(data), notes.title)
    rows = read_rows(pages.text, notes)
    table = _TableReader(notes, pages, rows, earlier).read()
    refuse_other_source(data, table, notes)
    return table


def refuse_other_source(data: bytes, table: Table, notes: LayoutNotes) -> None:
    """Raise StatusTableError when the notes were made for another file than this one."""
    found = len(table.records)
    if notes.action_count not in (None, found):
        raise StatusTableError(
            f"De tabel heeft {found} acties; dat moeten er {notes.action_count} zijn.",
            "bied de hele tabel aan; misschien is het bestand afgebroken.",
            line=table.records[-1].description.lines[-1],
            row=found,
        )
    if notes.source_sha256 not in (None, hashlib.sha256(data).hexdigest()):
        raise StatusTableError(
            "Dit is niet het bestand waar de opmaaknotities bij horen.",
            "bied het ongewijzigde bestand aan, of maak nieuwe opmaaknotities.",
        )


@dataclass(frozen=True, slots=True)
class _Texts:
    """The two cells of a row and the motion labels taken out of its description."""

    row: PrintedRow
    description: Cell
    status: Cell | None
    labels: tuple[MotionLabel, ...]
    footnotes: tuple[Footnote, ...]


class _TableReader:
    """Builds the records of one document; holds what every row needs."""

    def __init__(
        self,
        notes: LayoutNotes,
        pages: Pages,
        rows: Rows,
        earlier: Mapping[int, EarlierDescription],
    ) -> None:
        self._notes = notes
        self._earlier = earlier
        self._pages = pages
        self._rows = rows
        lines_by_page: dict[int, list[TextLine]] = {}
        for line in pages.text:
            lines_by_page.setdefault(line.page, []).append(line)
        self._markers = {
            note: find_marked_line(note, lines_by_page.get(note.page, ()))
            for note in pages.footnotes
        }

    def read(self) -> Table:
        texts = {row.number: self._read_texts(row) for row in self._rows.rows}
        addresses, unplaced = place_addresses(self._pages.addresses, self._rows.rows)
        records = tuple(
            self._record(text, texts, addresses.get(number, ())) for number, text in texts.items()
        )
        return Table(
            self._pages.title,
            self._pages.introduction,
            self._rows.headings,
            records,
            self._furniture(unplaced),
        )

    def _read_texts(self, row: PrintedRow) -> _Texts:
        columns = self._split(row)
        starts = self._noted_starts(row)
        joined = self._notes.joined_words
        description = read_paragraphs(columns.description, DESCRIPTION_COLUMN, joined, starts)
        status = read_paragraphs(columns.status, STATUS_COLUMN, joined, starts)
        _refuse_unclear(row, columns, description, status, self._row_note(row))
        labels = tuple(
            read_label(paragraph, row.number, self._notes)
            for paragraph in description
            if paragraph.is_label
        )
        plain = [paragraph for paragraph in description if not paragraph.is_label]
        for paragraph in plain:
            refuse_label_inside_text(paragraph, row.number)
        if not plain:
            raise _missing(row, "beschrijving")
        cell, footnotes = self._status_cell(row, status)
        return _Texts(row, as_cell(plain), cell, labels, footnotes)

    def _split(self, row: PrintedRow) -> Columns:
        shared = self._notes.sharing(row.number)
        return split_columns(
            row,
            self._row_note(row),
            self._earlier.get(row.number),
            may_lack_status=row.number != shared[0],
        )

    def _row_note(self, row: PrintedRow) -> RowNote | None:
        note = self._notes.row(row.number)
        if note is None or self._notes.source_sha256 is not None:
            return note
        return note if all(quote in row.text for quote in note.quotes()) else None

    def _noted_starts(self, row: PrintedRow) -> frozenset[int]:
        quotes = [
            note.starts
            for note in self._notes.paragraphs
            if note.action == row.number
            and (self._notes.source_sha256 is not None or note.starts in row.text)
        ]
        return frozenset(row.lines[find_quote(row, quote).line].number for quote in quotes)

    def _status_cell(
        self, row: PrintedRow, paragraphs: Sequence[Paragraph]
    ) -> tuple[Cell | None, tuple[Footnote, ...]]:
        cell = as_cell(paragraphs)
        text, footnotes = take_footnotes(cell.text, self._footnotes_of(row))
        return (replace(cell, text=text) if paragraphs else None), footnotes

    def _footnotes_of(self, row: PrintedRow) -> tuple[PrintedFootnote, ...]:
        numbers = {line.number for line in row.lines}
        return tuple(note for note, line in self._markers.items() if line in numbers)

    def _record(
        self, text: _Texts, texts: Mapping[int, _Texts], addresses: tuple[Address, ...]
    ) -> Record:
        number = text.row.number
        sharing = self._sharing(text, texts)
        owner = texts[sharing[0]]
        status = owner.status
        if status is None:
            raise _missing(text.row, "stand van zaken")
        record = Record(
            number=number,
            theme=text.row.theme,
            subtheme=text.row.subtheme,
            description=text.description,
            status=status,
            labels=text.labels,
            shared_with=tuple(other for other in sharing if other != number),
            see_also=(),
            citations=(),
            footnotes=owner.footnotes,
            addresses=addresses,
        )
        return with_references(record, texts, self._notes.doubtful_citations)

    def _sharing(self, text: _Texts, texts: Mapping[int, _Texts]) -> tuple[int, ...]:
        """Return the actions that have one status cell with this one, the owner of it first."""
        first, *others = self._notes.sharing(text.row.number)
        without = [other for other in others if other in texts and texts[other].status is None]
        if first not in texts or text.row.number not in (first, *without):
            return (text.row.number,)
        return (first, *without)

    def _furniture(self, unplaced: Sequence[PrintedAddress]) -> tuple[Furniture, ...]:
        numbers = [
            Furniture(f"{row.number}.", row.lines[0].number, "action_number")
            for row in self._rows.rows
        ]
        markers = [
            Furniture(note.marker, line, "footnote_marker") for note, line in self._markers.items()
        ]
        marks = [
            Furniture(note.marker, note.line, "footnote_marker") for note in self._pages.footnotes
        ]
        links = [Furniture(link.url, link.line, "unplaced_address") for link in unplaced]
        everything = [*self._pages.furniture, *numbers, *markers, *marks, *links]
        return tuple(sorted(everything, key=lambda furniture: furniture.line))


def _missing(row: PrintedRow, what: str) -> StatusTableError:
    return StatusTableError(
        f"De {what} ontbreekt.",
        "vul de rij aan: een beschrijving, en daarachter de stand van zaken.",
        line=row.lines[0].number,
        row=row.number,
    )


def _refuse_unclear(
    row: PrintedRow,
    columns: Columns,
    description: Sequence[Paragraph],
    status: Sequence[Paragraph],
    note: RowNote | None,
) -> None:
    """Raise StatusTableError where the layout contradicts itself and no note settles it."""
    if note is None or note.description_resumes is None:
        _refuse_mixed_columns(row, columns.status)
    if not columns.settled and columns.status:
        _refuse_early_status(row, description, columns.status[0].line)
    line = too_wide_for_bullet(columns.status, status, STATUS_COLUMN)
    if line is not None:
        raise StatusTableError(
            "Na de opsomming begint hier een nieuwe alinea, maar het is niet te zien waar.",
            "zet in de opmaaknotities bij deze actie de eerste woorden van de nieuwe alinea.",
            line=line,
            row=row.number,
        )


def _refuse_mixed_columns(row: PrintedRow, status: Sequence[Piece]) -> None:
    """Refuse a row that crosses a page when narrow lines there do not follow each other.

    Then the rest of the description stands between the two parts of the status.
    """
    for before, piece in itertools.pairwise(status):
        narrow = max(text_width(before.text), text_width(piece.text)) <= DESCRIPTION_COLUMN
        on_next_page = piece.page > status[0].page
        if narrow and on_next_page and contradicts_column(before, piece, STATUS_COLUMN):
            raise StatusTableError(
                "De beschrijving en de stand van zaken lopen door elkaar.",
                "zet in de opmaaknotities bij deze actie de woorden waarmee de beschrijving en de "
                "stand van zaken verdergaan.",
                line=piece.line,
                row=row.number,
            )


def _refuse_early_status(
    row: PrintedRow, description: Sequence[Paragraph], status_line: int
) -> None:
    """Refuse a second plain paragraph in a description: it may be a short start of the status."""
    before_status = [item for item in description if item.lines[0] < status_line]
    for previous, paragraph in itertools.pairwise(before_status):
        if not (previous.is_label or paragraph.is_label or paragraph.is_bullet):
            raise StatusTableError(
                "Hier kan de stand van zaken al beginnen: de beschrijving heeft twee alinea's.",
                "zet in de opmaaknotities bij deze actie de eerste woorden van de stand van zaken.",
                line=paragraph.lines[0],
                row=row.number,
            )
