"""Reading a phrase: what has happened, and words that no table thinks of."""

import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pok_tracker.lib.dutch_dates import Span, read_span
from tests.pok_tracker.lib.dutch_date_phrases import ROWS_WITH_DAYS, Row
from tests.pok_tracker.lib.dutch_date_words import MIXTURES

PEILDATUM = datetime.date(2021, 6, 30)


@pytest.mark.parametrize(
    ("words", "on", "first", "last"),
    [
        ("26 november", "2021-06-30", "2020-11-26", "2020-11-26"),
        ("30 juni", "2021-06-30", "2021-06-30", "2021-06-30"),
        ("juni", "2021-06-15", "2021-06-01", "2021-06-30"),
        ("Prinsjesdag", "2021-06-30", "2020-09-15", "2020-09-15"),
        ("29 februari", "2021-06-30", "2020-02-29", "2020-02-29"),
        ("voor 1 oktober", "2021-06-30", "2020-09-30", "2020-09-30"),
        ("november t/m februari", "2021-06-30", "2020-11-01", "2021-02-28"),
    ],
)
def test_what_has_happened_began_before_the_day_of_reading(
    words: str, on: str, first: str, last: str
):
    span = read_span(words, on=datetime.date.fromisoformat(on), is_past=True)

    assert span is not None
    assert (str(span.first), str(span.last)) == (first, last)


def test_a_term_of_what_has_happened_is_told_from_another_day():
    assert read_span("binnen drie weken", on=PEILDATUM, is_past=True) is None


@pytest.mark.parametrize("row", ROWS_WITH_DAYS, ids=lambda row: f"{row.phrase} ({row.on})")
def test_capitals_and_the_punctuation_around_a_phrase_change_nothing(row: Row):
    phrase = row.phrase
    same = [
        f"{phrase}.",
        f"({phrase})",
        f"“{phrase}”",
        f"‘{phrase}’,",
        f" {phrase}\t",
        f"{phrase}!",
    ]

    spans = {read_span(words, on=row.on) for words in [*same, phrase.upper()]}

    assert spans == {row.span}


@given(words=MIXTURES | st.text(), on=st.dates(), is_past=st.booleans())
@example(words="volgende week", on=datetime.date.max, is_past=False)
@example(words="de week van 31 december 9999", on=datetime.date.max, is_past=False)
@example(words="vorige maand", on=datetime.date.min, is_past=False)
@example(words="afgelopen jaar", on=datetime.date.min, is_past=False)
@example(
    words="het jaar van 1 januari t/m 31 december dit jaar", on=datetime.date.min, is_past=True
)
@example(words="binnen 99 jaar", on=datetime.date.max, is_past=False)
@example(words="gisteren", on=datetime.date.min, is_past=False)
@example(words="rest van dit jaar", on=datetime.date(9999, 12, 30), is_past=False)
@example(words="komende winter", on=datetime.date.max, is_past=True)
@example(words="\ufdfa" * 200, on=PEILDATUM, is_past=False)
@example(words="\ud800 2021", on=PEILDATUM, is_past=False)
@example(words="1 juli ²⁰²¹", on=PEILDATUM, is_past=False)
@example(words="٣ juli 2021", on=PEILDATUM, is_past=False)
def test_no_words_break_it_and_no_span_ends_before_it_begins(
    words: str, on: datetime.date, is_past: bool
):
    span = read_span(words, on=on, is_past=is_past)

    assert span is None or (isinstance(span, Span) and span.first <= span.last)


def test_more_than_a_sentence_is_no_phrase():
    assert read_span("juni" + " " * 197, on=PEILDATUM) is None
    assert read_span("juni" + " " * 196, on=PEILDATUM) is not None
