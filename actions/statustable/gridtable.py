"""A document with real columns to a table: rows to records."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from actions.statustable.errors import Place, StatusTableError
from actions.statustable.grid import FootnoteMark, GridDocument, GridParagraph
from actions.statustable.gridrows import ActionRow, HeadingRow, read_grid_rows
from actions.statustable.gridthemes import NOTHING, Themes
from actions.statustable.labels import is_label, read_label, split_labels
from actions.statustable.layout import LayoutNotes
from actions.statustable.notices import Notice
from actions.statustable.pages import PrintedFootnote
from actions.statustable.paragraphs import Paragraph
from actions.statustable.records import Address, Cell, Footnote, MotionLabel, Record, Table
from actions.statustable.references import take_footnotes, with_references
from motions.kamerstuk import read_citation

DOSSIER_IN_TEXT = re.compile(
    r"dossier ([1-9][0-9] ?[0-9]{3}(?:-[IVXLC]{1,7})?)(?![0-9-])", re.IGNORECASE
)
NUMBER = re.compile("[0-9]{1,4}")
# A bullet that was typed: the signs that word processors use for one.
TYPED_BULLET = re.compile("[•·▪◦‣⁃●○■□∙◾➢➤] ")
# As sheetrows.py prints it: the marker, the offset of its place in the status, the text.
PLACED_FOOTNOTE = re.compile(
    r"(?P<marker>\S{1,20}) \(teken (?P<position>[0-9]{1,6})\): (?P<text>.+)"
)
PRINTED_FOOTNOTE = re.compile(r"(?P<marker>[0-9]{1,2})[.)]? (?P<text>.+)")


def read_grid_table(document: GridDocument, notes: LayoutNotes) -> tuple[Table, tuple[Notice, ...]]:
    """Return the table of a document and what was noticed; raises StatusTableError."""
    grid_rows = read_grid_rows(document)
    known = notes
    if notes.dossier is None:
        known = replace(notes, dossier=_only_dossier((*grid_rows.above, *document.after)))
    themes = Themes(grid_rows.items, known)
    rows = [_Row(item, *themes.of(item), known) for item in _actions(grid_rows.items, themes)]
    records = _records(rows, known)
    title, introduction = _title_and_introduction(grid_rows.above, known)
    table = Table(title, introduction, themes.headings, records, grid_rows.headers)
    return table, (*document.notices, *grid_rows.notices, *themes.notices)


def _actions(items: Iterable[HeadingRow | ActionRow], themes: Themes) -> Iterable[ActionRow]:
    for item in items:
        if isinstance(item, HeadingRow):
            themes.start(item)
        else:
            yield item


def _only_dossier(paragraphs: Sequence[GridParagraph]) -> str | None:
    """Return the dossier that the text around the table names, None unless it is just one.

    The caption of the table goes before other text.
    """
    captions = [paragraph for paragraph in paragraphs if paragraph.role == "aside"]
    for group in (captions, paragraphs):
        found = {
            re.sub(r"\s", "", match[1]).upper()
            for paragraph in group
            for match in DOSSIER_IN_TEXT.finditer(paragraph.text)
        }
        if len(found) == 1:
            return found.pop()
    return None


def _title_and_introduction(
    above: Sequence[GridParagraph], notes: LayoutNotes
) -> tuple[Cell, Cell]:
    texts = [paragraph.text for paragraph in above if paragraph.role != "aside"]
    title, introduction = "".join(texts[:1]), "\n".join(texts[1:])
    if notes.title is not None and title not in ("", notes.title):
        raise StatusTableError(
            f"De titel is niet “{notes.title}”.",
            "bied de tabel met de titel aan, of neem opmaaknotities die bij dit bestand horen.",
        )
    return Cell(title, ()), Cell(introduction, ())


@dataclass(frozen=True, slots=True)
class _Status:
    cell: Cell
    footnotes: tuple[Footnote, ...]


class _Row:
    """The texts of one action, read from its cells."""

    def __init__(
        self, action: ActionRow, theme: str, subtheme: str | None, notes: LayoutNotes
    ) -> None:
        self.number = action.number
        self.place = action.place
        self.theme, self.subtheme = theme, subtheme
        self.status_continues = action.status_continues
        self._action = action
        self._notes = notes
        self._lines = tuple(action.rows)
        self.description, self.labels = self._read_description()
        self.status = self._read_status()
        self.addresses = self._read_addresses()
        self.status_addresses = _links(action.status)
        self.shared = self._read_shared()

    def _read_description(self) -> tuple[Cell, tuple[MotionLabel, ...]]:
        place = self.place.in_column("Omschrijving")
        texts, labels = [], []
        column = self._action.text("labels")
        for paragraph in self._with_dashes(self._action.description):
            _refuse_footnote(paragraph, place)
            for part in _parts(paragraph, in_column=column is not None):
                if paragraph.role == "label" or (paragraph.role == "text" and is_label(part)):
                    labels.append(self._label(part, self._notes, place))
                else:
                    texts.append(part)
        if not texts:
            raise _missing("omschrijving", place)
        labels += self._labels_of_column(column or "")
        return Cell("\n".join(texts), self._lines), tuple(labels)

    def _with_dashes(self, paragraphs: Sequence[GridParagraph]) -> list[GridParagraph]:
        """Return paragraphs in which a typed bullet is the "- " of the table."""
        if self._action.is_to_the_letter:
            return list(paragraphs)
        return [
            replace(item, text=TYPED_BULLET.sub("- ", item.text, count=1))
            if item.role == "text" and TYPED_BULLET.match(item.text)
            else item
            for item in paragraphs
        ]

    def _labels_of_column(self, text: str) -> list[MotionLabel]:
        place = self.place.in_column("Moties")
        dossier = (self._action.text("dossier") or "").replace(" ", "")
        notes = replace(self._notes, dossier=dossier) if dossier else self._notes
        printed = (part.strip() for part in re.split(r"[\n;]|(?<=\))(?=\s*\()", text))
        return [
            self._label(part, notes, place) for part in printed if part.casefold() not in NOTHING
        ]

    def _label(self, text: str, notes: LayoutNotes, place: Place) -> MotionLabel:
        cited = read_citation(text)
        if cited is not None:
            return MotionLabel(
                cited.dossier, cited.number, None, text, (), cs=False, lines=self._lines
            )
        bracketed = text if text.startswith("(") else f"({text})"
        try:
            return read_label(Paragraph(bracketed, self._lines), self.number, notes)
        except StatusTableError as error:
            raise StatusTableError.at(place, error.message, error.remedy) from error

    def _read_status(self) -> _Status | None:
        shown = [item for item in self._action.status if item.role in ("text", "verbatim")]
        paragraphs = self._with_dashes(shown)
        if not paragraphs:
            return None
        text, marks = _joined(paragraphs)
        cell = Cell(text, self._lines)
        footnotes = tuple(
            Footnote(mark.marker, mark.text, mark.position, self._lines) for mark in marks
        )
        cell, listed = self._listed_footnotes(cell)
        return _Status(cell, (*footnotes, *listed))

    def _listed_footnotes(self, status: Cell) -> tuple[Cell, tuple[Footnote, ...]]:
        """Return the footnotes of the column Voetnoten, and the status without their marks."""
        place = self.place.in_column("Voetnoten")
        placed, printed = [], []
        for line in (self._action.text("footnotes") or "").split("\n"):
            if line.casefold() in NOTHING:
                continue
            match = PLACED_FOOTNOTE.fullmatch(line)
            if match:
                placed.append(self._placed(match, status.text, place))
            else:
                printed.append(_printed_footnote(line, place))
        try:
            text, found = take_footnotes(status.text, printed)
        except StatusTableError as error:
            raise StatusTableError.at(place, error.message, error.remedy) from error
        lines = (replace(note, lines=self._lines) for note in found)
        return replace(status, text=text), (*placed, *lines)

    def _placed(self, match: re.Match[str], status: str, place: Place) -> Footnote:
        position = int(match["position"])
        if position > len(status):
            raise StatusTableError.at(
                place,
                f"Teken {position} ligt voorbij het einde van de stand van zaken.",
                f"noem een teken van 0 tot en met {len(status)}.",
            )
        return Footnote(match["marker"], match["text"], position, self._lines)

    def _read_addresses(self) -> tuple[str, ...]:
        listed = (self._action.text("addresses") or "").split()
        return (*_links(self._action.description), *(url for url in listed if url not in NOTHING))

    def _read_shared(self) -> frozenset[int]:
        """Return the actions that the row itself says it has its status cell together with."""
        named = [item.text for item in self._action.status if item.role == "shared"]
        texts = [self._action.text("shared") or "", *named]
        return frozenset(int(number) for text in texts for number in NUMBER.findall(text))


def _links(paragraphs: Iterable[GridParagraph]) -> tuple[str, ...]:
    return tuple(
        url
        for item in paragraphs
        for url in ((item.text,) if item.role == "address" else item.addresses)
    )


def _parts(paragraph: GridParagraph, *, in_column: bool) -> tuple[str, ...]:
    if paragraph.role in ("aside", "address"):
        return ()
    if paragraph.role == "text" and not in_column:
        return split_labels(paragraph.text)
    return (paragraph.text,)


def _refuse_footnote(paragraph: GridParagraph, place: Place) -> None:
    if paragraph.footnotes:
        raise StatusTableError.at(
            place,
            f"Voetnoot {paragraph.footnotes[0].marker} staat in de omschrijving.",
            "zet de voetnoot in de stand van zaken.",
        )


def _printed_footnote(line: str, place: Place) -> PrintedFootnote:
    match = PRINTED_FOOTNOTE.fullmatch(line)
    if match is None:
        raise StatusTableError.at(
            place,
            f"De voetnoot “{line[:60]}” is niet te lezen.",
            "schrijf haar als “1 (teken 125): tekst”; teken is haar plaats in de stand van zaken.",
        )
    return PrintedFootnote(match["marker"], match["text"], page=1, line=1)


def _joined(paragraphs: Sequence[GridParagraph]) -> tuple[str, tuple[FootnoteMark, ...]]:
    text, marks = "", []
    for paragraph in paragraphs:
        text += "\n" if text else ""
        marks += [replace(mark, position=mark.position + len(text)) for mark in paragraph.footnotes]
        text += paragraph.text
    return text, tuple(marks)


def _missing(what: str, place: Place) -> StatusTableError:
    return StatusTableError.at(
        place,
        f"De {what} ontbreekt.",
        "vul de rij aan: een omschrijving, en daarnaast de stand van zaken.",
    )


def _records(rows: Sequence[_Row], notes: LayoutNotes) -> tuple[Record, ...]:
    by_number = {row.number: row for row in rows}
    groups = _shared_groups(rows, by_number, notes)
    records, top = [], rows[0]
    for row in rows:
        top = top if row.status_continues else row
        links = (*row.addresses, *top.status_addresses)
        records.append(_record(row, groups[row.number], links, by_number))
    return tuple(with_references(record, by_number, notes.doubtful_citations) for record in records)


def _record(
    row: _Row, group: Sequence[int], links: Sequence[str], by_number: Mapping[int, _Row]
) -> Record:
    status = by_number[group[0]].status
    if status is None:
        raise _missing("stand van zaken", row.place.in_column("Stand van zaken"))
    return Record(
        number=row.number,
        theme=row.theme,
        subtheme=row.subtheme,
        description=row.description,
        status=status.cell,
        labels=row.labels,
        shared_with=tuple(other for other in group if other != row.number),
        see_also=(),
        citations=(),
        footnotes=status.footnotes,
        addresses=tuple(Address(url, row.description.lines) for url in dict.fromkeys(links)),
    )


def _shared_groups(
    rows: Sequence[_Row], by_number: Mapping[int, _Row], notes: LayoutNotes
) -> dict[int, tuple[int, ...]]:
    """Return for each action all that have one status cell with it, the first of them first."""
    groups = {row.number: {row.number} for row in rows}
    for above, row in zip([None, *rows], rows, strict=False):
        if row.status_continues and above is not None:
            _unite(groups, {above.number, row.number})
        if row.shared:
            _refuse_unknown_sharing(row, by_number)
            _unite(groups, {row.number, *row.shared})
    for note in notes.shared_status:
        _unite(groups, _noted_sharing(note.actions, by_number))
    for group in groups.values():
        _refuse_other_texts(sorted(group), by_number)
    return {number: tuple(sorted(group)) for number, group in groups.items()}


def _unite(groups: dict[int, set[int]], numbers: set[int]) -> None:
    united = set().union(*(groups[number] for number in numbers))
    for number in united:
        groups[number] = united


def _noted_sharing(actions: Sequence[int], by_number: Mapping[int, _Row]) -> set[int]:
    """Return which of the actions that a note names share their status in this document too."""
    first, *others = (by_number.get(number) for number in actions)
    if first is None or first.status is None:
        return set()
    text = first.status.cell.text
    sharing = {
        row.number
        for row in others
        if row is not None and (row.status is None or row.status.cell.text == text)
    }
    return {first.number, *sharing} if sharing else set()


def _refuse_unknown_sharing(row: _Row, by_number: Mapping[int, _Row]) -> None:
    for number in row.shared:
        if number not in by_number:
            raise StatusTableError.at(
                row.place.in_column("Gedeeld met"),
                f"Actie {number} staat niet in de tabel.",
                "verbeter het nummer van de actie met dezelfde stand van zaken.",
            )


def _refuse_other_texts(group: Sequence[int], by_number: Mapping[int, _Row]) -> None:
    first = by_number[group[0]].status
    for number in group[1:]:
        status = by_number[number].status
        if status is not None and (first is None or status.cell.text != first.cell.text):
            raise StatusTableError.at(
                by_number[number].place.in_column("Stand van zaken"),
                f"Deze stand van zaken is een andere dan die van actie {group[0]}, waarmee zij "
                "gedeeld zou zijn.",
                "maak de teksten gelijk, of haal het delen weg.",
            )
