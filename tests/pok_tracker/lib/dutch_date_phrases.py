"""The table of Dutch phrases and the days that they mean, for the tests that read it."""

import datetime
from dataclasses import dataclass

from pok_tracker.lib.dutch_dates import Span
from tests.source_tree import PROJECT

TABLE = PROJECT / "tests/pok_tracker/lib/dutch_date_phrases.txt"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `span` is None where the words name no days."""

    phrase: str
    on: datetime.date
    span: Span | None


def read_table() -> list[Row]:
    """Return the rows in their order."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [_read_row(line) for line in lines if line and not line.startswith("#")]


def _read_row(line: str) -> Row:
    phrase, on, first, last, precision = (cell.strip() for cell in line.split("|"))
    day = datetime.date.fromisoformat
    span = None if precision == "-" else Span(day(first), day(last), precision)
    return Row(phrase, day(on), span)


ROWS = read_table()
ROWS_WITH_DAYS = [row for row in ROWS if row.span]
