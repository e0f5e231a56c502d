"""A table of Word to rows: one table or several, with merged cells or in another form."""

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from actions.statustable.layout import LayoutNotes
from actions.statustable.records import Record
from tests.actions.statustable.made_docx import PLAIN, ROWS, changed, refusal
from tests.actions.statustable.made_elsewhere import (
    NOTES,
    add_word_table,
    cell,
    part,
    read,
    rows_of,
    saved,
    texts,
    with_part,
    without_places,
    word_document,
)


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


def test_rows_in_content_controls_are_read() -> None:
    def wrap(document: Document) -> None:
        row = document.tables[0].rows[3]._tr
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
        row.addprevious(control)
        control.find(qn("w:sdtContent")).append(row)

    assert changed(wrap) == PLAIN


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
