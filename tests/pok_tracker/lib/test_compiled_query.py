"""Queries that are written once and run with other values."""

import datetime

import pytest
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from actions.models import Action, Milestone, StatusUpdate
from pok_tracker.lib.compiled_query import MOMENT, CompiledQuery, slot
from tests.factories import make_milestone, make_public_action

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 7, 1, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def test_each_run_has_its_own_values_and_moment(django_assert_num_queries: DjangoAssertNumQueries):
    make_public_action(1, published_at=AT - DAY)
    make_public_action(2, published_at=AT)
    wanted = Action.objects.published(at=MOMENT).filter(number__lte=slot("most"))
    numbers = CompiledQuery.of(wanted.order_by("number").values_list("number"))

    with django_assert_num_queries(3):
        found = [list(numbers.tuples(at=at, most=2)) for at in (AT - 2 * DAY, AT - DAY, AT)]

    assert found == [[], [(1,)], [(1,), (2,)]]
    assert list(numbers.tuples(at=AT, most=1)) == [(1,)]


def test_several_runs_are_one_statement(django_assert_num_queries: DjangoAssertNumQueries):
    make_public_action(1)
    make_public_action(2)
    number = CompiledQuery.of(
        Action.objects.filter(number=slot("number")).order_by().values_list(slot("name"), "number")
    )

    with django_assert_num_queries(1):
        found = number.rows({"number": 2, "name": "b"}, {"number": 1, "name": "a"})

    assert found == [("b", 2), ("a", 1)]


def test_instances_come_with_what_is_selected_along(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    make_public_action(1, "Over ouders.")
    query = CompiledQuery.of(
        StatusUpdate.objects.select_related("action")
        .annotate(said=F("text"))
        .filter(text=slot("text"))
    )

    with django_assert_num_queries(1):
        [update] = query.instances(text="Over ouders.")
        assert (update.action.number, update.said) == (1, "Over ouders.")
    assert query.instances(text="Over iets anders.") == []


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (datetime.date(2021, 6, 30), "verstreken"),
        (datetime.date(2021, 7, 1), "binnenkort"),
        (datetime.date(2021, 8, 30), "binnenkort"),
        (datetime.date(2021, 8, 31), "open"),
    ],
)
def test_days_counted_from_the_moment_move_along(day: datetime.date, standing: str):
    update = make_public_action(1, published_at=AT - DAY).updates.get()
    make_milestone(update, first_day=day, last_day=day)
    query = CompiledQuery.of(Milestone.objects.with_standing(at=MOMENT))

    assert [milestone.stand for milestone in query.instances(at=AT)] == [standing]


def test_a_value_that_is_missing_is_an_error():
    query = CompiledQuery.of(Action.objects.filter(number=slot("number")))

    with pytest.raises(KeyError):
        query.instances(numbers=1)
