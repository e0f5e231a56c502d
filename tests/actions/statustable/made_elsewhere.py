"""Documents as other people make them: by other programs, in other layouts, of the same texts."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import docx
import openpyxl
from docx.document import Document
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from actions.statustable.exported import ThemeLine, table_lines
from actions.statustable.layout import LayoutNotes, ThemeNote
from actions.statustable.readers import ReadDocument, read_document
from actions.statustable.records import Record

NOTES = LayoutNotes(themes=(ThemeNote("HERSTEL", ("Signalen",)),), dossier="35510")
HEADS = ("Actie", "Omschrijving", "Stand van zaken")


def read(data: bytes, name: str = "tabel", notes: LayoutNotes = NOTES) -> ReadDocument:
    return read_document(data, name=name, notes=notes)


def without_places(records: Iterable[Record]) -> list[Record]:
    """Return records as they are compared: everything but the lines they were read from."""
    return [
        replace(
            record,
            description=replace(record.description, lines=()),
            status=replace(record.status, lines=()),
            labels=tuple(replace(label, lines=()) for label in record.labels),
            footnotes=tuple(replace(note, lines=()) for note in record.footnotes),
            addresses=tuple(replace(address, lines=()) for address in record.addresses),
        )
        for record in records
    ]


def texts(document: ReadDocument) -> list[tuple[int, str, str]]:
    return [
        (record.number, record.description.text, record.status.text)
        for record in document.table.records
    ]


def word_document(
    rows: Sequence[Sequence[str]],
    heads: Sequence[str] = HEADS,
    change: Callable[[Document], None] | None = None,
) -> bytes:
    """Return a Word document with one table; a row of one text is a merged row."""
    document = docx.Document()
    add_word_table(document, rows, heads)
    if change is not None:
        change(document)
    return saved(document)


def add_word_table(
    document: Document, rows: Sequence[Sequence[str]], heads: Sequence[str] = HEADS
) -> None:
    table = document.add_table(rows=0, cols=len(heads) or 3)
    for texts_of_row in (heads, *rows) if heads else rows:
        cells = table.add_row().cells
        if len(texts_of_row) == 1:
            cells[0].merge(cells[-1])
        for cell, text in zip(cells, texts_of_row, strict=False):
            cell.text = text


def saved(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def cell(document: Document, row: int, column: int) -> _Cell:
    return document.tables[0].rows[row].cells[column]


def first_paragraph(document: Document, row: int, column: int) -> Paragraph:
    return cell(document, row, column).paragraphs[0]


def csv_file(rows: Sequence[Sequence[str]], separator: str = ";", encoding: str = "utf-8") -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=separator).writerows(rows)
    return target.getvalue().encode(encoding)


def excel_file(
    rows: Sequence[Sequence[object]], change: Callable[[openpyxl.Workbook], None] | None = None
) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change is not None:
        change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_part(data: bytes, name: str, content: bytes | None) -> bytes:
    """Return a zip package with one part replaced, added, or (None) taken out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as result:
        for entry in source.infolist():
            if entry.filename != name:
                result.writestr(entry.filename, source.read(entry), zipfile.ZIP_DEFLATED)
        if content is not None:
            result.writestr(name, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return source.read(name)


def rows_of(records: Sequence[Record]) -> list[list[str]]:
    """Return records as rows for these builders: themes in capitals, labels in the description."""
    rows = []
    for line in table_lines(records):
        if isinstance(line, ThemeLine):
            rows.append([line.text.upper() if line.level == 1 else line.text])
            continue
        record = line.record
        labels = [f"({label.printed})" for label in record.labels]
        description = "\n".join([record.description.text, *labels])
        status = record.status.text if line.status_rows else ""
        rows.append([f"{record.number}.", description, status])
    return rows
