"""Citations of parliamentary papers: every printed form is read, and nothing else."""

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motions.kamerstuk import Kamerstuk, find_citations, read_citation, session_year

FORMS = [
    ("TK 29362-290", "TK 29362-290", "29362-290"),
    ("(Kamerstuk 35510-26).", "Kamerstuk 35510-26", "35510-26"),
    (
        "Kamerstukken II 2020/21, 30 950, nr. 218",
        "Kamerstukken II 2020/21, 30 950, nr. 218",
        "30950-218",
    ),
    (
        "(Kamerstukken II, 2020/21, 29 362, nr. 291)",
        "Kamerstukken II, 2020/21, 29 362, nr. 291",
        "29362-291",
    ),
    ("de motie-Dassen c.s. (28362, nr. 53) aangenomen", "28362, nr. 53", "28362-53"),
    (
        "(Kamerstukken II 2001/02, 28362, nr. 2)",
        "Kamerstukken II 2001/02, 28362, nr. 2",
        "28362-2",
    ),
    ("brief van 8 april 2021 26 643 nr. 751).", "26 643 nr. 751", "26643-751"),
    ("te inventariseren (TK 34352-213). Het", "TK 34352-213", "34352-213"),
    (
        "(Kamerstukken II, 2020-21, 35510, nr. 809)",
        "Kamerstukken II, 2020-21, 35510, nr. 809",
        "35510-809",
    ),
    ("jl.(Kamerstukken II 2020/21, 31 490, nr. 300)", None, "31490-300"),
    ("kst-35510-13", "kst-35510-13", "35510-13"),
    ("Kamerstukken II 2021/22, 35925-VII, nr. 12", None, "35925-VII-12"),
]


@pytest.mark.parametrize(("text", "printed", "code"), FORMS)
def test_every_printed_form_is_found_in_a_text(text: str, printed: str | None, code: str) -> None:
    (found,) = find_citations(text)
    assert found.kamerstuk.code == code
    assert text[found.start : found.end] == found.printed
    assert found.printed == (printed or found.printed)


@pytest.mark.parametrize(
    "text",
    [
        "bel 070-3456789 of 06-12345678",
        "tel. 0800-12345-678",
        "Mobiliteit en continuïteit (o.a. 3-5-7-model)",
        "een bedrag van € 30.000 nr. 4",
        "ongeveer 18.000 ouders en 7800 ouders",
        "in 2021, nr. 12 en 2020/21",
        "motie Omtzigt cs NR. 11 die zich tot de Kamer richt",
        "deel 2 van motie Marijnissen, nr. 21, is afgedaan",
        "postbus 20018, 2500 EA Den Haag",
        "dossier 35510 en de stukken daarin",
        "135510, nr. 13",
        "35510, nr. 12345",
        "TK 35510-13-4",
        "de jaren 2019-2020 en 12345-67",
    ],
)
def test_other_numbers_are_no_citations(text: str) -> None:
    assert find_citations(text) == ()


def test_citations_are_found_in_the_order_of_the_text() -> None:
    text = "Zie TK 29362-290, daarna (28362, nr. 53) en Kamerstuk 35510-26."
    codes = [found.kamerstuk.code for found in find_citations(text)]
    assert codes == ["29362-290", "28362-53", "35510-26"]


@pytest.mark.parametrize(
    "query",
    [
        "35 510, nr. 13",
        "kst-35510-13",
        "KST-35510-13",
        "kst-35510-13.html",
        "https://zoek.officielebekendmakingen.nl/kst-35510-13.html",
        "35510-13",
        "35 510-13",
        "35510 - 13",
        "TK 35510-13",
        "tk 35510-13",
        "35510 nr 13",
        "35510, nr.13",
        "35.510, nr. 13",
        "35\xa0510, nr.\xa013",
        "  (35510, nr. 13)  ",
        "Kamerstuk 35510-13",
        "Kamerstukken II 2020/21, 35 510, nr. 13",
        "Kamerstukken II 2020-2021, 35510, nr. 13.",
    ],
)
def test_a_search_for_a_citation_is_read(query: str) -> None:
    assert read_citation(query) == Kamerstuk("35510", 13)


@pytest.mark.parametrize(
    "query",
    [
        *["", "13", "nr. 13", "35510", "070-3456789", "3-5-7", "motie 35510, nr. 13", "2020-2021"],
        *["35510-0", "35510-12345", "35510, nr. 13 en 14", "x" * 10_000],
    ],
)
def test_a_search_for_something_else_is_no_citation(query: str) -> None:
    assert read_citation(query) is None


def test_a_dossier_of_a_budget_keeps_its_chapter() -> None:
    assert read_citation("35 925-vii, nr. 12") == Kamerstuk("35925-VII", 12)
    assert read_citation("35925-VII-12") == Kamerstuk("35925-VII", 12)


def test_a_paper_is_printed_and_addressed_in_one_way() -> None:
    paper = Kamerstuk("35510", 13)
    assert str(paper) == "35 510, nr. 13"
    assert paper.code == "35510-13"
    assert paper.address() == "https://zoek.officielebekendmakingen.nl/kst-35510-13.html"
    assert str(Kamerstuk("35925-VII", 12)) == "35 925-VII, nr. 12"


@given(
    st.integers(min_value=10_000, max_value=99_999),
    st.integers(min_value=1, max_value=9_999),
    st.sampled_from(["", "-VII", "-IX"]),
)
def test_what_is_printed_is_read_back(dossier: int, number: int, chapter: str) -> None:
    paper = Kamerstuk(f"{dossier}{chapter}", number)
    assert read_citation(str(paper)) == paper
    assert read_citation(paper.code) == paper
    assert read_citation(paper.address()) == paper
    assert [found.kamerstuk for found in find_citations(f"(zie {paper})")] == [paper]


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert all(found.printed == text[found.start : found.end] for found in find_citations(text))
    assert isinstance(read_citation(text), Kamerstuk | None)


def test_a_long_text_is_searched_in_time_that_grows_with_its_length() -> None:
    begin = time.process_time()
    assert find_citations("Kamerstukken II 2020/21, 35 510 " * 100_000) == ()
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    ("day", "year"),
    [
        # Prinsjesdag was 15 September in 2020 and 21 September in 2021.
        (datetime.date(2020, 9, 14), "2019/20"),
        (datetime.date(2020, 9, 15), "2020/21"),
        (datetime.date(2021, 1, 19), "2020/21"),
        (datetime.date(2021, 9, 20), "2020/21"),
        (datetime.date(2021, 9, 21), "2021/22"),
        (datetime.date(2000, 1, 1), "1999/2000"),
        (datetime.date(2009, 1, 1), "2008/09"),
    ],
)
def test_a_session_year_begins_on_prinsjesdag(day: datetime.date, year: str):
    assert session_year(day) == year


def test_a_paper_is_printed_as_parliament_cites_it():
    paper = Kamerstuk("35925-VII", 13)

    assert [
        paper.in_full(printed_on=datetime.date(2021, 1, 19)),
        paper.in_full(printed_on=None),
    ] == [
        "Kamerstukken II 2020/21, 35 925-VII, nr. 13",
        "Kamerstukken II, 35 925-VII, nr. 13",
    ]
