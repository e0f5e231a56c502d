"""Csv, xlsx and ods of a list: what they begin with, and that no text in them is ever run."""

import csv
import datetime
import io
import re

import openpyxl
import pytest
from django.http import HttpResponse

from pok_tracker.lib.about_file import AboutFile, in_printable_letters
from pok_tracker.lib.formula_safe import RUN_BY_A_PROGRAM, without_guard
from pok_tracker.lib.sheets import ABOUT_SHEET, CUT_SHORT, Sheet, write_csv, write_ods, write_xlsx
from tests.reading_files import csv_rows, ods_rows, xlsx_rows

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@A1",
    "＝1",
    "a;=1",
    "a,=1",
    "a\t=1",
    "a\n=1",
    'a,"=1',
    "\";=cmd|' /C calc'!A0",
    "'=1",
    'zeg "ja", dan;-1',
]
TEXTS = [
    *FORMULAS,
    "gewoon",
    "",
    "twee  spaties",
    "een alinea\n- een punt\n\n- nog een",
    "_x000D_",
    "7",
    "2021-06-30",
    "é“”—",
]
ABOUT = AboutFile(
    name="acties",
    title="Acties in de POK-tracker",
    filters=("Zoeken: =1+1;=2", "Status: afgerond"),
    as_of=datetime.date(2021, 6, 30),
    made_at=datetime.datetime(2021, 6, 30, 12, 5, tzinfo=datetime.UTC),
    count=len(TEXTS),
    address="https://pok.example.nl/acties/?q=1",
)
LINES = [
    ["Titel", "Acties in de POK-tracker"],
    ["Filters", "Zoeken: =1+1;=2; Status: afgerond"],
    ["Peildatum", "30 juni 2021"],
    ["Gemaakt op", "30 juni 2021 om 14.05 uur"],
    ["Aantal", str(len(TEXTS))],
    ["Licentie", "CC0 1.0, https://creativecommons.org/publicdomain/zero/1.0/deed.nl"],
    ["Bron", "https://pok.example.nl/acties/?q=1"],
]


def sheet(*texts: str) -> Sheet:
    rows = [(number, text) for number, text in enumerate(texts, 1)]
    return Sheet("Acties", ("nummer", "tekst"), (8, 40), rows)


def answer(content: bytes) -> HttpResponse:
    return HttpResponse(content)


# -- What a file begins with -------------------------------------------------


def test_a_csv_begins_with_seven_lines_that_say_what_it_is() -> None:
    rows = csv_rows(answer(write_csv(ABOUT, sheet("x"))))

    assert [[without_guard(cell) for cell in row] for row in rows[:7]] == [
        [f"# {name}: {text}"] for name, text in LINES
    ]
    assert rows[7:] == [["nummer", "tekst"], ["1", "x"]]


def test_a_csv_is_marked_as_utf_8_and_ends_its_lines_as_rfc_4180_asks() -> None:
    content = write_csv(ABOUT, sheet("é"))

    assert content.startswith(b'\xef\xbb\xbf"# Titel')
    assert content.count(b"\r\n") == content.count(b"\n") == 9


@pytest.mark.parametrize(("write", "read"), [(write_xlsx, xlsx_rows), (write_ods, ods_rows)])
def test_the_first_sheet_says_what_the_file_is(write, read) -> None:
    file = answer(write(ABOUT, sheet("x")))

    assert read(file, ABOUT_SHEET) == LINES
    assert read(file, "Acties") == [["nummer", "tekst"], ["1", "x"]]


def test_an_excel_file_opens_with_that_sheet_and_has_its_properties() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(ABOUT, sheet("x"))))

    assert (book.sheetnames, book.active.title) == (["Over dit bestand", "Acties"], ABOUT_SHEET)
    assert (book.properties.title, book.properties.description) == (
        "Acties in de POK-tracker",
        "Zoeken: =1+1;=2; Status: afgerond",
    )


@pytest.mark.parametrize(("write", "read"), [(write_xlsx, xlsx_rows), (write_ods, ods_rows)])
def test_a_list_without_rows_still_has_its_heads(write, read) -> None:
    assert read(answer(write(ABOUT, sheet())), "Acties") == [["nummer", "tekst"]]


# -- No text is ever run -----------------------------------------------------


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_no_cell_of_a_csv_is_run_whatever_separates_it(separator: str) -> None:
    text = write_csv(ABOUT, sheet(*FORMULAS)).decode("utf-8-sig")
    read = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    # Excel splits a text at a separator that stands in it when the quotes were read otherwise.
    split = [cell for line in text.split("\n") for cell in re.split(r"[;,\t]", line)]
    cells = [cell for row in read for cell in row] + [cell.lstrip('"') for cell in split]

    assert [cell for cell in cells if cell.startswith(tuple(RUN_BY_A_PROGRAM))] == []


def test_the_texts_of_a_csv_come_back_when_the_apostrophes_are_taken_off() -> None:
    rows = csv_rows(answer(write_csv(ABOUT, sheet(*TEXTS))))

    assert [without_guard(row[1]) for row in rows[8:]] == TEXTS


def test_the_texts_of_an_excel_file_come_back_and_none_is_a_formula() -> None:
    rows = xlsx_rows(answer(write_xlsx(ABOUT, sheet(*TEXTS))), "Acties")

    # openpyxl leaves the guard of Excel's own escape standing.
    assert [row[1].replace("_x005F_", "_") for row in rows[1:]] == TEXTS


def test_excel_keeps_a_text_that_looks_like_a_formula_a_text_when_it_is_edited() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(ABOUT, sheet("=1", "gewoon"))))

    assert [row[1].quotePrefix for row in book["Acties"].iter_rows(min_row=2)] == [True, False]


def test_the_texts_of_an_ods_come_back_and_none_is_a_formula() -> None:
    rows = ods_rows(answer(write_ods(ABOUT, sheet(*TEXTS))), "Acties")

    assert [row[1] for row in rows[1:]] == TEXTS


# -- What a form cannot hold -------------------------------------------------


@pytest.mark.parametrize(("write", "read"), [(write_xlsx, xlsx_rows), (write_ods, ods_rows)])
def test_a_letter_that_xml_cannot_hold_is_shown_as_missing(write, read) -> None:
    rows = read(answer(write(ABOUT, sheet("een\x0btwee\x00\uffff"))), "Acties")

    assert rows[1][1] == "een\ufffdtwee\ufffd\ufffd"


def test_a_text_too_long_for_excel_says_so_and_is_whole_in_the_csv() -> None:
    long = "a" * 40_000
    shown = xlsx_rows(answer(write_xlsx(ABOUT, sheet(long))), "Acties")[1][1]

    assert (len(shown), shown.endswith(f"a{CUT_SHORT}")) == (32_767, True)
    assert csv_rows(answer(write_csv(ABOUT, sheet(long))))[-1][1] == long


def test_a_search_is_told_on_one_line_in_letters_that_can_be_shown() -> None:
    assert in_printable_letters("Zoeken: a\r\n b\x00\x1b\u202ec") == "Zoeken: a bc"
