"""The list of kinds of pages is complete."""

from pok_tracker.urls import public_urls
from tests.browser.page_types import PAGE_TYPES
from tests.test_public_pages import DATA, NAMELESS, REDIRECTS, views_of


def test_every_public_page_is_visited_by_the_browser() -> None:
    assert views_of(public_urls) - {*DATA, *REDIRECTS, *NAMELESS} == {*PAGE_TYPES}
