"""Documents for parliament: in the form of the table, accessible, and safe to open."""

import csv
import io
import zipfile

import docx
import openpyxl
import pytest
from odf import opendocument, table, text

from actions.statustable.csvfile import write_csv
from actions.statustable.errors import StatusTableError
from actions.statustable.exported import ExportedEdition
from actions.statustable.records import Cell, Record
from actions.statustable.writers import WRITERS, write_document
from pok_tracker.lib.formula_safe import RUN_BY_A_PROGRAM, guard, without_guard
from tests.actions.statustable.made_elsewhere import part
from tests.actions.statustable.test_round_trip import TRICKY, edition, simple

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@A1",
    "a;=1",
    "a,=1",
    "a\t=1",
    "a\n=1",
    'a,"=1',
    "'=1",
    '";=1',
    "＝1",
]


def word() -> docx.document.Document:
    return docx.Document(io.BytesIO(write_document(TRICKY, "docx")))


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(ValueError, match="Onbekend formaat 'pdf'; kies uit docx, odt, csv"):
        write_document(TRICKY, "pdf")


def test_the_word_document_has_the_heads_the_themes_and_the_merged_cells_of_the_table() -> None:
    rows = word().tables[0].rows
    assert [cell.text for cell in rows[0].cells] == ["Actie", "Omschrijving", "Stand van zaken"]
    assert [cell.text for cell in rows[1].cells] == ["ICT", "ICT", "ICT"]
    numbers = [row.cells[0].text for row in rows]
    third, fourth = rows[numbers.index("3.")], rows[numbers.index("4.")]
    assert third.cells[2]._tc is fourth.cells[2]._tc


def test_the_word_document_repeats_its_heads_on_each_page() -> None:
    header, *others = word().tables[0].rows
    assert header._tr.trPr.find(f"{WORD}tblHeader") is not None
    assert [
        row
        for row in others
        if row._tr.trPr is not None and row._tr.trPr.find(f"{WORD}tblHeader") is not None
    ] == []


def test_the_word_document_has_headings_a_caption_a_language_and_a_date() -> None:
    document = word()
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles == ["Heading 1", "Normal", "Normal", "Peildatum", "Caption", "Normal"]
    assert document.paragraphs[4].text == "Tabel 1. Stand van zaken per 31 januari 2022."
    assert document.tables[0].rows[1].cells[0].paragraphs[0].style.base_style.name == "Heading 2"
    properties = document.core_properties
    assert (properties.title, properties.language) == ("Stand van zaken", "nl-NL")
    assert properties.modified.date() == TRICKY.peildatum
    languages = document.styles.element.findall(f".//{WORD}lang")
    assert [item.get(f"{WORD}val") for item in languages] == ["nl-NL"]


def test_the_word_document_numbers_its_pages() -> None:
    footer = part(write_document(TRICKY, "docx"), "word/footer.xml").decode()
    assert [field for field in ("PAGE", "NUMPAGES") if f'w:instr=" {field} "' in footer] == [
        "PAGE",
        "NUMPAGES",
    ]


def test_the_word_document_has_real_lists_and_real_footnotes() -> None:
    data = write_document(TRICKY, "docx")
    body, notes = (
        part(data, "word/document.xml").decode(),
        part(data, "word/footnotes.xml").decode(),
    )
    assert body.count('w:val="Tabelopsomming"') == 2
    assert body.count("<w:footnoteReference") == 5
    assert notes.count("<w:footnote ") == 7


def test_the_caption_names_the_dossier_of_the_motions(records: dict[int, Record]) -> None:
    assert TRICKY.caption == "Tabel 1. Stand van zaken per 31 januari 2022."
    assert edition(tuple(records.values())).caption == (
        "Tabel 1. Stand van zaken per 31 januari 2022. De nummers van moties horen bij "
        "Kamerstukdossier 35510."
    )


def test_the_text_document_opens_with_its_table_and_repeats_its_heads() -> None:
    document = opendocument.load(io.BytesIO(write_document(TRICKY, "odt")))
    (found,) = document.getElementsByType(table.Table)
    assert len(document.getElementsByType(table.TableHeaderRows)) == 1
    headings = [str(item) for item in document.getElementsByType(text.H)]
    assert headings[:3] == ["Stand van zaken", "ICT", "Hersteloperatie"]
    assert len(found.getElementsByType(text.Note)) == 5


@pytest.mark.parametrize("form", ["odt", "ods"])
def test_an_open_document_starts_with_its_type(form: str) -> None:
    data = write_document(TRICKY, form)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        # A line end behind it, and LibreOffice does not know the file.
        assert archive.read("mimetype").split(b".")[:3] == [
            b"application/vnd",
            b"oasis",
            b"opendocument",
        ]
        assert archive.read("mimetype").strip() == archive.read("mimetype")
    assert data[30:38] == b"mimetype"


def test_excel_opens_the_table_and_takes_every_cell_for_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_document(formulas(), "xlsx")))
    sheet = book["Acties"]
    assert [cell.value for cell in sheet[1]][:4] == ["Actie", "Thema", "Subthema", "Omschrijving"]
    assert {cell.data_type for row in sheet.iter_rows(min_col=2) for cell in row if cell.value} == {
        "s"
    }
    assert sheet["D2"].quotePrefix is True
    assert (sheet.freeze_panes, book.sheetnames[1]) == ("A2", "Over deze rapportage")


def test_a_spreadsheet_holds_no_formula() -> None:
    content = part(write_document(formulas(), "ods"), "content.xml").decode()
    assert "table:formula" not in content
    assert content.count("=1+1") == 1


def formulas() -> ExportedEdition:
    return edition(
        tuple(simple(number, description=Cell(item, ())) for number, item in enumerate(FORMULAS, 1))
    )


@pytest.mark.parametrize("written_with", [";", ",", "\t"])
@pytest.mark.parametrize("opened_with", [";", ",", "\t"])
def test_no_cell_of_a_csv_file_is_run_by_a_program_that_splits_it_anyhow(
    written_with: str, opened_with: str
) -> None:
    data = write_csv(formulas(), written_with).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(data), delimiter=opened_with) for cell in row]
    assert [cell for cell in cells if cell[:1] in tuple(RUN_BY_A_PROGRAM)] == []


@pytest.mark.parametrize("printed", FORMULAS)
def test_a_guard_is_taken_off_again(printed: str) -> None:
    assert guard(printed) != printed
    assert without_guard(guard(printed)) == printed


def test_a_text_without_a_formula_is_not_guarded() -> None:
    assert guard("Betalen - en wel nu; 'zo' = goed") == "Betalen - en wel nu; 'zo' = goed"


@pytest.mark.parametrize("form", tuple(WRITERS))
def test_a_text_that_could_not_be_read_back_is_not_written(form: str) -> None:
    with pytest.raises(StatusTableError, match="Actie 5: Hier staat een onzichtbaar teken"):
        write_document(edition((simple(5, status=Cell("a\u202eb", ())),)), form)


def test_a_row_without_a_status_is_not_written() -> None:
    with pytest.raises(StatusTableError, match="de stand van zaken is leeg"):
        write_document(edition((simple(5, status=Cell("", ())),)), "docx")


def test_a_text_that_is_too_long_for_excel_is_refused_for_excel_only() -> None:
    long = edition((simple(1, status=Cell("woord " * 6_000 + "einde", ())),))
    with pytest.raises(StatusTableError, match="langer dan de 32767 tekens die Excel kan bevatten"):
        write_document(long, "xlsx")
    assert write_document(long, "ods")[:2] == b"PK"
