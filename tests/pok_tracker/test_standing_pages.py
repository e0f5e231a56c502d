"""The standing pages: that every page leads to them, and that they invent nothing."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, override_settings

from actions.models import Milestone, Standing, Status, WaitingFor
from motions.models import Motion
from pok_tracker.lib.site_owner import SiteOwner
from pok_tracker.standing_pages import STANDING_PAGES
from tests.factories import (
    link_motion,
    make_motion,
    make_public_action,
    make_secret_action,
    make_theme,
)
from tests.reading_pages import Page, read_page

pytestmark = pytest.mark.django_db

ADDRESSES = [f"/{page.address}" for page in STANDING_PAGES]
TELLING_OF_OWNER = [
    *("/over/", "/contact/", "/toegankelijkheid/", "/privacy/", "/kwetsbaarheid-melden/"),
]
NOBODY = "Deze kopie van de site wordt nog door niemand beheerd."
OWNER = SiteOwner(
    name="Ministerie van Voorbeelden",
    email="redactie@example.nl",
    security_contact="mailto:security@example.nl",
    accessibility_statement="https://www.example.nl/verklaring",
    source_code="https://www.example.nl/broncode",
)


def words(response: HttpResponse) -> str:
    """The words of the page itself, without the tags."""
    return " ".join(read_page(response).words("main"))


def meta(page: Page, name: str) -> list[str]:
    """What the head of a page says under this name."""
    return [
        element.attributes["content"]
        for element in page.all("meta")
        if name in {element.attributes.get("name"), element.attributes.get("property")}
    ]


@pytest.mark.parametrize("address", ["/", "/over/", "/acties/", "/bestaat-niet/"])
def test_the_foot_of_every_page_leads_to_every_standing_page(client: Client, address: str) -> None:
    links = read_page(client.get(address)).links

    assert [page for page in ADDRESSES if page not in links] == []


@override_settings(SITE_OWNER=SiteOwner())
@pytest.mark.parametrize("address", TELLING_OF_OWNER)
def test_a_site_that_nobody_runs_says_so_and_gives_no_address(client: Client, address: str) -> None:
    response = client.get(address)

    assert NOBODY in words(response) or "nog geen toegankelijkheidsverklaring" in words(response)
    assert "mailto:" not in response.content.decode()


@override_settings(SITE_OWNER=OWNER)
@pytest.mark.parametrize("address", TELLING_OF_OWNER)
def test_a_site_with_an_owner_says_who(client: Client, address: str) -> None:
    page = client.get(address)

    assert NOBODY not in words(page)
    assert "redactie@example.nl" in words(page) or "Voorbeelden" in words(page)


@override_settings(SITE_OWNER=OWNER)
def test_each_address_of_the_owner_is_a_link(client: Client) -> None:
    links = {link for address in ADDRESSES for link in read_page(client.get(address)).links}

    assert {
        "mailto:redactie@example.nl",
        "mailto:security@example.nl",
        "https://www.example.nl/verklaring",
        "https://www.example.nl/broncode",
        "/.well-known/security.txt",
    } <= links


@override_settings(SITE_OWNER=SiteOwner())
def test_no_status_of_accessibility_is_invented(client: Client) -> None:
    page = client.get("/toegankelijkheid/")

    assert "De site heeft dus nog geen status." in words(page)
    assert "https://www.toegankelijkheidsverklaring.nl/register" in read_page(page).links


def test_every_code_of_the_site_has_its_definition(client: Client) -> None:
    told = words(client.get("/definities/"))
    labels = [
        *Status.labels,
        *WaitingFor.labels,
        *Standing.labels,
        *Milestone.Kind.labels,
        *Motion.Result.labels,
    ]

    assert [label for label in labels if label not in told] == []


def test_every_version_of_the_changelog_is_told_to_readers() -> None:
    changelog = (Path(settings.BASE_DIR) / "CHANGELOG.md").read_text(encoding="utf-8")
    releases = settings.BASE_DIR / "templates/standing_pages/releases.html"
    versions = re.findall(r"^## \[(\d[^\]]*)\]", changelog, re.MULTILINE)

    assert [v for v in versions if f"Versie {v}" not in releases.read_text()] == []


def test_the_page_of_all_pages_names_what_is_public_and_nothing_else(client: Client) -> None:
    link_motion(make_public_action(1), make_motion(13))
    link_motion(make_secret_action(2), make_motion(14))

    links = read_page(client.get("/sitemap/")).links

    assert {"/acties/1/", "/moties/35510-13/", "/rapportages/2021-06/"} <= set(links)
    assert [link for link in links if link in {"/acties/2/", "/moties/35510-14/"}] == []


def test_a_sub_theme_stands_under_its_theme_and_a_motion_has_its_names(client: Client) -> None:
    main = make_theme("Hoofd")
    below = make_theme("Deel", parent=main)
    link_motion(
        make_public_action(1, theme=below), make_motion(13, submitters=("Omtzigt", "Azarkan"))
    )

    page = read_page(client.get("/sitemap/"))

    items = [" ".join(item.split()) for item in page.words("li")]
    assert [item for item in items if "Deel" in item] == ["Deel", "Hoofd Deel"]
    assert "Motie 35 510, nr. 13 Omtzigt, Azarkan" in items


class TestHead:
    """What search engines and people who share a page see of it."""

    @pytest.mark.parametrize("address", ["/", "/acties/1/", *ADDRESSES])
    def test_a_shared_page_says_what_its_title_and_description_say(
        self, client: Client, address: str
    ) -> None:
        make_public_action(1, description='Doe "dit" & <b>dat</b>')

        page = read_page(client.get(address))

        title = [f"{words} – POK-tracker" for words in meta(page, "og:title")]
        assert title == page.words("title")
        assert meta(page, "og:description") == meta(page, "description")
        assert (meta(page, "og:type"), meta(page, "og:locale")) == (["website"], ["nl_NL"])

    def test_the_address_to_share_is_that_of_the_page_as_it_is_now(self, client: Client) -> None:
        page = read_page(client.get("/over/?peildatum=2021-07-01"))

        assert meta(page, "og:url") == ["http://testserver/over/"]

    def test_no_two_pages_describe_themselves_alike(self, client: Client) -> None:
        told = [meta(read_page(client.get(a)), "description")[0] for a in ["/", *ADDRESSES]]

        assert len(set(told)) == len(told)
