"""Promises with a date in the API."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actions.term_filters import TermFilter
from tests.actions.api.reading_api import AUGUST_2021
from tests.factories import (
    make_action,
    make_draft,
    make_milestone,
    make_ministry,
    make_outcome,
    make_public_action,
    make_theme,
    make_update,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_on_15_august_2021")]

JULY = datetime.date(2021, 7, 31)
OCTOBER = datetime.date(2021, 10, 31)


def terms(client: Client, query: str = "") -> list[dict]:
    answer = client.get(f"/api/v1/termijnen{query}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    return answer.json()["resultaten"]


def make_promise(number: int, last_day: datetime.date = JULY) -> None:
    action = make_public_action(number, theme=make_theme(slug=f"thema-van-{number}"))
    make_ministry("SZW", action=action)
    make_milestone(action.updates.get(), last_day=last_day)


def test_a_promise_says_who_promised_what_and_where(client: Client):
    make_promise(1)

    assert terms(client) == [
        {
            "citaat": "Er wordt aan gewerkt.",
            "soort": "gepland",
            "van": "2021-07-31",
            "tot": "2021-07-31",
            "precisie": "dag",
            "stand": "verstreken",
            "uitkomst": None,
            "actie": {"nummer": 1, "url": "http://testserver/acties/1/"},
            "ministeries": ["SZW"],
            "peildatum": "2021-06-30",
            "rapportage": "2021-06",
            "url": "http://testserver/acties/1/stand/2021-06/",
        }
    ]


def test_a_promise_that_was_met_or_moved_says_so_with_the_source(client: Client):
    update = make_public_action(1).updates.get()
    met = make_milestone(update, last_day=JULY)
    moved = make_milestone(update, last_day=JULY)
    later = make_milestone(update, last_day=OCTOBER, precision="maand")
    make_outcome(met, met_on=datetime.date(2021, 7, 10), source="Brief van 10 juli")
    make_outcome(moved, moved_to=later, source="Brief van 12 juli")

    found = [(row["stand"], row["uitkomst"]) for row in terms(client)]

    assert found == [
        (
            "gehaald",
            {"gehaaldOp": "2021-07-10", "verschovenNaar": None, "bron": "Brief van 10 juli"},
        ),
        (
            "verschoven",
            {
                "gehaaldOp": None,
                "verschovenNaar": {
                    "van": "2021-10-31",
                    "tot": "2021-10-31",
                    "precisie": "maand",
                },
                "bron": "Brief van 12 juli",
            },
        ),
        ("open", None),
    ]


def test_a_fact_and_the_promise_of_a_draft_are_not_in_the_list(client: Client):
    action = make_public_action(1)
    make_milestone(action.updates.get(), last_day=JULY, kind="gerealiseerd")
    make_milestone(make_draft(make_action(2), "Nog geheim."), last_day=OCTOBER)

    assert terms(client) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [1, 2]),
        ("?sort=-dag", [2, 1]),
        ("?stand=verstreken", [1]),
        ("?stand=verstreken&stand=open", [1, 2]),
        ("?thema=thema-van-2", [2]),
        ("?ministerie=SZW&sort=-actie", [2, 1]),
        ("?peildatum=2021-06-29", []),
    ],
)
def test_a_query_selects_and_sorts_as_on_the_page(client: Client, query: str, expected: list[int]):
    make_promise(1)
    make_promise(2, OCTOBER)

    rows = TermFilter(QueryDict(query.removeprefix("?")), at=AUGUST_2021)
    on_page = [] if "2021-06-29" in query else [row.update.action.number for row in rows.qs]
    assert [row["actie"]["nummer"] for row in terms(client, query)] == expected
    assert on_page == expected


def test_an_update_between_editions_names_no_edition(client: Client):
    action = make_action(1)
    writer, reviewer = (User.objects.create(username=name) for name in ("anna", "bram"))
    update = make_update(
        action, kind="tussentijds", slug="2021-07-01", verbatim=False, author=writer,
        last_editor=writer, reviewer=reviewer,
    )  # fmt: skip
    make_milestone(update, last_day=JULY)

    assert [row["rapportage"] for row in terms(client)] == [None]


@pytest.mark.parametrize("rows", [1, 3])
def test_one_promise_costs_the_same_as_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
):
    for number in range(1, rows + 1):
        make_promise(number)

    with django_assert_num_queries(4):
        found = terms(client)

    assert len(found) == rows
