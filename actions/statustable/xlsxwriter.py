"""A table to an Excel file (xlsx) in which every cell is text."""

import re
from collections.abc import Sequence

from actions.statustable.errors import Place, StatusTableError
from actions.statustable.exported import ExportedEdition
from actions.statustable.officeparts import core_properties, encoded, fixed_parts
from actions.statustable.packages import write_package
from actions.statustable.sheetcells import column_letters
from actions.statustable.sheetrows import SHEET_HEADS, about_rows, sheet_rows
from actions.statustable.xmltree import as_text, tag, tag_with
from pok_tracker.lib.formula_safe import RUN_BY_A_PROGRAM

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# Words that Excel would read as a letter, such as "_x000D_"; it writes them guarded itself.
READ_AS_A_LETTER = re.compile("_x[0-9A-Fa-f]{4}_")
LONGEST_EXCEL_TEXT = 32_767
WIDTHS = (8, 22, 22, 50, 32, 90, 12, 40, 40)
ABOUT_WIDTHS = (16, 120)
# Places in parts/xlsx/xl/styles.xml.
PLAIN_STYLE, TEXT_STYLE, HEAD_STYLE, GUARDED_STYLE = "0", "1", "2", "3"


def write_xlsx(edition: ExportedEdition) -> bytes:
    """Return the edition as an Excel file; raises StatusTableError for a text Excel cannot hold."""
    table = _sheet([SHEET_HEADS, *sheet_rows(edition)], WIDTHS, heads=1)
    about = _sheet(list(about_rows(edition)), ABOUT_WIDTHS, heads=0)
    return write_package(
        {
            **fixed_parts("xlsx"),
            "xl/worksheets/sheet1.xml": table,
            "xl/worksheets/sheet2.xml": about,
            "docProps/core.xml": core_properties(edition),
        }
    )


def _sheet(rows: Sequence[Sequence[str]], widths: Sequence[int], *, heads: int) -> bytes:
    columns = [
        tag("col", min=str(index), max=str(index), width=str(width), customWidth="1")
        for index, width in enumerate(widths, start=1)
    ]
    pane = tag("pane", ySplit=str(heads), topLeftCell=f"A{heads + 1}", state="frozen")
    view = tag("sheetView", pane if heads else "", workbookViewId="0")
    data = [
        tag(
            "row",
            *(
                _cell(text, column, position, head=position <= heads)
                for column, text in enumerate(row)
            ),
            r=str(position),
        )
        for position, row in enumerate(rows, start=1)
    ]
    return encoded(
        tag_with(
            "worksheet",
            {"xmlns": SPREADSHEET},
            [tag("sheetViews", view), tag("cols", *columns), tag("sheetData", *data)],
        )
    )


def _cell(text: str, column: int, position: int, *, head: bool) -> str:
    name = f"{column_letters(column)}{position}"
    if not text:
        return ""
    if column == 0 and text.isdecimal():
        return tag("c", tag("v", text), r=name, s=PLAIN_STYLE)
    if len(text) > LONGEST_EXCEL_TEXT:
        raise StatusTableError.at(
            Place(table_row=position, column=column_letters(column)),
            f"Deze tekst is langer dan de {LONGEST_EXCEL_TEXT} tekens die Excel kan bevatten.",
            "voer de rapportage uit als ods of docx.",
        )
    guarded = text[0] in RUN_BY_A_PROGRAM
    style = HEAD_STYLE if head else GUARDED_STYLE if guarded else TEXT_STYLE
    escaped = READ_AS_A_LETTER.sub(lambda match: f"_x005F{match[0]}", text)
    content = tag_with("t", {"xml:space": "preserve"}, [as_text(escaped)])
    return tag("c", tag("is", content), r=name, t="inlineStr", s=style)
