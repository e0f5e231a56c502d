"""A search that nobody asked before, with its hits marked and its facets counted."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg2

from bench.cases.case import Case, Workplace, compare
from bench.database import REAL
from bench.equality import finds_all_of_datasette
from bench.load.slice import Side
from bench.questions import Filtered, searches, write
from bench.servers.datasette import datasette, make_file
from bench.servers.site import site
from bench.verdict import Row

MIDDLE = 10_000


def search_at(scale: int, place: Workplace) -> Iterator[Row]:
    """Beside FTS5 with three facets and a page of 25, on as many actions."""
    database = place.databases.of(scale)
    questions = read_searches(database)
    with site(database) as here, datasette(make_file(database, scale)) as peer:
        finds_all_of_datasette(here, peer, questions)
        yield compare(
            f"koud zoeken met treffers, {scale} acties",
            base=Side(peer, write(f"search-{scale}-datasette", (q.datasette() for q in questions))),
            target=Side(here, write(f"search-{scale}", (one.here() for one in questions))),
            asked=3,
            options=place.options,
        )


def read_searches(database: str) -> list[Filtered]:
    """Searches that a database answers with at least one row."""
    connection: Any = psycopg2.connect(database)
    with closing(connection), connection.cursor() as cursor:
        return searches(cursor)


CASES = [
    Case("zoeken", "koud zoeken, 86 acties", lambda place: search_at(REAL, place)),
    Case("zoeken-10k", "koud zoeken, 10.000 acties", lambda place: search_at(MIDDLE, place)),
    Case(
        "zoeken-groot",
        "koud zoeken, alle acties",
        lambda place: search_at(place.options.scale, place),
    ),
]
