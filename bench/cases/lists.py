"""A filtered list that nobody asked before, with its facets."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg2

from bench.cases.case import Case, Workplace, compare
from bench.database import REAL
from bench.equality import same_as_datasette, same_as_textbook
from bench.load.slice import Side
from bench.questions import Filtered, filtered_lists, write
from bench.servers.datasette import datasette, make_file
from bench.servers.site import site
from bench.servers.textbook import textbook
from bench.verdict import Row


def beside_datasette(place: Workplace) -> Iterator[Row]:
    """All matching rows here, a page of 25 there."""
    database = place.databases.of(REAL)
    questions = read_questions(database)
    with site(database) as here, datasette(make_file(database, REAL)) as peer:
        same_as_datasette(here, peer, questions)
        yield compare(
            "koude gefilterde lijst, 86 acties, naast Datasette",
            base=Side(peer, write("list-datasette", (one.datasette() for one in questions))),
            target=Side(here, write("list", (one.here() for one in questions))),
            asked=5,
            options=place.options,
        )


def beside_textbook(place: Workplace) -> Iterator[Row]:
    """All matching rows and facets here, a page of 25 without facets there."""
    database = place.databases.of(REAL)
    questions = read_questions(database)
    with site(database) as here, textbook(database) as peer:
        same_as_textbook(here, peer, questions)
        yield compare(
            "koude gefilterde lijst, 86 acties, naast het leerboek",
            base=Side(peer, write("list-textbook", (one.textbook() for one in questions))),
            target=Side(here, write("list", (one.here() for one in questions))),
            asked=20,
            options=place.options,
        )


def read_questions(database: str) -> list[Filtered]:
    """The questions that a database can answer with at least one row."""
    connection: Any = psycopg2.connect(database)
    with closing(connection), connection.cursor() as cursor:
        return filtered_lists(cursor)


CASES = [
    Case("lijst", "koude gefilterde lijst naast Datasette", beside_datasette),
    Case("leerboek", "koude gefilterde lijst naast het leerboek", beside_textbook),
]
