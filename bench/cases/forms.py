"""The list for programs: JSON, CSV and Atom."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg2

from bench.cases.case import Case, Workplace, compare
from bench.cases.lists import read_questions
from bench.cases.search import MIDDLE
from bench.database import REAL
from bench.equality import same_csv, same_json
from bench.load.slice import Side
from bench.questions import filtered_lists, whole_lists, write
from bench.servers.datasette import datasette, make_file
from bench.servers.site import site
from bench.verdict import Row

API = "/api/v1/acties"
PAGE = 100


def json_page(place: Workplace) -> Iterator[Row]:
    """A hundred rows: nested here, with texts, motions and terms; flat there."""
    database = place.databases.of(MIDDLE)
    connection: Any = psycopg2.connect(database)
    with closing(connection), connection.cursor() as cursor:
        questions = filtered_lists(cursor, least=PAGE)
    theirs = (one.datasette(".json", "_shape=objects&_size=100") for one in questions)
    with site(database) as here, datasette(make_file(database, MIDDLE)) as peer:
        same_json(here, peer, API, questions)
        yield compare(
            "koude JSON van 100 acties uit 10.000",
            base=Side(peer, write("json-datasette", theirs)),
            target=Side(here, write("json", (one.here(API) for one in questions))),
            asked=1.5,
            options=place.options,
        )


def csv_of_all(place: Workplace) -> Iterator[Row]:
    """Every action, asked as what changed since a day before anything did."""
    database = place.databases.of(REAL)
    questions = whole_lists()
    theirs = (one.datasette(".csv", "_stream=on") for one in questions)
    with site(database) as here, datasette(make_file(database, REAL)) as peer:
        same_csv(here, peer, questions)
        yield compare(
            "koude CSV van alle 86 acties",
            base=Side(peer, write("csv-datasette", theirs)),
            target=Side(here, write("csv", (one.here("/acties.csv") for one in questions))),
            asked=3,
            options=place.options,
        )


def atom(place: Workplace) -> Iterator[Row]:
    """Datasette has no feed: beside its JSON of the same rows, without a demand."""
    database = place.databases.of(REAL)
    questions = read_questions(database)
    theirs = (one.datasette(".json", "_shape=objects&_size=100") for one in questions)
    with site(database) as here, datasette(make_file(database, REAL)) as peer:
        yield compare(
            "koude Atom-feed van 86 acties, naast JSON",
            base=Side(peer, write("atom-datasette", theirs)),
            target=Side(here, write("atom", (one.here("/acties.atom") for one in questions))),
            asked=None,
            options=place.options,
        )


CASES = [
    Case("json", "koude JSON van 100 acties", json_page),
    Case("csv", "koude CSV van alles", csv_of_all),
    Case("atom", "koude Atom-feed", atom),
]
