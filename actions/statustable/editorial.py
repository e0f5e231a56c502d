"""The editorial reading of an edition: what people read in the texts, apart from the texts.

A reading is reviewed data in its own file (`fixtures/editorial/*.json`). Each judgement carries
the exact words it rests on; a quote that is not in the text is refused, so that source and
interpretation cannot drift apart.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.statustable.errors import StatusTableError
from actions.statustable.records import Record, Table

WAITING = "wacht-op-besluit"


@dataclass(frozen=True, slots=True)
class MinistryReading:
    """A ministry (its code) that the row names as acting, with the words that say so."""

    code: str
    quote: str


@dataclass(frozen=True, slots=True)
class MilestoneReading:
    """A dated promise or fact: its words, the days they mean, both inclusive."""

    quote: str
    date_words: str
    kind: str
    first_day: date
    last_day: date
    precision: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read in the row of one action; `note` tells why where it could be otherwise."""

    number: int
    status: str
    quote: str
    waiting_for: str
    ministries: tuple[MinistryReading, ...]
    milestones: tuple[MilestoneReading, ...]
    note: str


def read_editorial(data: bytes, table: Table) -> dict[int, Reading]:
    """Return the reading of each action of the table, by number.

    Raises StatusTableError when the file cannot be read, when an action has no reading or an
    unknown one, or when a quote is not an exact part of the text it is about.
    """
    try:
        readings = [_reading(item) for item in json.loads(data)["actions"]]
    except (ValueError, TypeError, KeyError) as error:
        raise StatusTableError(
            f"De redactionele lezing is niet te lezen ({error}).",
            "herstel het bestand in fixtures/editorial.",
        ) from error
    by_number = {reading.number: reading for reading in readings}
    _check_numbers([reading.number for reading in readings], table)
    for record in table.records:
        _check_quotes(by_number[record.number], record)
    return by_number


def _reading(item: dict[str, Any]) -> Reading:
    return Reading(
        number=item["number"],
        status=item["status"],
        quote=item["quote"],
        waiting_for=item["waiting_for"],
        ministries=tuple(MinistryReading(**ministry) for ministry in item["ministries"]),
        milestones=tuple(_milestone(milestone) for milestone in item["milestones"]),
        note=item.get("note", ""),
    )


def _milestone(item: dict[str, Any]) -> MilestoneReading:
    days = {name: date.fromisoformat(item[name]) for name in ("first_day", "last_day")}
    return MilestoneReading(**{**item, **days})


def _check_numbers(numbers: list[int], table: Table) -> None:
    expected = [record.number for record in table.records]
    for number in expected:
        if numbers.count(number) != 1:
            raise StatusTableError(
                f"Deze actie heeft {numbers.count(number)} lezingen.",
                "geef elke actie precies een lezing in fixtures/editorial.",
                row=number,
            )
    for number in numbers:
        if number not in expected:
            raise StatusTableError(
                "Deze actie staat niet in de tabel.",
                "haal de lezing weg of verbeter het nummer.",
                row=number,
            )


def _check_quotes(reading: Reading, record: Record) -> None:
    if (reading.status == WAITING) != bool(reading.waiting_for):
        raise StatusTableError(
            "Bij wacht-op-besluit hoort op wie, en bij een andere status niet.",
            "vul waiting_for in of maak het leeg.",
            row=record.number,
        )
    for quote, text in _quotes(reading, record):
        if not quote or quote not in text:
            raise StatusTableError(
                f"Het citaat '{quote}' staat niet letterlijk in de tekst.",
                "neem de woorden over zoals ze er staan, ook met drukfouten.",
                row=record.number,
            )


def _quotes(reading: Reading, record: Record) -> Iterator[tuple[str, str]]:
    """Pair each quote with the text that it has to be a part of."""
    status = record.status.text
    yield reading.quote, status
    for ministry in reading.ministries:
        yield ministry.quote, f"{record.description.text}\n{status}"
    for milestone in reading.milestones:
        yield milestone.quote, status
        yield milestone.date_words, milestone.quote
