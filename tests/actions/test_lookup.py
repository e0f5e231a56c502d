"""The pages that a reader means who types a number, a citation or a name."""

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actions.lookup import Meant, read_meant, read_only_page
from motions.models import Document, Motion
from tests.factories import (
    JUNE_2021,
    link_motion,
    make_motion,
    make_public_action,
    make_secret_action,
)
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 7, 1, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
MOTION_13 = "/moties/35510-13/"


@pytest.fixture(autouse=True)
def _site() -> None:
    """Two public motions of Omtzigt, an action that has the number of one, and a secret one."""
    link_motion(make_public_action(44, cited=["34352-213"]), make_motion(13))
    Motion.objects.update(document_number="2021D02423", case_number="2021Z01085")
    link_motion(
        make_public_action(13, cited=["35510-809"]), make_motion(12, submitters=("Van Dam",))
    )
    link_motion(make_public_action(86), make_motion(16, submitters=("Omtzigt", "Van Dam")))
    link_motion(make_secret_action(50), make_motion(50))
    Document.objects.create(dossier="35510", number=809, doubt="Zo veel stukken zijn er niet.")
    Document.objects.create(dossier="35510", number=810, doubt="GEHEIM")


def addresses(query: str) -> list[str]:
    return [meant.url for meant in read_meant(query, at=AT)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("35510-13", [MOTION_13]),
        ("35 510, nr. 13", [MOTION_13]),
        ("kst-35510-13", [MOTION_13]),
        ("35510 nr 13", [MOTION_13]),
        ("nr. 13 Omtzigt", [MOTION_13]),
        ("motie Omtzigt", [MOTION_13, "/moties/35510-16/"]),
        ("motie van Omtzigt", [MOTION_13, "/moties/35510-16/"]),
        ("motie dam", ["/moties/35510-12/", "/moties/35510-16/"]),
        ("motie Omtzigt/Van Dam", ["/moties/35510-16/"]),
        ("2021d02423", [MOTION_13]),
        ("2021Z01085", [MOTION_13]),
        ("actie 44", ["/acties/44/"]),
        ("Actie nr. 44.", ["/acties/44/"]),
        ("44", ["/acties/44/"]),
        ("13", ["/acties/13/", MOTION_13]),
        ("nr. 13 Segers", []),
        ("motie Wilders", []),
        ("34352-213", ["https://zoek.officielebekendmakingen.nl/kst-34352-213.html"]),
        ("35510-809", [""]),
        # What is not public is not known, and neither is what is thought of it.
        ("actie 50", []),
        ("motie 50", []),
        ("35510-50", ["https://zoek.officielebekendmakingen.nl/kst-35510-50.html"]),
        ("35510-810", ["https://zoek.officielebekendmakingen.nl/kst-35510-810.html"]),
        ("Er wordt aan gewerkt", []),
    ],
)
def test_words_find_the_pages_that_they_name(query: str, found: list[str]):
    assert addresses(query) == found


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("35510-13", MOTION_13),
        ("motie 35510, nr. 13", MOTION_13),
        ("2021D02423", MOTION_13),
        ("actie 44", "/acties/44/"),
        # More can be meant, or the page is not here.
        ("13", ""),
        ("44", ""),
        ("nr. 13 Omtzigt", ""),
        ("motie Omtzigt", ""),
        ("34352-213", ""),
        ("35510-809", ""),
        ("actie 50", ""),
        ("", ""),
    ],
)
def test_only_what_can_mean_one_page_leads_there_at_once(query: str, page: str):
    assert read_only_page(query, at=AT) == page


def test_nothing_is_found_before_it_is_published():
    assert read_meant("actie 44", at=JUNE_2021 - DAY) == []


def test_a_motion_says_who_signed_it():
    Motion.objects.filter(number=13).update(title="over een onderzoek", and_others=True)

    assert read_meant("35510-13", at=AT) == [
        Meant(
            "motie 35510 nr. 13",
            MOTION_13,
            "van Omtzigt c.s. over een onderzoek",
            is_certain=True,
        )
    ]


@pytest.mark.parametrize(("query", "queries"), [("toeslagen", 0), ("actie 44", 1), ("13", 3)])
def test_words_that_name_nothing_cost_nothing(
    django_assert_num_queries: DjangoAssertNumQueries, query: str, queries: int
):
    with django_assert_num_queries(queries):
        read_meant(query, at=AT)


def test_the_list_offers_the_page_and_stays_a_list(client: Client):
    page = read_page(client.get("/acties/?q=35510-13"))

    assert "Ga naar motie 35510 nr. 13" in page.words("a")
    assert "/acties/44/" in page.links


def test_the_list_offers_the_page_also_when_it_is_empty(client: Client):
    page = read_page(client.get("/acties/?q=2021D02423"))

    assert page.words("h2")[:1] == ["Bedoelt u"]
    assert "Niets gevonden" in page.words("h2")
    assert MOTION_13 in page.links


def test_a_paper_that_cannot_exist_is_offered_without_a_link(client: Client):
    page = read_page(client.get("/acties/?q=35510-809"))

    assert "Kamerstuk 35 510, nr. 809 Zo veel stukken zijn er niet." in page.words("li")
    assert [link for link in page.links if "kst-" in link] == []


def test_an_ordinary_search_offers_nothing(client: Client):
    page = read_page(client.get("/acties/?q=gewerkt"))

    assert "Bedoelt u" not in page.words("h2")
