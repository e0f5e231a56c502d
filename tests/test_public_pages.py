"""Every public page: that it answers, what it costs, what it says of itself.

The addresses are read from the URL resolver, so that a new one without its line here fails.
"""

import datetime

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import URLPattern, URLResolver
from pytest_django import DjangoAssertNumQueries

from pok_tracker.urls import public_urls
from tests.factories import (
    JUNE_2021,
    link_motion,
    make_action,
    make_milestone,
    make_ministry,
    make_motion,
    make_outcome,
    make_theme,
    make_update,
)
from tests.reading_pages import Page, read_page

# Per view: an address of it, the heading, and the queries it takes however many rows there are.
PAGES = {
    "home": ("/", "Wat is er gedaan na ‘Ongekend onrecht’?", 8),
    "actions:list": ("/acties/", "Acties", 5),
    "actions:detail": ("/acties/1/", "Actie 1", 8),
    "actions:brief": ("/acties/debatmap/", "Debatmap: 3 acties", 7),
    "actions:update": ("/acties/1/stand/2021-06/", "Actie 1: stand van 30 juni 2021", 4),
    "actions:terms": ("/termijnen/", "Termijnen", 5),
    "actions:themes": ("/themas/", "Thema's", 2),
    "actions:theme": ("/themas/hoofd-1/", "Hoofdthema 1", 6),
    "actions:reports": ("/rapportages/", "Rapportages", 1),
    "actions:report": ("/rapportages/2021-06/", "Rapportage van juni 2021", 5),
    "actions:edition_differences": (
        "/rapportages/2021-05/verschillen/2021-06/",
        "Wat veranderde er?",
        9,
    ),
    "actions:day_differences": (
        "/verschillen/?van=2021-07-01&tot=2021-09-01",
        "Wat veranderde er?",
        7,
    ),
    "actions:changes": ("/wijzigingen/", "Wijzigingen", 8),
    "motions:list": ("/moties/", "Moties", 7),
    "motions:detail": ("/moties/35510-1/", "Motie 35 510, nr. 1", 7),
    "motions:mentioned": ("/moties/genoemd/", "Genoemd in teksten", 3),
    "about": ("/over/", "Over deze site", 0),
    "definitions": ("/definities/", "Definities", 0),
    "open-data": ("/open-data/", "Open data", 0),
    "api-reference": ("/open-data/api/", "De API", 0),
    "contact": ("/contact/", "Contact", 0),
    "accessibility": ("/toegankelijkheid/", "Toegankelijkheid", 0),
    "privacy": ("/privacy/", "Privacy", 0),
    "report-weakness": ("/kwetsbaarheid-melden/", "Kwetsbaarheid melden", 0),
    "archive": ("/archief/", "Archief", 1),
    "releases": ("/releases/", "Releases", 0),
    "sitemap": ("/sitemap/", "Sitemap", 6),
}
# Addresses for machines have tests of their own; here only that they leak nothing and set nothing.
DATA = {
    "favicon": "/favicon.ico",
    "healthz": "/healthz",
    "overview-file": "/overzicht.csv",
    "acties-file": "/acties.csv",
    "moties-file": "/moties.csv",
    "termijnen-file": "/termijnen.csv",
    "sitemap.xml": "/sitemap.xml",
    "robots.txt": "/robots.txt",
    "security.txt": "/.well-known/security.txt",
    "api-actions": "/api/v1/acties",
    "api-action": "/api/v1/acties/1",
    "api-motions": "/api/v1/moties",
    "api-motion": "/api/v1/moties/35510-1",
    "api-themes": "/api/v1/themas",
    "api-updates": "/api/v1/acties/1/standen",
    "api-terms": "/api/v1/termijnen",
    "api-reports": "/api/v1/rapportages",
    "api-report": "/api/v1/rapportages/2021-06",
    "whole-set": "/data/pok-tracker.json",
    "catalog": "/data/catalog.jsonld",
    "api-docs": "/api/v1/openapi.json",
}
# What only leads on has tests of its own as well.
REDIRECTS = {"search": "/zoek?q=actie+1", "kamerstuk": "/kst-35510-1"}
# What catches every other address under /api/ has no name.
NAMELESS = {"api/"}
ADDRESSES = [address for address, _, _ in PAGES.values()]
LISTS = [
    "/",
    "/acties/",
    "/termijnen/",
    "/themas/",
    "/rapportages/",
    "/verschillen/",
    "/wijzigingen/",
    "/moties/",
    "/over/",
    "/definities/",
    *("/archief/", "/sitemap/"),
]
LATER = datetime.datetime(2021, 9, 1, tzinfo=datetime.UTC)


def views_of(patterns: list[URLPattern | URLResolver], prefix: str = "", route: str = "") -> set:
    found = set()
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            space = f"{pattern.namespace}:" if pattern.namespace else prefix
            found |= views_of(pattern.url_patterns, space, here)
        else:
            found.add(prefix + pattern.name if pattern.name else here)
    return found


