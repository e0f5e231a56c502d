"""The site in numbers, each with the list that proves it."""

import datetime

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from actions.filters import ActionFilter
from actions.overview import Overview, ThemeCount, read_overview
from actions.overview_chart import draw_overview
from pok_tracker.lib.stacked_bars import Part
from tests.factories import make_action, make_draft, make_public_action, make_theme

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 7, 1, tzinfo=datetime.UTC)
LABELS = {"afgerond": "afgerond", "in-uitvoering": "in uitvoering"}


def proof(status: str, count: int, theme: str = "") -> Part:
    within = f"&thema={theme}" if theme else ""
    return Part(status, LABELS[status], count, f"/acties/?status={status}{within}")


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
        list_url="/acties/?thema=ouders",
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
                list_url="/acties/?thema=herstel",
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


def told(*statuses: str, at: datetime.datetime = AT) -> tuple[str, str]:
    """The sentences over actions of one theme with these statuses."""
    theme = make_theme("Herstel")
    for number, status in enumerate(statuses, 1):
        make_public_action(number, theme=theme, status=status)
    chart = draw_overview(read_overview(at=at))
    return chart.sentence, chart.themes_sentence


def test_the_chart_says_in_words_how_far_all_actions_are():
    assert told("in-uitvoering", "in-uitvoering", "afgerond") == (
        "Van de 3 acties is er 1 afgerond. De grootste groep is ‘in uitvoering’: 2.",
        "In 1 van de 1 thema is minstens één actie afgerond.",
    )


def test_without_a_finished_action_the_chart_says_that_there_is_none():
    assert told("in-uitvoering") == (
        "Van de 1 actie is er nog geen afgerond. De grootste groep is ‘in uitvoering’: 1.",
        "In geen van de 1 thema is minstens één actie afgerond.",
    )


def test_no_group_is_called_the_largest_when_two_are_as_large():
    assert told("in-uitvoering", "afgerond")[0] == "Van de 2 acties is er 1 afgerond."


def test_an_empty_site_says_so_in_words():
    assert told() == ("Er is nog geen actie gepubliceerd.", "")


def test_the_bars_of_all_themes_have_one_scale_and_the_table_a_cell_for_every_status():
    herstel = make_theme("Herstel", slug="herstel")
    ouders = make_theme("Ouders", slug="ouders", parent=herstel)
    overig = make_theme("Overig", slug="overig")
    for number, (theme, status) in enumerate(
        [(herstel, "afgerond"), (ouders, "doorlopend"), (overig, "doorlopend")], 1
    ):
        make_public_action(number, theme=theme, status=status)

    chart = draw_overview(read_overview(at=AT))

    assert [head.code for head in chart.heads] == ["doorlopend", "afgerond"]
    assert [
        (
            row.counted.theme.name,
            row.is_subtheme,
            [piece.width for piece in row.pieces],
            [cell and cell.count for cell in row.cells],
        )
        for row in chart.rows
    ] == [
        ("Herstel", False, ["50.00%", "50.00%"], [1, 1]),
        ("Ouders", True, ["50.00%"], [1, None]),
        ("Overig", False, ["50.00%"], [1, None]),
    ]
    assert chart.themes_sentence == (
        "In 1 van de 2 thema's is minstens één actie afgerond. "
        "Het thema met de meeste acties is Herstel: 2."
    )
