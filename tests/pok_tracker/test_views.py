"""The overview, the definitions, and the health of the site."""

import datetime
import re

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from actions.models import Status
from pok_tracker.lib.clock import now
from tests.factories import (
    JUNE_2021,
    link_motion,
    make_milestone,
    make_motion,
    make_outcome,
    make_public_action,
    make_secret_action,
    make_theme,
    make_update,
)
from tests.reading_pages import Page, read_page

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
LATER = datetime.datetime(2021, 10, 1, tzinfo=datetime.UTC)


class TestOverview:
    """The story at a glance."""

    def test_every_number_is_the_number_of_rows_behind_its_link(self, client: Client):
        main = make_theme("Herstel", slug="herstel")
        below = make_theme("Ouders", slug="ouders", parent=main)
        for number, (theme, status) in enumerate(
            [(main, "afgerond"), (below, "afgerond"), (below, "doorlopend"), (None, "afgerond")], 1
        ):
            action = make_public_action(number, theme=theme, status=status)
            make_milestone(action.updates.get(), last_day=JUNE_2021.date() + number * DAY)
            link_motion(action, make_motion(number))
        make_secret_action(5)

        told = numbers_by_link(read_page(client.get("/")))
        proven = {address: {rows_at(client, address)} for address in told}

        assert told == proven
        assert {
            "/acties/": {4},
            "/acties/?status=afgerond": {3},
            "/acties/?thema=herstel": {3},
            "/acties/?thema=ouders": {2},
            "/acties/?status=afgerond&thema=herstel": {2},
            "/acties/?status=afgerond&thema=ouders": {1},
            "/termijnen/": {4},
            "/termijnen/?stand=verstreken": {4},
            "/termijnen/?stand=gehaald": {0},
            "/moties/": {4},
            "/moties/?afdoening=afgedaan": {3},
            "/moties/?afdoening=open": {1},
        }.items() <= told.items()

    def test_every_picture_has_a_sentence_and_a_table_that_says_the_same(self, client: Client):
        action = make_public_action(1, "Een belofte.")
        make_milestone(action.updates.get(), last_day=JUNE_2021.date())
        link_motion(action, make_motion(1))

        page = read_page(client.get("/"))

        assert page.words("figcaption") == [
            "Van de 1 actie is er nog geen afgerond. De grootste groep is ‘in uitvoering’: 1.",
            "In geen van de 1 thema is minstens één actie afgerond.",
            "De enige beloofde termijn is voorbij zonder bekende uitkomst. "
            "Van geen enkele staat hier dat die is gehaald.",
            "Van de 1 motie is er nog geen afgedaan, en geen voor een deel. 1 staat nog open.",
        ]
        assert page.words("caption") == [
            "Acties per status",
            "Acties per thema en status",
            "Termijnen per stand",
            "Moties per afdoening",
        ]

    def test_a_piece_of_a_bar_leads_only_where_a_link_for_keys_and_voices_leads_too(
        self, client: Client
    ):
        main = make_theme("Herstel", slug="herstel")
        action = make_public_action(1, theme=make_theme("Ouders", slug="ouders", parent=main))
        make_milestone(action.updates.get(), last_day=JUNE_2021.date())
        link_motion(action, make_motion(1))

        links = read_page(client.get("/")).all("a")
        pieces = {a.attributes["href"] for a in links if "tabindex" in a.attributes}
        others = {a.attributes["href"] for a in links if "tabindex" not in a.attributes}

        assert len(pieces) == 5
        assert pieces - others == set()

    def test_a_piece_of_a_bar_has_a_texture_of_its_own_besides_its_colour(self, client: Client):
        make_public_action(1)
        make_public_action(2, status="niet-uitgevoerd")

        page = read_page(client.get("/"))
        fillings = [
            rect.attributes["fill"] for rect in page.all("rect") if "fill" in rect.attributes
        ]
        textures = {pattern.attributes["id"] for pattern in page.all("pattern")}

        assert {"url(#vulling-in-uitvoering) none", "url(#vulling-niet-uitgevoerd) none"} <= set(
            fillings
        )
        # Only what is done is one plain colour.
        assert {status.value for status in Status} - {
            name.removeprefix("vulling-") for name in textures
        } == {"afgerond"}

    def test_passed_and_coming_promises_are_shown_and_outcomes_are_not(self, client: Client):
        today = now().date()
        update = make_public_action(1, "Een en twee en drie.").updates.get()
        make_milestone(update, "Een", last_day=today - 10 * DAY)
        make_milestone(update, "twee", last_day=today + 10 * DAY)
        make_outcome(make_milestone(update, "drie", last_day=today - 5 * DAY), met_on=today)

        page = read_page(client.get("/"))

        assert page.words("q") == ["Een", "twee"]

    def test_a_promise_on_which_a_later_text_is_silent_still_counts(self, client: Client):
        action = make_public_action(1, "Een belofte.", superseded_at=LATER)
        make_milestone(action.updates.get(), "Een belofte.", last_day=JUNE_2021.date())
        make_update(action, "Geen belofte meer.", slug="2021-10", published_at=LATER)

        assert read_page(client.get("/")).words("q") == ["Een belofte."]

    def test_with_one_edition_it_says_that_there_is_nothing_to_compare(self, client: Client):
        make_public_action(1)

        page = read_page(client.get("/"))

        assert any(
            words.startswith("Er is één rapportage, die van juni 2021.")
            for words in page.words("p")
        )
        assert [link for link in page.links if "/verschillen/" in link] == []

    def test_the_latest_edition_is_named_also_when_something_came_after_it(
        self, client: Client, admin_user, django_user_model
    ):
        action = make_public_action(1, superseded_at=LATER)
        make_update(
            action,
            "Tussendoor.",
            slug="2021-10-01",
            kind="tussentijds",
            verbatim=False,
            author=admin_user,
            reviewer=django_user_model.objects.create(username="beoordelaar"),
            published_at=LATER,
        )

        page = read_page(client.get("/"))

        assert "/rapportages/2021-06/" in page.links
        assert "/acties/1/stand/2021-10-01/" in page.links
        assert "De teksten gelden op 28 juni 2021." in " ".join(page.words("p"))

    def test_an_empty_site_says_so(self, client: Client):
        page = read_page(client.get("/"))

        assert "Er is nog geen rapportage gepubliceerd." in page.words("p")
        assert page.words("figcaption") == [
            "Er is nog geen actie gepubliceerd.",
            "Er is nog geen termijn beloofd.",
            "Er is nog geen motie gepubliceerd.",
        ]


