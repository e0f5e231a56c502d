"""The site in numbers, each with the list that proves it."""

import datetime

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from actions.filters import ActionFilter
from actions.overview import Overview, StatusCount, ThemeCount, read_overview
from tests.factories import make_action, make_draft, make_public_action, make_theme

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 7, 1, tzinfo=datetime.UTC)
LABELS = {"afgerond": "afgerond", "in-uitvoering": "in uitvoering"}


def proof(status: str, count: int, theme: str = "") -> StatusCount:
    within = f"&thema={theme}" if theme else ""
    return StatusCount(status, LABELS[status], count, f"/acties/?status={status}{within}")


def test_actions_are_counted_by_status_and_by_theme_with_its_subthemes(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    herstel = make_theme("Herstel", slug="herstel")
    ouders = make_theme("Ouders", slug="ouders", parent=herstel)
    make_theme("Leeg", slug="leeg")
    make_public_action(1, theme=herstel, status="afgerond")
    make_public_action(2, theme=ouders, status="afgerond")
    make_public_action(3, theme=ouders)
    make_draft(make_action(4, theme=ouders))

    with django_assert_num_queries(2):
        overview = read_overview(at=AT)

    below = ThemeCount(
        theme=ouders,
        url="/themas/ouders/",
        count=2,
        statuses=[proof("in-uitvoering", 1, "ouders"), proof("afgerond", 1, "ouders")],
        subthemes=[],
    )
    assert overview == Overview(
        total=3,
        statuses=[proof("in-uitvoering", 1), proof("afgerond", 2)],
        themes=[
            ThemeCount(
                theme=herstel,
                url="/themas/herstel/",
                count=3,
                statuses=[proof("in-uitvoering", 1, "herstel"), proof("afgerond", 2, "herstel")],
                subthemes=[below],
            )
        ],
    )


def test_every_number_is_the_number_of_rows_behind_its_link():
    herstel = make_theme("Herstel", slug="herstel")
    ouders = make_theme("Ouders", slug="ouders", parent=herstel)
    for number, theme in enumerate([herstel, ouders, ouders, make_theme()], 1):
        make_public_action(number, theme=theme, status="afgerond" if number % 2 else "doorlopend")
    overview = read_overview(at=AT)
    themes = [count for main in overview.themes for count in (main, *main.subthemes)]
    numbers = [*overview.statuses, *(status for theme in themes for status in theme.statuses)]

    proven = [
        len(ActionFilter(QueryDict(number.url.partition("?")[2]), at=AT).qs) for number in numbers
    ]

    assert proven == [number.count for number in numbers]


def test_an_empty_site_counts_nothing():
    assert read_overview(at=AT) == Overview(0, [], [])


def test_what_is_published_later_does_not_count_yet():
    make_public_action(1, published_at=AT + datetime.timedelta(seconds=1))

    assert read_overview(at=AT).total == 0
