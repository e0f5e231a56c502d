"""PDFs of a table, drawn by another program (reportlab): with lines around the cells or without.

And PDFs that no such program would make, byte by byte.
"""

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
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
# Six forms, each of which draws the next ten times: seconds of work in one thousand bytes.
FORMS, TIMES = 6, 10
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


def pdf_of_objects(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is the catalog."""
    written = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start, size = len(written), len(objects) + 1
    written += b"xref\n0 %d\n0000000000 65535 f \n" % size
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start)
    return bytes(written)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(content), content)


def page_of(content: bytes, resources: bytes, *others: bytes) -> bytes:
    """Return a PDF of one page; the other objects are numbered from 5."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 800 600]/Contents 4 0 R/Resources<<%b>>>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf_of_objects([CATALOG, pages, page % resources, stream(content), *others])


def endless_pdf() -> bytes:
    """Return a small PDF that is drawn a million times over."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 800 600]"
    next_form = b"/XObject<</F %d 0 R>>"
    forms = [
        stream(b"/F Do " * TIMES, b"%b/Resources<<%b>>" % (form, next_form % number))
        for number in range(6, 5 + FORMS)
    ]
    return page_of(b"/F Do", next_form % 5, *forms, stream(b"0 0 m 9 9 l S", form))
