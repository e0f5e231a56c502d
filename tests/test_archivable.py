"""A web archive that follows plain links gets the whole site, once."""

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from django.urls import resolve
from pytest_django import DjangoDbBlocker

from actions.models import Action, StatusReport, StatusUpdate, Theme
from motions.models import Motion
from pok_tracker.lib.site_owner import SiteOwner
from pok_tracker.seeding import seed_empty_database
from pok_tracker.urls import public_urls
from tests.archive_crawler import Rules, Visit, read_rules, visit
from tests.factories import make_public_action
from tests.reading_pages import read_page
from tests.shared_rows import rows_for_all
from tests.test_public_pages import NAMELESS, views_of

# The site of June 2021 has about 240 addresses; more than this is a space without an end.
BOUND = 400
# Public addresses to which no plain link leads, and who finds them all the same.
NOT_LINKED = {
    "healthz": "a monitor",
    "favicon": "a browser",
    "search": "the form in the head of each page",
    "kamerstuk": "who types the number of a paper",
    "api-action": "a program that read /api/v1/acties",
    "api-motion": "a program that read /api/v1/moties",
    "api-report": "a program that read /api/v1/rapportages",
    "api-updates": "a program that read /api/v1/acties",
    "actions:edition_differences": "a link that is there from the second edition on",
}


@pytest.fixture(scope="class")
def visited(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Visit]:
    """What a visitor who obeys robots.txt finds on the site of June 2021."""
    owner = SiteOwner(security_contact="mailto:security@example.nl")
    with rows_for_all(django_db_blocker), override_settings(SITE_OWNER=owner):
        seed_empty_database()
        yield visit(Client(), "/", rules(), at_most=BOUND)


def rules() -> Rules:
    """What our own robots.txt says."""
    return read_rules(Client().get("/robots.txt").content.decode())


class TestVisit:
    """What the visitor found."""

    def test_no_link_is_broken(self, visited: Visit) -> None:
        assert visited.broken == []

    @pytest.mark.django_db
    def test_every_row_that_is_public_is_reached(self, visited: Visit) -> None:
        rows = [
            *Action.objects.all(),
            *StatusUpdate.objects.select_related("action"),
            *Motion.objects.all(),
            *Theme.objects.all(),
            *StatusReport.objects.all(),
        ]

        assert len(rows) > 86 + 86 + 19
        assert [row for row in rows if row.get_absolute_url() not in visited.statuses] == []

    def test_every_list_is_reached_in_every_form(self, visited: Visit) -> None:
        endings = ("csv", "xlsx", "ods", "json", "atom", "ics")
        files = {
            f"/{name}.{ending}" for name in ("acties", "moties", "termijnen") for ending in endings
        }

        assert {*files, "/overzicht.csv"} - visited.statuses.keys() == set()

    def test_every_public_address_is_linked_or_found_in_another_way(self, visited: Visit) -> None:
        reached = {resolve(address.partition("?")[0]).view_name for address in visited.statuses}

        assert views_of(public_urls) - NAMELESS - reached == NOT_LINKED.keys()

    def test_the_site_has_an_end(self, visited: Visit) -> None:
        assert 200 < len(visited.statuses) < BOUND

    def test_nothing_is_fetched_twice_under_another_question(self, visited: Visit) -> None:
        assert [a for a in visited.statuses if "?" in a and "?pagina=" not in a] == []

    def test_whatever_is_forbidden_is_allowed_without_its_question(self, visited: Visit) -> None:
        # The pages about the API show examples of questions, also of single rows.
        pages = {a.partition("?")[0] for a in visited.forbidden if not a.startswith("/api/")}
        lost = pages - visited.statuses.keys()

        assert lost == set()


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("/", True),
        ("/acties/44/", True),
        ("/acties/?pagina=2", True),
        ("/acties.csv", True),
        ("/api/v1/acties", True),
        ("/acties/?status=afgerond", False),
        ("/acties/?pagina=2&peildatum=2021-07-01", False),
        ("/acties/44/?peildatum=2021-07-01", False),
        ("/zoek?q=toeslag", False),
        ("/beheer/inloggen/", False),
    ],
)
def test_robots_allows_pages_and_no_questions(address: str, allowed: bool) -> None:
    assert rules().allow(address) is allowed


@pytest.mark.django_db
def test_a_page_on_a_day_is_no_way_into_a_site_of_that_day(client: Client) -> None:
    make_public_action(1)

    today = read_page(client.get("/acties/1/"))
    earlier = read_page(client.get("/acties/1/?peildatum=2021-07-01"))
    asked = [a for a in today.all("a") if "peildatum=" in a.attributes["href"]]

    assert [link.attributes.get("rel") for link in asked] == ["nofollow"]
    assert [
        meta.attributes["content"]
        for meta in earlier.all("meta")
        if meta.attributes.get("name") == "robots"
    ] == ["noindex, nofollow"]
