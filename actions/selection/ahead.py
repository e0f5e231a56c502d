"""The rows of a publication, made before anybody asks for them."""

import datetime
from collections.abc import Iterator

from django.http import HttpRequest

from actions.search_closely import read_vectors
from actions.search_memory import kept_index
from actions.selection.memory import ListMemory
from actions.selection.rows import row_sizes, rows_in_markup
from pok_tracker.lib.ahead import ahead

# So many rows together: some ten milliseconds, which somebody who asks something may have to wait.
AT_ONCE = 100


def begin_ahead(memory: ListMemory, request: HttpRequest, *, at: datetime.datetime) -> None:
    """Let the rows of a list be made from now on; the first time only."""
    # Nobody lets go of it.
    if memory.is_made_ahead.acquire(blocking=False):
        ahead.begin(make_rows(memory, request, at=at))


def make_rows(memory: ListMemory, request: HttpRequest, *, at: datetime.datetime) -> Iterator[None]:
    """Make what pages and searches show of each row, some at a time.

    `request` is that of a reader: sizes of files depend on the name of the site.
    """
    search = kept_index()
    if search and search.keys != memory.index.keys:
        # Of another publication: there the places are other actions.
        search = None
    for first in range(0, memory.index.size, AT_ONCE):
        places = range(first, min(first + AT_ONCE, memory.index.size))
        rows_in_markup(memory, places, at=at)
        yield
        row_sizes(memory, request, places, at=at)
        yield
        if search:
            read_vectors(places, search)
            yield
