"""The index of search that a process keeps for the publication that it knows."""

import datetime

from actions.search_index import SearchIndex, read_index
from pok_tracker.lib.clock import now
from pok_tracker.lib.per_publication import PerPublication

# A request that began so little before the index was read may see what is newer.
BEGUN_BEFORE = datetime.timedelta(seconds=2)
_KEPT: PerPublication[SearchIndex] = PerPublication()


def index_at(*, at: datetime.datetime) -> SearchIndex:
    """The index of a moment, which is not after this one.

    Kept, with the words of the texts, when nothing was published from then until now; else read,
    with 2 queries.
    """
    kept = kept_index()
    return kept if kept and kept.at - BEGUN_BEFORE <= at else read_index(at=at)


def kept_index() -> SearchIndex | None:
    """The index of this moment, made when it was not there; None when nothing may be kept."""
    return _KEPT.get(lambda: read_index(at=now(), with_words=True))
