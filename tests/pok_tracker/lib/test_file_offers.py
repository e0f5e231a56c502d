"""The sizes beside the forms of a list: measured, and measured again only when needed."""

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pok_tracker.lib import list_page
from pok_tracker.lib.file_offers import SIZES, size_in_words
from tests.actions.test_api import AUGUST_2021, make_public_update
from tests.factories import make_public_action
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_is_measured_yet() -> None:
    caches[SIZES].clear()


def offered(client: Client, address: str = "/acties/") -> list[str]:
    links = read_page(client.get(address)).all("a")
    return [link.words for link in links if link.attributes["href"].startswith("/acties.")]


def test_csv_and_json_have_the_size_of_the_file_itself(client: Client):
    make_public_action(1, "é" * 5_000)
    sizes = [size_in_words(len(client.get(f"/acties.{form}").content)) for form in ("csv", "json")]

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


def test_a_size_is_measured_once(client: Client, django_assert_num_queries: DjangoAssertNumQueries):
    make_public_action(1)
    first = offered(client)

    with django_assert_num_queries(6):
        assert offered(client) == first


def test_a_new_update_is_measured_again(client: Client, monkeypatch: pytest.MonkeyPatch):
    action = make_public_action(1, superseded_at=AUGUST_2021)
    make_public_update(action, "a" * 9_000, published_at=AUGUST_2021)
    before = AUGUST_2021.replace(day=14)
    monkeypatch.setattr("pok_tracker.lib.viewpoint.now", lambda: before)
    small = offered(client)[0]

    monkeypatch.setattr("pok_tracker.lib.viewpoint.now", lambda: AUGUST_2021)

    assert (small, offered(client)[0]) == ("CSV, 1 kB", "CSV, 19 kB")


def test_another_selection_has_another_size(client: Client):
    make_public_action(1, "toeslag " + "a" * 9_000)
    make_public_action(2, "gewoon")

    assert offered(client, "/acties/?q=gewoon")[0] == "CSV, 1 kB"
    assert offered(client)[0] == "CSV, 19 kB"


def test_a_selection_of_more_than_a_page_has_no_sizes(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(list_page, "PER_PAGE", 1)
    make_public_action(1)
    make_public_action(2)

    assert offered(client)[:2] == ["CSV", "Excel"]


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 kB"), (1_499, "1 kB"), (34_400, "34 kB"), (999_999, "1000 kB"), (1_250_000, "1,2 MB")],
)
def test_a_size_is_told_as_on_a_download_page(size: int, words: str):
    assert size_in_words(size) == words
