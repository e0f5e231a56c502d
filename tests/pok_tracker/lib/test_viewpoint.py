"""The moment from which a reader looks at the site."""

import datetime
from contextlib import suppress

import pytest
from django.http import HttpRequest, QueryDict
from hypothesis import given
from hypothesis import strategies as st

from pok_tracker.lib.clock import day_of, now
from pok_tracker.lib.viewpoint import (
    RefusedPeildatum,
    Viewpoint,
    moment_of_filters,
    read_peildatum,
    viewpoint_at,
    viewpoint_of,
)

# Half past midnight in Amsterdam: in UTC it is still the day before.
NOW = datetime.datetime(2022, 6, 30, 22, 30, tzinfo=datetime.UTC)
TODAY = datetime.date(2022, 7, 1)


def request_for(query: str) -> HttpRequest:
    request = HttpRequest()
    request.GET = QueryDict(query)
    return request


@pytest.mark.parametrize("values", [[], [""], [" ", ""]])
def test_without_a_day_the_reader_looks_from_now(values: list[str]):
    assert viewpoint_at(values, at=NOW) == Viewpoint(NOW, None)


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        ("2021-07-01", "2021-07-01T21:59:59.999999+00:00"),
        ("2021-12-31", "2021-12-31T22:59:59.999999+00:00"),
        ("2021-10-31", "2021-10-31T22:59:59.999999+00:00"),
        ("2022-06-30", "2022-06-30T21:59:59.999999+00:00"),
    ],
)
def test_a_day_that_is_over_is_seen_at_its_last_moment_in_amsterdam(day: str, moment: str):
    seen = viewpoint_at([day], at=NOW)

    assert (seen.at, seen.peildatum) == (
        datetime.datetime.fromisoformat(moment),
        datetime.date.fromisoformat(day),
    )
    assert seen.on == seen.peildatum


def test_today_is_seen_as_it_is_now():
    assert viewpoint_at(["2022-07-01"], at=NOW) == Viewpoint(NOW, TODAY)
    assert viewpoint_at(["2022-07-01"], at=NOW).on == TODAY


def test_the_same_day_twice_is_one_day_and_an_empty_value_is_none():
    assert read_peildatum(["2021-07-01", "", "2021-07-01"], today=TODAY) == datetime.date(
        2021, 7, 1
    )


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            ["gisteren"],
            "De peildatum 'gisteren' is geen dag. Schrijf een dag als jaar-maand-dag, zoals "
            "2021-06-30.",
        ),
        (
            ["2022-07-02"],
            "De peildatum '2022-07-02' ligt in de toekomst. Kies een dag tot en met vandaag, "
            "1 juli 2022.",
        ),
        (
            ["2021-07-01", "2021-07-02"],
            "De peildatum staat er meer dan één keer: 2021-07-01 en 2021-07-02. Laat er één staan.",
        ),
        (
            ["x" * 500],
            f"De peildatum '{'x' * 40}…' is geen dag. Schrijf een dag als jaar-maand-dag, zoals "
            "2021-06-30.",
        ),
    ],
)
def test_a_refusal_names_the_value_and_the_remedy(values: list[str], message: str):
    with pytest.raises(RefusedPeildatum) as refused:
        viewpoint_at(values, at=NOW)

    assert str(refused.value) == message


@pytest.mark.parametrize(
    "value",
    [
        "2021-02-30",
        "0000-01-01",
        "20210630",
        "2021-W26-3",
        "2021-6-30",
        "30-06-2021",
        "2021-06-30T12:00",
        " 2021-06-30",
        "٢٠٢١-٠٦-٣٠",
        "2021-06-30\x00",
        "2021-06-30\n",
        "-2021-06-30",
    ],
)
def test_only_year_month_day_is_a_day(value: str):
    with pytest.raises(RefusedPeildatum):
        viewpoint_at([value], at=NOW)


@given(st.dates(max_value=TODAY))
def test_every_day_up_to_today_has_its_moment(day: datetime.date):
    seen = viewpoint_at([day.isoformat()], at=NOW)

    assert (seen.on, seen.peildatum, seen.at <= NOW) == (day, day, True)


@given(st.lists(st.text(), max_size=3))
def test_whatever_stands_there_gives_a_day_or_a_refusal(values: list[str]):
    with suppress(RefusedPeildatum):
        assert viewpoint_at(values, at=NOW).at <= NOW


def test_a_request_is_read_by_the_clock():
    assert viewpoint_of(request_for("peildatum=2021-07-01")).on == datetime.date(2021, 7, 1)
    assert viewpoint_of(request_for("q=2021-07-01")).on == day_of(now())


def test_filters_look_from_now_when_the_day_is_refused_and_say_so_themselves():
    asked = request_for("peildatum=gisteren")

    assert day_of(moment_of_filters(asked)) == day_of(now())
    assert day_of(moment_of_filters(request_for("peildatum=2021-07-01"))) == datetime.date(
        2021, 7, 1
    )
    with pytest.raises(RefusedPeildatum):
        viewpoint_of(asked)
