"""A PDF to a grid: by the lines drawn around its cells, or else by its columns.

The PDF itself is read by pdfprocess.py, a process of its own with limits; a file that makes it
stumble or stall is refused here.
"""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from actions.statustable.errors import Place, StatusTableError
from actions.statustable.grid import CellText, Grid, GridCell, GridDocument, GridParagraph, GridRow
from actions.statustable.headers import read_header
from actions.statustable.layout import LayoutNotes
from actions.statustable.limits import (
    MOST_PDF_MEMORY,
    MOST_PDF_PAGES,
    MOST_PDF_SECONDS,
    MOST_PDF_WORDS,
)
from actions.statustable.notices import Notice
from actions.statustable.pdfpage import Page, PrintedLine, read_page
from actions.statustable.pdfparagraphs import Doubts, Extras, Measures, add_paragraphs, measure
from actions.statustable.pdfrows import PdfCell, PdfRow, PdfTable, is_page_number
from actions.statustable.pdfruled import column_bounds, read_ruled_page
from actions.statustable.pdfunruled import find_columns, read_unruled_pages

PROGRAM = Path(__file__).with_name("pdfprocess.py")
AS_DOCX = "bied de tabel aan als .docx; dat leest ook beter."
PROBLEMS = {
    "password": ("De pdf is beveiligd met een wachtwoord.", "sla haar op zonder wachtwoord."),
    "pages": (f"De pdf heeft meer dan {MOST_PDF_PAGES} bladzijden.", "bied alleen de tabel aan."),
    "words": ("De pdf heeft te veel tekst.", "bied alleen de tabel aan."),
    "broken": ("De pdf is beschadigd.", AS_DOCX),
}
# LibreOffice leaves no space between the mark and the note.
FOOTNOTE = re.compile(r"([0-9]{1,3}|[*†‡]{1,3})(?:[.)]? |(?=[^\W\d_a-z]))(\S.*)")
STARTS_WITH_NUMBER = re.compile(r"[1-9][0-9]{0,3}[.)](?: |$)")
WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def read_pdf(data: bytes, notes: LayoutNotes) -> GridDocument:
    """Return the table of a PDF.

    Raises StatusTableError when the file cannot be read within the limits, has no text (a scan),
    or has no columns that can be told apart.
    """
    pages = _pages(data)
    if not any(page.words for page in pages):
        raise StatusTableError("De pdf heeft geen tekst; het is waarschijnlijk een scan.", AS_DOCX)
    table = _find_table(pages, notes)
    rows = _join_pages(table.rows)
    return _document(pages, table, rows, notes)


