"""Asks the list twice: once of the database, once of what the process keeps."""

import datetime
import itertools
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse, QueryDict
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from actions.facets import SHOWN
from actions.filters import ActionFilter
from pok_tracker.lib.publication import Publication

NOW = datetime.datetime(2022, 3, 1, 12, tzinfo=datetime.UTC)
DAYS = ["2021-06-30", "2022-01-15", "2022-01-16", "2030-01-01", "1900-01-01"]
SEARCHES = [
    "toeslag",
    "toeslg ouders",
    "de wet -ouders",
    "Zo & zo",
    "<b>",
    "35510-13",
    "35 510, nr. 99",
    "actie 44",
    "geheim",
    "zzqqx",
    "é;,",
]
KNOWN_BY = "pok_tracker.lib.per_publication.known_publication"
_NUMBERS = itertools.count()


def new_publication() -> Publication:
    """A publication that no test had before."""
    return Publication((f"test {next(_NUMBERS)}", float("inf")), float("inf"), float("inf"))


def ask_database(address: str) -> HttpResponse:
    """The answer of a process that knows of no publication."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(KNOWN_BY, lambda: None)
        return Client().get(address)


def ask_memory(address: str, publication: Publication, *, roads: tuple[str, ...]) -> HttpResponse:
    """The answer from what is kept of a publication; `roads` lead to the database, and are shut."""

    def shut(*_: object, **__: object) -> HttpResponse:
        raise AssertionError(f"{address} was not answered from memory")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(KNOWN_BY, lambda: publication)
        for road in roads:
            patch.setattr(road, shut)
        return Client().get(address)


def draw_question(data: st.DataObject, extra: list[list[tuple[str, str]]]) -> str:
    """A question that the filters know, in the spelling of some reader."""
    query: list[tuple[str, str]] = []
    for name, field in ActionFilter(QueryDict(), at=NOW).form.fields.items():
        if name == "gewijzigdSinds" and data.draw(st.integers(0, 2)) == 0:
            query.append((name, data.draw(st.sampled_from(DAYS))))
        elif name == "q" and data.draw(st.booleans()):
            query.append((name, data.draw(st.sampled_from(SEARCHES))))
        elif name == "sort" and data.draw(st.booleans()):
            query.append((name, data.draw(st.sampled_from([v for v, _ in field.choices if v]))))
        elif name in SHOWN and field.choices and data.draw(st.integers(0, 3)) == 0:
            values = st.sampled_from([value for value, _ in field.choices])
            chosen = data.draw(st.lists(values, min_size=1, max_size=3))
            query += [(name, value) for value in chosen]
    query += data.draw(st.sampled_from(extra))
    return urlencode(data.draw(st.permutations(query)))


same_questions_each_time = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
