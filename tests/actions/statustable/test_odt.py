"""Text documents (odt), made by another program (odfpy)."""

import io
from collections.abc import Callable

import pytest
from odf import style, table, text
from odf.element import Element
from odf.opendocument import OpenDocumentText

from actions.statustable.errors import StatusTableError
from tests.actions.statustable.made_elsewhere import HEADS, part, read, texts, with_part

PLAIN = [(1, "Betalen", "Loopt.")]
Fill = Callable[[OpenDocumentText, Element], None]


def document(fill: Fill | None = None) -> bytes:
    """Return a document with one action; `fill` puts more into its status cell."""
    made = OpenDocumentText()
    made.text.addElement(text.P(text="Stand van zaken"))
    found = table.Table(name="Tabel1")
    for cells in (HEADS, ("HERSTEL", "", ""), ("1", "Betalen", "Loopt.")):
        row = table.TableRow()
        for printed in cells:
            cell = table.TableCell()
            cell.addElement(text.P(text=printed))
            row.addElement(cell)
        found.addElement(row)
    made.text.addElement(found)
    if fill is not None:
        fill(made, cell)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def status(fill: Fill) -> str:
    return read(document(fill)).table.records[0].status.text


def refusal(data: bytes) -> StatusTableError:
    with pytest.raises(StatusTableError) as refused:
        read(data)
    return refused.value


def hidden_style(made: OpenDocumentText, family: str) -> style.Style:
    hidden = style.Style(name=f"weg-{family}", family=family)
    hidden.addElement(style.TextProperties(display="none"))
    made.automaticstyles.addElement(hidden)
    return hidden


def test_a_text_document_is_read_with_its_title() -> None:
    found = read(document(), "tabel.odt")
    assert (texts(found), found.table.title.text) == (PLAIN, "Stand van zaken")
    assert found.notices == ()


def test_spaces_tabs_and_line_breaks_are_read_as_they_look() -> None:
    def fill(made: OpenDocumentText, cell: Element) -> None:
        paragraph = text.P(text="een")
        for element in (
            text.S(c=3),
            text.Span(text="twee"),
            text.Tab(),
            text.Span(text="drie"),
            text.LineBreak(),
        ):
            paragraph.addElement(element)
        paragraph.addText("vier\u00a0vijf")
        cell.addElement(paragraph)

    assert status(fill) == "Loopt.\neen twee drie\nvier vijf"


def bullets(made: OpenDocumentText, *, numbers: str = "") -> text.ListStyle:
    found = text.ListStyle(name=f"lijst{numbers}")
    if numbers:
        level: Element = text.ListLevelStyleNumber(level=1, numformat=numbers, numsuffix=".")
    else:
        level = text.ListLevelStyleBullet(level=1, bulletchar="•")
    found.addElement(level)
    made.automaticstyles.addElement(found)
    return found


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [("", "- een\n- twee"), ("1", "1. een\n2. twee"), ("a", "a. een\nb. twee")],
)
def test_lists_are_read_with_what_stands_in_front(numbers: str, expected: str) -> None:
    def fill(made: OpenDocumentText, cell: Element) -> None:
        found = text.List(stylename=bullets(made, numbers=numbers))
        for printed in ("een", "twee"):
            item = text.ListItem()
            item.addElement(text.P(text=printed))
            found.addElement(item)
        cell.addElement(found)

    assert status(fill) == f"Loopt.\n{expected}"


def test_a_list_in_a_list_is_set_beside_it_and_noticed() -> None:
    def fill(made: OpenDocumentText, cell: Element) -> None:
        outer, inner = text.List(stylename=bullets(made)), text.List()
        item, deep = text.ListItem(), text.ListItem()
        item.addElement(text.P(text="een"))
        deep.addElement(text.P(text="diep"))
        inner.addElement(deep)
        item.addElement(inner)
        outer.addElement(item)
        cell.addElement(outer)

    found = read(document(fill))
    assert found.table.records[0].status.text == "Loopt.\n- een\n- diep"
    assert [str(notice) for notice in found.notices] == [
        "Tabel 1, rij 3: Een lijst in een lijst staat nu in één lijst."
    ]


@pytest.mark.parametrize("family", ["text", "paragraph"])
def test_hidden_text_is_reported_and_not_read(family: str) -> None:
    def fill(made: OpenDocumentText, cell: Element) -> None:
        hidden = hidden_style(made, family)
        if family == "paragraph":
            cell.addElement(text.P(stylename=hidden, text="Geheim"))
        else:
            cell.addElement(text.P())
            cell.lastChild.addElement(text.Span(stylename=hidden, text="Geheim"))

    found = read(document(fill))
    assert texts(found) == PLAIN
    assert [notice.message for notice in found.notices] == ["Verborgen tekst is niet overgenomen."]


def test_a_footnote_keeps_its_place() -> None:
    def fill(made: OpenDocumentText, cell: Element) -> None:
        note = text.Note(id="n1", noteclass="footnote")
        note.addElement(text.NoteCitation(text="1"))
        body = text.NoteBody()
        body.addElement(text.P(text="Zie nr. 13"))
        note.addElement(body)
        paragraph = text.P(text="Ja")
        paragraph.addElement(note)
        paragraph.addText(", nee.")
        cell.addElement(paragraph)

    record = read(document(fill)).table.records[0]
    assert record.status.text == "Loopt.\nJa, nee."
    assert [(note.marker, note.text, note.position) for note in record.footnotes] == [
        ("1", "Zie nr. 13", 9)
    ]


def test_a_link_is_kept_as_an_address() -> None:
    def fill(made: OpenDocumentText, cell: Element) -> None:
        paragraph = text.P()
        paragraph.addElement(text.A(href="https://example.nl/x", text="de brief"))
        cell.addElement(paragraph)

    record = read(document(fill)).table.records[0]
    assert record.status.text == "Loopt.\nde brief"
    assert [address.url for address in record.addresses] == ["https://example.nl/x"]


def test_tracked_changes_are_refused_with_advice() -> None:
    data = document()
    changes = (
        b"<text:tracked-changes><text:changed-region text:id='c1'><text:insertion/>"
        b"</text:changed-region></text:tracked-changes>"
    )
    content = part(data, "content.xml").replace(b"<office:text>", b"<office:text>" + changes)
    error = refusal(with_part(data, "content.xml", content))
    assert error.message == "Het document heeft bijgehouden wijzigingen."
    assert error.remedy.startswith("accepteer of verwerp alle wijzigingen (Bewerken)")


def test_a_table_in_a_cell_is_refused() -> None:
    def fill(made: OpenDocumentText, cell: Element) -> None:
        inner, row, small = table.Table(), table.TableRow(), table.TableCell()
        small.addElement(text.P(text="los"))
        row.addElement(small)
        inner.addElement(row)
        cell.addElement(inner)

    assert refusal(document(fill)).message == "Hier staat een tabel in een cel."


def test_a_locked_document_and_one_with_macros_are_refused() -> None:
    data = document()
    manifest = part(data, "META-INF/manifest.xml").replace(
        b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>"
    )
    locked = refusal(with_part(data, "META-INF/manifest.xml", manifest))
    assert locked.message == "Het bestand is beveiligd met een wachtwoord."
    macros = refusal(with_part(data, "Basic/Standard/Module1.xml", b"<x/>"))
    assert macros.message == "Het document bevat macro's."
