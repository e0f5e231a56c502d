"""What Word holds beside the text: reported when left out, refused when it would be guessed."""

import io

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches
from PIL import Image

from tests.actions.statustable.made_docx import PLAIN, ROWS, add_xml, changed, refusal, run
from tests.actions.statustable.made_elsewhere import (
    cell,
    first_paragraph,
    part,
    read,
    texts,
    with_part,
    word_document,
)


@pytest.mark.parametrize(
    "change",
    [
        '<w:ins {0} w:id="1" w:author="x"><w:r><w:t>nieuw</w:t></w:r></w:ins>',
        '<w:del {0} w:id="1" w:author="x"><w:r><w:delText>oud</w:delText></w:r></w:del>',
        '<w:moveTo {0} w:id="1" w:author="x"><w:r><w:t>nieuw</w:t></w:r></w:moveTo>',
    ],
)
def test_tracked_changes_are_refused_with_advice(change: str) -> None:
    data = word_document(
        ROWS, change=lambda document: add_xml(document, 3, 2, change.format(nsdecls("w")))
    )
    assert str(refusal(data)) == (
        "Tabel 1, rij 4: Het document heeft bijgehouden wijzigingen. Doe dit: accepteer of verwerp "
        "alle wijzigingen (Controleren) en sla het document op."
    )


def test_tracked_changes_outside_the_table_are_refused_too() -> None:
    def change(document: Document) -> None:
        paragraph = document.add_paragraph("na de tabel")
        paragraph._p.append(
            parse_xml(f'<w:ins {nsdecls("w")} w:id="1"><w:r><w:t>nieuw</w:t></w:r></w:ins>')
        )

    assert refusal(word_document(ROWS, change=change)).place == "Hele bestand"


def test_hidden_text_is_reported_and_not_read() -> None:
    def hide(document: Document) -> None:
        hidden = first_paragraph(document, 2, 2).add_run(" Geheim.")
        hidden.font.hidden = True

    document = read(word_document(ROWS, change=hide))
    assert texts(document) == PLAIN
    assert [str(notice) for notice in document.notices] == [
        "Tabel 1, rij 3: Verborgen tekst is niet overgenomen."
    ]


def test_text_hidden_by_its_style_is_not_read_either() -> None:
    def hide(document: Document) -> None:
        style = document.styles.add_style("Intern", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        style.font.hidden = True
        cell(document, 2, 2).add_paragraph("Geheim", style="Intern")

    assert changed(hide) == PLAIN


def test_a_hidden_row_is_reported_and_not_read() -> None:
    def hide(document: Document) -> None:
        document.tables[0].rows[3]._tr.get_or_add_trPr().append(
            parse_xml(f"<w:hidden {nsdecls('w')}/>")
        )

    document = read(word_document(ROWS, change=hide))
    assert texts(document) == PLAIN[:1]
    assert [notice.message for notice in document.notices] == [
        "Een verborgen rij is niet overgenomen."
    ]


def tiny_picture() -> bytes:
    """Return a PNG of one grey dot."""
    target = io.BytesIO()
    Image.new("L", (1, 1)).save(target, "PNG")
    return target.getvalue()


def test_comments_and_pictures_are_reported() -> None:

    def add(document: Document) -> None:
        runs = first_paragraph(document, 2, 2).runs
        document.add_comment(runs, text="Klopt dit?", author="x")
        runs[0].add_picture(io.BytesIO(tiny_picture()), width=Inches(0.1))

    document = read(word_document(ROWS, change=add))
    assert texts(document) == PLAIN
    assert sorted(notice.message for notice in document.notices) == [
        "Een afbeelding is overgeslagen.",
        "Een opmerking in de kantlijn is niet overgenomen.",
    ]


@pytest.mark.parametrize(
    ("xml", "what"),
    [
        (
            run(
                '<w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent><w:p>'
                "<w:r><w:t>los</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict>"
            ),
            "een tekstvak",
        ),
        (
            f'<w:bdo {nsdecls("w")} w:val="rtl"><w:r><w:t>abc</w:t></w:r></w:bdo>',
            "tekst met een omgekeerde leesrichting",
        ),
        (f"<m:oMath {nsdecls('m')}><m:r><m:t>x</m:t></m:r></m:oMath>", "een formule"),
        (run('<w:sym w:font="Wingdings" w:char="F04A"/>'), "een symbool (teken F04A)"),
        (run('<w:footnoteReference w:id="9"/>'), "een voetnoot zonder eigen tekst"),
    ],
)
def test_what_cannot_be_read_as_text_is_refused(xml: str, what: str) -> None:
    error = refusal(word_document(ROWS, change=lambda document: add_xml(document, 2, 2, xml)))
    assert (error.place, error.message) == ("Tabel 1, rij 3", f"Hier staat {what}.")


def test_a_table_in_a_cell_is_refused() -> None:
    def nest(document: Document) -> None:
        cell(document, 2, 2).add_table(1, 1).rows[0].cells[0].text = "los"

    assert refusal(word_document(ROWS, change=nest)).message == "Hier staat een tabel in een cel."


def test_macros_are_refused_with_advice() -> None:
    data = word_document(ROWS)
    types = part(data, "[Content_Types].xml").replace(
        b"openxmlformats-officedocument.wordprocessingml.document.main",
        b"ms-word.document.macroEnabled.main",
    )
    error = refusal(with_part(data, "[Content_Types].xml", types))
    assert (error.message, error.remedy) == (
        "Het document bevat macro's.",
        "bewaar het als .docx, zonder macro's.",
    )
