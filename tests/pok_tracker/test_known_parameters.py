"""The memory of pages before the whole site: no link loses its question, no staff page is kept."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver
from django.utils.module_loading import import_string

from pok_tracker.known_parameters import KNOWN_PARAMETERS
from pok_tracker.lib.page_cache import PageCache
from pok_tracker.urls import staff_urls
from tests.reading_pages import read_page
from tests.test_public_pages import PAGES, furnish
from tests.wsgi_requests import ask


def routes(patterns: list[URLPattern | URLResolver], before: str = "/") -> list[str]:
    """The beginning of every address below these patterns, up to what varies."""
    found = []
    for pattern in patterns:
        route = before + str(pattern.pattern).lstrip("^")
        below = getattr(pattern, "url_patterns", None)
        found += [route] if below is None else routes(below, route)
    return found


def left_alone() -> tuple[str, ...]:
    """As the site runs; by its name, since it starts with the settings that are there then."""
    return import_string("pok_tracker.wsgi.application")._left_alone


def test_every_address_of_staff_is_left_alone() -> None:
    addresses = routes(staff_urls)

    assert len(addresses) > 100
    assert [one for one in addresses if not one.startswith(left_alone())] == []


@pytest.mark.django_db
def test_every_link_and_form_of_a_public_page_asks_with_known_names(client: Client) -> None:
    furnish(2)
    unknown = set()
    for address, _, _ in PAGES.values():
        page = read_page(client.get(address))
        for link in page.links:
            parts = urlsplit(link)
            if not parts.netloc and not parts.path.startswith(("/api/", "/beheer/")):
                unknown |= {name for name, _ in parse_qsl(parts.query)} - KNOWN_PARAMETERS
        for field in [*page.all("input"), *page.all("select")]:
            unknown |= {field.attributes.get("name", "q")} - KNOWN_PARAMETERS

    assert unknown == set()


@pytest.fixture
def site() -> PageCache:
    """The site as a server runs it, without a memory."""
    return PageCache(
        get_wsgi_application(),
        parameters=KNOWN_PARAMETERS,
        left_alone=left_alone(),
        known_publication=lambda: None,
        limit=0,
    )


# In a transaction of its own, the end of a request would close the connection of the test.
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_site_before_django_answers_as_django_does(client: Client, site: PageCache) -> None:
    furnish(2)
    added = {"etag", "cache-control", "vary", "x-accel-expires", "content-length"}
    for address in ("/", "/acties/", "/moties/", "/termijnen/", "/over/"):
        # The first look at a list measures its rows, for the sizes of its files.
        client.get(address)
        with override_settings(ALLOWED_HOSTS=["localhost"]):
            direct = client.get(address, headers={"host": "localhost"})
            answer = ask(site, f"{address}?utm_source=brief", Cookie="sessionid=x")

        assert (answer.status, answer.body) == (direct.status_code, direct.content)
        assert set(answer.headers) == {name.lower() for name in direct.headers} | added


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_refused(site: PageCache) -> None:
    with override_settings(ALLOWED_HOSTS=["localhost"]):
        assert ask(site, "/acties/", Host="elders.example.nl").status == 400
