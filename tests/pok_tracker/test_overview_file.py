"""The numbers of the overview as a file."""

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import (
    JUNE_2021,
    link_motion,
    make_action,
    make_draft,
    make_milestone,
    make_motion,
    make_public_action,
    make_theme,
    make_update,
)
from tests.reading_files import ABOUT_LINES, csv_rows

pytestmark = pytest.mark.django_db

ADDRESS = "/overzicht.csv"
HERE = "http://testserver"
SEPTEMBER = datetime.datetime(2021, 9, 1, tzinfo=datetime.UTC)


def furnish(rows: int = 1) -> None:
    main = make_theme("Herstel", slug="herstel")
    below = make_theme("Ouders", slug="ouders", parent=main)
    for number in range(1, rows + 1):
        action = make_public_action(number, theme=below, superseded_at=SEPTEMBER)
        make_milestone(action.updates.get(), last_day=JUNE_2021.date())
        make_update(action, "Klaar.", slug="2021-09", status="afgerond", published_at=SEPTEMBER)
        link_motion(action, make_motion(number))
    make_draft(make_action(90, theme=make_theme("GEHEIM", slug="geheim")))


def test_it_has_a_line_a_number_with_the_list_that_proves_it(client: Client) -> None:
    furnish()

    rows = csv_rows(client.get(ADDRESS))[ABOUT_LINES:]

    lists = f"{HERE}/acties/?status=afgerond"
    assert rows[0] == ["onderwerp", "thema", "subthema", "code", "naam", "aantal", "url"]
    assert [row for row in rows[1:] if row[5] != "0"] == [
        ["acties", "", "", "afgerond", "afgerond", "1", lists],
        ["acties", "Herstel", "", "afgerond", "afgerond", "1", f"{lists}&thema=herstel"],
        ["acties", "Herstel", "Ouders", "afgerond", "afgerond", "1", f"{lists}&thema=ouders"],
        [
            "termijnen",
            "",
            "",
            "verstreken",
            "verstreken, geen uitkomst bekend",
            "1",
            f"{HERE}/termijnen/?stand=verstreken",
        ],
        ["moties", "", "", "afgedaan", "afgedaan", "1", f"{HERE}/moties/?afdoening=afgedaan"],
    ]


def test_on_an_earlier_day_it_has_the_numbers_of_that_day_and_says_so(client: Client) -> None:
    furnish()

    response = client.get(ADDRESS, {"peildatum": "2021-07-01"})
    rows = csv_rows(response)

    assert ["# Peildatum: 1 juli 2021"] in rows
    assert [f"# Bron: {HERE}/?peildatum=2021-07-01"] in rows
    assert rows[ABOUT_LINES + 1] == [
        "acties",
        "",
        "",
        "in-uitvoering",
        "in uitvoering",
        "1",
        f"{HERE}/acties/?status=in-uitvoering&peildatum=2021-07-01",
    ]
    assert response["Content-Disposition"] == 'attachment; filename="overzicht-2021-07-01.csv"'


def test_a_day_that_cannot_be_is_refused(client: Client) -> None:
    assert client.get(ADDRESS, {"peildatum": "ooit"}).status_code == 400


def test_who_has_it_already_gets_it_again_only_when_a_number_changed(client: Client) -> None:
    furnish()
    tag = client.get(ADDRESS)["ETag"]

    again = client.get(ADDRESS, headers={"If-None-Match": tag})
    make_public_action(2)
    changed = client.get(ADDRESS, headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_an_empty_site_has_no_number_but_none(client: Client) -> None:
    rows = csv_rows(client.get(ADDRESS))[ABOUT_LINES + 1 :]

    assert {row[5] for row in rows} == {"0"}


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_as_many_queries_for_one_row_as_for_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    furnish(rows)

    with django_assert_num_queries(4):
        assert client.get(ADDRESS).status_code == 200
