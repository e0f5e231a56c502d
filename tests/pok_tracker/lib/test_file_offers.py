"""The sizes beside the forms of a list: measured, and no other."""

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pok_tracker.lib import list_page
from pok_tracker.lib.exports import FORMS
from pok_tracker.lib.file_offers import size_in_words
from pok_tracker.lib.file_sizes import SIZES
from tests.actions.api.reading_api import AUGUST_2021, make_public_update
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


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_csv_and_a_json_have_their_true_size_before_they_are_made(
    client: Client, monkeypatch: pytest.MonkeyPatch, ending: str, rows: int
):
    monkeypatch.setattr("pok_tracker.lib.file_offers.size_in_words", str)
    for number in range(1, rows + 1):
        make_public_action(number, "é" * 900 * number)
    foreseen = offered(client)

    assert f"{FORMS[ending].label}, {len(client.get(f'/acties.{ending}').content)}" in foreseen


def test_a_packed_file_has_its_size_once_it_was_made(client: Client):
    make_public_action(1, "é" * 5_000)
    unknown = offered(client)
    size = size_in_words(len(client.get("/acties.xlsx").content))

    assert unknown == [
        # The text, and the quote that its status rests on.
        "CSV, 21 kB",
        "Excel",
        "OpenDocument",
        "JSON, 21 kB",
        "Atom: volg de wijzigingen",
        "iCalendar: de termijnen in uw agenda",
    ]
    assert offered(client)[1] == f"Excel, {size}"


def test_a_feed_and_a_calendar_have_no_size(client: Client):
    make_public_action(1)
    make_files(client)

    assert [", " in words for words in offered(client)] == [True, True, True, True, False, False]


def test_a_row_is_measured_once_whatever_selection_it_is_in(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
):
    make_public_action(1)
    make_public_action(2)

    with django_assert_num_queries(6):
        offered(client)
    with django_assert_num_queries(5):
        assert offered(client, "/acties/?herkomst=kabinetsreactie")[0] == "CSV, 1 kB"


def test_a_new_update_makes_other_files(client: Client, monkeypatch: pytest.MonkeyPatch):
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
    make_files(client)

    assert offered(client)[:2] == ["CSV", "Excel"]


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 kB"), (1_499, "1 kB"), (34_400, "34 kB"), (999_999, "1000 kB"), (1_250_000, "1,2 MB")],
)
def test_a_size_is_told_as_on_a_download_page(size: int, words: str):
    assert size_in_words(size) == words
