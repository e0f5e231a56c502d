"""Word documents, made by another program (python-docx) and changed as people change them."""

import io
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches
from docx.text.paragraph import Paragraph
from PIL import Image

from actions.statustable.errors import StatusTableError
from actions.statustable.layout import LayoutNotes
from actions.statustable.records import Record
from tests.actions.statustable.made_elsewhere import (
    NOTES,
    add_word_table,
    cell,
    first_paragraph,
    part,
    read,
    rows_of,
    saved,
    texts,
    with_part,
    without_places,
    word_document,
)

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


def test_a_table_is_read_with_its_themes() -> None:
    document = read(word_document(ROWS))
    assert texts(document) == PLAIN
    assert {(record.theme, record.subtheme) for record in document.table.records} == {
        ("Herstel", None)
    }


def test_the_table_of_june_2021_in_another_layout_gives_the_same_rows(
    records: dict[int, Record], notes: LayoutNotes
) -> None:
    def merge_shared_status(document: Document) -> None:
        rows = {row.cells[0].text: row for row in document.tables[0].rows}
        rows["3."].cells[2].merge(rows["4."].cells[2])

    expected = [
        record
        for record in without_places(records.values())
        if not record.addresses and not record.footnotes
    ]
    data = word_document(rows_of(list(records.values())), change=merge_shared_status)
    found = read(data, notes=notes.for_another_edition()).table.records
    numbers = [record.number for record in expected]
    assert [record for record in without_places(found) if record.number in numbers] == expected
    assert len(found) == 86


def test_the_lines_of_a_cell_are_the_rows_of_the_tables_counted_on() -> None:
    def add_second(document: Document) -> None:
        document.add_paragraph("tussen")
        add_word_table(document, [["3", "Meer", "Ja."]])

    document = read(word_document(ROWS, change=add_second))
    assert [record.status.lines for record in document.table.records] == [(3,), (4,), (6,)]


def test_a_table_without_heads_goes_on_with_the_one_before_it() -> None:
    def go_on(document: Document) -> None:
        document.add_paragraph("")
        add_word_table(document, [["3", "Meer", "Ja."]], heads=())

    assert changed(go_on) == [*PLAIN, (3, "Meer", "Ja.")]


def test_a_sentence_that_goes_on_in_a_next_table_is_one_sentence() -> None:
    def go_on(document: Document) -> None:
        cell(document, 3, 2).text = "Klaar, en"
        document.add_paragraph("")
        add_word_table(document, [["", "", "ook goed."], ["3", "Meer", "Ja."]])

    assert changed(go_on) == [PLAIN[0], (2, "Helpen", "Klaar, en ook goed."), (3, "Meer", "Ja.")]


def test_a_row_in_a_next_table_that_may_be_a_new_paragraph_is_refused() -> None:
    def go_on(document: Document) -> None:
        add_word_table(document, [["", "", "Ook goed."]])

    error = refusal(word_document(ROWS, change=go_on))
    assert error.message == (
        "Deze actie gaat verder in een volgende tabel; is daar een nieuwe alinea?"
    )


def test_another_table_is_skipped_with_a_notice() -> None:
    def add(document: Document) -> None:
        add_word_table(document, [["Groen", "goed"]], heads=("Kleur", "Betekenis"))

    document = read(word_document(ROWS, change=add))
    assert texts(document) == PLAIN
    assert [str(notice) for notice in document.notices] == [
        "Tabel 2: Overgeslagen: hier staan geen kolommen Omschrijving en Stand van zaken."
    ]


def test_a_merged_status_cell_is_shared() -> None:
    def merge(document: Document) -> None:
        cell(document, 3, 2).text = ""
        cell(document, 2, 2).merge(cell(document, 3, 2))

    first, second = read(word_document(ROWS, change=merge)).table.records
    assert (first.shared_with, second.shared_with) == ((2,), (1,))
    assert (second.status.text, second.status.lines) == ("Loopt.", (3,))


def test_a_merged_description_is_refused() -> None:
    error = refusal(word_document(ROWS, change=lambda d: cell(d, 2, 1).merge(cell(d, 3, 1))))
    assert str(error) == (
        "Tabel 1, rij 4, actie 2, kolom Omschrijving: De omschrijving is samengevoegd met die van "
        "de rij erboven. Doe dit: splits de cel: elke actie heeft een eigen omschrijving."
    )


