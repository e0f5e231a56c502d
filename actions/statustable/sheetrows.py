"""A table as the rows of a spreadsheet: an action a row, all that a record holds in columns."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from actions.statustable.exported import ExportedEdition, printed_label
from actions.statustable.grid import GridParagraph, GridRow
from actions.statustable.records import Footnote, MotionLabel, Record

SHEET_HEADS = (
    "Actie",
    "Thema",
    "Subthema",
    "Omschrijving",
    "Moties",
    "Stand van zaken",
    "Gedeeld met",
    "Voetnoten",
    "Adressen",
)
# The list of actions as a file, with the names of the API: actions/files.py fills it.
LIST_HEADS = (
    "nummer",
    "omschrijving",
    "thema",
    "subthema",
    "uitvoeringsstatus",
    "uitvoeringsstatusCitaat",
    "wachtOp",
    "ministeries",
    "moties",
    "standVanZaken",
    "peildatum",
    "rapportage",
    "termijnen",
    "zieOok",
    "kamerstukken",
    "gewijzigdOp",
    "url",
)
ABOUT_SHEET = "Over deze rapportage"
TITLE, INTRODUCTION = "Titel", "Inleiding"


def sheet_rows(edition: ExportedEdition) -> Iterator[tuple[str, ...]]:
    """Yield the texts of each row under SHEET_HEADS; a list has one item a line."""
    for record in edition.table.records:
        yield _row(record)


def about_rows(edition: ExportedEdition) -> Iterator[tuple[str, str]]:
    """Yield what there is to know about the edition, as names and texts for a second sheet."""
    yield TITLE, edition.title
    yield INTRODUCTION, edition.introduction
    yield "Rapportage", edition.slug
    yield "Peildatum", edition.reference_line
    yield "Tabel", edition.caption


def read_about(rows: Iterable[GridRow]) -> tuple[GridParagraph, ...]:
    """Return the title and introduction of the sheet that about_rows filled."""
    texts = {row.cells[0].text: row.cells[1:] for row in rows if row.cells}
    return tuple(
        replace(paragraph, role="text" if name in (TITLE, INTRODUCTION) else "aside")
        for name, cells in texts.items()
        for cell in cells
        for paragraph in cell.paragraphs
    )


def _row(record: Record) -> tuple[str, ...]:
    return (
        str(record.number),
        record.theme,
        record.subtheme or "",
        record.description.text,
        "\n".join(_label(label) for label in record.labels),
        record.status.text,
        ", ".join(str(number) for number in record.shared_with),
        "\n".join(_footnote(note) for note in record.footnotes),
        "\n".join(address.url for address in record.addresses),
    )


def _label(label: MotionLabel) -> str:
    return printed_label(label, dossier=None)


def _footnote(note: Footnote) -> str:
    return f"{note.marker} (teken {note.position}): {note.text}"
