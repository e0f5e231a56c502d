"""Reading the site tells nobody anything: no other host, no cookie, no error."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page

from tests.browser.furnished_site import Furnished
from tests.browser.page_types import EARLIER_DAY, FOUND, PAGE_TYPES

PAGES = [*PAGE_TYPES.values(), *EARLIER_DAY, *FOUND]


def test_no_page_asks_another_host_sets_a_cookie_or_logs_an_error(
    page: Page, site: Furnished
) -> None:
    hosts, errors, refused = set(), [], []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: errors.append(_as_text(message)))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("response", lambda answer: refused.append(answer.url) if not answer.ok else None)

    for address in PAGES:
        page.goto(address)

    assert hosts == {urlsplit(site.address).netloc}
    assert (page.context.cookies(), errors, refused) == ([], [], [])
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def _as_text(message: ConsoleMessage) -> str:
    return f"{message.type}: {message.text}"
