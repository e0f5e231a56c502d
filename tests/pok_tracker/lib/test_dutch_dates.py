"""Days and spans as people say them: what words mean, and that what is printed is read again."""

import datetime
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actions.models import Milestone
from pok_tracker.lib.dutch_date_reading.spans import (
    months_away,
    months_from,
    one_day,
    until,
    week_of,
    whole_months,
)
from pok_tracker.lib.dutch_dates import (
    Span,
    day_in_words,
    days_in_words,
    moved_in_words,
    read_span,
    span_in_words,
)
from tests.pok_tracker.lib.dutch_date_phrases import ROWS, ROWS_WITH_DAYS, Row
from tests.pok_tracker.lib.dutch_date_words import MIXTURES
from tests.source_tree import PROJECT

PEILDATUM = datetime.date(2021, 6, 30)
EDITION = json.loads((PROJECT / "fixtures/editions/2021-06.json").read_text(encoding="utf-8"))
PROMISES = [row["fields"] for row in EDITION if row["model"] == "actions.milestone"]
# The words of the first edition that do not tell their days by themselves, with the reason.
NOT_TOLD_BY_THE_WORDS = {
    "Na een half jaar": "half a year after what is in the sentence before it: after 1 juli"
}


def in_words(span: Span) -> str:
    return span_in_words(span.first, span.last, span.precision)


def read_again(span: Span, on: datetime.date) -> Span | None:
    return read_span(in_words(span), on=on)


# -- What words mean -----------------------------------------------------------


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.phrase} ({row.on})")
def test_a_phrase_means_the_days_of_the_table(row: Row):
    assert read_span(row.phrase, on=row.on) == row.span


def test_the_table_has_many_phrases_and_each_once():
    assert len({row.phrase for row in ROWS}) == 292
    assert len({(row.phrase, row.on) for row in ROWS}) == len(ROWS)


def test_the_table_has_every_precision_of_a_milestone():
    assert {row.span.precision for row in ROWS_WITH_DAYS} == set(Milestone.Precision.values)


def test_the_words_of_the_first_edition_mean_the_days_recorded_there():
    misread = {
        promise["date_words"]
        for promise in PROMISES
        if _read_promise(promise)
        != Span(
            datetime.date.fromisoformat(promise["first_day"]),
            datetime.date.fromisoformat(promise["last_day"]),
            promise["precision"],
        )
    }

    assert len(PROMISES) == 100
    assert misread == set(NOT_TOLD_BY_THE_WORDS)


def _read_promise(promise: dict[str, str]) -> Span | None:
    return read_span(promise["date_words"], on=PEILDATUM, is_past=promise["kind"] != "gepland")


# -- What is printed is read again ---------------------------------------------


@pytest.mark.parametrize("row", ROWS_WITH_DAYS, ids=lambda row: f"{row.phrase} ({row.on})")
def test_the_days_of_a_phrase_are_printed_so_that_they_are_read_again(row: Row):
    assert read_again(row.span, row.on) == row.span


def test_the_days_of_the_first_edition_are_printed_so_that_they_are_read_again():
    spans = [span for promise in PROMISES if (span := _read_promise(promise))]

    assert len(spans) == 98
    assert [read_again(span, PEILDATUM) for span in spans] == spans


DAYS = st.dates(datetime.date(1001, 1, 1), datetime.date(2990, 12, 31))
YEARS = st.integers(1001, 2990)


@given(day=DAYS, on=DAYS)
def test_any_day_is_read_again(day: datetime.date, on: datetime.date):
    assert read_again(one_day(day), on) == one_day(day)


@given(day=DAYS, on=DAYS)
@example(day=datetime.date(2021, 1, 1), on=PEILDATUM)
def test_any_week_is_read_again(day: datetime.date, on: datetime.date):
    assert read_again(week_of(day), on) == week_of(day)


@given(year=YEARS, month=st.integers(1, 12), on=DAYS)
def test_any_month_is_read_again(year: int, month: int, on: datetime.date):
    span = whole_months(year, month, month, "maand")

    assert read_again(span, on) == span


@given(year=YEARS, number=st.integers(0, 3), on=DAYS)
def test_any_quarter_is_read_again(year: int, number: int, on: datetime.date):
    span = whole_months(year, 3 * number + 1, 3 * number + 3, "kwartaal")

    assert read_again(span, on) == span


@given(year=YEARS, number=st.integers(1, 4), on=DAYS)
@example(year=2023, number=4, on=PEILDATUM)
def test_any_season_is_read_again(year: int, number: int, on: datetime.date):
    span = months_from(year * 12 + 3 * number - 1, 3, "seizoen")

    assert read_again(span, on) == span


@given(year=YEARS, number=st.integers(0, 1), on=DAYS)
def test_any_half_year_is_read_again(year: int, number: int, on: datetime.date):
    span = whole_months(year, 6 * number + 1, 6 * number + 6, "halfjaar")

    assert read_again(span, on) == span


@given(last_day_before=DAYS, on=DAYS)
@example(last_day_before=datetime.date(2020, 12, 31), on=PEILDATUM)
@example(last_day_before=datetime.date(2024, 2, 28), on=PEILDATUM)
@example(last_day_before=datetime.date(2024, 2, 29), on=PEILDATUM)
@example(last_day_before=datetime.date(2023, 2, 28), on=PEILDATUM)
def test_any_year_is_read_again_from_whatever_day_it_runs(
    last_day_before: datetime.date, on: datetime.date
):
    first = last_day_before + datetime.timedelta(days=1)
    span = Span(first, months_away(last_day_before, 12), "jaar")

    assert read_again(span, on) == span


