"""Which indexes find the actions that say a term."""

import datetime

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from psycopg2.sql import SQL, Identifier

from actions.models import Action, StatusUpdate
from actions.search_index import read_index
from actions.search_terms import WantedTerm
from tests.factories import make_public_action

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 7, 1, tzinfo=datetime.UTC)
MANY = 4_000
INDEXES = ("action_words", "action_plain", "update_words", "update_plain")


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
        for name in INDEXES:
            # What was written last waits in a list, and reading that is dear.
            cursor.execute("SELECT gin_clean_pending_list(%s)", [name])


@pytest.mark.usefixtures("many_actions")
def test_each_place_is_looked_up_by_its_own_index():
    index = read_index(at=AT)
    said = "217x"
    with CaptureQueriesContext(connection) as captured:
        [term] = index.look_up([WantedTerm(said, words=(said,), parts=(said,))])
    [query] = captured.captured_queries
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + query["sql"])
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert [name for name in INDEXES if f"Bitmap Index Scan on {name}" not in plan] == []
    assert "Seq Scan" not in plan
    rows = term.hits.description_word
    assert (rows, term.hits.text_word) == (term.hits.description_part, rows)
    assert rows.bit_count() == 7
