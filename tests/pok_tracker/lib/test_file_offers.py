"""The sizes beside the forms of a list: those of files that were made, and of no other."""

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pok_tracker.lib import list_page
from pok_tracker.lib.exports import FORMS
from pok_tracker.lib.file_offers import size_in_words
from pok_tracker.lib.file_sizes import SIZES
from tests.actions.test_api import AUGUST_2021, make_public_update
from tests.factories import make_public_action
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_file_was_made_yet() -> None:
    caches[SIZES].clear()


def offered(client: Client, address: str = "/acties/") -> list[str]:
    links = read_page(client.get(address)).all("a")
    return [link.words for link in links if link.attributes["href"].startswith("/acties.")]


def make_files(client: Client, query: str = "") -> None:
    for ending in FORMS:
        client.get(f"/acties.{ending}{query}")


def test_a_file_that_nobody_asked_for_has_no_size(client: Client):
    make_public_action(1)

    assert offered(client) == [
        "CSV",
        "Excel",
        "OpenDocument",
        "JSON",
        "Atom: volg de wijzigingen",
        "iCalendar: de termijnen in uw agenda",
    ]


def test_a_file_has_its_own_size_once_it_was_made(client: Client):
    make_public_action(1, "é" * 5_000)
    files = [client.get(f"/acties.{form}").content for form in ("csv", "json")]
    sizes = [size_in_words(len(file)) for file in files]

    assert offered(client) == [
        f"CSV, {sizes[0]}",
        "Excel",
        "OpenDocument",
        f"JSON, {sizes[1]}",
        "Atom: volg de wijzigingen",
        "iCalendar: de termijnen in uw agenda",
    ]
    # The text, and the quote that its status rests on.
    assert sizes[0] == "21 kB"


def test_a_feed_and_a_calendar_have_no_size(client: Client):
    make_public_action(1)
    make_files(client)

    assert [", " in words for words in offered(client)] == [True, True, True, True, False, False]


def test_sizes_cost_no_query(client: Client, django_assert_num_queries: DjangoAssertNumQueries):
    make_public_action(1)
    make_files(client)

    with django_assert_num_queries(6):
        assert offered(client)[0] == "CSV, 1 kB"


def test_a_new_update_makes_other_files(client: Client, monkeypatch: pytest.MonkeyPatch):
    action = make_public_action(1, superseded_at=AUGUST_2021)
    make_public_update(action, "a" * 9_000, published_at=AUGUST_2021)
    before = AUGUST_2021.replace(day=14)
    monkeypatch.setattr("pok_tracker.lib.viewpoint.now", lambda: before)
    make_files(client)
    small = offered(client)[0]

    monkeypatch.setattr("pok_tracker.lib.viewpoint.now", lambda: AUGUST_2021)
    unknown = offered(client)[0]
    make_files(client)

    assert (small, unknown, offered(client)[0]) == ("CSV, 1 kB", "CSV", "CSV, 19 kB")


def test_another_selection_has_another_size(client: Client):
    make_public_action(1, "toeslag " + "a" * 9_000)
    make_public_action(2, "gewoon")
    make_files(client, "?q=gewoon")

    assert offered(client, "/acties/?q=gewoon")[0] == "CSV, 1 kB"
    assert offered(client)[0] == "CSV"


def test_a_selection_of_more_than_a_page_has_no_sizes(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(list_page, "PER_PAGE", 1)
    make_public_action(1)
    make_public_action(2)
    make_files(client)

    assert offered(client)[:2] == ["CSV", "Excel"]


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 kB"), (1_499, "1 kB"), (34_400, "34 kB"), (999_999, "1000 kB"), (1_250_000, "1,2 MB")],
)
def test_a_size_is_told_as_on_a_download_page(size: int, words: str):
    assert size_in_words(size) == words
