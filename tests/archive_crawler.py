"""A visitor as a web archive sends one: plain links, no JavaScript, and robots.txt obeyed."""

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from django.test import Client

from tests.reading_pages import Page, read_page


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a robots.txt, of which the longest that fits decides (RFC 9309)."""

    rules: tuple[tuple[str, bool], ...]

    def allow(self, address: str) -> bool:
        """Whether a visitor may fetch this address; of two rules as long, the kinder one."""
        fitting = [(len(rule), allows) for rule, allows in self.rules if _fits(rule, address)]
        return max(fitting, default=(0, True))[1]


def read_rules(text: str) -> Rules:
    """The rules of a robots.txt that speaks to everybody."""
    lines = [line.partition(": ") for line in text.splitlines()]
    return Rules(
        tuple((path, name == "Allow") for name, _, path in lines if name in {"Allow", "Disallow"})
    )


def _fits(rule: str, address: str) -> bool:
    return re.match(re.escape(rule).replace(r"\*", ".*"), address) is not None


@dataclass
class Visit:
    """What a visitor found: the answer to each address, and which page led to it first."""

    statuses: dict[str, int] = field(default_factory=dict)
    found_on: dict[str, str] = field(default_factory=dict)
    forbidden: set[str] = field(default_factory=set)

    @property
    def broken(self) -> list[tuple[str, int, str]]:
        """The addresses that gave no page: where, what was answered, which page led there."""
        return [
            (address, status, self.found_on[address])
            for address, status in self.statuses.items()
            if status >= 400
        ]


def visit(client: Client, start: str, rules: Rules, *, at_most: int) -> Visit:
    """Follow every link from `start`; stops at the bound, so that an endless site is seen."""
    seen = Visit(found_on={start: ""})
    waiting = [start]
    while waiting and len(seen.statuses) < at_most:
        address = waiting.pop(0)
        response = client.get(address)
        seen.statuses[address] = response.status_code
        for link in _links_of(response, address):
            if not rules.allow(link):
                seen.forbidden.add(link)
            elif link not in seen.found_on:
                seen.found_on[link] = address
                waiting.append(link)
    return seen


def _links_of(response: object, address: str) -> list[str]:
    if "Location" in response.headers:
        return _inside([response.headers["Location"]], address)
    if not response.headers["Content-Type"].startswith("text/html"):
        return []
    page = read_page(response)
    return _inside([*page.links, *_files_of_head(page)], address)


def _files_of_head(page: Page) -> list[str]:
    return [link.attributes["href"] for link in page.all("link")]


def _inside(links: list[str], address: str) -> list[str]:
    """The links that stay on the site, in full, without the place on the page."""
    joined = [urlsplit(urljoin(f"http://testserver{address}", link)) for link in links]
    return [
        f"{parts.path}?{parts.query}" if parts.query else parts.path
        for parts in joined
        if parts.netloc == "testserver" and not parts.path.startswith("/static/")
    ]