def numbers_by_link(page: Page) -> dict[str, set[int]]:
    """Every number that is a link to a list, by where it leads."""
    found: dict[str, set[int]] = {}
    for link in page.all("a"):
        address = link.attributes["href"]
        numbers = {int(number) for number in re.findall(r"\d+", link.words)}
        if numbers and address.partition("?")[0] in {"/acties/", "/termijnen/", "/moties/"}:
            found.setdefault(address, set()).update(numbers)
    return found


def rows_at(client: Client, address: str) -> int:
    """How many rows a list says that it has."""
    page = read_page(client.get(address))
    said = [p.words for p in page.all("p") if p.attributes.get("class") == "found"]
    return int(said[0].split()[0]) if said else 0


def test_every_status_has_its_definition(client: Client):
    page = client.get("/definities/").content.decode()

    assert [status.label for status in Status if status.label not in page] == []


class TestHealth:
    """What a monitor asks."""

    def test_the_site_is_well_when_it_answers_and_its_database_does(self, client: Client):
        response = client.get("/healthz")

        assert (response.status_code, response.content) == (200, b"ok\n")
        assert response.headers["Content-Type"] == "text/plain"

    def test_the_site_is_not_well_without_its_database(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ):
        def no_answer(*question: object, **options: object) -> None:
            raise DatabaseError("weg")

        monkeypatch.setattr(connection, "cursor", no_answer)

        response = client.get("/healthz")

        assert (response.status_code, response.content) == (503, b"geen database\n")


def test_a_browser_finds_our_mark_without_being_told(client: Client) -> None:
    assert client.get("/favicon.ico").url == "/static/favicon.svg"
