"""The overview, the definitions, and the health of the site."""

import datetime

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from actions.models import Status
from pok_tracker.lib.clock import now
from tests.factories import (
    JUNE_2021,
    make_milestone,
    make_outcome,
    make_public_action,
    make_secret_action,
    make_update,
)
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
LATER = datetime.datetime(2021, 10, 1, tzinfo=datetime.UTC)


class TestOverview:
    """The story at a glance."""

    def test_every_status_is_counted_with_a_link_to_its_rows(self, client: Client):
        make_public_action(1, status="afgerond")
        make_public_action(2, status="afgerond")
        make_public_action(3)
        make_secret_action(4)

        page = read_page(client.get("/"))
        counted = {
            link.attributes["href"]: link.words
            for link in page.all("a")
            if "status-bars__row" in link.attributes.get("class", "")
        }

        assert counted == {
            "/acties/?status=in-uitvoering": "in uitvoering 1 acties",
            "/acties/?status=afgerond": "afgerond 2 acties",
        }

    def test_passed_and_coming_promises_are_shown_and_outcomes_are_not(self, client: Client):
        today = now().date()
        update = make_public_action(1, "Een en twee en drie.").updates.get()
        make_milestone(update, "Een", last_day=today - 10 * DAY)
        make_milestone(update, "twee", last_day=today + 10 * DAY)
        make_outcome(make_milestone(update, "drie", last_day=today - 5 * DAY), met_on=today)

        page = read_page(client.get("/"))

        assert page.words("q") == ["Een", "twee"]
        assert {"/termijnen/?stand=verstreken", "/termijnen/?stand=binnenkort"} <= set(page.links)

    def test_a_promise_on_which_a_later_text_is_silent_still_counts(self, client: Client):
        action = make_public_action(1, "Een belofte.", superseded_at=LATER)
        make_milestone(action.updates.get(), "Een belofte.", last_day=JUNE_2021.date())
        make_update(action, "Geen belofte meer.", slug="2021-10", published_at=LATER)

        assert read_page(client.get("/")).words("q") == ["Een belofte."]

    def test_the_last_changes_come_first_and_lead_to_their_own_page(self, client: Client):
        for number in range(1, 8):
            make_public_action(number, published_at=JUNE_2021 + number * DAY)

        changes = [link for link in read_page(client.get("/")).links if "/stand/" in link]

        assert changes == [f"/acties/{number}/stand/2021-06/" for number in (7, 6, 5, 4, 3)]

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
        assert "De teksten gelden op 28 juni 2021." in " ".join(page.words("p"))

    def test_an_empty_site_says_so(self, client: Client):
        words = read_page(client.get("/")).words("p")

        assert "Er is nog geen rapportage gepubliceerd." in words
        assert "Er is nog geen stand van zaken gepubliceerd." in words


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
