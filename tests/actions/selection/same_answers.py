"""Asks the list twice: once of the database, once of what the process keeps."""

import itertools

import pytest
from django.http import HttpResponse
from django.test import Client

from pok_tracker.lib.publication import Publication

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