def _pages(data: bytes) -> list[Page]:
    limits = (MOST_PDF_SECONDS, MOST_PDF_MEMORY, MOST_PDF_PAGES, MOST_PDF_WORDS)
    command = [sys.executable, "-I", str(PROGRAM), *(str(limit) for limit in limits)]
    try:
        ended = subprocess.run(
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MOST_PDF_SECONDS,
            check=False,
            # No secrets: not the address of the database, not the key that signs sessions.
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise _too_slow() from error
    if ended.returncode != 0:
        raise _too_slow() if ended.returncode < 0 else StatusTableError(*PROBLEMS["broken"])
    answer = json.loads(ended.stdout)
    if "problem" in answer:
        raise StatusTableError(*PROBLEMS[answer["problem"]])
    return [read_page(number, page) for number, page in enumerate(answer["pages"], start=1)]


def _too_slow() -> StatusTableError:
    return StatusTableError("De pdf kost te veel tijd of geheugen om te lezen.", AS_DOCX)


def _find_table(pages: Sequence[Page], notes: LayoutNotes) -> PdfTable:
    bounds = {page.number: column_bounds(page) for page in pages}
    # Two bounds are a mere frame around the table.
    if any(len(found) > 2 for found in bounds.values()):
        table = PdfTable()
        for page in pages:
            read_ruled_page(page, bounds[page.number], table)
        return table
    columns = find_columns(pages)
    if columns is None:
        raise StatusTableError(
            "De kop van de tabel (Actie, Omschrijving, Stand van zaken) ontbreekt.",
            "zet deze koppen boven de kolommen en bied de hele tabel aan.",
        )
    known = {theme.heading.casefold() for theme in notes.themes}
    known |= {name.casefold() for theme in notes.themes for name in theme.subthemes}
    return read_unruled_pages(pages, columns, frozenset(known))


def _join_pages(rows: Sequence[PdfRow]) -> list[PdfRow]:
    """Return rows in which a row that was cut by a page end is one again."""
    joined: list[PdfRow] = []
    # For each column the cell that a next page may go on with: that of a merged cell is higher up.
    open_cells: dict[int, PdfCell] = {}
    page, at_top = 0, False
    for row in rows:
        if row.page != page:
            page, at_top = row.page, True
        if _is_head(row):
            if not joined or not any(_is_head(other) for other in joined[-1:]):
                joined.append(row)
            continue
        if at_top and joined and _goes_on(row, joined[-1], open_cells):
            for cell in row.cells:
                open_cells[cell.column].lines += cell.lines
        else:
            joined.append(row)
            for cell in row.cells:
                if not cell.continues:
                    open_cells[cell.column] = cell
        at_top = False
    return joined


def _is_head(row: PdfRow) -> bool:
    return read_header({cell.column: cell.text for cell in row.cells}) is not None


def _goes_on(row: PdfRow, above: PdfRow, open_cells: dict[int, PdfCell]) -> bool:
    """Tell whether the first row of a page is the rest of the last row of the page before it.

    It has no number, and cells where that row has them.
    """
    columns = [cell.column for cell in row.cells]
    if len(row.cells) < 2 or columns != [cell.column for cell in above.cells]:
        return False
    if any(column not in open_cells for column in columns):
        return False
    first = row.cells[0]
    numbers_in_front = bool(STARTS_WITH_NUMBER.match(above.cells[0].text)) and len(columns) == 2
    if numbers_in_front:
        return STARTS_WITH_NUMBER.match(first.text) is None
    return first.text == ""


def _document(
    pages: Sequence[Page], table: PdfTable, rows: Sequence[PdfRow], notes: LayoutNotes
) -> GridDocument:
    measures = measure([cell for row in rows for cell in row.cells])
    footnotes, left_over = _footnotes(table.below)
    extras = Extras(footnotes, {page.number: page.links for page in pages}, notes.joined_words)
    doubts = Doubts()
    grid_rows = [
        _grid_row(position, row, measures, extras, doubts)
        for position, row in enumerate(rows, start=1)
    ]
    first_page = [line for line in table.above if line.page == 1]
    unread = [line for line in (*table.above, *left_over) if line not in first_page]
    notices = [
        *_page_notices(pages),
        *_unread_notices(unread),
        *_doubt_notices(doubts, footnotes),
    ]
    return GridDocument(
        _outside_paragraphs(first_page),
        (Grid("tabel 1", tuple(grid_rows)),),
        tuple(notices),
    )


def _grid_row(
    position: int, row: PdfRow, measures: Measures, extras: Extras, doubts: Doubts
) -> GridRow:
    place = Place(table=f"bladzijde {row.page}", table_row=position)
    cells = []
    for cell in row.cells:
        text = CellText(place)
        add_paragraphs(cell.lines, cell.last_column, text, measures, extras, doubts)
        paragraphs = text.paragraphs()
        if cell.width > 1 and len(paragraphs) > 1:
            # A heading that is wide enough to be broken over lines is still one heading.
            paragraphs = (GridParagraph(" ".join(item.text for item in paragraphs)),)
        cells.append(GridCell(cell.column, paragraphs, cell.width, continues=cell.continues))
    return GridRow(position, place, tuple(cells))


def _footnotes(
    lines: Sequence[PrintedLine],
) -> tuple[dict[tuple[int, str], str], list[PrintedLine]]:
    """Return the footnotes below the table by page and marker, and what else stands there."""
    found: dict[tuple[int, str], str] = {}
    left_over = []
    last: tuple[int, str] | None = None
    for line in lines:
        match = FOOTNOTE.fullmatch(line.text)
        if is_page_number(line):
            last = None
        elif match is not None:
            last = (line.page, match[1])
            found[last] = match[2]
        elif last is not None and last[0] == line.page:
            found[last] += f" {line.text}"
        else:
            left_over.append(line)
    return found, left_over


def _outside_paragraphs(lines: Sequence[PrintedLine]) -> tuple[GridParagraph, ...]:
    """Return the title, the lines in the letters of the first, and the introduction below it."""
    printed = [line for line in lines if not is_page_number(line)]
    if not printed:
        return ()
    size = printed[0].size
    larger = any(line.size < 0.95 * size for line in printed)
    title = [line for line in printed if line.size >= 0.95 * size] if larger else printed[:1]
    others = [line for line in printed if line not in title]
    texts = (" ".join(line.text for line in group) for group in (title, others) if group)
    return tuple(GridParagraph(text) for text in texts)


def _page_notices(pages: Sequence[Page]) -> list[Notice]:
    notices = []
    for page in pages:
        place = Place(table=f"bladzijde {page.number}")
        if page.has_images:
            notices.append(Notice("Een afbeelding is overgeslagen.", place))
        if page.has_turned_words:
            notices.append(Notice("Gedraaide tekst is overgeslagen.", place))
    return notices


def _unread_notices(lines: Sequence[PrintedLine]) -> list[Notice]:
    return [
        Notice(
            f"Tekst buiten de tabel is overgeslagen: “{line.text[:60]}”.",
            Place(table=f"bladzijde {line.page}"),
        )
        for line in lines
        if not is_page_number(line)
    ]


def _doubt_notices(doubts: Doubts, footnotes: dict[tuple[int, str], str]) -> list[Notice]:
    notices = [
        Notice(
            f"Voetnoot {marker} is overgeslagen: haar cijfer staat niet in de tabel.",
            Place(table=f"bladzijde {page}"),
        )
        for page, marker in footnotes
        if (page, marker) not in doubts.used_footnotes
    ]
    if doubts.unclear_ends:
        notices.append(
            Notice(
                f"Op {doubts.unclear_ends} plaatsen eindigt een zin precies aan het eind van een "
                "regel. Daar is geen nieuwe alinea gemaakt; controleer dat."
            )
        )
    if doubts.hyphens:
        notices.append(
            Notice(
                f"Aan het eind van {doubts.hyphens} regels staat een streepje. Het is blijven "
                "staan; controleer of daar een spatie achter hoort."
            )
        )
    return notices
