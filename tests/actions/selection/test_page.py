"""The list from memory is the list from the database, whatever is asked."""

import datetime
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlencode

import pytest
from django.core.cache import caches
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from actions.facets import SHOWN
from actions.filters import ActionFilter
from actions.models import Theme
from actions.selection.memory import known_list
from pok_tracker.lib import list_page
from pok_tracker.lib.file_sizes import SIZES
from pok_tracker.lib.publication import Publication
from pok_tracker.seeding import seed_empty_database
from tests.actions.selection.same_answers import (
    KNOWN_BY,
    ask_database,
    ask_memory,
    new_publication,
)
from tests.factories import (
    link_motion,
    make_action,
    make_draft,
    make_milestone,
    make_ministry,
    make_motion,
    make_outcome,
    make_public_action,
    make_secret_action,
    make_update,
)
from tests.shared_rows import rows_for_all

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2022, 3, 1, 12, tzinfo=datetime.UTC)
REPLACED = datetime.datetime(2022, 1, 15, tzinfo=datetime.UTC)
CLOCKS = ("viewpoint", "citing")
ROADS = ("actions.views.page_from_database",)
DAYS = ["2021-06-30", "2022-01-15", "2022-01-16", "2030-01-01", "1900-01-01"]


@pytest.fixture(scope="class")
def real_table(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The table of June 2021; some texts replaced later, drafts and secrets beside them."""
    with rows_for_all(django_db_blocker):
        seed_empty_database()
        theme = Theme.objects.get(slug="toekomst-toeslagen")
        for number in range(101, 106):
            action = make_public_action(
                number, 'Zo & "zo" <b>', theme=theme, superseded_at=REPLACED
            )
            later = make_update(
                action,
                "Klaar in mei.",
                slug="2022-01",
                status="afgerond",
                published_at=REPLACED,
                as_of=REPLACED.date(),
            )
            promise = make_milestone(later, "in mei", last_day=datetime.date(2022, 5, number - 90))
            link_motion(action, make_motion(number, submitters=("Nieuw lid",)))
            make_ministry("NIEUW", action=action)
            make_draft(action, "Nog geheim.", status="niet-gestart")
            if number == 101:
                make_outcome(promise, met_on=REPLACED.date())
        secret = make_action(99, theme=theme)
        make_draft(secret, "Nog geheim.")
        link_motion(secret, make_motion(99, submitters=("Geheim lid",)))
        yield


@pytest.fixture(autouse=True)
def _clock_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in CLOCKS:
        monkeypatch.setattr(f"pok_tracker.lib.{name}.now", lambda: NOW)
    monkeypatch.setattr("pok_tracker.day_shown.now", lambda: NOW)


@cache
def publication_with_pages_of(per_page: int) -> Publication:
    """One for all examples, so that rows and frames are used again."""
    return new_publication()


def draw_question(data: st.DataObject) -> str:
    """A question that the filters know, in the spelling of some reader."""
    query: list[tuple[str, str]] = []
    for name, field in ActionFilter(QueryDict(), at=NOW).form.fields.items():
        if name == "gewijzigdSinds" and data.draw(st.integers(0, 2)) == 0:
            query.append((name, data.draw(st.sampled_from(DAYS))))
        elif name == "sort" and data.draw(st.booleans()):
            query.append((name, data.draw(st.sampled_from([v for v, _ in field.choices if v]))))
        elif name in SHOWN and field.choices and data.draw(st.integers(0, 3)) == 0:
            values = st.sampled_from([value for value, _ in field.choices])
            chosen = data.draw(st.lists(values, min_size=1, max_size=3))
            query += [(name, value) for value in chosen]
    extra = [[], [("pagina", "2")], [("pagina", "99")], [("utm", '"x"')], [("q", "")]]
    query += data.draw(st.sampled_from(extra))
    return urlencode(data.draw(st.permutations(query)))


@pytest.mark.usefixtures("real_table")
class TestRealTable:
    """Over the real table, with texts, names and moments that could leak."""

    @pytest.mark.parametrize("per_page", [7, 100])
    @settings(
        max_examples=40,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(data=st.data())
    def test_the_page_is_the_same_byte_for_byte(self, per_page: int, data: st.DataObject):
        address = f"/acties/?{draw_question(data)}"
        publication = publication_with_pages_of(per_page)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(list_page, "PER_PAGE", per_page)
            told = ask_memory(address, publication, roads=ROADS)
            asked = ask_database(address)

        assert (told.status_code, told.content) == (asked.status_code, asked.content)
        assert dict(told.headers) == dict(asked.headers)

    def test_a_wrong_index_gives_another_page(self, monkeypatch: pytest.MonkeyPatch):
        publication = new_publication()
        monkeypatch.setattr(KNOWN_BY, lambda: publication)
        memory = known_list(at=NOW)
        assert memory is not None
        address = "/acties/?status=afgerond"
        right = ask_memory(address, publication, roads=ROADS).content
        done = memory.index.choices["status"]["afgerond"]
        memory.index.choices["status"]["afgerond"] = done & (done - 1)

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

    # The vocabulary, the index in two; the rows of the page in four, those of its files in five.
    with django_assert_num_queries(12):
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
