"""An edition to a spreadsheet (ods) in which every cell is text; odf.py reads it back."""

from collections.abc import Iterator, Sequence

from actions.statustable.exported import ExportedEdition
from actions.statustable.odfparts import column_style, odf_package
from actions.statustable.sheetrows import ABOUT_SHEET, SHEET_HEADS, about_rows, sheet_rows
from actions.statustable.xmltree import as_text, tag, tag_with

WIDTHS = ("1.6cm", "4.5cm", "4.5cm", "10cm", "6.5cm", "18cm", "2.5cm", "8cm", "8cm")
ABOUT_WIDTHS = ("3.5cm", "24cm")


def write_ods(edition: ExportedEdition) -> bytes:
    """Return the edition as a spreadsheet; the same edition gives the same bytes."""
    columns = sorted({*WIDTHS, *ABOUT_WIDTHS})
    styles = [column_style(_style(width), width) for width in columns]
    about = [(name, text) for name, text in about_rows(edition)]
    sheets = [
        _sheet("Acties", WIDTHS, [SHEET_HEADS, *sheet_rows(edition)], heads=1),
        _sheet(ABOUT_SHEET, ABOUT_WIDTHS, about, heads=0),
    ]
    return odf_package("ods", edition, styles, [tag("office:spreadsheet", *sheets)])


def _style(width: str) -> str:
    return f"breed{width.replace('.', '-')}"


def _sheet(name: str, widths: Sequence[str], rows: Sequence[Sequence[str]], *, heads: int) -> str:
    columns = [
        tag_with("table:table-column", {"table:style-name": _style(width)}) for width in widths
    ]
    header = [_row(row, "Kop") for row in rows[:heads]]
    body = [_row(row, "Tekst") for row in rows[heads:]]
    repeated = [tag("table:table-header-rows", *header)] if header else []
    return tag_with("table:table", {"table:name": name}, [*columns, *repeated, *body])


def _row(texts: Sequence[str], style: str) -> str:
    return tag("table:table-row", *_cells(texts, style))


def _cells(texts: Sequence[str], style: str) -> Iterator[str]:
    for column, text in enumerate(texts):
        if not text:
            yield tag("table:table-cell")
        elif column == 0 and text.isdecimal():
            attributes = {
                "table:style-name": style,
                "office:value-type": "float",
                "office:value": text,
            }
            yield tag_with("table:table-cell", attributes, [tag("text:p", text)])
        else:
            paragraphs = [tag("text:p", as_text(line)) for line in text.split("\n")]
            attributes = {"table:style-name": style, "office:value-type": "string"}
            yield tag_with("table:table-cell", attributes, paragraphs)
