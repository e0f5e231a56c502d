"""How large the csv and the json of a selection are, before anybody asked for them.

Both are a beginning and their rows one after another, so a size is a sum: a row is measured once
in a process, whatever selections it is in. The other forms are pressed together; only making
them tells their size.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest

from pok_tracker.lib.about_file import AboutFile
from pok_tracker.lib.exports import ListTable, Row, sheet_of, write_json
from pok_tracker.lib.file_sizes import SIZES, key_of
from pok_tracker.lib.filtering import StrictFilterSet
from pok_tracker.lib.sheets import write_csv

Write = Callable[[AboutFile, ListTable, Sequence[Row]], bytes]
Sizes = Mapping[str, int]

WRITERS: Mapping[str, Write] = {
    "csv": lambda about, table, rows: write_csv(about, sheet_of(table, rows)),
    "json": lambda about, table, rows: write_json(about, rows),
}
# "[]" becomes a line for itself, the rows, and a line for itself.
BEFORE_FIRST_ROW = {"csv": 0, "json": 1}


def summed_sizes(
    request: HttpRequest,
    table: ListTable,
    chosen: StrictFilterSet,
    rows: Sequence[Any],
    about: AboutFile,
) -> dict[str, int]:
    """The sizes by ending of the files of these rows, which are all rows of the selection.

    Rows that this process never measured cost the queries of `table.read`, once.
    """
    keys = [key_of(("rij", table.name, about.as_of), str(table.version(row))) for row in rows]
    known: dict[str, Sizes] = caches[SIZES].get_many(keys)
    unknown = {key: row for key, row in zip(keys, rows, strict=True) if key not in known}
    if unknown:
        data = table.read(list(unknown.values()), request, at=chosen.at)
        measured = {key: _added(about, table, row) for key, row in zip(unknown, data, strict=True)}
        caches[SIZES].set_many(measured)
        known |= measured
    return {
        ending: len(write(about, table, []))
        + (BEFORE_FIRST_ROW[ending] if rows else 0)
        + sum(known[key][ending] for key in keys)
        for ending, write in WRITERS.items()
    }


def _added(about: AboutFile, table: ListTable, row: Row) -> Sizes:
    """By how much a file grows with one row more."""
    return {
        ending: len(write(about, table, [row, row])) - len(write(about, table, [row]))
        for ending, write in WRITERS.items()
    }
