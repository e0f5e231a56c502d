"""The API as it stood on a day."""

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pok_tracker.lib.clock import day_of, now
from tests.factories import (
    link_motion,
    make_milestone,
    make_motion,
    make_public_action,
    make_theme,
    make_update,
)
from tests.test_public_pages import furnish

pytestmark = pytest.mark.django_db

SEPTEMBER = datetime.datetime(2021, 9, 1, tzinfo=datetime.UTC)
BEFORE = "peildatum=2021-08-31"
ON_THE_DAY = "peildatum=2021-09-01"
COLLECTIONS = ["acties", "moties", "themas", "termijnen", "rapportages"]
ADDRESSES = [
    *COLLECTIONS,
    "acties/1",
    "acties/1/standen",
    "moties/35510-1",
    "rapportages/2021-06",
]


def ask(client: Client, address: str) -> dict:
    answer = client.get(f"/api/v1/{address}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    return answer.json()


@pytest.fixture
def _two_editions() -> None:
    """An action that was finished in September, and one that came only then."""
    theme = make_theme("Herstel", slug="herstel")
    first = make_public_action(1, "Begonnen.", theme=theme, superseded_at=SEPTEMBER)
    make_milestone(first.updates.get(), last_day=datetime.date(2021, 8, 1))
    make_update(first, "Klaar.", slug="2021-09", status="afgerond", published_at=SEPTEMBER)
    link_motion(first, make_motion(1))
    second = make_public_action(
        2, "Nieuw.", theme=make_theme(slug="nieuw"), slug="2021-09", published_at=SEPTEMBER
    )
    make_milestone(second.updates.get(), last_day=datetime.date(2022, 8, 1))
    link_motion(second, make_motion(2))


@pytest.mark.usefixtures("_two_editions")
class TestOnADay:
    """Every answer is the one of that day."""

    def test_an_action_has_the_text_the_status_and_the_terms_of_that_day(self, client: Client):
        before, after = (ask(client, f"acties/1?{day}") for day in (BEFORE, ON_THE_DAY))

        assert [
            (action["standVanZaken"]["tekst"], action["uitvoeringsstatus"], action["gewijzigdOp"])
            for action in (before, after)
        ] == [
            ("Begonnen.", "in-uitvoering", "2021-06-30T00:00:00Z"),
            ("Klaar.", "afgerond", "2021-09-01T00:00:00Z"),
        ]
        assert before["termijnen"][0]["stand"] == "verstreken"

    def test_a_term_stands_as_on_that_day(self, client: Client):
        standings = [
            ask(client, f"acties/1?peildatum={day}")["termijnen"][0]["stand"]
            for day in ("2021-06-30", "2021-08-01", "2021-08-02")
        ]

        assert standings == ["binnenkort", "binnenkort", "verstreken"]

    @pytest.mark.parametrize("collection", COLLECTIONS)
    def test_a_collection_holds_what_was_public_then(self, client: Client, collection: str):
        asked = [ask(client, f"{collection}?{day}")["aantal"] for day in (BEFORE, ON_THE_DAY)]

        assert asked == [1, 2]
        assert ask(client, f"{collection}?peildatum=2021-06-29")["resultaten"] == []

    def test_filters_search_in_what_was_said_then(self, client: Client):
        found = {
            query: [
                action["nummer"] for action in ask(client, f"acties?{query}&{BEFORE}")["resultaten"]
            ]
            for query in ("status=afgerond", "status=in-uitvoering", "q=klaar", "q=begonnen")
        }

        assert found == {
            "status=afgerond": [],
            "status=in-uitvoering": [1],
            "q=klaar": [],
            "q=begonnen": [1],
        }

    def test_a_value_that_came_later_is_no_choice_yet(self, client: Client):
        answer = client.get(f"/api/v1/acties?thema=nieuw&{BEFORE}")

        assert answer.status_code == 400
        assert ask(client, f"acties?thema=nieuw&{ON_THE_DAY}")["aantal"] == 1

    def test_a_motion_is_settled_as_it_was_then(self, client: Client):
        settled = [
            ask(client, f"moties/35510-1?{day}")["afdoening"] for day in (BEFORE, ON_THE_DAY)
        ]

        assert settled == ["open", "afgedaan"]

    @pytest.mark.parametrize("address", ["acties/2", "moties/35510-2"])
    def test_what_was_not_public_yet_is_not_there(self, client: Client, address: str):
        answers = [
            client.get(f"/api/v1/{address}?{day}").status_code for day in (BEFORE, ON_THE_DAY)
        ]

        assert answers == [404, 200]


@pytest.mark.usefixtures("_two_editions")
class TestRefusing:
    """A day that cannot be is a problem document, together with every other fault."""

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_every_address_names_the_parameter_and_the_remedy(self, client: Client, address: str):
        answer = client.get(f"/api/v1/{address}?peildatum=gisteren")

        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
        assert answer.json()["fouten"] == [
            {
                "parameter": "peildatum",
                "melding": "De peildatum 'gisteren' is geen dag. Schrijf een dag als "
                "jaar-maand-dag, zoals 2021-06-30.",
            }
        ]

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_tomorrow_is_refused_and_today_is_not(self, client: Client, address: str):
        today = day_of(now())
        tomorrow = today + datetime.timedelta(days=1)

        statuses = [
            client.get(f"/api/v1/{address}", {"peildatum": day.isoformat()}).status_code
            for day in (today, tomorrow)
        ]

        assert statuses == [200, 400]

    @pytest.mark.parametrize("collection", ["acties", "moties"])
    def test_all_faults_are_told_at_once(self, client: Client, collection: str):
        answer = client.get(f"/api/v1/{collection}?peildatum=2021-13-01&indiener=niemand&sort=x")

        wrong = {fault["parameter"] for fault in answer.json()["fouten"]}
        assert wrong == {"peildatum", "indiener", "sort"}


def test_the_pages_beside_a_page_keep_the_day(client: Client):
    for number in range(1, 102):
        make_public_action(number)

    first = ask(client, f"acties?{BEFORE}")
    second = client.get(first["volgende"]).json()

    assert first["volgende"].endswith(f"/api/v1/acties?pagina=2&{BEFORE}")
    assert second["vorige"].endswith(f"/api/v1/acties?{BEFORE}")


@pytest.mark.parametrize(
    ("address", "queries"),
    [("acties", 8), ("acties/1", 6), ("moties", 7), ("moties/35510-1", 5), ("themas", 2)],
)
def test_a_day_costs_no_query(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    queries: int,
):
    furnish(3)

    with django_assert_num_queries(queries):
        ask(client, f"{address}?{ON_THE_DAY}")
