"""The reading of an edition: complete, and every quote an exact part of its text."""

import json
from typing import Any

import pytest

from actions.statustable.editorial import read_editorial
from actions.statustable.errors import StatusTableError
from actions.statustable.records import Cell, Record, Table


def a_record(number: int, status: str = "De start is voorzien na de zomer.") -> Record:
    return Record(
        number=number,
        theme="Overig",
        subtheme=None,
        description=Cell("Begin ermee", (1,)),
        status=Cell(status, (2,)),
        labels=(),
        shared_with=(),
        see_also=(),
        citations=(),
        footnotes=(),
        addresses=(),
    )


def a_table(*records: Record) -> Table:
    return Table(Cell("Titel", (1,)), Cell("", ()), (), records, ())


def a_reading(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "number": number,
        "status": "in-voorbereiding",
        "quote": "De start is voorzien",
        "waiting_for": "",
        "ministries": [{"code": "BZK", "quote": "Begin ermee"}],
        "milestones": [
            {
                "quote": "voorzien na de zomer",
                "date_words": "na de zomer",
                "kind": "gepland",
                "first_day": "2021-09-01",
                "last_day": "2021-11-30",
                "precision": "seizoen",
            }
        ],
        **changes,
    }


def read(*readings: dict[str, Any], table: Table) -> dict[int, Any]:
    return read_editorial(json.dumps({"actions": readings}).encode(), table)


def test_a_reading_is_found_by_the_number_of_its_action() -> None:
    readings = read(a_reading(7), a_reading(8), table=a_table(a_record(7), a_record(8)))
    assert [readings[8].status, readings[8].milestones[0].date_words] == [
        "in-voorbereiding",
        "na de zomer",
    ]


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"quote": "Het is klaar"}, "Het is klaar"),
        ({"quote": ""}, ""),
        ({"ministries": [{"code": "BZK", "quote": "het ministerie"}]}, "het ministerie"),
        (
            {"milestones": [{**a_reading(7)["milestones"][0], "quote": "in het najaar"}]},
            "in het najaar",
        ),
        (
            {"milestones": [{**a_reading(7)["milestones"][0], "date_words": "voor de zomer"}]},
            "voor de zomer",
        ),
    ],
)
def test_a_quote_that_is_not_in_the_text_is_refused(changes: dict[str, Any], missing: str) -> None:
    with pytest.raises(StatusTableError) as refusal:
        read(a_reading(7, **changes), table=a_table(a_record(7)))
    assert str(refusal.value) == (
        f"Actie 7: Het citaat '{missing}' staat niet letterlijk in de tekst. "
        "Doe dit: neem de woorden over zoals ze er staan, ook met drukfouten."
    )


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        ([7], "Actie 8: Deze actie heeft 0 lezingen."),
        ([7, 8, 8], "Actie 8: Deze actie heeft 2 lezingen."),
        ([7, 8, 9], "Actie 9: Deze actie staat niet in de tabel."),
    ],
)
def test_every_action_has_exactly_one_reading(numbers: list[int], message: str) -> None:
    with pytest.raises(StatusTableError) as refusal:
        read(*(a_reading(n) for n in numbers), table=a_table(a_record(7), a_record(8)))
    assert str(refusal.value).startswith(message)


@pytest.mark.parametrize(
    ("status", "waiting_for"), [("wacht-op-besluit", ""), ("afgerond", "parlement")]
)
def test_whoever_waits_waits_for_somebody(status: str, waiting_for: str) -> None:
    with pytest.raises(StatusTableError, match="Bij wacht-op-besluit hoort op wie"):
        read(a_reading(7, status=status, waiting_for=waiting_for), table=a_table(a_record(7)))


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"actions": [{"number": 1}]}'])
def test_a_file_that_cannot_be_read_is_refused(content: bytes) -> None:
    with pytest.raises(StatusTableError, match="De redactionele lezing is niet te lezen"):
        read_editorial(content, a_table(a_record(7)))
