"""The dates in a running text."""

import datetime
import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pok_tracker.lib.dutch_dates import find_spans, read_span, span_in_words
from tests.pok_tracker.lib.dutch_date_phrases import ROWS_WITH_DAYS, Row
from tests.pok_tracker.lib.dutch_date_words import MIXTURES
from tests.source_tree import PROJECT

PEILDATUM = datetime.date(2021, 6, 30)
EDITION = json.loads((PROJECT / "fixtures/editions/2021-06.json").read_text(encoding="utf-8"))
PROMISES = [row["fields"] for row in EDITION if row["model"] == "actions.milestone"]
# In a text these are told from another day, or are as often something else than a date.
ONLY_BY_THEMSELVES = re.compile(r"binnen .*|vandaag|2021")


def words_found(text: str) -> list[str]:
    return [found.words for found in find_spans(text, on=PEILDATUM)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Klaar na de zomer, of (uiterlijk 1 maart 2022).",
            ["na de zomer", "uiterlijk 1 maart 2022"],
        ),
        ("Op 17 juni jl. en in juni en juli.", ["17 juni jl.", "juni", "juli"]),
        ("(Zie de brief van 17 juni j.l.)", ["17 juni j.l."]),
        ("In aanloop naar Prinsjesdag.", ["aanloop naar Prinsjesdag"]),
        ("De brief „eind juni” kwam.", ["eind juni"]),
        ("In 2021 een begin, TK 2021, nr. 13; 35510-13.", ["2021"]),
        ("In de loop van 2022, met (in 2023) meer van 2024.", ["2022", "2023"]),
        ("Jan Jansen en Mei Li kwamen in jan. langs.", ["Mei", "jan"]),
        ("Op 31 juni 2021 en 30 februari is er niets.", []),
        ("Van december 2021 tot en met 1 mei 2021.", ["december 2021", "1 mei 2021"]),
        ("Eind\n2021 is er niets.", []),
        ("Tot eind 2022.", ["eind 2022"]),
        ("Binnen drie weken na de stemming.", []),
        ("", []),
    ],
)
def test_dates_are_found_in_a_running_text(text: str, words: list[str]):
    assert words_found(text) == words


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("in juni en juli", ["juni 2021", "juli 2021"]),
        ("in maart en mei 2022", ["maart 2022", "mei 2022"]),
        ("in januari, maart en mei 2022", ["januari 2022", "maart 2022", "mei 2022"]),
        ("in december en januari 2022", ["december 2021", "januari 2022"]),
        (
            "in november, december en januari 2022",
            ["november 2021", "december 2021", "januari 2022"],
        ),
        ("op 1 mei jl. en 5 mei 2022", ["1 mei 2021", "5 mei 2022"]),
        ("in maart. Mei 2022 volgt", ["maart 2021", "mei 2022"]),
        ("in maart 2021 en mei", ["maart 2021", "mei 2021"]),
    ],
)
def test_dates_that_are_joined_share_the_year_behind_the_last(text: str, days: list[str]):
    spans = [found.span for found in find_spans(text, on=PEILDATUM)]

    assert [span_in_words(span.first, span.last, span.precision) for span in spans] == days


@pytest.mark.parametrize("row", ROWS_WITH_DAYS, ids=lambda row: f"{row.phrase} ({row.on})")
def test_a_phrase_of_the_table_is_found_in_a_sentence_as_one_date(row: Row):
    found = find_spans(f"Dat is klaar (“{row.phrase}”), zegt men; 13 keer.", on=row.on)

    expected = [] if ONLY_BY_THEMSELVES.fullmatch(row.phrase) else [row.span]
    assert [place.span for place in found] == expected


@pytest.mark.parametrize("row", ROWS_WITH_DAYS, ids=lambda row: f"{row.phrase} ({row.on})")
def test_what_is_printed_of_a_span_is_found_in_a_sentence_as_one_date(row: Row):
    printed = span_in_words(row.span.first, row.span.last, row.span.precision)
    found = find_spans(f"Dat is klaar in {printed}.", on=row.on)

    assert [(place.words, place.span) for place in found] == [(printed, row.span)]


def test_all_dates_but_one_of_the_first_edition_are_found_in_its_quotes():
    missed = [
        promise["date_words"]
        for promise in PROMISES
        if not any(
            _is_part(promise["date_words"], found) for found in words_found(promise["quote"])
        )
    ]

    assert len(PROMISES) == 100
    # Half a year after what? The sentence before it tells.
    assert missed == ["Na een half jaar", "Na een half jaar"]


def _is_part(words: str, other: str) -> bool:
    """Whether one is in the other: a found "juli" is in "per juli"."""
    words, other = words.casefold(), other.casefold()
    return words in other or other in words


@given(text=MIXTURES | st.text(), on=st.dates())
@example(text="juni ) ( „ .", on=PEILDATUM)
@example(text=".juni… …", on=PEILDATUM)
@example(text="zomer \t .", on=PEILDATUM)
@example(text="17 juni a. s.)", on=PEILDATUM)
@example(text="juni" * 100 + " juni", on=PEILDATUM)
@example(text="\ud800 juni 2021\ud800", on=PEILDATUM)
def test_what_is_found_stands_there_in_order_and_is_read_by_itself(text: str, on: datetime.date):
    found = find_spans(text, on=on)

    assert [text[place.start : place.end] for place in found] == [place.words for place in found]
    edges = [edge for place in found for edge in (place.start, place.end)]
    assert edges == sorted(edges)
    assert all(place.words == place.words.strip() != "" for place in found)
    assert all(place.span.first <= place.span.last for place in found)
    assert all(read_span(place.words, on=on) is not None for place in found)
