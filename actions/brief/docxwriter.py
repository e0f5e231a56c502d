"""A debatmap to a Word document, with real headings, lists and links."""

from collections.abc import Iterable, Sequence

from actions.brief.content import BriefAction
from actions.brief.documents import PARTS, BriefDocument, describe_document
from actions.brief.lines import Line, Look, Piece, Style, brief_lines
from actions.statustable.officeparts import core_properties, encoded, fixed_parts
from actions.statustable.packages import write_package
from actions.statustable.xmltree import as_text, tag, tag_with
from pok_tracker.lib.about_file import AboutFile
from pok_tracker.lib.xml_letters import as_xml_holds

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
POINTERS = ("styles", "numbering", "settings", "header", "footer")
HEADER, FOOTER = "rId4", "rId5"
STYLES = {
    Style.TITLE: "Titel",
    Style.CONTENTS_HEADING: "Kop1",
    Style.ACTION: "Kopactie",
    Style.PART: "Kop2",
    Style.SMALL_HEADING: "Kop3",
    Style.TEXT: "Standaard",
    Style.BULLET: "Opsomming",
    Style.LETTERED: "Opsommingmetletter",
    Style.QUOTE: "Citaat",
    Style.FACT: "Gegeven",
    Style.CONTENTS: "Inhoudsregel",
    Style.WRITING: "Schrijfregel",
}
LOOKS = {
    Look.STRONG: "Sterk",
    Look.ADDED: "Nieuw",
    Look.REMOVED: "Weg",
    Look.RAISED: "Verhoogd",
}
# Twentieths of a point: A4, with room for holes at the left.
PAGE = {"w:w": "11906", "w:h": "16838"}
MARGINS = {
    "w:top": "1418",
    "w:right": "1134",
    "w:bottom": "1134",
    "w:left": "1418",
    "w:header": "709",
    "w:footer": "567",
    "w:gutter": "0",
}


def write_docx(about: AboutFile, actions: Sequence[BriefAction]) -> bytes:
    """Return the debatmap as a Word document."""
    document = describe_document(about)
    writer = _Writer()
    body = writer.body(brief_lines(about, actions))
    return write_package(
        {
            **fixed_parts("docx", PARTS),
            "word/document.xml": body,
            "word/_rels/document.xml.rels": writer.pointers(),
            "word/header.xml": _header(document),
            "docProps/core.xml": core_properties(document),
        }
    )


class _Writer:
    """Writes the body, and collects the addresses and places that it names."""

    def __init__(self) -> None:
        self._addresses: dict[str, str] = {}
        self._places = 0

    def body(self, lines: Iterable[Line]) -> bytes:
        paragraphs = [self._paragraph(line) for line in lines]
        content = tag("w:body", *paragraphs, _section())
        return encoded(tag_with("w:document", {"xmlns:w": WORD, "xmlns:r": OFFICE}, [content]))

    def pointers(self) -> bytes:
        fixed = [
            tag("Relationship", Id=f"rId{index}", Type=f"{OFFICE}/{kind}", Target=f"{kind}.xml")
            for index, kind in enumerate(POINTERS, start=1)
        ]
        outside = [
            tag(
                "Relationship",
                Id=identity,
                Type=f"{OFFICE}/hyperlink",
                Target=address,
                TargetMode="External",
            )
            for address, identity in self._addresses.items()
        ]
        return encoded(tag("Relationships", *fixed, *outside, xmlns=RELATIONSHIPS))

    def _paragraph(self, line: Line) -> str:
        properties = tag("w:pPr", tag("w:pStyle", w_val=STYLES[line.style]))
        content = [self._piece(piece) for piece in line.pieces if piece.text]
        if line.place:
            content = self._marked(line.place, content)
        return tag("w:p", properties, *content)

    def _marked(self, place: str, content: list[str]) -> list[str]:
        self._places += 1
        identity = str(self._places)
        return [
            tag("w:bookmarkStart", w_id=identity, w_name=place),
            *content,
            tag("w:bookmarkEnd", w_id=identity),
        ]

    def _piece(self, piece: Piece) -> str:
        if piece.address.startswith("#"):
            return tag("w:hyperlink", _run(piece.text, "Hyperlink"), w_anchor=piece.address[1:])
        if piece.address:
            pointer = self._pointer(as_xml_holds(piece.address))
            return tag("w:hyperlink", _run(piece.text, "Hyperlink"), r_id=pointer)
        return _run(piece.text, LOOKS.get(piece.look, ""))

    def _pointer(self, address: str) -> str:
        first = len(POINTERS) + 1
        return self._addresses.setdefault(address, f"rId{first + len(self._addresses)}")


def _run(text: str, style: str) -> str:
    properties = [tag("w:rPr", tag("w:rStyle", w_val=style))] if style else []
    words = tag_with("w:t", {"xml:space": "preserve"}, [as_text(as_xml_holds(text))])
    return tag("w:r", *properties, words)


def _header(document: BriefDocument) -> bytes:
    paragraph = tag(
        "w:p", tag("w:pPr", tag("w:pStyle", w_val="Koptekst")), _run(document.title, "")
    )
    return encoded(tag_with("w:hdr", {"xmlns:w": WORD}, [paragraph]))


def _section() -> str:
    return tag(
        "w:sectPr",
        tag("w:headerReference", w_type="default", r_id=HEADER),
        tag("w:footerReference", w_type="default", r_id=FOOTER),
        tag_with("w:pgSz", PAGE),
        tag_with("w:pgMar", MARGINS),
    )
