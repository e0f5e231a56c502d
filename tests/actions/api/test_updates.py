"""Every published text of an action in the API."""

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import (
    JUNE_2021,
    make_action,
    make_draft,
    make_milestone,
    make_public_action,
    make_secret_action,
    make_update,
)

pytestmark = pytest.mark.django_db

UTC = datetime.UTC
SEPTEMBER = datetime.datetime(2021, 9, 1, 8, 30, tzinfo=UTC)
LATER = datetime.datetime(2121, 1, 1, tzinfo=UTC)


def updates(client: Client, number: int = 1, query: str = "") -> list[dict]:
    answer = client.get(f"/api/v1/acties/{number}/standen{query}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    return answer.json()["resultaten"]


def test_a_text_says_all_that_was_published_of_it(client: Client):
    make_public_action(37)
    action = make_action(1)
    update = make_update(
        action,
        "Wacht op de formatie, zie ook 37 en 38 (TK 34352-213).",
        status="wacht-op-besluit",
        status_quote="Wacht op de formatie",
        waiting_for="formatie",
        see_also=[37, 38],
        shared_with=[37, 38],
        cited=["34352-213"],
        footnotes=[{"marker": "1", "position": 4, "text": "Zie de brief."}],
    )
    make_milestone(update, "Wacht op", last_day=datetime.date(2021, 7, 31))

    assert updates(client) == [
        {
            "tekst": "Wacht op de formatie, zie ook 37 en 38 (TK 34352-213).",
            "peildatum": "2021-06-30",
            "rapportage": "2021-06",
            "gedeeldMet": [37],
            "voetnoten": ["Zie de brief."],
            "slug": "2021-06",
            "soort": "rapportage",
            "verbetert": None,
            "uitvoeringsstatus": "wacht-op-besluit",
            "uitvoeringsstatusCitaat": "Wacht op de formatie",
            "wachtOp": "formatie",
            "zieOok": [37],
            "kamerstukken": [
                {
                    "dossier": "34352",
                    "nummer": 213,
                    "citaat": "TK 34352-213",
                    "url": "https://zoek.officielebekendmakingen.nl/kst-34352-213.html",
                    "twijfelachtig": False,
                }
            ],
            "termijnen": [
                {
                    "citaat": "Wacht op",
                    "soort": "gepland",
                    "van": "2021-07-31",
                    "tot": "2021-07-31",
                    "precisie": "dag",
                    "stand": "verstreken",
                }
            ],
            "gepubliceerdOp": "2021-06-30T00:00:00Z",
            "vervangenOp": None,
            "url": "http://testserver/acties/1/stand/2021-06/",
        }
    ]


def test_the_newest_text_comes_first_and_the_earlier_one_tells_when_it_was_replaced(client: Client):
    action = make_public_action(1, "Begonnen.", superseded_at=SEPTEMBER)
    make_update(action, "Klaar.", slug="2021-09", published_at=SEPTEMBER)

    found = updates(client)

    assert [(row["tekst"], row["vervangenOp"]) for row in found] == [
        ("Klaar.", None),
        ("Begonnen.", "2021-09-01T08:30:00Z"),
    ]


def test_a_correction_names_what_it_corrects_unless_that_was_withdrawn(client: Client):
    action = make_public_action(1, "Met een fout.", superseded_at=SEPTEMBER)
    wrong = action.updates.get()
    make_update(
        action, "Zonder.", slug="2021-09-01", kind="correctie", corrects=wrong, report=wrong.report,
        published_at=SEPTEMBER,
    )  # fmt: skip
    assert [row["verbetert"] for row in updates(client)] == ["2021-06", None]

    type(wrong).objects.filter(pk=wrong.pk).update(
        state="ingetrokken", withdrawn_at=SEPTEMBER, withdrawn_reason="Dubbel."
    )
    assert [row["verbetert"] for row in updates(client)] == [None]


def test_a_draft_a_withdrawn_text_and_one_for_later_are_not_told_of(client: Client):
    action = make_public_action(1, "Openbaar.", superseded_at=LATER)
    make_update(action, "Straks openbaar.", slug="2121-01", published_at=LATER)
    make_draft(action, "Nog geheim.", slug="concept")
    make_update(
        action, "Teruggenomen.", slug="2021-05", state="ingetrokken", published_at=JUNE_2021
    )

    assert [(row["tekst"], row["vervangenOp"]) for row in updates(client)] == [("Openbaar.", None)]


def test_on_an_earlier_day_a_later_text_is_not_there_and_nothing_was_replaced(client: Client):
    action = make_public_action(1, "Begonnen.", superseded_at=SEPTEMBER)
    make_update(action, "Klaar.", slug="2021-09", published_at=SEPTEMBER)

    found = updates(client, query="?peildatum=2021-08-31")

    assert [(row["tekst"], row["vervangenOp"]) for row in found] == [("Begonnen.", None)]


@pytest.mark.parametrize("number", [1, 2])
def test_an_action_that_is_not_public_has_no_texts(client: Client, number: int):
    make_secret_action(1)

    assert client.get(f"/api/v1/acties/{number}/standen").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_one_text_costs_the_same_as_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
):
    action = make_action(1)
    for month in range(1, rows + 1):
        moment = datetime.datetime(2021, month, 1, tzinfo=UTC)
        following = datetime.datetime(2021, month + 1, 1, tzinfo=UTC) if month < rows else None
        update = make_update(
            action, slug=f"2021-{month:02}", published_at=moment, superseded_at=following,
            cited=["34352-213"], see_also=[1],
        )  # fmt: skip
        make_milestone(update, last_day=datetime.date(2021, 7, 31))

    with django_assert_num_queries(6):
        found = updates(client)

    assert len(found) == rows
