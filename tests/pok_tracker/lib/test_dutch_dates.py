"""Days and spans as people say them."""

import datetime

import pytest

from actions.models import Milestone
from pok_tracker.lib.dutch_dates import day_in_words, days_in_words, moved_in_words, span_in_words


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
        ("2021-05-24", "2021-05-30", "week", "24 tot en met 30 mei 2021"),
        ("2021-06-28", "2021-07-04", "week", "28 juni tot en met 4 juli 2021"),
        ("2021-10-01", "2021-10-31", "maand", "oktober 2021"),
        ("2024-02-01", "2024-02-29", "maand", "februari 2024"),
        ("2021-02-01", "2021-02-27", "maand", "1 tot en met 27 februari 2021"),
        ("2021-01-01", "2021-03-31", "kwartaal", "eerste kwartaal van 2021"),
        ("2021-10-01", "2021-12-31", "kwartaal", "vierde kwartaal van 2021"),
        ("2021-02-01", "2021-04-30", "kwartaal", "1 februari tot en met 30 april 2021"),
        ("2021-03-01", "2021-05-31", "seizoen", "voorjaar 2021"),
        ("2021-06-01", "2021-08-31", "seizoen", "zomer 2021"),
        ("2021-09-01", "2021-11-30", "seizoen", "najaar 2021"),
        ("2021-12-01", "2022-02-28", "seizoen", "1 december 2021 tot en met 28 februari 2022"),
        ("2021-01-01", "2021-06-30", "halfjaar", "eerste helft van 2021"),
        ("2021-07-01", "2021-12-31", "halfjaar", "tweede helft van 2021"),
        ("2021-01-01", "2021-12-31", "jaar", "2021"),
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
