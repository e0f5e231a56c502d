"""A debatmap to a text document (odt), the same as docxwriter.py."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from actions.brief.content import BriefAction
from actions.brief.documents import PARTS, describe_document
from actions.brief.lines import Line, Look, Piece, Style, brief_lines
from actions.statustable.odfparts import odf_package
from actions.statustable.xmltree import as_text, tag, tag_with
from pok_tracker.lib.about_file import AboutFile
from pok_tracker.lib.xml_letters import as_xml_holds

DROPPED_SPACE = re.compile(r"^ |(?<= ) ")
HEADINGS = {
    Style.CONTENTS_HEADING: ("Heading_20_1", 1),
    Style.ACTION: ("Kop_20_actie", 1),
    Style.PART: ("Heading_20_2", 2),
    Style.SMALL_HEADING: ("Heading_20_3", 3),
}
STYLES = {
    Style.TITLE: "Title",
    Style.TEXT: "Standard",
    Style.BULLET: "Opsomming_20_tekst",
    Style.LETTERED: "Opsomming_20_met_20_letter",
    Style.QUOTE: "Quotations",
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


def write_odt(about: AboutFile, actions: Sequence[BriefAction]) -> bytes:
    """Return the debatmap as a text document."""
    body = _blocks(brief_lines(about, actions))
    text = tag("office:text", *body)
    return odf_package("odt", describe_document(about), [], [text], parts=PARTS)


def _blocks(lines: Iterable[Line]) -> Iterator[str]:
    """Paragraphs, those that follow each other as bullets in one list."""
    for bullet, group in groupby(lines, key=lambda line: line.style == Style.BULLET):
        paragraphs = [_paragraph(line) for line in group]
        if bullet:
            items = [tag("text:list-item", paragraph) for paragraph in paragraphs]
            yield tag_with("text:list", {"text:style-name": "Opsomming"}, items)
        else:
            yield from paragraphs


def _paragraph(line: Line) -> str:
    content = [_piece(piece) for piece in line.pieces if piece.text]
    if line.place:
        content.insert(0, tag_with("text:bookmark", {"text:name": line.place}))
    if line.style in HEADINGS:
        style, level = HEADINGS[line.style]
        given = {"text:style-name": style, "text:outline-level": str(level)}
        return tag_with("text:h", given, content)
    return tag_with("text:p", {"text:style-name": STYLES[line.style]}, content)


def _piece(piece: Piece) -> str:
    words = _words(piece.text)
    if piece.address:
        given = {
            "xlink:type": "simple",
            "xlink:href": as_xml_holds(piece.address),
            "text:style-name": "Internet_20_link",
        }
        return tag_with("text:a", given, [words])
    if piece.look in LOOKS:
        return tag_with("text:span", {"text:style-name": LOOKS[piece.look]}, [words])
    return words


def _words(text: str) -> str:
    """Text as XML, with every space that OpenDocument would drop as an element."""
    return DROPPED_SPACE.sub(tag("text:s"), as_text(as_xml_holds(text)))
