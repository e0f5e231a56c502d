"""How large the csv and the json of a selection are, before anybody asked for them.

Both are a beginning and their rows one after another, so a size is a sum: a row is measured once
in a process, whatever selections it is in. The other forms are pressed together; only making
them tells their size.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest

from pok_tracker.lib.about_file import AboutFile
from pok_tracker.lib.exports import BETWEEN_JSON_ROWS, ListTable, Row, join_json, json_row
from pok_tracker.lib.file_sizes import SIZES, key_of
from pok_tracker.lib.filtering import StrictFilterSet
from pok_tracker.lib.sheets import csv_beginning, csv_row

Sizes = Mapping[str, int]
# "[]" becomes a line for itself, the rows, and a line for itself.
BEFORE_FIRST_JSON_ROW = 1


def read_sizes(
    request: HttpRequest, table: ListTable, chosen: StrictFilterSet, rows: Sequence[Any]
) -> list[Sizes]:
    """By how much each row makes a file grow, by ending.

    Rows that this process never measured cost the queries of `table.read`, once.
    """
    # A row has full addresses in it.
    kind = ("rij", table.name, chosen.on, request.build_absolute_uri("/"))
    keys = [key_of(kind, str(table.version(row))) for row in rows]
    known: dict[str, Sizes] = caches[SIZES].get_many(keys)
    unknown = {key: row for key, row in zip(keys, rows, strict=True) if key not in known}
    if unknown:
        data = table.read(list(unknown.values()), request, at=chosen.at)
        measured = {key: _measured(table, row) for key, row in zip(unknown, data, strict=True)}
        caches[SIZES].set_many(measured)
        known |= measured
    return [known[key] for key in keys]


def summed_sizes(about: AboutFile, table: ListTable, rows: Sequence[Sizes]) -> dict[str, int]:
    """The sizes by ending of the files of these rows, which are all rows of the selection."""
    before = {
        "csv": len(csv_beginning(about, table.heads)),
        "json": len(join_json(about, [])) + (BEFORE_FIRST_JSON_ROW if rows else 0),
    }
    return {ending: size + sum(row[ending] for row in rows) for ending, size in before.items()}


def _measured(table: ListTable, row: Row) -> Sizes:
    return sizes_of_row(csv_row(table.cells(row)), json_row(row))


def sizes_of_row(in_csv: bytes, in_json: bytes) -> Sizes:
    """By how much a row makes a file grow, of the row as it stands in both."""
    return {"csv": len(in_csv), "json": len(in_json) + len(BETWEEN_JSON_ROWS)}
