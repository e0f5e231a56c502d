"""csv, xlsx and ods, made by other programs."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from odf import office, style, table, text
from odf.element import Element
from odf.opendocument import OpenDocumentSpreadsheet
from openpyxl.comments import Comment

from actions.statustable.errors import StatusTableError
from actions.statustable.layout import LayoutNotes
from actions.statustable.records import Record
from tests.actions.statustable.made_elsewhere import (
    HEADS,
    csv_file,
    excel_file,
    part,
    read,
    rows_of,
    texts,
    with_part,
    without_places,
)

ROWS = [HEADS, ("HERSTEL",), ("1", "Betalen", "Loopt."), ("2", "Helpen", "Klaar.")]
PLAIN = [(1, "Betalen", "Loopt."), (2, "Helpen", "Klaar.")]


def refusal(data: bytes) -> StatusTableError:
    with pytest.raises(StatusTableError) as refused:
        read(data)
    return refused.value


def excel(change: Callable[[openpyxl.Workbook], None]) -> bytes:
    return excel_file(ROWS, change)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_table_of_june_2021_as_csv(
    records: dict[int, Record], notes: LayoutNotes, separator: str, encoding: str
) -> None:
    expected = [
        record
        for record in without_places(records.values())
        if not record.addresses and not record.footnotes
    ]
    data = csv_file([HEADS, *rows_of(list(records.values()))], separator, encoding)
    document = read(data, "tabel.csv", notes.for_another_edition())
    numbers = [record.number for record in expected]
    found = without_places(document.table.records)
    assert [record for record in found if record.number in numbers] == expected
    assert [notice.message for notice in document.notices] == (
        ["Het bestand is geen UTF-8 en is gelezen als Windows-1252."]
        if encoding == "cp1252"
        else []
    )


def test_excel_may_name_the_separator_and_titles_may_stand_above_the_heads() -> None:
    data = b"sep=;\r\nTabel van juni;;\r\n" + csv_file(ROWS)
    document = read(data)
    assert (texts(document), document.table.title.text) == (PLAIN, "Tabel van juni")


def test_the_line_of_a_csv_row_is_its_place() -> None:
    document = read(csv_file([*ROWS[:2], ("1", "Be\ntalen", "a"), ("3", "Helpen", "b")]))
    assert [record.description.lines for record in document.table.records] == [(4,), (5,)]


def test_csv_with_open_quotes_is_refused_at_its_line() -> None:
    error = refusal(csv_file(ROWS) + b'3;"open;x\n')
    assert (error.line, error.message) == (
        5,
        "De aanhalingstekens in dit bestand kloppen niet.",
    )


def test_csv_with_a_nul_is_refused_at_its_line() -> None:
    error = refusal(csv_file(ROWS).replace(b"Helpen", b"Hel\x00pen"))
    assert (error.line, error.message) == (
        4,
        "Het bestand bevat tekens die niet in een tekst horen.",
    )


def test_the_guard_of_another_program_is_taken_off_and_noticed() -> None:
    document = read(csv_file([*ROWS[:2], ("1", "'=1+1", "'t Loopt, '-x")]))
    assert texts(document) == [(1, "=1+1", "'t Loopt, '-x")]
    assert [str(notice) for notice in document.notices] == [
        "Regel 3: Een apostrof voor een formuleteken is weggelaten."
    ]


def test_excel_is_read_with_numbers_as_numbers() -> None:
    data = excel_file([HEADS, ("HERSTEL",), (1, "Betalen", "Loopt."), (2.0, "Helpen", "Klaar.")])
    assert texts(read(data, "tabel.xlsx")) == PLAIN


def test_excel_with_merged_cells() -> None:
    def merge(book: openpyxl.Workbook) -> None:
        book.active.merge_cells("A2:C2")
        book.active["C4"] = None
        book.active.merge_cells("C3:C4")

    first, second = read(excel(merge)).table.records
    assert (first.shared_with, second.shared_with, second.status.text) == ((2,), (1,), "Loopt.")


def test_a_formula_in_excel_is_refused_by_the_name_of_its_cell() -> None:
    def add(book: openpyxl.Workbook) -> None:
        book.active["C4"] = '="Klaar."'

    assert str(refusal(excel(add))) == (
        "Blad “Sheet”, rij 4, kolom C: In cel C4 staat een formule; haar uitkomst is niet te "
        "vertrouwen. Doe dit: vervang de formule door gewone tekst (plakken als waarde)."
    )


@pytest.mark.parametrize(
    ("value", "form"), [(44377, "dd-mm-yyyy"), (0.5, "General"), (12, "0%"), (True, "General")]
)
def test_a_number_or_a_date_where_text_should_be_is_refused(value: object, form: str) -> None:
    def add(book: openpyxl.Workbook) -> None:
        book.active["C4"] = value
        book.active["C4"].number_format = form

    assert (
        refusal(excel(add)).message[:52] == "In cel C4 staat geen tekst maar een getal of datum ("
    )


def test_hidden_rows_columns_and_sheets_of_excel_are_reported_and_not_read() -> None:
    def hide(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet["D1"], sheet["D3"] = "Intern", "geheim"
        sheet.column_dimensions["D"].hidden = True
        sheet.row_dimensions[4].hidden = True
        book.create_sheet("Weg")["A1"] = "geheim"
        book["Weg"].sheet_state = "veryHidden"

    document = read(excel(hide))
    assert texts(document) == PLAIN[:1]
    assert [str(notice) for notice in document.notices] == [
        "Blad “Sheet”: Verborgen kolom D is niet overgenomen.",
        "Blad “Sheet”, rij 4: Een verborgen rij is niet overgenomen.",
        "Blad “Weg”: Een verborgen blad is overgeslagen.",
    ]


def test_another_sheet_is_skipped_with_a_notice_and_comments_do_no_harm() -> None:
    def add(book: openpyxl.Workbook) -> None:
        book.create_sheet("Legenda")["A1"] = "Groen is goed"
        book.active["B3"].comment = Comment("Klopt dit?", "x")

    document = read(excel(add))
    assert texts(document) == PLAIN
    assert [str(notice) for notice in document.notices] == [
        "Blad “Legenda”: Overgeslagen: hier staan geen kolommen Omschrijving en Stand van zaken."
    ]


def test_text_with_marks_inside_a_cell_of_excel_is_read_whole() -> None:
    def add(book: openpyxl.Workbook) -> None:
        book.active["C4"] = openpyxl.cell.rich_text.CellRichText(
            "Kl", openpyxl.cell.rich_text.TextBlock(openpyxl.cell.text.InlineFont(b=True), "aar.")
        )

    assert texts(read(excel(add))) == PLAIN


def test_a_merged_range_of_a_million_rows_does_no_harm() -> None:
    data = excel(lambda book: book.active.merge_cells("A2:C2"))
    sheet = part(data, "xl/worksheets/sheet1.xml").replace(b"A2:C2", b"H1:XFD1048576")
    assert texts(read(with_part(data, "xl/worksheets/sheet1.xml", sheet))) == PLAIN


def test_macros_in_excel_are_refused() -> None:
    error = refusal(with_part(excel_file(ROWS), "xl/vbaProject.bin", b"x"))
    assert error.message == "Het bestand bevat macro's."


def open_sheet(rows: list[list[Element | str]], *, hidden_row: int | None = None) -> bytes:
    document = OpenDocumentSpreadsheet()
    sheet = table.Table(name="Blad1")
    for position, cells in enumerate(rows):
        row = table.TableRow(visibility="collapse" if position == hidden_row else "visible")
        for item in cells:
            row.addElement(text_cell(item) if isinstance(item, str) else item)
        sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def text_cell(printed: str, **attributes: object) -> Element:
    found = table.TableCell(valuetype="string", **attributes)
    for line in printed.split("\n"):
        found.addElement(text.P(text=line))
    return found


def open_rows() -> list[list[Element | str]]:
    return [list(HEADS), ["HERSTEL"], ["1", "Betalen", "Loopt."], ["2", "Helpen", "Klaar."]]


def test_an_open_spreadsheet_is_read() -> None:
    assert texts(read(open_sheet(open_rows()), "tabel.ods")) == PLAIN


def test_an_open_spreadsheet_with_merged_cells_and_numbers() -> None:
    rows = open_rows()
    number = table.TableCell(valuetype="float", value="1")
    number.addElement(text.P(text="1"))
    rows[1] = [
        text_cell("HERSTEL", numbercolumnsspanned=3),
        table.CoveredTableCell(numbercolumnsrepeated=2),
    ]
    rows[2] = [number, "Betalen", text_cell("Loopt.", numberrowsspanned=2)]
    rows[3] = ["2", "Helpen", table.CoveredTableCell()]
    first, second = read(open_sheet(rows)).table.records
    assert (first.shared_with, second.shared_with, second.status.text) == ((2,), (1,), "Loopt.")


def test_a_formula_in_an_open_spreadsheet_is_refused_by_the_name_of_its_cell() -> None:
    rows = open_rows()
    rows[3][2] = text_cell("Klaar.", formula='of:="Klaar."')
    error = refusal(open_sheet(rows))
    assert error.message == "In cel C4 staat een formule; haar uitkomst is niet te vertrouwen."


@pytest.mark.parametrize(("kind", "value"), [("float", "0.5"), ("date", "x"), ("percentage", "1")])
def test_a_value_that_is_no_text_in_an_open_spreadsheet_is_refused(kind: str, value: str) -> None:
    rows = open_rows()
    odd = table.TableCell(valuetype=kind, value=value)
    odd.addElement(text.P(text="½"))
    rows[3][2] = odd
    assert refusal(open_sheet(rows)).message[:50] == (
        "In cel C4 staat geen tekst maar een getal of datum"
    )


def test_a_hidden_row_of_an_open_spreadsheet_is_reported_and_not_read() -> None:
    document = read(open_sheet(open_rows(), hidden_row=3))
    assert texts(document) == PLAIN[:1]
    assert [notice.message for notice in document.notices] == [
        "Een verborgen rij is niet overgenomen."
    ]


def test_a_row_repeated_a_million_times_is_refused() -> None:
    data = open_sheet(open_rows())
    content = part(data, "content.xml")
    last = content.rindex(b"<table:table-row")
    bomb = content[:last] + content[last:].replace(
        b"<table:table-row", b'<table:table-row table:number-rows-repeated="1000000"', 1
    )
    assert refusal(with_part(data, "content.xml", bomb)).message == (
        "Het bestand heeft meer dan 10000 rijen."
    )


def test_a_comment_in_an_open_spreadsheet_is_reported() -> None:
    rows = open_rows()
    commented = text_cell("Klaar.")
    note = office.Annotation()
    note.addElement(text.P(text="Klopt dit?"))
    commented.addElement(note)
    rows[3][2] = commented
    document = read(open_sheet(rows))
    assert texts(document) == PLAIN
    assert [notice.message for notice in document.notices] == [
        "Een opmerking in de kantlijn is niet overgenomen."
    ]


def test_a_hidden_sheet_of_an_open_spreadsheet_is_reported() -> None:
    document = OpenDocumentSpreadsheet()
    hidden = style.Style(name="weg", family="table")
    hidden.addElement(style.TableProperties(display="false"))
    document.automaticstyles.addElement(hidden)
    for name, attributes in (("Weg", {"stylename": hidden}), ("Blad1", {})):
        sheet = table.Table(name=name, **attributes)
        for cells in open_rows():
            row = table.TableRow()
            for item in cells:
                row.addElement(text_cell(str(item)))
            sheet.addElement(row)
        document.spreadsheet.addElement(sheet)
    target = io.BytesIO()
    document.save(target)
    found = read(target.getvalue())
    assert texts(found) == PLAIN
    assert [str(notice) for notice in found.notices] == [
        "Blad “Weg”: Een verborgen blad is overgeslagen."
    ]
