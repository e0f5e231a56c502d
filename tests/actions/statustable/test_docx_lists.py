"""Bullets, numbers and letters of Word: typed by hand, or counted by the program."""

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from tests.actions.statustable.made_docx import PLAIN, ROWS, changed, notices
from tests.actions.statustable.made_elsewhere import (
    cell,
    first_paragraph,
    read,
    texts,
    word_document,
)


@pytest.mark.parametrize("bullet", ["•\t", "• ", "\uf0b7\t", "- ", "◦  "])
def test_typed_bullets_become_dashes(bullet: str) -> None:
    def write(document: Document) -> None:
        cell(document, 2, 2).text = ""
        for text in ("Nu:", f"{bullet}een", f"{bullet}twee"):
            cell(document, 2, 2).add_paragraph(text)

    assert changed(write)[0][2] == "Nu:\n- een\n- twee"


def test_lists_of_word_become_dashes_also_nested_ones_and_that_is_noticed() -> None:
    def write(document: Document) -> None:
        cell(document, 2, 2).text = ""
        for style, text in (("List Bullet", "een"), ("List Bullet 2", "diep"), ("List Bullet", "")):
            cell(document, 2, 2).add_paragraph(text, style=style)

    assert changed(write)[0][2] == "- een\n- diep"


def test_a_nested_level_is_noticed() -> None:
    def write(document: Document) -> None:
        paragraph = cell(document, 2, 2).add_paragraph("diep", style="List Bullet")
        number_paragraph(paragraph, "1", level=1)

    assert notices(word_document(ROWS, change=write)) == [
        "Tabel 1, rij 3: Een lijst in een lijst staat nu in één lijst."
    ]


def add_numbering(document: Document, form: str, text: str, start: int = 1) -> str:
    """Add a numbered list to a document and return its id."""
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0">'
            f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            "</w:lvl></w:abstractNum>"
        ),
    )
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    return "77"


def number_paragraph(paragraph: Paragraph, list_id: str, level: int = 0) -> None:
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/>'
            "</w:numPr>"
        )
    )


def test_automatic_numbers_are_counted_in_their_own_column() -> None:
    def number(document: Document) -> None:
        list_id = add_numbering(document, "decimal", "%1.", start=5)
        for row in (2, 3):
            cell(document, row, 0).text = ""
            number_paragraph(first_paragraph(document, row, 0), list_id)

    assert [row[0] for row in changed(number)] == [5, 6]


def test_automatic_numbers_are_counted_in_front_of_the_description() -> None:
    def number(document: Document) -> None:
        list_id = add_numbering(document, "decimal", "%1.")
        for row in (2, 3):
            number_paragraph(first_paragraph(document, row, 0), list_id)

    data = word_document(
        [["HERSTEL"], ["Betalen", "Loopt."], ["Helpen", "Klaar."]],
        heads=("Beschrijving", "Status"),
        change=number,
    )
    assert texts(read(data)) == PLAIN


def test_letters_in_front_of_list_items_are_counted() -> None:
    def number(document: Document) -> None:
        list_id = add_numbering(document, "lowerLetter", "%1.")
        cell(document, 2, 2).text = "een"
        cell(document, 2, 2).add_paragraph("twee")
        for paragraph in cell(document, 2, 2).paragraphs:
            number_paragraph(paragraph, list_id)

    assert changed(number)[0][2] == "a. een\nb. twee"
