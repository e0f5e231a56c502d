"""The site over the table of June 2021, followed from link to link."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoDbBlocker

from actions.change_filters import ChangeFilter
from actions.filters import ActionFilter
from actions.models import Action, StatusUpdate, Theme
from actions.term_filters import TermFilter
from motions.filters import MotionFilter
from motions.models import Motion
from pok_tracker.lib.clock import now
from pok_tracker.seeding import seed_empty_database
from tests.reading_pages import Page, read_page
from tests.shared_rows import rows_for_all
from tests.test_public_pages import LISTS


@pytest.fixture(scope="class")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Page]]:
    """Every page that plain links lead to from the overview, by its address."""
    with rows_for_all(django_db_blocker):
        seed_empty_database()
        yield crawl(Client(), "/")


def crawl(client: Client, start: str) -> dict[str, Page]:
    """Follow internal links, query strings left out: those are asked of the filters instead."""
    pages: dict[str, Page] = {}
    waiting = [start]
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        assert response.status_code == 200, address
        if not response.headers["Content-Type"].startswith("text/html"):
            pages[address] = Page("")
            continue
        pages[address] = read_page(response)
        found = {path_of(link, address) for link in pages[address].links if is_internal(link)}
        waiting += sorted(found - pages.keys() - set(waiting))
    return pages


def is_internal(link: str) -> bool:
    return urlsplit(link).netloc in {"", "testserver"}


def path_of(link: str, page: str) -> str:
    return urlsplit(link).path or page


@pytest.mark.django_db
class TestRealSite:
    """The site over the table of June 2021, followed from link to link."""

    def test_every_action_motion_theme_and_edition_can_be_reached(self, site: dict[str, Page]):
        rows = [
            *Action.objects.all(),
            *StatusUpdate.objects.select_related("action"),
            *Motion.objects.all(),
            *Theme.objects.all(),
        ]
        wanted = {row.get_absolute_url() for row in rows} | set(LISTS) | {"/rapportages/2021-06/"}

        assert wanted - site.keys() == set()
        assert (Action.objects.count(), Motion.objects.count()) == (86, 19)

    def test_every_link_inside_a_page_leads_to_a_place_there(self, site: dict[str, Page]):
        lost = [
            (address, link)
            for address, page in site.items()
            for link in page.links
            if is_internal(link) and urlsplit(link).fragment
            if urlsplit(link).fragment not in site[path_of(link, address)].places
        ]

        assert lost == []

    def test_every_link_with_a_question_is_one_that_the_filters_understand(
        self, site: dict[str, Page]
    ):
        asked = {
            (path_of(link, address), urlsplit(link).query)
            for address, page in site.items()
            for link in page.links
            if is_internal(link) and urlsplit(link).query
            # The address of a page on a day: any page takes it.
            if not urlsplit(link).query.startswith("peildatum=")
            # The examples of the API are followed in tests/pok_tracker/open_data/test_pages.py.
            if not link.startswith("/api/")
        }
        filters = {
            "/acties/": ActionFilter,
            "/moties/": MotionFilter,
            "/termijnen/": TermFilter,
            "/wijzigingen/": ChangeFilter,
        }

        refused = [
            (path, query)
            for path, query in sorted(asked)
            if not filters[f"{path.rstrip('/').split('.')[0]}/"](
                QueryDict(query), at=now()
            ).is_valid()
        ]

        assert (refused, len(asked) > 20) == ([], True)

    def test_every_link_to_another_site_is_a_web_page(self, site: dict[str, Page]):
        outside = {
            urlsplit(link).scheme
            for page in site.values()
            for link in page.links
            if not is_internal(link)
        }

        # The table itself prints some addresses with http.
        assert outside == {"http", "https"}

    def test_no_page_names_a_place_twice(self, site: dict[str, Page]):
        twice = []
        for address, page in site.items():
            ids = [
                element.attributes["id"] for element in page.elements if "id" in element.attributes
            ]
            twice += [(address, name) for name in set(ids) if ids.count(name) > 1]

        assert twice == []
