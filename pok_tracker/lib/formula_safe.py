"""CSV that no spreadsheet runs as a formula.

A spreadsheet runs a cell that starts with "=", "+", "-" or "@" (also in their wide forms). An
apostrophe in front stops that. A text can also get to the start of a cell when a program splits the
file at another separator than was meant, so `guard` does the same behind every separator and line
end inside a text.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

# What makes a spreadsheet calculate; a tab or a line end before it is skipped by some of them.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

RUN_BY_A_PROGRAM = "=+@＝＋－＠-"
GUARDED_PLACE = r"(?:\A|[\n;,\t])\"*'*"
TO_GUARD = re.compile(rf"({GUARDED_PLACE})(?=[{RUN_BY_A_PROGRAM}])")
GUARDED = re.compile(rf"({GUARDED_PLACE})'(?=[{RUN_BY_A_PROGRAM}])")


def guard(text: str) -> str:
    """Return a text with an apostrophe wherever a program would run what follows."""
    return TO_GUARD.sub(r"\1'", text)


def without_guard(text: str) -> str:
    """Return the text that `guard` was given."""
    return GUARDED.sub(r"\1", text)


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
