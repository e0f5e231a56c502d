"""The files and the API from memory say what the database says, whatever is asked."""

from functools import cache

import pytest
from django.conf import LazySettings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from actions.selection import files
from pok_tracker.lib import pagination
from pok_tracker.lib.publication import Publication
from tests.actions.selection.same_answers import (
    KNOWN_BY,
    ask_database,
    ask_memory,
    draw_question,
    new_publication,
    same_questions_each_time,
)
from tests.factories import make_public_action

pytestmark = pytest.mark.django_db

ROADS = ("pok_tracker.list_forms.answer_list", "actions.api.action_views.ActionFilter")


@cache
def publication() -> Publication:
    """One for all examples, so that rows are used again."""
    return new_publication()


@pytest.mark.usefixtures("real_table")
class TestRealTable:
    """Over the real table, with texts, names and moments that could leak."""

    @pytest.mark.parametrize("address", ["/acties.csv", "/acties.json"])
    @same_questions_each_time
    @given(data=st.data())
    def test_a_file_is_the_same_byte_for_byte(self, address: str, data: st.DataObject):
        question = f"{address}?{draw_question(data, [[], [('utm', 'x')]])}"
        told = ask_memory(question, publication(), roads=ROADS)
        asked = ask_database(question)

        assert (told.status_code, told.content) == (asked.status_code, asked.content)
        assert dict(told.headers) == dict(asked.headers)

    @same_questions_each_time
    @given(data=st.data())
    def test_a_page_of_the_api_is_the_same_byte_for_byte(self, data: st.DataObject):
        pages = [[], [("pagina", "1")], [("pagina", "2")], [("pagina", "x")], [("utm", "x")]]
        question = f"/api/v1/acties?{draw_question(data, pages)}"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pagination.NumberedPages, "page_size", 7)
            told = ask_memory(question, publication(), roads=ROADS)
            asked = ask_database(question)

        assert (told.status_code, told.content) == (asked.status_code, asked.content)
        assert dict(told.headers) == dict(asked.headers)

    def test_who_has_a_file_already_gets_no_other(self):
        first = ask_database("/acties.csv?status=afgerond")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(KNOWN_BY, publication)
            again = Client().get(
                "/acties.csv?status=afgerond", headers={"If-None-Match": first["ETag"]}
            )

        assert (again.status_code, again.content) == (304, b"")


def test_each_host_gets_its_own_addresses(settings: LazySettings):
    settings.ALLOWED_HOSTS = ["een.nl", "twee.nl"]
    make_public_action(1)
    known = new_publication()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(KNOWN_BY, lambda: known)
        urls = [
            Client().get("/api/v1/acties", headers={"Host": host}).json()["resultaten"][0]["url"]
            for host in ("een.nl", "twee.nl")
        ]

    assert urls == ["http://een.nl/acties/1/", "http://twee.nl/acties/1/"]


@pytest.mark.parametrize("rows", [1, 3])
def test_only_the_first_question_to_a_publication_costs_queries(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
):
    for number in range(1, rows + 1):
        make_public_action(number)
    known = new_publication()
    monkeypatch.setattr(KNOWN_BY, lambda: known)

    # The vocabulary, the index in two, the rows.
    with django_assert_num_queries(4):
        client.get("/acties.csv")
    # A row of the API is kept apart from that of the files: who asks for the one has no use for
    # the other.
    with django_assert_num_queries(1):
        client.get("/api/v1/acties")
    for address in ("/acties.csv?sort=nummer", "/acties.json", "/api/v1/acties?sort=nummer"):
        with django_assert_num_queries(0):
            client.get(address)


def test_a_file_of_more_rows_than_are_kept_is_asked_of_the_database(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(files, "MOST_ROWS", 1)
    make_public_action(1)
    make_public_action(2)

    with pytest.raises(AssertionError, match="not answered from memory"):
        ask_memory("/acties.csv", new_publication(), roads=ROADS)
