"""The text in a cell of Word: its lines, its links, its fields and its footnotes."""

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls

from tests.actions.statustable.made_docx import ROWS, add_xml, changed, run
from tests.actions.statustable.made_elsewhere import cell, part, read, with_part, word_document


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
