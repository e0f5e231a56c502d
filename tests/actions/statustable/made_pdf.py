"""PDFs of a table, drawn by another program (reportlab): with lines around the cells or without."""

import io
from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from actions.statustable.exported import ThemeLine, table_lines
from actions.statustable.records import Record

SIZE = 8
HEADS = ("Actie", "Omschrijving", "Stand van zaken")
WIDTHS = (40, 230, 470)
MARGINS = ("leftMargin", "rightMargin", "topMargin", "bottomMargin")


def pdf_of_records(
    records: Sequence[Record], *, ruled: bool, space: float = 3, title: str = "Stand van zaken"
) -> bytes:
    """Return a PDF; `space` is the white space between paragraphs, in points."""
    cells: list[list[object]] = [list(HEADS)]
    looks: list[tuple[object, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("FONTSIZE", (0, 0), (-1, -1), SIZE),
    ]
    if ruled:
        looks.append(("GRID", (0, 0), (-1, -1), 0.5, black))
    for line in table_lines(records):
        row = len(cells)
        if isinstance(line, ThemeLine):
            printed = line.text.upper() if line.level == 1 else line.text
            cells.append([paragraphs(printed, space), "", ""])
            looks.append(("SPAN", (0, row), (2, row)))
            continue
        record = line.record
        labels = [f"({label.printed})" for label in record.labels]
        description = "\n".join([record.description.text, *labels])
        status = paragraphs(record.status.text, space) if line.status_rows else ""
        cells.append([f"{record.number}.", paragraphs(description, space), status])
        if line.status_rows > 1:
            looks.append(("SPAN", (2, row), (2, row + line.status_rows - 1)))
    table = Table(cells, colWidths=WIDTHS, repeatRows=1, splitInRow=1, style=TableStyle(looks))
    heading = Paragraph(escape(title), ParagraphStyle("titel", fontSize=14, leading=18))
    return saved([heading, table])


def paragraphs(text: str, space: float) -> list[Flowable]:
    style = ParagraphStyle("cel", fontSize=SIZE, leading=10, spaceAfter=space)
    return [Paragraph(escape(line), style) for line in text.split("\n")]


def saved(content: list[Flowable], **options: object) -> bytes:
    target = io.BytesIO()
    document = SimpleDocTemplate(
        target,
        pagesize=landscape(A4),
        leftMargin=40,
        rightMargin=40,
        topMargin=40,
        bottomMargin=40,
        **options,
    )
    document.build(content, onFirstPage=number_page, onLaterPages=number_page)
    return target.getvalue()


def number_page(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.drawCentredString(420, 20, str(document.page))
