"""Which indexes find the actions that say a term."""

import datetime

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from psycopg2.sql import SQL, Identifier
from pytest_django import DjangoAssertNumQueries

from actions.models import Action, StatusUpdate, TextWords
from actions.search_index import read_index
from actions.search_terms import WantedTerm
from tests.factories import make_public_action, make_update

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 7, 1, tzinfo=datetime.UTC)
MANY = 4_000
INDEXES = ("action_words", "action_plain", "update_words", "update_plain")
NOTED = """
SELECT pok_note_words('description', id, description) FROM actions_action;
SELECT pok_note_words('text', id, text) FROM actions_statusupdate;
ANALYZE actions_textwords;
"""


def copy_rows(model: type[models.Model], tables: str, **changed: str) -> None:
    """Add copies of the rows of a model, with other SQL for some of their columns."""
    columns = [
        field.column
        for field in model._meta.concrete_fields
        if not (field.generated or field.primary_key)
    ]
    table = model._meta.db_table
    values = [changed.get(column, f"{table}.{column}") for column in columns]
    copied = SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(
        Identifier(table),
        SQL(", ").join(map(Identifier, columns)),
        SQL(", ").join(map(SQL, values)),
        SQL(tables),
    )
    with connection.cursor() as cursor:
        cursor.execute(copied)
        cursor.execute(SQL("ANALYZE {}").format(Identifier(table)))


@pytest.fixture
def many_actions() -> None:
    make_public_action(1, "Over iets.", description="Regel iets")
    with connection.cursor() as cursor:
        # Without the triggers that learn words and write history.
        cursor.execute("SET LOCAL session_replication_role = replica")
    # As long as a real text, or to read them all would be the shorter way.
    words = "'Over regel ' || n / 7 || 'x. ' || repeat(md5(n::text) || ' ', 40)"
    series = f"generate_series(2, {MANY}) AS n"
    copy_rows(Action, f"actions_action, {series}", number="n", description=words)
    copy_rows(
        StatusUpdate,
        f"actions_statusupdate, {series} JOIN actions_action AS other ON other.number = n",
        action_id="other.id",
        text=words,
        status_quote="'regel'",
    )
    with connection.cursor() as cursor:
        cursor.execute(NOTED)
        for name in (*INDEXES, "text_words"):
            # What was written last waits in a list, and reading that is dear.
            cursor.execute("SELECT gin_clean_pending_list(%s)", [name])


def look_up_with_plan(said: str) -> tuple[WantedTerm, str]:
    """The term as it was found, and how PostgreSQL found it."""
    index = read_index(at=AT)
    with CaptureQueriesContext(connection) as captured:
        [term] = index.look_up([WantedTerm(said, words=(said,), parts=(said,))])
    [query] = captured.captured_queries
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + query["sql"])
        return term, "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.usefixtures("many_actions")
def test_no_text_is_read_for_a_word():
    term, plan = look_up_with_plan("217x")

    assert plan.count("Bitmap Index Scan on text_words") == 2
    assert "Seq Scan on actions_textwords" not in plan
    assert [name for name in INDEXES if name in plan] == []
    rows = term.hits.description_word
    assert (rows, rows.bit_count()) == (term.hits.text_word, 7)
    assert (term.hits.description_part, term.hits.text_part) == (0, 0)


@pytest.mark.usefixtures("many_actions")
def test_a_part_of_a_word_is_found_as_a_part():
    term, _ = look_up_with_plan("17x")

    assert (term.hits.description_word.bit_count(), term.hits.text_word.bit_count()) == (7, 7)
    # 117x, 217x, 317x, 417x, 517x
    assert term.hits.description_part.bit_count() == 35
    assert term.hits.text_part == term.hits.description_part


@pytest.mark.usefixtures("many_actions")
def test_for_several_words_each_place_is_looked_up_by_its_own_index():
    term, plan = look_up_with_plan("regel 217x")

    assert [name for name in INDEXES if f"Bitmap Index Scan on {name}" not in plan] == []
    assert "Seq Scan" not in plan
    rows = term.hits.description_word
    assert (rows, term.hits.text_word) == (term.hits.description_part, rows)
    assert rows.bit_count() == 7


def test_a_text_that_changed_is_found_by_its_new_words_only(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    action = make_public_action(1, "Over ouders.", description="Oud verhaal")
    action.description = "Nieuw verhaal, 2e"
    action.save()
    index = read_index(at=AT)
    asked = [WantedTerm(said, words=(said,), parts=(said,)) for said in ("oud", "nieuw", "2e")]

    with django_assert_num_queries(1):
        oud, nieuw, second = index.look_up(asked)

    # The text still says ouders.
    assert (oud.hits.description_word, oud.hits.text_part) == (0, 1)
    assert (nieuw.hits.description_word, second.hits.description_word) == (1, 1)


def test_a_draft_and_a_deleted_text_are_not_found():
    action = make_public_action(1, "Over ouders.")
    draft = make_update(
        action, "Over geheimen.", slug="2022-01", state="concept", published_at=None
    )
    noted = TextWords.objects.filter(place="text", key=draft.pk)
    term = WantedTerm("geheimen", words=("geheimen",), parts=("geheim",))
    [found] = read_index(at=AT).look_up([term])
    before = noted.count()
    StatusUpdate.objects.filter(pk=draft.pk).delete()

    assert found.hits.anywhere == 0
    assert (before, noted.count()) == (1, 0)
