"""Editions in the API, row by row as they were printed."""

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actions.models import EditionRow
from tests.factories import (
    link_motion,
    make_action,
    make_draft,
    make_motion,
    make_public_action,
    make_report,
    make_theme,
    make_update,
)

pytestmark = pytest.mark.django_db

REPORTS = "/api/v1/rapportages"
LATER = datetime.datetime(2121, 1, 1, tzinfo=datetime.UTC)


def read(client: Client, address: str) -> dict:
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    return answer.json()


def rows(client: Client, query: str = "") -> list[dict]:
    return read(client, f"{REPORTS}/2021-06{query}")["rijen"]


def make_row(number: int) -> None:
    main = make_theme("Herstel", slug=f"hoofd-{number}")
    action = make_action(
        number, "Doe dit", theme=make_theme("Ouders", slug=f"sub-{number}", parent=main),
        source_lines=[10, 11],
    )  # fmt: skip
    link_motion(action, make_motion(number))
    make_update(
        action, "Gedaan.", source_lines=[12], shared_with=[number, 99],
        footnotes=[{"marker": "1", "position": 2, "text": "Zie de brief."}],
    )  # fmt: skip


def test_an_edition_says_what_it_is_and_what_stood_in_its_rows(client: Client):
    make_row(1)
    about = {
        "slug": "2021-06",
        "titel": "Stand van zaken 2021-06",
        "peildatum": "2021-06-28",
        "peildatumHerkomst": "",
        "aantalActies": 1,
        "bronbestand": "2021-06.txt",
        "bronbestandSha256": "0" * 64,
        "url": "http://testserver/rapportages/2021-06/",
    }

    assert read(client, REPORTS)["resultaten"] == [about]
    assert read(client, f"{REPORTS}/2021-06") == {
        **about,
        "inleiding": "",
        "rijen": [
            {
                "nummer": 1,
                "thema": {"slug": "hoofd-1", "naam": "Herstel"},
                "subthema": {"slug": "sub-1", "naam": "Ouders"},
                "omschrijving": "Doe dit",
                "aanduidingen": ["NR. 1 Motie Omtzigt"],
                "tekst": "Gedaan.",
                "gedeeldMet": [1],
                "voetnoten": ["Zie de brief."],
                "regelsOmschrijving": [10, 11],
                "regelsTekst": [12],
                "url": "http://testserver/acties/1/stand/2021-06/",
            }
        ],
    }


def test_a_row_says_what_was_printed_also_when_the_action_says_something_else_now(client: Client):
    action = make_public_action(1, description="Wat er nu staat")
    then = make_theme("Toen", slug="toen")
    EditionRow.objects.create(
        report=make_report(), action=action, update=action.updates.get(), position=1,
        description="Wat er toen stond", description_lines=[3], theme=then,
        labels=[{"printed": "NR. 7 Motie Wilders"}],
    )  # fmt: skip

    [row] = rows(client)

    assert (row["omschrijving"], row["aanduidingen"], row["thema"], row["regelsOmschrijving"]) == (
        "Wat er toen stond",
        ["NR. 7 Motie Wilders"],
        {"slug": "toen", "naam": "Toen"},
        [3],
    )


def test_a_draft_a_withdrawn_text_and_one_for_later_are_no_rows(client: Client):
    make_public_action(1)
    make_draft(make_action(2), kind="rapportage", slug="2021-06")
    make_update(make_action(3), "Teruggenomen.", state="ingetrokken")
    make_update(make_action(4), "Straks.", published_at=LATER)

    assert [row["nummer"] for row in rows(client)] == [1]
    assert [row["aantalActies"] for row in read(client, REPORTS)["resultaten"]] == [1]


@pytest.mark.parametrize("address", [f"{REPORTS}/2021-06", f"{REPORTS}/2022-01"])
def test_an_edition_of_which_nothing_is_public_is_not_there(client: Client, address: str):
    make_draft(make_action(1), kind="rapportage", slug="2021-06")

    assert client.get(address).status_code == 404
    assert read(client, REPORTS)["aantal"] == 0


def test_an_edition_is_not_there_on_a_day_before_it(client: Client):
    make_public_action(1)

    assert read(client, f"{REPORTS}?peildatum=2021-06-29")["aantal"] == 0
    assert client.get(f"{REPORTS}/2021-06?peildatum=2021-06-29").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_one_row_costs_the_same_as_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
):
    for number in range(1, count + 1):
        make_row(number)

    with django_assert_num_queries(4):
        found = rows(client)

    assert len(found) == count


@pytest.mark.parametrize("count", [1, 3])
def test_one_edition_costs_the_same_as_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
):
    for month in range(1, count + 1):
        make_public_action(month, slug=f"2021-{month:02}")

    with django_assert_num_queries(2):
        found = read(client, REPORTS)

    assert found["aantal"] == count
