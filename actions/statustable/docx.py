"""A Word document (docx) to a grid.

What Word shows is read; what it hides is reported and left out; what is still under discussion
(tracked changes) is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from actions.statustable.docxnumbering import Numbering
from actions.statustable.docxstyles import Styles
from actions.statustable.errors import WHOLE_FILE, Place, StatusTableError
from actions.statustable.grid import (
    CellText,
    Grid,
    GridCell,
    GridDocument,
    GridParagraph,
    GridRow,
    Role,
)
from actions.statustable.limits import MOST_COLUMNS
from actions.statustable.listnumbers import roman
from actions.statustable.notices import Notice
from actions.statustable.packages import Package
from actions.statustable.relationships import (
    Relationship,
    content_type,
    find_part,
    main_part,
    read_relationships,
)
from actions.statustable.xmltree import attribute, child, children, number, read_xml

TRACKED = frozenset(
    {"w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:cellIns", "w:cellDel", "w:cellMerge"}
)
WRAPPERS = ("w:customXml", "w:smartTag", "w:sdtContent", "w:dir", "w:fldSimple", "w:rubyBase")
# Elements of a run that print nothing.
SILENT = frozenset(
    {
        *("w:rPr", "w:softHyphen", "w:lastRenderedPageBreak", "w:footnoteRef", "w:endnoteRef"),
        *("w:annotationRef", "w:separator", "w:continuationSeparator"),
    }
)
PICTURES = ("w:drawing", "w:pict", "w:object")
LINK_FIELD = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"')
WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
# Letters of the symbol fonts that Word inserts as a picture of a letter.
SYMBOLS = {"F0B7": "•", "F0A7": "▪", "F02D": "-", "F0E0": "→", "F0FC": "✓", "2022": "•"}
ACCEPT_CHANGES = "accepteer of verwerp alle wijzigingen (Controleren) en sla het document op."


def read_docx(package: Package) -> GridDocument:
    """Return the tables of a Word document; raises StatusTableError."""
    main = main_part(package)
    if "macroEnabled" in content_type(package, main) or any(
        name.lower().endswith("vbaproject.bin") for name in package.names
    ):
        raise StatusTableError(
            "Het document bevat macro's.", "bewaar het als .docx, zonder macro's."
        )
    return _DocxReader(package, main).read()


@dataclass(slots=True)
class _Look:
    """How the text of a cell looks, as far as headings are known by it."""

    level: int | None = None
    letters: int = 0
    capitals: int = 0


class _DocxReader:
    """Walks through a document in reading order, so that lists and notes are counted in order."""

    def __init__(self, package: Package, main: str) -> None:
        self._root = read_xml(package.read(main))
        self._pointers = read_relationships(package, main)
        self._styles = Styles(_part(package, self._pointers, "styles"))
        self._numbering = Numbering(_part(package, self._pointers, "numbering"))
        self._notes = {
            kind: _notes(_part(package, self._pointers, kind), f"w:{kind[:-1]}")
            for kind in ("footnotes", "endnotes")
        }
        self._counts = {"footnotes": 0, "endnotes": 0}
        self._outside: list[GridParagraph] = []
        self._before: list[GridParagraph] = []
        self._grids: list[Grid] = []
        self._notices: dict[Notice, None] = {}
        self._rows = 0
        self._place = WHOLE_FILE
        self._look = _Look()
        self._field: list[list[str]] = []
        self._in_instruction = 0

    def read(self) -> GridDocument:
        _refuse_tracked_changes(self._root)
        body = child(self._root, "w:body")
        if body is not None:
            self._read_blocks(body)
        before = self._before if self._grids else self._outside
        after = self._outside if self._grids else []
        return GridDocument(tuple(before), tuple(self._grids), tuple(self._notices), tuple(after))

    def _read_blocks(self, parent: Element) -> None:
        for block in parent:
            if block.tag == "w:p":
                text = CellText(self._place)
                self._read_paragraph(block, text)
                self._outside += text.paragraphs()
            elif block.tag == "w:tbl":
                self._read_table(block)
            elif block.tag == "w:altChunk":
                raise _unreadable(self._place, "een ingevoegd document")
            elif block.tag in ("w:sdt", *WRAPPERS):
                self._read_blocks(block)

    def _read_table(self, table: Element) -> None:
        if not self._grids:
            self._before, self._outside = self._outside, []
        name = f"tabel {len(self._grids) + 1}"
        rows = []
        for position, element in enumerate(_unwrapped(table, "w:tr"), start=1):
            self._rows += 1
            self._place = Place(table=name, table_row=position)
            cells = self._read_row(element)
            if cells is not None:
                rows.append(GridRow(self._rows, self._place, cells))
        self._grids.append(Grid(name, tuple(rows)))
        self._place = WHOLE_FILE

    def _read_row(self, row: Element) -> tuple[GridCell, ...] | None:
        properties = child(row, "w:trPr")
        column = number(child(properties, "w:gridBefore"), "w:val", 0, most=MOST_COLUMNS)
        hidden = child(properties, "w:hidden")
        if hidden is not None and attribute(hidden, "w:val", "1") not in ("0", "false", "off"):
            self._note("Een verborgen rij is niet overgenomen.")
            return None
        cells: list[GridCell] = []
        for element in _unwrapped(row, "w:tc"):
            cell = self._read_cell(element, column)
            column += cell.width
            if column > MOST_COLUMNS:
                raise StatusTableError.at(
                    self._place, "De tabel heeft te veel kolommen.", "bied alleen de tabel aan."
                )
            if _merged_across(element) and cells:
                cells[-1] = replace(cells[-1], width=cells[-1].width + cell.width)
            else:
                cells.append(cell)
        return tuple(cells)

    def _read_cell(self, cell: Element, column: int) -> GridCell:
        properties = child(cell, "w:tcPr")
        width = number(child(properties, "w:gridSpan"), "w:val", 1, most=MOST_COLUMNS) or 1
        merge = child(properties, "w:vMerge")
        continues = merge is not None and attribute(merge, "w:val", "continue") == "continue"
        if continues or _merged_across(cell):
            if any("".join(text.itertext()).strip() for text in cell.iter("w:t")):
                self._note("Tekst onder een samengevoegde cel is niet overgenomen.")
            return GridCell(column, (), width, continues)
        self._look = _Look()
        text = CellText(self._place.in_column(str(column + 1)))
        self._read_cell_blocks(cell, text)
        look = self._look
        capitals = look.letters > 0 and look.capitals == look.letters
        return GridCell(column, text.paragraphs(), width, level=look.level, capitals=capitals)

    def _read_cell_blocks(self, parent: Element, text: CellText) -> None:
        for block in parent:
            if block.tag == "w:p":
                self._read_paragraph(block, text)
            elif block.tag == "w:tbl" and "".join(block.itertext()).strip():
                raise _unreadable(self._place, "een tabel in een cel")
            elif block.tag == "w:altChunk":
                raise _unreadable(self._place, "een ingevoegd document")
            elif block.tag in ("w:sdt", *WRAPPERS):
                self._read_cell_blocks(block, text)

    def _read_paragraph(self, paragraph: Element, text: CellText) -> None:
        style = attribute(child(paragraph, "w:pPr", "w:pStyle"), "w:val")
        role: Role = self._styles.role(style)
        text.start(role, self._prefix(paragraph, style))
        level = self._styles.outline_level(paragraph)
        if level is not None and self._look.level is None:
            self._look.level = level
        self._read_inline(paragraph, paragraph, text)

    def _prefix(self, paragraph: Element, style: str) -> str:
        item = self._styles.list_item(paragraph)
        if item is None:
            return ""
        level = item.level
        if level is None:
            level = self._numbering.level_of_style(item.list_id, style)
        if level > 0:
            self._note("Een lijst in een lijst staat nu in één lijst.")
        return self._numbering.next_prefix(item.list_id, level, self._place)

    def _read_inline(self, parent: Element, paragraph: Element, text: CellText) -> None:
        for element in parent:
            if element.tag == "w:r":
                self._read_run(element, paragraph, text)
            elif element.tag == "w:hyperlink":
                self._read_link(element, text)
                self._read_inline(element, paragraph, text)
            elif element.tag in ("w:sdt", "w:ruby", *WRAPPERS):
                self._read_inline(element, paragraph, text)
            elif element.tag == "mc:AlternateContent":
                self._read_inline(_choice(element), paragraph, text)
            elif element.tag == "w:bdo" and "".join(element.itertext()).strip():
                raise _unreadable(self._place, "tekst met een omgekeerde leesrichting")
            elif element.tag in ("m:oMath", "m:oMathPara"):
                raise _unreadable(self._place, "een formule")

    def _read_link(self, link: Element, text: CellText) -> None:
        pointer = self._pointers.get(attribute(link, "r:id"))
        if pointer is not None and pointer.external:
            self._add_address(pointer.target, text)

    def _add_address(self, target: str, text: CellText) -> None:
        if WEB_ADDRESS.fullmatch(target):
            text.add_address(target)

    def _read_run(self, run: Element, paragraph: Element, text: CellText) -> None:
        if self._styles.run_switch(run, paragraph, "w:vanish"):
            if any("".join(piece.itertext()).strip() for piece in run.iter("w:t")):
                self._note("Verborgen tekst is niet overgenomen.")
            return
        capitals = self._styles.run_switch(run, paragraph, "w:caps")
        self._read_run_content(run, text, capitals=capitals)

    def _read_run_content(self, run: Element, text: CellText, *, capitals: bool) -> None:
        custom_mark = _custom_mark(run)
        for element in run:
            if element.tag == "w:t":
                if custom_mark is None and not self._in_instruction:
                    self._add_text(_visible(element), text, capitals=capitals)
            elif element.tag in ("w:footnoteReference", "w:endnoteReference"):
                self._add_note(element, custom_mark, text)
            elif element.tag == "mc:AlternateContent":
                self._read_run_content(_choice(element), text, capitals=capitals)
            else:
                self._read_sign(element, text)

    def _add_text(self, printed: str, text: CellText, *, capitals: bool) -> None:
        letters = sum(letter.isalpha() for letter in printed)
        self._look.letters += letters
        self._look.capitals += letters if capitals else 0
        text.add(printed.replace("\n", " "))

    def _read_sign(self, element: Element, text: CellText) -> None:
        """Read anything in a run that is not text: breaks, signs, fields, pictures."""
        if element.tag in ("w:tab", "w:ptab"):
            text.add(" ")
        elif element.tag == "w:cr":
            text.add("\n")
        elif element.tag == "w:br":
            text.add(
                "\n" if attribute(element, "w:type", "textWrapping") == "textWrapping" else " "
            )
        elif element.tag == "w:noBreakHyphen":
            text.add("-")
        elif element.tag == "w:sym":
            text.add(self._symbol(element))
        elif element.tag == "w:fldChar":
            self._read_field(element, text)
        elif element.tag == "w:commentReference":
            self._note("Een opmerking in de kantlijn is niet overgenomen.")
        elif element.tag in PICTURES:
            self._read_picture(element)
        elif element.tag == "w:instrText":
            self._read_instruction(element)
        elif element.tag not in SILENT and "".join(element.itertext()).strip():
            raise _unreadable(
                self._place, f"een onderdeel dat hier niet gelezen wordt ({element.tag})"
            )

    def _read_instruction(self, element: Element) -> None:
        if self._field:
            self._field[-1].append("".join(element.itertext()))

    def _symbol(self, element: Element) -> str:
        code = attribute(element, "w:char").upper()
        if code not in SYMBOLS:
            raise _unreadable(self._place, f"een symbool (teken {code[:8]})")
        return SYMBOLS[code]

    def _read_field(self, element: Element, text: CellText) -> None:
        """Skip what a field is made from and keep what it shows."""
        kind = attribute(element, "w:fldCharType")
        if kind == "begin":
            self._field.append([])
            self._in_instruction += 1
        elif kind == "separate" and self._field:
            self._in_instruction = max(0, self._in_instruction - 1)
            link = LINK_FIELD.match("".join(self._field[-1])[:4000])
            self._field[-1].append("\0")
            if link:
                self._add_address(link[1], text)
        elif kind == "end" and self._field:
            unseparated = "\0" not in self._field.pop()
            self._in_instruction = max(0, self._in_instruction - unseparated)

    def _read_picture(self, element: Element) -> None:
        boxes = [box for box in element.iter("w:txbxContent") if "".join(box.itertext()).strip()]
        if boxes and self._place.table is not None:
            raise _unreadable(self._place, "een tekstvak")
        self._note("Een tekstvak is overgeslagen." if boxes else "Een afbeelding is overgeslagen.")

    def _add_note(self, reference: Element, custom_mark: str | None, text: CellText) -> None:
        kind = "footnotes" if reference.tag == "w:footnoteReference" else "endnotes"
        # Taken out: a note that many places, or the note itself, refer to would be read each time.
        content = self._notes[kind].pop(attribute(reference, "w:id"), None)
        if content is None:
            raise _unreadable(self._place, "een voetnoot zonder eigen tekst")
        note = CellText(self._place)
        pictured, self._look = self._look, _Look()
        for paragraph in content.iter("w:p"):
            self._read_inline(paragraph, paragraph, note)
            note.add(" ")
        self._look = pictured
        printed = " ".join(paragraph.text for paragraph in note.paragraphs())
        if custom_mark is not None:
            printed = printed.removeprefix(custom_mark).strip()
        else:
            self._counts[kind] += 1
        count = self._counts[kind]
        marker = custom_mark or (str(count) if kind == "footnotes" else roman(count))
        text.add_footnote(marker, printed)

    def _note(self, message: str) -> None:
        self._notices[Notice(message, self._place)] = None


def _part(package: Package, pointers: dict[str, Relationship], kind: str) -> Element | None:
    name = find_part(package, pointers, kind)
    return read_xml(package.read(name)) if name else None


def _notes(root: Element | None, name: str) -> dict[str, Element]:
    if root is None:
        return {}
    return {attribute(element, "w:id"): element for element in children(root, name)}


def _refuse_tracked_changes(root: Element) -> None:
    if not any(element.tag in TRACKED for element in root.iter()):
        return
    place = WHOLE_FILE
    for table_number, table in enumerate(root.iter("w:tbl"), start=1):
        for position, row in enumerate(table.iter("w:tr"), start=1):
            if any(element.tag in TRACKED for element in row.iter()):
                place = Place(table=f"tabel {table_number}", table_row=position)
                raise _tracked(place)
    raise _tracked(place)


def _tracked(place: Place) -> StatusTableError:
    return StatusTableError.at(place, "Het document heeft bijgehouden wijzigingen.", ACCEPT_CHANGES)


def _unwrapped(parent: Element, name: str) -> Iterator[Element]:
    """Yield rows or cells, also those inside a content control."""
    for element in parent:
        if element.tag == name:
            yield element
        elif element.tag in ("w:sdt", *WRAPPERS):
            yield from _unwrapped(element, name)


def _merged_across(cell: Element) -> bool:
    merge = child(cell, "w:tcPr", "w:hMerge")
    return merge is not None and attribute(merge, "w:val", "continue") == "continue"


def _choice(element: Element) -> Element:
    return next(iter(element), element)


def _custom_mark(run: Element) -> str | None:
    """Return the mark that somebody typed for the footnote of a run, None for a number."""
    for name in ("w:footnoteReference", "w:endnoteReference"):
        reference = child(run, name)
        if attribute(reference, "w:customMarkFollows", "0") not in ("0", "false", "off"):
            printed = "".join(_visible(text) for text in children(run, "w:t")).strip()
            return printed or None
    return None


def _visible(element: Element) -> str:
    text = element.text or ""
    return text if attribute(element, "xml:space") == "preserve" else text.strip(" \t\n\r")


def _unreadable(place: Place, what: str) -> StatusTableError:
    return StatusTableError.at(
        place, f"Hier staat {what}.", "vervang dit door gewone tekst in de cel."
    )
