"""The forms of a list as its page offers them: what, where, and how large.

A size is measured, never a guess. Csv and json are the sum of their rows; of the other forms,
whoever asks for a file leaves its size behind, and the page tells it for as long as nothing is
published in the selection.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from pok_tracker.lib.chosen import Chosen
from pok_tracker.lib.exports import (
    FORMS,
    ListTable,
    address_of,
    describe,
    selection_of,
)
from pok_tracker.lib.file_sizes import known_sizes
from pok_tracker.lib.filtering import StrictFilterSet
from pok_tracker.lib.query_string import with_query
from pok_tracker.lib.row_sizes import Sizes, read_sizes, summed_sizes


@dataclass(frozen=True, slots=True)
class Offer:
    """One form as the page offers it; `size` is empty when it is not known."""

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
    """Every form of a valid selection, with the sizes that `read_sizes_of_files` gives."""
    return offer_forms(table, chosen, read_sizes_of_files(request, table, chosen, rows))


def read_sizes_of_files(
    request: HttpRequest,
    table: ListTable,
    chosen: StrictFilterSet,
    rows: Sequence[Any] | None,
) -> Sizes:
    """The sizes by ending that are known; no query, but for rows that were never measured.

    `rows` are all rows of the selection, or None when the page shows a part of them: then no form
    has a size.
    """
    if rows is None:
        return {}
    versions = [str(table.version(row)) for row in rows]
    sizes = read_sizes(request, table, chosen, rows)
    return sizes_of_files(request, table, chosen, versions, sizes)


def offer_forms(table: ListTable, chosen: Chosen, sizes: Sizes) -> list[Offer]:
    """Every form, with the sizes that are known by ending."""
    page, query = address_of(table, ""), with_query("", chosen.data)
    return [
        Offer(
            form.label,
            f"{page}{ending}{query}",
            form.content_type.partition(";")[0],
            size_in_words(sizes[ending]) if ending in sizes else "",
        )
        for ending, form in FORMS.items()
    ]


def sizes_of_files(
    request: HttpRequest,
    table: ListTable,
    chosen: Chosen,
    versions: Sequence[str],
    rows: Sequence[Sizes],
) -> Sizes:
    """The sizes by ending that are known of the files of these rows, which are all there are."""
    about = describe(request, table, chosen, len(rows), made_at=chosen.at)
    made = known_sizes(selection_of(about, versions))
    return {**summed_sizes(about, table, rows), **made}


def size_in_words(size: int) -> str:
    """Print a number of bytes as a download page does: 34 kB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1_000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