def furnish(rows: int) -> None:
    """Actions with everything that hangs on them, each with its own of everything."""
    for number in range(1, rows + 1):
        main = make_theme(f"Hoofdthema {number}", slug=f"hoofd-{number}")
        action = make_action(number, theme=make_theme(f"Subthema {number}", parent=main))
        make_update(
            action,
            "Zie actie 1. In juni gaat het in. Zie TK 34352-213 en 35510, nr. 809.",
            slug="2021-05",
            superseded_at=LATER,
            as_of=datetime.date(2021, 5, 28),
        )
        make_update(
            action,
            "Zie actie 1. In juni gaat het in. Zie TK 34352-213 en 35510, nr. 809.",
            published_at=LATER,
            see_also=[1, 2, 3],
            shared_with=[1, 2, 3],
            cited=["34352-213", "35510-809"],
            addresses=["https://www.rijksoverheid.nl/"],
            footnotes=[{"marker": "1", "position": 12, "text": "TK 34352-213"}],
            source_lines=[1, 2],
        )
        for update in action.updates.all():
            later = make_milestone(update, "In juni", last_day=datetime.date(2121, 1, 1))
            promise = make_milestone(update, "In juni", last_day=JUNE_2021.date())
            make_outcome(promise, moved_to=later)
            make_milestone(update, "In juni", last_day=JUNE_2021.date())
        make_ministry(f"M{number}", action=action)
        make_ministry(f"N{number}", action=action)
        members = (f"Eerste {number}", f"Tweede {number}")
        link_motion(action, make_motion(number, submitters=members), part=1)
        link_motion(action, make_motion(number + 10, submitters=members), part=2)


@pytest.mark.django_db
class TestEveryPage:
    """What holds for each page by itself."""

    def test_every_public_address_stands_in_a_table_here(self):
        assert views_of(public_urls) == {*PAGES, *DATA, *REDIRECTS, *NAMELESS}

    @pytest.mark.parametrize("rows", [1, 3])
    def test_a_page_takes_as_many_queries_for_one_row_as_for_three(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
    ):
        furnish(rows)
        # The first look at a list measures its rows, for the sizes of its files.
        client.get("/acties/")

        for address, _, queries in PAGES.values():
            with django_assert_num_queries(queries, info=address):
                response = client.get(address)
            assert (response.status_code, address) == (200, address)

    def test_a_page_says_what_it_is_and_fetches_nothing_from_elsewhere(self, client: Client):
        furnish(3)

        for address, heading, _ in PAGES.values():
            page = read_page(client.get(address))
            files = [url.removeprefix("/static/") for url in page.resources]

            assert page.words("h1") == [heading]
            assert [html.attributes["lang"] for html in page.all("html")] == ["nl"]
            assert [" – POK-tracker" in title for title in page.words("title")] == [True]
            assert [file for file in files if not finders.find(file)] == []
            assert not_allowed_by_our_security_policy(page) == []

    def test_no_answer_knows_its_reader(self, client: Client):
        furnish(1)
        client.cookies["sessionid"] = "een-oude-sessie"
        addresses = [
            *ADDRESSES,
            *DATA.values(),
            *REDIRECTS.values(),
            "/bestaat-niet/",
            "/api/x",
            "/acties/?thema=x",
        ]

        answers = {address: client.get(address) for address in addresses}

        assert [address for address, answer in answers.items() if answer.cookies] == []
        assert [
            address for address, answer in answers.items() if "Cookie" in answer.get("Vary", "")
        ] == []

    @pytest.mark.parametrize("address", LISTS)
    def test_a_list_without_rows_says_so(self, client: Client, address: str):
        response = client.get(address)

        assert (response.status_code, len(read_page(response).all("h1"))) == (200, 1)

    @pytest.mark.parametrize(
        "address",
        [
            "/acties/1/",
            "/acties/0/",
            f"/acties/{10**30}/",
            "/acties/1/stand/2021-06/",
            "/themas/geen/",
            "/rapportages/2021-06/",
            "/rapportages/2021-06/verschillen/2021-06/",
            "/moties/35510-13/",
            "/moties/35510-013/",
            "/moties/kst-35510-13/",
            "/moties/35510-99999/",
            "/moties/onzin/",
            "/acties.pdf",
            "/acties.CSV",
            "/acties.csv/",
            "/moties.html",
        ],
    )
    def test_what_does_not_exist_is_not_found_in_dutch(self, client: Client, address: str):
        response = client.get(address)

        assert response.status_code == 404
        assert read_page(response).words("h1") == ["Deze bladzijde is er niet"]

    def test_no_page_can_be_posted_to(self, client: Client):
        addresses = [*ADDRESSES, *DATA.values(), *REDIRECTS.values()]

        assert [a for a in addresses if client.post(a).status_code != 405] == []


def not_allowed_by_our_security_policy(page: Page) -> list[str]:
    inline = [element.tag for element in page.elements if element.tag in {"style", "script"}]
    attributes = [
        f"{element.tag} {name}"
        for element in page.elements
        for name in element.attributes
        if name == "style" or name.startswith("on")
    ]
    return inline + attributes
