"""Reading the site tells nobody anything, and asks little: no other host, no cookie, no error."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.furnished_site import Furnished
from tests.browser.page_types import EARLIER_DAY, FOUND, PAGE_TYPES

Fetched = Callable[[dict[str, str]], list[str]]
MOST_REQUESTS = 6
PAGES = [*PAGE_TYPES.values(), *EARLIER_DAY, *FOUND]


def test_no_page_asks_another_host_sets_a_cookie_or_logs_an_error(
    page: Page, site: Furnished
) -> None:
    asked: list[str] = []
    ever: list[str] = []
    errors, refused, many, for_print = [], [], {}, {}
    page.on("request", lambda request: (asked.append(request.url), ever.append(request.url)))
    page.on("console", lambda message: errors.append(_as_text(message)))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("response", lambda answer: refused.append(answer.url) if not answer.ok else None)

    for address in PAGES:
        asked.clear()
        page.goto(address)
        shown = _fetched(asked)
        page.emulate_media(media="print")
        page.evaluate("document.body.offsetHeight")
        # The icon of the page is its emblem; Chromium asks for it once more, some moments later.
        many[address], for_print[address] = len(shown), _fetched(asked) - shown
        page.emulate_media(media="screen")

    assert {urlsplit(url).netloc for url in _fetched(ever)} == {urlsplit(site.address).netloc}
    assert (page.context.cookies(), errors, refused) == ([], [], [])
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert {address: number for address, number in many.items() if number > MOST_REQUESTS} == {}
    assert for_print == {address: set() for address in PAGES}


def _fetched(asked: list[str]) -> set[str]:
    return {url for url in asked if not url.startswith("data:")}


def _as_text(message: ConsoleMessage) -> str:
    return f"{message.type}: {message.text}"


@pytest.fixture
def fetched_by(browser: Browser, browser_context_args: dict[str, object]) -> Fetched:
    """The paths that the browser of a new reader with these headers asks for, on all pages."""

    def fetch(headers: dict[str, str]) -> list[str]:
        context = browser.new_context(**browser_context_args, extra_http_headers=headers)
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        for address in PAGES:
            page.goto(address)
        context.close()
        # What a page has in common with the one before it may come from the cache: so, each once.
        return sorted(set(asked))

    return fetch


def test_who_saves_data_fetches_the_same_little(fetched_by: Fetched) -> None:
    asked = fetched_by({})

    assert fetched_by({"Save-Data": "on"}) == asked
    assert {path.rpartition(".")[2] for path in asked if path[:8] == "/static/"} == {"css", "svg"}
