"""CSV that no spreadsheet runs as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

# What makes a spreadsheet calculate; a tab or a line end before it is skipped by some of them.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: str) -> str:
    """Return a text that a spreadsheet shows as it is: an apostrophe comes before a formula."""
    return f"'{value}" if value.lstrip(" ").startswith(FORMULA_STARTS) else value


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Return rows as lines of CSV for a Dutch spreadsheet: semicolons, every cell quoted.

    The first line begins with the mark by which a spreadsheet knows that it is UTF-8.
    """
    mark = "\ufeff"
    for row in rows:
        line = io.StringIO()
        csv.writer(line, delimiter=";", quoting=csv.QUOTE_ALL).writerow(map(safe_cell, row))
        yield mark + line.getvalue()
        mark = ""
