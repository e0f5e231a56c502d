"""The list for programs: JSON, CSV and Atom."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import psycopg2

from bench.answers import get_ok
from bench.cases.case import Case, Workplace, compare
from bench.cases.lists import read_questions
from bench.cases.search import MIDDLE
from bench.database import REAL
from bench.equality import same_csv, same_json
from bench.load.slice import Side
from bench.questions import Filtered, filtered_lists, whole_lists, write
from bench.servers.datasette import datasette, make_file
from bench.servers.process import Server
from bench.servers.site import site
from bench.verdict import Row

API = "/api/v1/acties"
PAGE = 100


def json_page(place: Workplace) -> Iterator[Row]:
    """A hundred rows: nested here, with texts, motions and terms; flat there.

    Twice: with rows that the site never wrote before, and once it wrote them all in other lists.
    """
    database = place.databases.of(MIDDLE)
    connection: Any = psycopg2.connect(database)
    with closing(connection), connection.cursor() as cursor:
        questions = filtered_lists(cursor, least=PAGE)
    half = len(questions) // 2
    with site(database) as here, datasette(make_file(database, MIDDLE)) as peer:
        same_json(here, peer, API, questions)
        yield _beside_json("rijen nog nooit getoond", None, here, peer, questions[:half], place)
        for number in range(1, MIDDLE // PAGE + 1):
            get_ok(here, f"{API}?pagina={number}")
        yield _beside_json("rijen al eens getoond", 1.5, here, peer, questions[half:], place)


def _beside_json(
    which: str,
    asked: float | None,
    here: Server,
    peer: Server,
    questions: Sequence[Filtered],
    place: Workplace,
) -> Row:
    theirs = (one.datasette(".json", "_shape=objects&_size=100") for one in questions)
    return compare(
        f"koude JSON van 100 acties uit 10.000, {which}",
        base=Side(peer, write("json-datasette", theirs)),
        target=Side(here, write("json", (one.here(API) for one in questions))),
        asked=asked,
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