@given(last=DAYS, on=DAYS)
def test_any_limit_is_read_again(last: datetime.date, on: datetime.date):
    assert read_again(until(last, on), on) == until(last, on)


@given(days=st.tuples(DAYS, DAYS).filter(lambda days: days[0] < days[1]), on=DAYS)
@example(days=(datetime.date(2021, 1, 1), datetime.date(2021, 12, 31)), on=PEILDATUM)
@example(days=(datetime.date(2021, 5, 24), datetime.date(2021, 5, 30)), on=PEILDATUM)
@example(days=(datetime.date(2020, 2, 29), datetime.date(2020, 3, 1)), on=PEILDATUM)
def test_any_period_is_read_again(days: tuple[datetime.date, datetime.date], on: datetime.date):
    span = Span(*days, "periode")

    assert read_again(span, on) == span


@given(words=MIXTURES, on=DAYS, is_past=st.booleans())
@example(words="de rest van februari", on=datetime.date(2024, 2, 28), is_past=False)
@example(words="tussen 1 en 1 juni", on=PEILDATUM, is_past=False)
def test_whatever_is_read_is_read_again(words: str, on: datetime.date, is_past: bool):
    span = read_span(words, on=on, is_past=is_past)
    is_printable = span is not None and 1000 < span.first.year <= span.last.year < 3000

    assert not is_printable or read_again(span, on) == span


# -- What is printed -----------------------------------------------------------


def test_a_day_is_printed_with_its_month_in_dutch():
    days = [datetime.date(2021, month, 1) for month in range(1, 13)]

    assert [day_in_words(day).split()[1] for day in days] == [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ]
    assert day_in_words(datetime.date(2021, 3, 8)) == "8 maart 2021"


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        ("2021-03-10", "2021-03-10", "dag", "10 maart 2021"),
        ("2021-05-24", "2021-05-30", "week", "week van 24 tot en met 30 mei 2021"),
        ("2021-06-28", "2021-07-04", "week", "week van 28 juni tot en met 4 juli 2021"),
        ("2021-05-25", "2021-05-31", "week", "25 tot en met 31 mei 2021"),
        ("2021-10-01", "2021-10-31", "maand", "oktober 2021"),
        ("2024-02-01", "2024-02-29", "maand", "februari 2024"),
        ("2021-02-01", "2021-02-27", "maand", "1 tot en met 27 februari 2021"),
        ("2021-01-01", "2021-03-31", "kwartaal", "eerste kwartaal van 2021"),
        ("2021-10-01", "2021-12-31", "kwartaal", "vierde kwartaal van 2021"),
        ("2021-02-01", "2021-04-30", "kwartaal", "1 februari tot en met 30 april 2021"),
        ("2021-03-01", "2021-05-31", "seizoen", "voorjaar 2021"),
        ("2021-06-01", "2021-08-31", "seizoen", "zomer 2021"),
        ("2021-09-01", "2021-11-30", "seizoen", "najaar 2021"),
        ("2021-12-01", "2022-02-28", "seizoen", "winter 2021-2022"),
        ("2023-12-01", "2024-02-29", "seizoen", "winter 2023-2024"),
        ("2021-12-01", "2022-02-27", "seizoen", "1 december 2021 tot en met 27 februari 2022"),
        ("2021-01-01", "2021-06-30", "halfjaar", "eerste helft van 2021"),
        ("2021-07-01", "2021-12-31", "halfjaar", "tweede helft van 2021"),
        ("2021-01-01", "2021-12-31", "jaar", "2021"),
        ("2020-07-01", "2021-06-30", "jaar", "jaar van 1 juli 2020 tot en met 30 juni 2021"),
        ("2021-02-01", "2021-12-31", "jaar", "1 februari tot en met 31 december 2021"),
        ("2021-06-30", "2021-07-08", "uiterlijk", "uiterlijk 8 juli 2021"),
        ("2021-10-01", "2021-12-31", "periode", "1 oktober tot en met 31 december 2021"),
        ("2021-10-01", "2022-03-31", "periode", "1 oktober 2021 tot en met 31 maart 2022"),
    ],
)
def test_a_span_is_printed_as_precise_as_its_source(
    first: str, last: str, precision: str, words: str
):
    days = (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))

    assert span_in_words(*days, precision) == words


@pytest.mark.parametrize("precision", Milestone.Precision.values)
def test_every_precision_can_print_the_last_days_there_are(precision: str):
    end_of_time = datetime.date.max

    assert span_in_words(end_of_time, end_of_time, precision).endswith("31 december 9999")


def test_a_number_of_days_is_printed_with_points_between_the_thousands():
    assert [days_in_words(count) for count in (0, 1, 2, 1972)] == [
        "0 dagen",
        "1 dag",
        "2 dagen",
        "1.972 dagen",
    ]


def test_what_moved_is_later_or_earlier():
    assert [moved_in_words(days) for days in (92, -1)] == ["92 dagen later", "1 dag eerder"]
