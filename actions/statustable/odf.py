"""An OpenDocument file (odt, ods) to a grid.

A text document and a spreadsheet have the same tables and paragraphs. What is hidden is reported
and left out; what is still under discussion (tracked changes) and what is calculated is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from actions.statustable.errors import WHOLE_FILE, Place, StatusTableError
from actions.statustable.grid import CellText, Grid, GridCell, GridDocument, GridParagraph, GridRow
from actions.statustable.limits import MOST_COLUMNS, MOST_ROWS
from actions.statustable.listnumbers import roman
from actions.statustable.notices import Notice
from actions.statustable.odfstyles import OdfList, OdfStyles
from actions.statustable.packages import Package
from actions.statustable.sheetcells import column_letters, refuse_formula, whole_number
from actions.statustable.sheetrows import ABOUT_SHEET, read_about
from actions.statustable.xmltree import attribute, child, children, number, read_xml

TEXT_TYPE = "application/vnd.oasis.opendocument.text"
SHEET_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ROW_WRAPPERS = (
    *("table:table-header-rows", "table:table-rows", "table:table-row-group"),
    "text:soft-page-break",
)
COLUMN_WRAPPERS = (
    *("table:table-columns", "table:table-header-columns", "table:table-column-group"),
)
BLOCK_WRAPPERS = ("text:index-body", "text:numbered-paragraph", "text:section")
HIDDEN_ROW = ("collapse", "filter")
WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
CUT_SHORT = 1_000_000
ACCEPT_CHANGES = "accepteer of verwerp alle wijzigingen (Bewerken) en sla het document op."


def read_odf(package: Package) -> GridDocument:
    """Return the tables of a text document or a spreadsheet; raises StatusTableError."""
    if any(name.startswith(("Basic/", "Scripts/")) for name in package.names):
        raise StatusTableError(
            "Het document bevat macro's.", "sla het op zonder macro's, als .odt of .ods."
        )
    if "META-INF/manifest.xml" in package:
        manifest = read_xml(package.read("META-INF/manifest.xml"))
        if next(manifest.iter("manifest:encryption-data"), None) is not None:
            raise StatusTableError(
                "Het bestand is beveiligd met een wachtwoord.", "sla het op zonder wachtwoord."
            )
    content = read_xml(package.read("content.xml"))
    styles = [read_xml(package.read("styles.xml"))] if "styles.xml" in package else []
    return _OdfReader(content, OdfStyles(*styles, content)).read()


@dataclass(slots=True)
class _Look:
    """How the text of a cell looks, as far as headings are known by it."""

    level: int | None = None
    letters: int = 0
    capitals: int = 0


@dataclass(slots=True)
class _OpenSpan:
    """A cell that goes on in the rows below it."""

    rows: int
    width: int


class _OdfReader:
    """Walks through a document in reading order, so that lists and notes are counted in order."""

    def __init__(self, content: Element, styles: OdfStyles) -> None:
        self._content = content
        self._styles = styles
        self._is_sheet = False
        self._outside: list[GridParagraph] = []
        self._before: list[GridParagraph] = []
        self._grids: list[Grid] = []
        self._notices: dict[Notice, None] = {}
        self._rows = 0
        self._place = WHOLE_FILE
        self._look = _Look()
        self._counts = {"footnote": 0, "endnote": 0}
        self._lists: dict[str, dict[int, int]] = {}

    def read(self) -> GridDocument:
        _refuse_tracked_changes(self._content)
        text = child(self._content, "office:body", "office:text")
        sheets = child(self._content, "office:body", "office:spreadsheet")
        if text is not None:
            self._read_blocks(text)
        elif sheets is not None:
            self._is_sheet = True
            self._read_sheets(sheets)
        else:
            raise StatusTableError(
                "Dit is geen tekstdocument en geen rekenblad.", "bewaar de tabel als .odt of .ods."
            )
        before = self._before if self._grids else self._outside
        after = self._outside if self._grids else []
        return GridDocument(tuple(before), tuple(self._grids), tuple(self._notices), tuple(after))

    def _read_sheets(self, sheets: Element) -> None:
        for table in children(sheets, "table:table"):
            name = attribute(table, "table:name")
            grid_name = f"blad “{name[:60]}”"
            if self._styles.is_hidden_table(attribute(table, "table:style-name")):
                self._place = Place(table=grid_name)
                self._note("Een verborgen blad is overgeslagen.")
                continue
            grid = self._read_table(table, grid_name)
            if name == ABOUT_SHEET:
                self._before += read_about(grid.rows)
            else:
                self._grids.append(grid)

    def _read_blocks(self, parent: Element) -> None:
        for block in parent:
            if block.tag == "table:table":
                if not self._grids:
                    self._before, self._outside = self._outside, []
                self._grids.append(self._read_table(block, f"tabel {len(self._grids) + 1}"))
                self._place = WHOLE_FILE
            elif block.tag == "text:section" and self._is_hidden_section(block):
                continue
            elif block.tag in BLOCK_WRAPPERS:
                self._read_blocks(block)
            else:
                text = CellText(self._place)
                self._read_block(block, text, None)
                self._outside += text.paragraphs()

    def _is_hidden_section(self, section: Element) -> bool:
        if attribute(section, "text:display") != "none":
            return False
        self._note("Een verborgen deel is niet overgenomen.")
        return True

    def _read_table(self, table: Element, name: str) -> Grid:
        hidden = self._hidden_columns(table, name)
        spans: dict[int, _OpenSpan] = {}
        rows, position = [], 0
        for element in _rows(table):
            repeated = number(element, "table:number-rows-repeated", 1, most=CUT_SHORT) or 1
            self._place = Place(table=name, table_row=position + 1)
            cells = self._read_row(element, spans, hidden)
            position += repeated
            if not any(cell.paragraphs for cell in cells):
                continue
            self._rows += repeated
            if self._rows > MOST_ROWS:
                raise StatusTableError.at(
                    self._place,
                    f"Het bestand heeft meer dan {MOST_ROWS} rijen.",
                    "bied alleen de tabel aan.",
                )
            if attribute(element, "table:visibility") in HIDDEN_ROW:
                self._note("Een verborgen rij is niet overgenomen.")
                continue
            rows += [GridRow(self._rows, self._place, cells)] * repeated
        return Grid(name, tuple(rows))

    def _hidden_columns(self, table: Element, name: str) -> frozenset[int]:
        hidden: set[int] = set()
        column = 0
        for element in _columns(table):
            repeated = number(element, "table:number-columns-repeated", 1, most=CUT_SHORT) or 1
            if attribute(element, "table:visibility") in HIDDEN_ROW:
                hidden.update(range(column, min(column + repeated, MOST_COLUMNS)))
                self._place = Place(table=name)
                self._note(f"Verborgen kolom {column_letters(column)} is niet overgenomen.")
            column += repeated
        return frozenset(hidden)

    def _read_row(
        self, row: Element, spans: dict[int, _OpenSpan], hidden: frozenset[int]
    ) -> tuple[GridCell, ...]:
        cells: list[GridCell] = []
        column = 0
        below = {at: span for at, span in spans.items() if span.rows > 1}
        spans.clear()
        for at, span in below.items():
            spans[at] = _OpenSpan(span.rows - 1, span.width)
        for element in children(row, "table:table-cell", "table:covered-table-cell"):
            repeated = number(element, "table:number-columns-repeated", 1, most=CUT_SHORT) or 1
            if element.tag == "table:covered-table-cell":
                cells += self._covered(element, column, repeated, below)
            else:
                cells += self._repeated_cell(element, column, repeated, spans)
            column += repeated
        return tuple(cell for cell in cells if cell.column not in hidden)

    def _covered(
        self, element: Element, column: int, repeated: int, below: dict[int, _OpenSpan]
    ) -> Iterator[GridCell]:
        if "".join(element.itertext()).strip():
            self._note("Tekst onder een samengevoegde cel is niet overgenomen.")
        for at, span in below.items():
            if column <= at < column + repeated:
                yield GridCell(at, (), span.width, continues=True)

    def _repeated_cell(
        self, element: Element, column: int, repeated: int, spans: dict[int, _OpenSpan]
    ) -> list[GridCell]:
        cell = self._read_cell(element, column)
        if cell.paragraphs and column + repeated > MOST_COLUMNS:
            raise StatusTableError.at(
                self._place, "De tabel heeft te veel kolommen.", "bied alleen de tabel aan."
            )
        rows = number(element, "table:number-rows-spanned", 1, most=MOST_ROWS)
        if rows > 1 and len(spans) < MOST_COLUMNS:
            spans[column] = _OpenSpan(rows, cell.width)
        last = min(column + repeated, MOST_COLUMNS)
        return [replace(cell, column=at) for at in range(column, last)]

    def _read_cell(self, element: Element, column: int) -> GridCell:
        width = number(element, "table:number-columns-spanned", 1, most=MOST_COLUMNS) or 1
        place = self._place.in_column(column_letters(column))
        name = f"{column_letters(column)}{self._place.table_row}"
        if attribute(element, "table:formula"):
            refuse_formula(name, place)
        self._look = _Look()
        text = CellText(place)
        kind = attribute(element, "office:value-type", "string")
        if kind == "string":
            self._read_cell_blocks(element, text)
        elif "".join(element.itertext()).strip():
            printed = "".join(element.itertext()).strip()
            value = attribute(element, "office:value") if kind == "float" else printed + "?"
            digits = whole_number(value, name, place)
            text.add(digits if digits == printed else whole_number(printed + "?", name, place))
        look = self._look
        capitals = look.letters > 0 and look.capitals == look.letters
        return GridCell(column, text.paragraphs(), width, level=look.level, capitals=capitals)

    def _read_cell_blocks(self, parent: Element, text: CellText) -> None:
        for block in parent:
            if block.tag == "table:table" and "".join(block.itertext()).strip():
                raise _unreadable(self._place, "een tabel in een cel")
            if block.tag == "text:section" and self._is_hidden_section(block):
                continue
            if block.tag in BLOCK_WRAPPERS:
                self._read_cell_blocks(block, text)
            else:
                self._read_block(block, text, None)

    def _read_block(self, block: Element, text: CellText, outer: OdfList | None) -> None:
        if block.tag in ("text:p", "text:h"):
            self._read_paragraph(block, text, "")
        elif block.tag == "text:list":
            self._read_list(block, text, outer)
        elif block.tag.startswith(("draw:", "office:annotation")):
            self._read_aside(block)

    def _read_list(self, element: Element, text: CellText, outer: OdfList | None) -> None:
        levels, counters, style = self._list_start(element, outer)
        depth = outer.depth + 1 if outer else 1
        reading = OdfList(levels, depth, counters)
        if depth > 1:
            self._note("Een lijst in een lijst staat nu in één lijst.")
        for item in children(element, "text:list-item", "text:list-header"):
            self._read_item(item, text, reading)
        self._lists[style] = counters
        identity = attribute(element, "xml:id")
        if identity:
            self._lists[f"#{identity}"] = counters

    def _list_start(
        self, element: Element, outer: OdfList | None
    ) -> tuple[dict[int, Element], dict[int, int], str]:
        """Return levels, counters and style of a list: a new one, or one that goes on."""
        style = attribute(element, "text:style-name")
        levels = self._styles.list_levels(style)
        if outer is not None:
            return levels or outer.levels, outer.counters, style
        goes_on = attribute(element, "text:continue-numbering") == "true"
        earlier = attribute(element, "text:continue-list")
        key = f"#{earlier}" if earlier else style
        return levels, self._lists.get(key, {}) if goes_on or earlier else {}, style

    def _read_item(self, item: Element, text: CellText, reading: OdfList) -> None:
        prefix = ""
        if item.tag == "text:list-item" and child(item, "text:p") is not None:
            prefix = reading.next_prefix(item, self._place)
        for block in item:
            if block.tag in ("text:p", "text:h"):
                self._read_paragraph(block, text, prefix)
                prefix = ""
            else:
                self._read_block(block, text, reading)

    def _read_paragraph(self, paragraph: Element, text: CellText, prefix: str) -> None:
        style = attribute(paragraph, "text:style-name")
        if self._styles.is_hidden("paragraph", style):
            if "".join(paragraph.itertext()).strip():
                self._note("Verborgen tekst is niet overgenomen.")
            return
        if next(paragraph.iter("text:hidden-paragraph"), None) is not None:
            raise _unreadable(self._place, "een alinea die soms verborgen is")
        text.start(self._styles.role(style), prefix)
        if paragraph.tag == "text:h" and self._look.level is None:
            self._look.level = number(paragraph, "text:outline-level", 1, most=99)
        capitals = self._styles.is_in_capitals("paragraph", style)
        self._read_inline(paragraph, text, capitals=capitals)

    def _read_inline(self, parent: Element, text: CellText, *, capitals: bool) -> None:
        self._add_text(parent.text, text, capitals=capitals)
        for element in parent:
            self._read_inline_element(element, text, capitals=capitals)
            self._add_text(element.tail, text, capitals=capitals)

    def _read_inline_element(self, element: Element, text: CellText, *, capitals: bool) -> None:
        if element.tag == "text:span":
            self._read_span(element, text, capitals=capitals)
        elif element.tag in ("text:s", "text:tab"):
            text.add(" ")
        elif element.tag == "text:line-break":
            text.add("\n")
        elif element.tag == "text:note":
            self._add_note(element, text)
        elif element.tag == "text:hidden-text":
            self._note("Verborgen tekst is niet overgenomen.")
        elif element.tag.startswith(("draw:", "office:annotation")):
            self._read_aside(element)
        elif element.tag == "text:ruby":
            self._read_inline(element[0] if len(element) else element, text, capitals=capitals)
        else:
            if element.tag == "text:a":
                self._add_address(attribute(element, "xlink:href"), text)
            self._read_inline(element, text, capitals=capitals)

    def _read_span(self, span: Element, text: CellText, *, capitals: bool) -> None:
        style = attribute(span, "text:style-name")
        if not self._styles.is_hidden("text", style):
            shown = capitals or self._styles.is_in_capitals("text", style)
            self._read_inline(span, text, capitals=shown)
        elif "".join(span.itertext()).strip():
            self._note("Verborgen tekst is niet overgenomen.")

    def _add_text(self, printed: str | None, text: CellText, *, capitals: bool) -> None:
        if not printed:
            return
        letters = sum(letter.isalpha() for letter in printed)
        self._look.letters += letters
        self._look.capitals += letters if capitals else 0
        text.add(printed.replace("\n", " "))

    def _add_address(self, target: str, text: CellText) -> None:
        if WEB_ADDRESS.fullmatch(target):
            text.add_address(target)

    def _add_note(self, element: Element, text: CellText) -> None:
        kind = attribute(element, "text:note-class", "footnote")
        label = attribute(child(element, "text:note-citation"), "text:label")
        if not label:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            count = self._counts[kind]
            label = roman(count) if kind == "endnote" else str(count)
        body = child(element, "text:note-body")
        if body is not None and next(body.iter("text:note"), None) is not None:
            raise _unreadable(self._place, "een voetnoot in een voetnoot")
        note = CellText(self._place)
        look, self._look = self._look, _Look()
        for paragraph in body.iter("text:p") if body is not None else ():
            self._read_inline(paragraph, note, capitals=False)
            note.add(" ")
        self._look = look
        printed = " ".join(paragraph.text for paragraph in note.paragraphs())
        text.add_footnote(label.strip(), printed)

    def _read_aside(self, element: Element) -> None:
        if element.tag.startswith("office:annotation"):
            self._note("Een opmerking in de kantlijn is niet overgenomen.")
            return
        has_text = any("".join(item.itertext()).strip() for item in element.iter("text:p"))
        if has_text and not self._is_sheet and self._place.table is not None:
            raise _unreadable(self._place, "een tekstvak")
        self._note(
            "Een tekstvak is overgeslagen." if has_text else "Een afbeelding is overgeslagen."
        )

    def _note(self, message: str) -> None:
        self._notices[Notice(message, self._place)] = None


def _refuse_tracked_changes(content: Element) -> None:
    if next(content.iter("text:changed-region"), None) is not None:
        raise StatusTableError("Het document heeft bijgehouden wijzigingen.", ACCEPT_CHANGES)


def _rows(parent: Element) -> Iterator[Element]:
    for element in parent:
        if element.tag == "table:table-row":
            yield element
        elif element.tag in ROW_WRAPPERS:
            yield from _rows(element)


def _columns(parent: Element) -> Iterator[Element]:
    for element in parent:
        if element.tag == "table:table-column":
            yield element
        elif element.tag in COLUMN_WRAPPERS:
            yield from _columns(element)


def _unreadable(place: Place, what: str) -> StatusTableError:
    return StatusTableError.at(
        place, f"Hier staat {what}.", "vervang dit door gewone tekst in de cel."
    )
