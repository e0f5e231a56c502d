"""The table of June 2021 as it was received, its layout notes, and what the parser makes of it."""

from pathlib import Path

import pytest

from actions.statustable.layout import LayoutNotes, read_layout_notes
from actions.statustable.records import Record, Table
from actions.statustable.table import parse_table

SOURCE = Path(__file__).parents[3] / "fixtures" / "source"


@pytest.fixture(scope="session")
def source() -> bytes:
    return (SOURCE / "stand-van-zaken-2021-06.txt").read_bytes()


@pytest.fixture(scope="session")
def notes() -> LayoutNotes:
    return read_layout_notes(SOURCE / "stand-van-zaken-2021-06.layout.json")


@pytest.fixture(scope="session")
def table(source: bytes, notes: LayoutNotes) -> Table:
    return parse_table(source, notes)


@pytest.fixture(scope="session")
def records(table: Table) -> dict[int, Record]:
    return {record.number: record for record in table.records}
