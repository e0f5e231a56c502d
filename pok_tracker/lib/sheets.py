"""A list as csv, xlsx and ods: every text is a text, whatever it starts with.

The csv is for Dutch spreadsheets: semicolons, UTF-8 with its mark, all cells quoted. What the file
is stands before the heads, on lines that start with "#".
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from odf import dc, meta
from odf.element import Element
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableCellProperties, TableColumnProperties, TextProperties
from odf.table import Table, TableCell, TableColumn, TableHeaderRows, TableRow
from odf.teletype import addTextToElement
from odf.text import P
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from pok_tracker.lib.about_file import LICENCE, AboutFile
from pok_tracker.lib.formula_safe import RUN_BY_A_PROGRAM, guard
from pok_tracker.lib.xml_letters import as_xml_holds

Cell = str | int
ABOUT_SHEET = "Over dit bestand"
SEPARATOR = ";"
LONGEST_EXCEL_TEXT = 32_767
CUT_SHORT = " … (te lang voor Excel; de hele tekst staat in het csv-bestand)"
# Excel reads _x000D_ as a letter that XML cannot hold, so those very words are written guarded.
ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
TOP = Alignment(vertical="top", wrap_text=True)
BOLD = Font(bold=True)
ABOUT_WIDTHS = (16, 120)
# From the widths of Excel, in letters, to centimetres.
CENTIMETRES = 0.2


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under heads; `widths` are those of the columns, in letters."""

    name: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Cell]]


def write_csv(about: AboutFile, sheet: Sheet) -> bytes:
    """Return the rows as csv; `guard` keeps a spreadsheet from running them."""
    return b"".join([csv_beginning(about, sheet.heads), *map(csv_row, sheet.rows)])


def csv_beginning(about: AboutFile, heads: Sequence[str]) -> bytes:
    """What stands in a csv before its rows, the mark of UTF-8 first."""
    told = (_csv_line(f"# {name}: {text}") for name, text in about.lines())
    return b"".join((codecs.BOM_UTF8, *told, _csv_line(*heads)))


def csv_row(cells: Sequence[Cell]) -> bytes:
    """One row of a csv with the end of its line."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=SEPARATOR, quoting=csv.QUOTE_ALL)
    writer.writerow([guard(str(cell)) for cell in cells])
    return target.getvalue().encode()


@lru_cache
def _csv_line(*cells: str) -> bytes:
    """A line that many files have: the licence, the day, the heads."""
    return csv_row(cells)


def write_xlsx(about: AboutFile, *sheets: Sheet) -> bytes:
    """Return the rows as an Excel file; a text that Excel cannot hold ends with a note."""
    book = Workbook(write_only=True)
    book.properties.title = about.title
    book.properties.creator = "POK-tracker"
    book.properties.description = about.filters_in_words
    book.properties.identifier = about.address
    book.properties.language = "nl-NL"
    book.properties.keywords = LICENCE
    book.properties.created = about.made_at.replace(tzinfo=None)
    _fill(book.create_sheet(ABOUT_SHEET), ABOUT_WIDTHS, (), about.lines())
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet.widths, sheet.heads, sheet.rows)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def write_ods(about: AboutFile, *sheets: Sheet) -> bytes:
    """Return the rows as an OpenDocument spreadsheet."""
    document = OpenDocumentSpreadsheet()
    for element in _ods_properties(about):
        document.meta.addElement(element)
    text_style, head_style = _ods_styles(document)
    for name, widths, heads, rows in (
        (ABOUT_SHEET, ABOUT_WIDTHS, (), about.lines()),
        *((sheet.name, sheet.widths, sheet.heads, sheet.rows) for sheet in sheets),
    ):
        table = Table(name=name)
        for width in widths:
            table.addElement(TableColumn(stylename=_ods_width(document, width)))
        if heads:
            header = TableHeaderRows()
            header.addElement(_ods_row(heads, head_style))
            table.addElement(header)
        for row in rows:
            table.addElement(_ods_row(row, text_style))
        document.spreadsheet.addElement(table)
    target = io.BytesIO()
    document.write(target)
    return target.getvalue()


def _fill(
    sheet: WriteOnlyWorksheet,
    widths: Sequence[int],
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell]],
) -> None:
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    if heads:
        sheet.freeze_panes = "A2"
    for place, row in enumerate(chain([heads] if heads else [], rows)):
        sheet.append([_excel_cell(sheet, cell, bold=not place and bool(heads)) for cell in row])


def _excel_cell(sheet: WriteOnlyWorksheet, value: Cell, *, bold: bool) -> WriteOnlyCell:
    if isinstance(value, int) or not value:
        return WriteOnlyCell(sheet, None if value == "" else value)
    text = as_xml_holds(ESCAPED.sub("_x005F_", value))
    if len(text) > LONGEST_EXCEL_TEXT:
        text = text[: LONGEST_EXCEL_TEXT - len(CUT_SHORT)] + CUT_SHORT
    cell = WriteOnlyCell(sheet, text)
    # Otherwise openpyxl makes a formula of what starts with "=".
    cell.data_type = "s"
    cell.alignment = TOP
    if bold:
        cell.font = BOLD
    # Whoever edits the cell in Excel keeps a text too.
    cell.quotePrefix = text[0] in RUN_BY_A_PROGRAM
    return cell


def _ods_properties(about: AboutFile) -> Iterator[Element]:
    moment = f"{about.made_at:%Y-%m-%dT%H:%M:%S}Z"
    yield dc.Title(text=about.title)
    yield dc.Description(text=as_xml_holds(about.filters_in_words))
    yield dc.Language(text="nl-NL")
    yield dc.Date(text=moment)
    yield meta.CreationDate(text=moment)
    yield meta.UserDefined(name="Licentie", text=LICENCE)
    yield meta.UserDefined(name="Bron", text=about.address)


def _ods_styles(document: OpenDocumentSpreadsheet) -> tuple[Style, Style]:
    text = Style(name="Tekst", family="table-cell")
    text.addElement(TableCellProperties(wrapoption="wrap", verticalalign="top"))
    head = Style(name="Kop", family="table-cell", parentstylename=text)
    head.addElement(TextProperties(fontweight="bold"))
    for style in (text, head):
        document.styles.addElement(style)
    return text, head


def _ods_width(document: OpenDocumentSpreadsheet, width: int) -> Style:
    style = Style(name=f"breed{width}", family="table-column")
    style.addElement(TableColumnProperties(columnwidth=f"{width * CENTIMETRES:.1f}cm"))
    return document.automaticstyles.addElement(style)


def _ods_row(cells: Iterable[Cell], style: Style) -> TableRow:
    row = TableRow()
    for value in cells:
        row.addElement(_ods_cell(value, style))
    return row


def _ods_cell(value: Cell, style: Style) -> TableCell:
    if isinstance(value, int):
        cell = TableCell(stylename=style, valuetype="float", value=str(value))
        cell.addElement(P(text=str(value)))
        return cell
    cell = TableCell(stylename=style, valuetype="string")
    for line in as_xml_holds(value).split("\n"):
        paragraph = P()
        addTextToElement(paragraph, line)
        cell.addElement(paragraph)
    return cell
