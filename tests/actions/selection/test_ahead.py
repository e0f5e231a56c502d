"""What is made ahead is what pages show: after it they ask the database nothing."""

import datetime
from collections.abc import Iterator

import pytest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from actions import search_memory
from actions.search_index import VECTOR, SearchIndex
from actions.selection import ahead
from actions.selection.ahead import make_rows
from actions.selection.memory import ListMemory, known_list
from tests.actions.selection.same_answers import KNOWN_BY, NOW, new_publication
from tests.factories import make_public_action

pytestmark = pytest.mark.django_db

ADDRESSES = ["/acties/", "/acties/?q=gevraagd doen", "/acties/?sort=-nummer"]
REQUEST = RequestFactory().get("/")


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> ListMemory:
    """Three actions, and what a process just began to keep of them."""
    for number in (1, 2, 3):
        make_public_action(number, f"Wij doen {number}", description=f"Gevraagd {number}")
    publication = new_publication()
    monkeypatch.setattr(KNOWN_BY, lambda: publication)
    monkeypatch.setattr(search_memory, "now", lambda: NOW)
    known = known_list(at=NOW)
    assert known is not None
    return known


def test_pages_and_searches_ask_nothing_after_it(
    memory: ListMemory,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    monkeypatch.setattr(ahead, "AT_ONCE", 2)
    for _ in make_rows(memory, REQUEST, at=NOW):
        pass

    with django_assert_num_queries(0):
        pages = [client.get(address) for address in ADDRESSES]

    assert [page.content.count(b"<tr") for page in pages] == [4, 4, 4]


def test_texts_to_read_closely_are_kept_also_when_the_list_took_long_to_read(
    memory: ListMemory, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(search_memory, "now", lambda: NOW + datetime.timedelta(seconds=9))

    for _ in make_rows(memory, REQUEST, at=NOW):
        pass

    index = search_memory.kept_index()
    assert [index.vectors.get(VECTOR, row) is None for row in range(3)] == [False] * 3


def test_without_it_the_same_pages_ask(
    memory: ListMemory, client: Client, django_assert_num_queries: DjangoAssertNumQueries
):
    # The rows, how old they are, and their sizes.
    with django_assert_num_queries(3):
        client.get(ADDRESSES[0])


@pytest.mark.usefixtures("memory")
def test_the_first_page_begins_it_and_no_other(client: Client, monkeypatch: pytest.MonkeyPatch):
    begun: list[Iterator[None]] = []
    monkeypatch.setattr(ahead.ahead, "begin", begun.append)

    for address in ADDRESSES:
        client.get(address)

    assert len(begun) == 1


def test_texts_of_another_publication_are_left_alone(
    memory: ListMemory, monkeypatch: pytest.MonkeyPatch
):
    other = SearchIndex(NOW, [7, 8, 9], [1, 2, 3], [7, 8, 9], [])
    read: list[object] = []
    monkeypatch.setattr(ahead, "kept_index", lambda: other)
    monkeypatch.setattr(ahead, "read_vectors", lambda *asked: read.append(asked))

    steps = list(make_rows(memory, REQUEST, at=NOW))

    assert (read, len(steps)) == ([], 2)