def test_soft_line_breaks_and_paragraphs_start_paragraphs() -> None:
    def write(document: Document) -> None:
        cell(document, 2, 2).text = "een\ntwee"
        cell(document, 2, 2).add_paragraph(" drie ")
        cell(document, 2, 2).add_paragraph("")

    assert changed(write)[0][2] == "een\ntwee\ndrie"


def test_special_spaces_and_hyphens_are_read_as_they_look() -> None:
    def write(document: Document) -> None:
        add_xml(
            document,
            2,
            2,
            run(
                '<w:t xml:space="preserve"> € 30\u00a0000</w:t><w:tab/><w:t>her</w:t>'
                "<w:softHyphen/><w:t>stel\u00adacties</w:t><w:noBreakHyphen/><w:t>x</w:t>"
                "<w:sym w:font='Symbol' w:char='F0B7'/>"
            ),
        )

    assert changed(write)[0][2] == "Loopt. € 30 000 herstelacties-x•"


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


def test_links_are_kept_as_addresses_of_the_action() -> None:
    def link(document: Document) -> None:
        target = "https://example.nl/brief?a=1&b=2"
        identity = document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        add_xml(
            document,
            2,
            2,
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{identity}"><w:r>'
            '<w:t xml:space="preserve"> de brief</w:t></w:r></w:hyperlink>',
        )

    (record, _) = read(word_document(ROWS, change=link)).table.records
    assert record.status.text == "Loopt. de brief"
    assert [address.url for address in record.addresses] == ["https://example.nl/brief?a=1&b=2"]


def test_a_field_is_read_as_it_shows() -> None:
    def add(document: Document) -> None:
        for content in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText> HYPERLINK "https://example.nl/x" </w:instrText>',
            "<w:t>NIET</w:t>",
            '<w:fldChar w:fldCharType="separate"/>',
            '<w:t xml:space="preserve"> wel</w:t>',
            '<w:fldChar w:fldCharType="end"/>',
        ):
            add_xml(document, 2, 2, run(content))

    (record, _) = read(word_document(ROWS, change=add)).table.records
    assert record.status.text == "Loopt. wel"
    assert [address.url for address in record.addresses] == ["https://example.nl/x"]


def test_footnotes_keep_their_place() -> None:
    data = word_document(
        ROWS,
        change=lambda document: (
            add_xml(document, 2, 2, run('<w:footnoteReference w:id="2"/>')),
            add_xml(document, 2, 2, run('<w:t xml:space="preserve"> Verder.</w:t>')),
        ),
    )
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r><w:r>"
        "<w:t xml:space='preserve'> Kamerstukken II 2020/21, 30 950, nr. 218</w:t></w:r></w:p>"
        "</w:footnote></w:footnotes>"
    )
    pointers = part(data, "word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rIdNoot" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/footnotes" Target="footnotes.xml"/></Relationships>',
    )
    data = with_part(data, "word/footnotes.xml", notes.encode())
    data = with_part(data, "word/_rels/document.xml.rels", pointers)
    record = read(data).table.records[0]
    assert record.status.text == "Loopt. Verder."
    (note,) = record.footnotes
    assert (note.marker, note.text, note.position) == (
        "1",
        "Kamerstukken II 2020/21, 30 950, nr. 218",
        6,
    )
    assert [citation.number for citation in record.citations] == [218]


def test_rows_in_content_controls_are_read() -> None:
    def wrap(document: Document) -> None:
        row = document.tables[0].rows[3]._tr
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
        row.addprevious(control)
        control.find(qn("w:sdtContent")).append(row)

    assert changed(wrap) == PLAIN


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


def test_a_document_in_the_strict_form_of_the_standard_is_read() -> None:
    data = word_document(ROWS)
    strict = part(data, "word/document.xml").replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert texts(read(with_part(data, "word/document.xml", strict))) == PLAIN


def test_a_dossier_named_in_the_document_is_that_of_its_motions() -> None:
    document = docx.Document()
    document.add_paragraph("Moties uit Kamerstukdossier 35 510.")
    add_word_table(document, [["HERSTEL"], ["1", "Betalen\n(NR. 7 Motie Wilders)", "Loopt."]])
    (record,) = read(saved(document), notes=LayoutNotes(themes=NOTES.themes)).table.records
    assert [(label.dossier, label.number) for label in record.labels] == [("35510", 7)]
