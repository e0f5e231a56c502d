"""The forms of a list as its page offers them: what, where, and how large.

A size is measured, never guessed: csv and json are written once for a selection as it stands, and
the size is kept for as long as nothing is published in it. The other forms take too long to write
for a page that somebody is waiting for, so they have no size.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest

from pok_tracker.lib.about_file import AboutFile
from pok_tracker.lib.exports import (
    FORMS,
    ListTable,
    address_of,
    describe,
    sheet_of,
    with_query,
    write_json,
)
from pok_tracker.lib.filtering import StrictFilterSet
from pok_tracker.lib.sheets import write_csv

SIZES = "file_sizes"


@dataclass(frozen=True, slots=True)
class Offer:
    """One form as the page offers it; `size` is empty where measuring would cost too much."""

    label: str
    address: str
    content_type: str
    size: str


def offer_files(
    request: HttpRequest,
    table: ListTable,
    chosen: StrictFilterSet,
    rows: Sequence[Any] | None,
) -> list[Offer]:
    """Every form of a valid selection.

    `rows` are all rows of the selection, or None when the page shows a part of them: then no form
    has a size. The first time for a selection costs the queries of `table.read`.
    """
    sizes = _sizes(request, table, chosen, rows) if rows is not None else {}
    return [
        Offer(
            form.label,
            with_query(address_of(table, ending), chosen.data),
            form.content_type.partition(";")[0],
            size_in_words(sizes[ending]) if ending in sizes else "",
        )
        for ending, form in FORMS.items()
    ]


def size_in_words(size: int) -> str:
    """Print a number of bytes as a download page does: 34 kB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1_000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def _sizes(
    request: HttpRequest,
    table: ListTable,
    chosen: StrictFilterSet,
    rows: Sequence[Any],
) -> dict[str, int]:
    """The sizes by ending. A process that does not know them yet measures them again."""
    about = describe(request, table, chosen, len(rows), made_at=chosen.at)
    stands = repr((table.name, about.address, about.as_of, [table.version(row) for row in rows]))
    key = hashlib.sha256(stands.encode()).hexdigest()
    known = caches[SIZES].get(key)
    if known is None:
        known = _measure(about, table, table.read(rows, request, at=chosen.at))
        caches[SIZES].set(key, known)
    return known


def _measure(about: AboutFile, table: ListTable, data: Sequence[dict[str, Any]]) -> dict[str, int]:
    return {
        "csv": len(write_csv(about, sheet_of(table, data))),
        "json": len(write_json(about, data)),
    }
