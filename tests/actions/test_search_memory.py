"""What a process keeps of search while the same is published."""

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from actions import search_index
from actions.search import answer
from actions.search_memory import index_at
from actions.search_question import read_question
from pok_tracker.lib import per_publication
from pok_tracker.lib.clock import now
from pok_tracker.lib.publication import Publication
from tests.factories import make_public_action

pytestmark = pytest.mark.django_db


class Published:
    """What the process knows to be published, as a test sets it."""

    key = 1

    def known(self) -> Publication | None:
        return Publication((str(self.key), 0.0), 0.0, 0.0) if self.key else None


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> Published:
    published = Published()
    monkeypatch.setattr(per_publication, "known_publication", published.known)
    monkeypatch.setattr("actions.search_memory._KEPT", per_publication.PerPublication())
    return published


def found(words: str) -> list[int]:
    given = answer(read_question(words, at=now()))
    return [given.index.numbers[row] for row in given.best_first(given.rows)]


def test_a_word_that_a_public_text_says_is_looked_up_without_a_query(
    published: Published, django_assert_num_queries: DjangoAssertNumQueries
):
    make_public_action(1, "Over ouders.")
    make_public_action(2, "Over schulden.")
    index_at(at=now())

    with django_assert_num_queries(0):
        assert found("ouders") == [1]
    with django_assert_num_queries(0):
        assert found("schulden -ouders") == [2]


def test_what_is_no_word_of_a_public_text_is_looked_up_once_for_a_publication(
    published: Published, django_assert_num_queries: DjangoAssertNumQueries
):
    make_public_action(1, "Over ouders.")
    index_at(at=now())

    for queries in (2, 0):
        # Another ending, and two words.
        with django_assert_num_queries(queries):
            assert found('ouderen "over ouders"') == [1]


def test_the_words_are_read_in_three_queries_more(
    published: Published, django_assert_num_queries: DjangoAssertNumQueries
):
    for number in (1, 2, 3):
        make_public_action(number, "Over ouders.")

    with django_assert_num_queries(5):
        index_at(at=now())


def test_texts_are_read_closely_once_for_a_publication(
    published: Published, django_assert_num_queries: DjangoAssertNumQueries
):
    make_public_action(1, "Over ouders.")
    make_public_action(2, "Over schulden van ouders, over ouders.")
    make_public_action(3, "Over schulden. Over ouders.")
    index_at(at=now())

    with django_assert_num_queries(1):
        assert found("ouders") == [2, 1, 3]
    with django_assert_num_queries(0):
        assert found("over ouders") == [2, 1, 3]


def test_another_publication_is_read_again(published: Published):
    make_public_action(1, "Over ouders.")
    before = found("ouders")
    make_public_action(2, "Over ouders.")

    kept = found("ouders")
    published.key = 2

    assert (before, kept, found("ouders")) == ([1], [1], [1, 2])


def test_without_a_known_publication_nothing_is_kept(published: Published):
    published.key = 0
    make_public_action(1, "Over ouders.")
    before = found("ouders")
    make_public_action(2, "Over ouders.")

    assert (before, found("ouders")) == ([1], [1, 2])


def test_an_earlier_moment_is_not_answered_from_what_is_kept(published: Published):
    yesterday = now() - datetime.timedelta(days=1)
    make_public_action(1, "Over ouders.", published_at=now() - datetime.timedelta(hours=1))
    index_at(at=now())

    assert (len(index_at(at=now())), len(index_at(at=yesterday))) == (1, 0)


def test_terms_are_let_go_of_when_they_take_too_much(
    published: Published,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    make_public_action(1, "Over ouders en schulden.")
    monkeypatch.setattr(search_index, "MOST_KEPT_BYTES", 300)
    found('"over ouders"')
    found("schulden")

    with django_assert_num_queries(1):
        assert found('"over ouders"') == [1]
