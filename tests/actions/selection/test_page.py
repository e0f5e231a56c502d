"""The list from memory is the list from the database, whatever is asked."""

from functools import cache

import pytest
from django.core.cache import caches
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from actions.selection.memory import known_list
from pok_tracker.lib import list_page
from pok_tracker.lib.file_sizes import SIZES
from pok_tracker.lib.publication import Publication
from tests.actions.selection.same_answers import (
    KNOWN_BY,
    NOW,
    ask_database,
    ask_memory,
    draw_question,
    new_publication,
    same_questions_each_time,
)
from tests.factories import (
    link_motion,
    make_motion,
    make_public_action,
    make_secret_action,
)

pytestmark = pytest.mark.django_db

ROADS = ("actions.views.page_from_database",)
EXTRA = [[], [("pagina", "2")], [("pagina", "99")], [("utm", '"x"')], [("q", "")]]


@cache
def publication_of(per_page: int) -> Publication:
    """One for all examples, so that rows and frames are used again."""
    return new_publication()


@pytest.mark.usefixtures("real_table")
class TestRealTable:
    """Over the real table, with texts, names and moments that could leak."""

    @pytest.mark.parametrize("per_page", [7, 100])
    @same_questions_each_time
    @given(data=st.data())
    def test_the_page_is_the_same_byte_for_byte(self, per_page: int, data: st.DataObject):
        address = f"/acties/?{draw_question(data, EXTRA)}"
        publication = publication_of(per_page)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(list_page, "PER_PAGE", per_page)
            patch.setattr(list_page, "BEST_PER_PAGE", 5)
            told = ask_memory(address, publication, roads=ROADS)
            asked = ask_database(address)

        assert (told.status_code, told.content) == (asked.status_code, asked.content)
        assert dict(told.headers) == dict(asked.headers)

    def test_a_wrong_index_gives_another_page(self, monkeypatch: pytest.MonkeyPatch):
        publication = new_publication()
        monkeypatch.setattr(KNOWN_BY, lambda: publication)
        known = known_list(at=NOW)
        assert known is not None
        address = "/acties/?status=afgerond"
        right = ask_memory(address, publication, roads=ROADS).content
        done = known.index.choices["status"]["afgerond"]
        known.index.choices["status"]["afgerond"] = done & (done - 1)

        assert right == ask_database(address).content
        assert ask_memory(address, publication, roads=ROADS).content != right

    def test_the_size_of_a_file_that_was_made_is_told(self):
        caches[SIZES].clear()
        address = "/acties/?status=afgerond"
        ask_database("/acties.xlsx?status=afgerond")

        told = ask_memory(address, new_publication(), roads=ROADS).content

        assert told == ask_database(address).content
        assert b">Excel, " in told


@pytest.mark.parametrize(
    "query",
    [
        "status=onzin",
        "status=afgerond&status=onzin",
        "peildatum=2022-02-01",
        "peildatum=onzin",
        "sort=nummer&sort=thema",
        "sort=onzin",
        "gewijzigdSinds=onzin",
        "gewijzigdSinds=30-06-2021",
        "gewijzigdSinds=2021-06-30&gewijzigdSinds=2021-07-01",
        "motie=35510-99",
        "q=%3F%3F",
        "q=a%00b",
        "q=wet&q=regel",
        f"q={'a' * 201}",
    ],
)
def test_what_is_not_known_is_asked_of_the_database(query: str):
    make_public_action(1)
    link_motion(make_secret_action(2), make_motion(99))
    address = f"/acties/?{query}"
    publication = new_publication()

    with pytest.raises(AssertionError, match="not answered from memory"):
        ask_memory(address, publication, roads=ROADS)
    told = ask_memory(address, publication, roads=())
    assert (told.status_code, told.content) == (
        ask_database(address).status_code,
        ask_database(address).content,
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_only_the_first_question_to_a_publication_costs_queries(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
):
    for number in range(1, rows + 1):
        make_public_action(number)
    publication = new_publication()
    monkeypatch.setattr(KNOWN_BY, lambda: publication)

    # The vocabulary, the index in two; the rows of the page in two, those of its files in one.
    with django_assert_num_queries(6):
        client.get("/acties/?herkomst=kabinetsreactie")
    with django_assert_num_queries(0):
        client.get("/acties/?status=in-uitvoering&gewijzigdSinds=2021-01-01")
    # An order is read once.
    with django_assert_num_queries(1):
        client.get("/acties/?sort=thema")
    with django_assert_num_queries(0):
        client.get("/acties/?sort=thema&herkomst=kabinetsreactie")


def test_a_new_publication_is_read_anew(monkeypatch: pytest.MonkeyPatch):
    make_public_action(1, "Eerst dit.")
    first = ask_memory("/acties/", new_publication(), roads=ROADS).content.decode()
    make_public_action(2, "Daarna dat.")
    second = ask_memory("/acties/", new_publication(), roads=ROADS).content.decode()

    assert ("Actie 2" in first, "/acties/2/" in first) == (False, False)
    assert "/acties/2/" in second


def test_what_is_published_while_it_is_read_is_not_kept(monkeypatch: pytest.MonkeyPatch):
    make_public_action(1)
    publications = iter([new_publication(), new_publication()])
    monkeypatch.setattr(KNOWN_BY, lambda: next(publications))

    assert known_list(at=NOW) is None
