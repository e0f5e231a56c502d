"""Word documents that a test makes and changes, and what is read in them."""

from collections.abc import Callable

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from actions.statustable.errors import StatusTableError
from tests.actions.statustable.made_elsewhere import first_paragraph, read, texts, word_document

ROWS = [["HERSTEL"], ["1", "Betalen", "Loopt."], ["2", "Helpen", "Klaar."]]
PLAIN = [(1, "Betalen", "Loopt."), (2, "Helpen", "Klaar.")]
Change = Callable[[Document], None]


def changed(change: Change) -> list[tuple[int, str, str]]:
    return texts(read(word_document(ROWS, change=change)))


def refusal(data: bytes) -> StatusTableError:
    with pytest.raises(StatusTableError) as refused:
        read(data)
    return refused.value


def notices(data: bytes) -> list[str]:
    return [str(notice) for notice in read(data).notices]


def add_xml(document: Document, row: int, column: int, xml: str) -> None:
    first_paragraph(document, row, column)._p.append(parse_xml(xml))


def run(content: str, properties: str = "") -> str:
    return f"<w:r {nsdecls('w')}><w:rPr>{properties}</w:rPr>{content}</w:r>"
