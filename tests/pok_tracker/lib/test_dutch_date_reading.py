"""The days that Dutch words mean."""

import datetime
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actions.models import Milestone
from pok_tracker.lib.dutch_date_reading import Span, find_spans, read_span
from tests.source_tree import PROJECT

PEILDATUM = datetime.date(2021, 6, 30)
EDITORIAL = json.loads((PROJECT / "fixtures/editorial/2021-06.json").read_text())
RECORDED = [
    milestone for action in EDITORIAL["actions"] for milestone in action.get("milestones", [])
]
# Half a year after what? The sentence before it tells; these words alone do not.
WORDS_THAT_DO_NOT_TELL = {"Na een half jaar"}


def read(words: str, *, on: datetime.date = PEILDATUM, is_past: bool = False) -> str | None:
    """The days as the tables of these tests write them."""
    span = read_span(words, on=on, is_past=is_past)
    return f"{span.first} {span.last} {span.precision}" if span else None


def test_the_words_of_the_first_edition_mean_the_days_recorded_there():
    assert len(RECORDED) == 100
    misread = {
        milestone["date_words"]
        for milestone in RECORDED
        if read(milestone["date_words"], is_past=milestone["kind"] != "gepland")
        != "{first_day} {last_day} {precision}".format(**milestone)
    }
    assert misread == WORDS_THAT_DO_NOT_TELL


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("juli", "2021-07-01 2021-07-31 maand"),
        ("dit najaar", "2021-09-01 2021-11-30 seizoen"),
        ("zomer", "2021-06-01 2021-08-31 seizoen"),
        ("na de zomer", "2021-09-01 2021-11-30 seizoen"),
        ("na de zomer 2026", "2026-09-01 2026-11-30 seizoen"),
        ("na de zomer van 2026", "2026-09-01 2026-11-30 seizoen"),
        ("voor het zomerreces", "2021-06-30 2021-07-08 uiterlijk"),
        ("vóór het zomerreces 2022", "2021-06-30 2022-07-07 uiterlijk"),
        ("Prinsjesdag", "2021-09-21 2021-09-21 dag"),
        ("voor Prinsjesdag", "2021-06-30 2021-09-20 uiterlijk"),
        ("in aanloop naar Prinsjesdag 2022", "2021-06-30 2022-09-20 uiterlijk"),
        ("Q3", "2021-07-01 2021-09-30 kwartaal"),
        ("het derde kwartaal van 2022", "2022-07-01 2022-09-30 kwartaal"),
        ("2e kwartaal 2022", "2022-04-01 2022-06-30 kwartaal"),
        ("begin 2022", "2022-01-01 2022-03-31 kwartaal"),
        ("medio oktober", "2021-10-01 2021-10-31 maand"),
        ("medio 2022", "2022-04-01 2022-09-30 periode"),
        ("eind 2021", "2021-10-01 2021-12-31 kwartaal"),
        ("eind volgend jaar", "2022-10-01 2022-12-31 kwartaal"),
        ("einde van het jaar", "2021-10-01 2021-12-31 kwartaal"),
        ("volgend jaar", "2022-01-01 2022-12-31 jaar"),
        ("vorig jaar", "2020-01-01 2020-12-31 jaar"),
        ("het afgelopen jaar", "2020-07-01 2021-06-30 jaar"),
        ("de rest van dit jaar", "2021-07-01 2021-12-31 halfjaar"),
        ("voor de rest van 2021", "2021-07-01 2021-12-31 halfjaar"),
        ("de tweede helft van 2022", "2022-07-01 2022-12-31 halfjaar"),
        ("eerste halfjaar 2022", "2022-01-01 2022-06-30 halfjaar"),
        ("maart jl.", "2021-03-01 2021-03-31 maand"),
        ("14 december j.l.", "2020-12-14 2020-12-14 dag"),
        ("29 februari jl.", "2020-02-29 2020-02-29 dag"),
        ("per 1 juli a.s.", "2021-07-01 2021-07-01 dag"),
        ("1 maart a.s.", "2022-03-01 2022-03-01 dag"),
        ("komende zomer", "2022-06-01 2022-08-31 seizoen"),
        ("afgelopen voorjaar", "2021-03-01 2021-05-31 seizoen"),
        ("winter 2021", "2021-12-01 2022-02-28 seizoen"),
        ("week 21", "2021-05-24 2021-05-30 week"),
        ("volgende week", "2021-07-05 2021-07-11 week"),
        ("vorige maand", "2021-05-01 2021-05-31 maand"),
        ("volgend kwartaal", "2021-07-01 2021-09-30 kwartaal"),
        ("dinsdag 5 juli 2022", "2022-07-05 2022-07-05 dag"),
        ("15-01-2022", "2022-01-15 2022-01-15 dag"),
        ("2022-01-15", "2022-01-15 2022-01-15 dag"),
        ("uiterlijk 1 maart 2022", "2021-06-30 2022-03-01 uiterlijk"),
        ("uiterlijk dit najaar", "2021-09-01 2021-11-30 seizoen"),
        ("voor 1 juli", "2021-06-30 2021-06-30 uiterlijk"),
        ("vóór medio oktober", "2021-06-30 2021-10-15 uiterlijk"),
        ("april - okt 2021", "2021-04-01 2021-10-31 periode"),
        ("tussen april en juni 2022", "2022-04-01 2022-06-30 periode"),
        ("1 tot en met 15 juli 2021", "2021-07-01 2021-07-15 periode"),
        ("november – februari 2022", "2021-11-01 2022-02-28 periode"),
        ("november 2021 t/m februari 2022", "2021-11-01 2022-02-28 periode"),
    ],
)
def test_words_mean_days_seen_from_the_peildatum(words: str, days: str):
    assert read(words) == days


