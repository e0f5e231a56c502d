"""The promises together: how many stand how, and those nearest to today."""

import datetime

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from actions.promise_overview import read_promises
from actions.term_filters import TermFilter
from tests.factories import (
    make_action,
    make_draft,
    make_milestone,
    make_outcome,
    make_public_action,
)

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 10, 1, 12, tzinfo=datetime.UTC)
TODAY = AT.date()
DAY = datetime.timedelta(days=1)


def promise(number: int, *, in_days: int) -> None:
    update = make_public_action(number, f"Belofte {number}.").updates.get()
    make_milestone(update, last_day=TODAY + in_days * DAY)


@pytest.mark.parametrize("rows", [1, 3])
def test_promises_are_counted_and_the_nearest_are_read_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(1, rows + 1):
        promise(number, in_days=-number)
        promise(number + 10, in_days=number)

    with django_assert_num_queries(1):
        found = read_promises(at=AT)
        told = [one.update.action.number for one in (*found.last_passed, *found.first_coming)]

    assert (found.total, found.passed.count, found.soon.count) == (2 * rows, rows, rows)
    assert told == [*range(1, rows + 1), *range(11, rows + 11)]


def test_every_number_is_the_number_of_rows_behind_its_link() -> None:
    for number, days in enumerate([-9, -8, -7, -6, 5, 90], 1):
        promise(number, in_days=days)
    met = make_public_action(7, "Gehaald.").updates.get()
    make_outcome(make_milestone(met, last_day=TODAY - DAY), met_on=TODAY - DAY)
    make_milestone(make_draft(make_action(8)), last_day=TODAY)

    found = read_promises(at=AT)
    proven = [
        TermFilter(QueryDict(part.url.partition("?")[2]), at=AT).qs.count() for part in found.parts
    ]

    assert [part.count for part in found.parts] == proven == [1, 0, 1, 1, 4]
    assert found.total == TermFilter(QueryDict(), at=AT).qs.count()


def test_of_what_passed_the_last_three_come_first_and_of_what_comes_the_first_three() -> None:
    for number in range(1, 6):
        promise(number, in_days=-number)
        promise(number + 10, in_days=number)

    found = read_promises(at=AT)

    assert [one.update.action.number for one in found.last_passed] == [1, 2, 3]
    assert [one.update.action.number for one in found.first_coming] == [11, 12, 13]


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ([], "Er is nog geen termijn beloofd."),
        (
            [-1],
            "De enige beloofde termijn is voorbij zonder bekende uitkomst. "
            "Van geen enkele staat hier dat die is gehaald.",
        ),
        (
            [-1, -2],
            "Alle 2 beloofde termijnen zijn voorbij zonder bekende uitkomst. "
            "Van geen enkele staat hier dat die is gehaald.",
        ),
        (
            [-1, 9, 9],
            "Van de 3 beloofde termijnen is er 1 voorbij zonder bekende uitkomst. "
            "Van geen enkele staat hier dat die is gehaald.",
        ),
        (
            [9],
            "Van de 1 beloofde termijn is er geen voorbij zonder bekende uitkomst. "
            "Van geen enkele staat hier dat die is gehaald.",
        ),
    ],
)
def test_the_sentence_says_how_many_passed(days: list[int], sentence: str) -> None:
    for number, in_days in enumerate(days, 1):
        promise(number, in_days=in_days)

    assert read_promises(at=AT).sentence == sentence


def test_the_sentence_says_how_many_were_met() -> None:
    update = make_public_action(1, "Gehaald.").updates.get()
    make_outcome(make_milestone(update, last_day=TODAY - DAY), met_on=TODAY - DAY)

    assert read_promises(at=AT).sentence.endswith("Van 1 staat hier dat die is gehaald.")
