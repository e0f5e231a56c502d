"""sitemap.xml: every public page, nothing else, and when it changed."""

import datetime
import re

import pytest
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from actions.models import Action
from pok_tracker.sitemaps import LISTS, SITEMAPS
from pok_tracker.standing_pages import STANDING_PAGES
from tests.factories import (
    link_motion,
    make_action,
    make_motion,
    make_public_action,
    make_secret_action,
    make_theme,
    make_update,
)

pytestmark = pytest.mark.django_db

LATER = datetime.datetime(2021, 9, 1, tzinfo=datetime.UTC)
NEXT_CENTURY = datetime.datetime(2121, 1, 1, tzinfo=datetime.UTC)
FIXED = len(LISTS) + len(STANDING_PAGES)
ENTRY = re.compile(r"<loc>(.*?)</loc>(?:<lastmod>(.*?)</lastmod>)?")


def entries(client: Client) -> dict[str, str]:
    """The addresses of the sitemap, each with the day on which it changed."""
    response = client.get("/sitemap.xml")
    assert response.headers["Content-Type"] == "application/xml"
    return dict(ENTRY.findall(response.content.decode()))


@override_settings(SITE_URL="https://pok.example.nl")
def test_every_public_row_is_named_with_the_day_on_which_a_text_came(client: Client) -> None:
    main = make_theme("Hoofdthema", slug="hoofd")
    below = make_theme("Subthema", slug="sub", parent=main)
    action = make_action(1, theme=below)
    link_motion(action, make_motion(13))
    make_update(action, slug="2021-06", superseded_at=LATER)
    make_update(action, "Nieuw.", slug="2021-09", published_at=LATER)

    told = {
        address.removeprefix("https://pok.example.nl"): day
        for address, day in entries(client).items()
        if day
    }

    assert told == {
        "/acties/1/": "2021-09-01",
        "/acties/1/stand/2021-06/": "2021-06-30",
        "/acties/1/stand/2021-09/": "2021-09-01",
        "/moties/35510-13/": "2021-09-01",
        "/themas/hoofd/": "2021-09-01",
        "/themas/sub/": "2021-09-01",
        "/rapportages/2021-06/": "2021-06-30",
        "/rapportages/2021-09/": "2021-09-01",
    }


def test_nothing_that_is_not_public_is_named_or_dated(client: Client) -> None:
    theme = make_theme("Openbaar", slug="openbaar")
    action = make_public_action(1, theme=theme, superseded_at=NEXT_CENTURY)
    make_update(action, "Straks.", slug="2121-01", published_at=NEXT_CENTURY)
    link_motion(make_secret_action(2), make_motion(14))
    Action.objects.filter(number=2).update(theme=make_theme("Geheim", slug="geheim"))

    told = entries(client)
    secret = ("/acties/2/", "geheim", "2121", "35510-14")

    assert [address for address in told if any(part in address for part in secret)] == []
    assert {day for day in told.values() if day} == {"2021-06-30"}


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_as_many_queries_for_one_row_as_for_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(1, rows + 1):
        link_motion(make_public_action(number), make_motion(number))

    with django_assert_num_queries(len(SITEMAPS) - 1):
        assert len(entries(client)) == FIXED + 4 * rows + 1