@pytest.mark.parametrize(
    "words",
    [
        "",
        "snel na zijn beëdiging",
        "juni en juli",
        "oktober en december 2021",
        "voor de zomer",
        "na 1 juli",
        "zo spoedig mogelijk",
        "31 februari",
        "29 februari 2021",
        "week 60",
        "35510, nr. 13",
        "1 januari 0000",
        "de",
        "jl.",
        "derde helft van 2021",
        "eind eind 2021",
        "een begin",
        "begin",
        "december 2021 tot en met 1 mei 2021",
        "juni " * 100,
    ],
)
def test_words_that_name_no_day_give_none(words: str):
    assert read(words) is None


@pytest.mark.parametrize(
    ("words", "on", "days"),
    [
        ("januari", "2021-12-15", "2022-01-01 2022-01-31 maand"),
        ("juni", "2021-12-31", "2022-06-01 2022-06-30 maand"),
        ("juli", "2021-12-31", "2021-07-01 2021-07-31 maand"),
        ("deze winter", "2022-01-15", "2021-12-01 2022-02-28 seizoen"),
        ("afgelopen jaar", "2024-02-29", "2023-03-01 2024-02-29 jaar"),
        ("volgende maand", "2021-12-15", "2022-01-01 2022-01-31 maand"),
    ],
)
def test_without_a_year_the_day_of_reading_tells_which(words: str, on: str, days: str):
    assert read(words, on=datetime.date.fromisoformat(on)) == days


def test_what_has_happened_lies_in_the_past():
    assert read("26 november") == "2021-11-26 2021-11-26 dag"
    assert read("26 november", is_past=True) == "2020-11-26 2020-11-26 dag"


def test_every_precision_that_words_can_have_is_one_of_a_milestone():
    read_precisions = {read_span(row["date_words"], on=PEILDATUM) for row in RECORDED} - {None}

    assert {span.precision for span in read_precisions} == set(Milestone.Precision.values)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Klaar na de zomer, of (uiterlijk 1 maart 2022).",
            ["na de zomer", "uiterlijk 1 maart 2022"],
        ),
        ("Op 17 juni jl. en in juni en juli.", ["17 juni jl.", "juni", "juli"]),
        ("In 2021 een begin, TK 2021, nr. 13; 35510-13.", ["2021"]),
        ("Eind\n2021 is er niets.", []),
        ("Tot eind 2022.", ["eind 2022"]),
        ("", []),
    ],
)
def test_dates_are_found_in_a_running_text(text: str, words: list[str]):
    found = find_spans(text, on=PEILDATUM)

    assert [place.words for place in found] == words
    assert [text[place.start : place.end] for place in found] == words


def test_nearly_all_dates_of_the_first_edition_are_found_in_its_quotes():
    found = [
        milestone
        for milestone in RECORDED
        if any(
            place.words.casefold() in milestone["date_words"].casefold()
            for place in find_spans(milestone["quote"], on=PEILDATUM)
        )
    ]

    assert len(found) == 96


@given(
    text=st.text()
    | st.lists(st.sampled_from(["in", "2021", "de", "zomer", ".", ",", "juni", "\n"])).map(" ".join)
)
def test_what_is_found_stands_there(text: str):
    found = find_spans(text, on=PEILDATUM)

    assert [text[place.start : place.end] for place in found] == [place.words for place in found]


PIECES = st.lists(
    st.sampled_from(
        [
            *("na", "voor", "uiterlijk", "tot en met", "tussen", "en", "-", "in aanloop naar"),
            *("de", "het", "van", "rest van", "begin", "eind", "medio", "laatste", "helft"),
            *("zomer", "zomerreces", "winter", "prinsjesdag", "q4", "kwartaal", "week 53"),
            *("29", "31", "februari", "2021", "9999", "0001", "jl.", "a.s."),
            *("dit jaar", "volgend jaar", "vorige maand", "afgelopen jaar"),
        ]
    ),
    max_size=9,
).map(" ".join)


@given(words=PIECES | st.text(), on=st.dates(), is_past=st.booleans())
@example(words="volgende week", on=datetime.date.max, is_past=False)
@example(words="vorige maand", on=datetime.date.min, is_past=False)
@example(words="afgelopen jaar", on=datetime.date.min, is_past=False)
@example(words="rest van 9999", on=datetime.date(9999, 12, 31), is_past=False)
@example(words="komende winter", on=datetime.date.max, is_past=True)
@example(words="\ufdfa" * 200, on=PEILDATUM, is_past=False)
@example(words="\ud800 2021", on=PEILDATUM, is_past=False)
def test_no_words_break_it_and_no_span_ends_before_it_begins(
    words: str, on: datetime.date, is_past: bool
):
    span = read_span(words, on=on, is_past=is_past)

    assert span is None or (isinstance(span, Span) and span.first <= span.last)
