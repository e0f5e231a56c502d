"""What this process keeps of the list of actions for the publication that it knows."""

import datetime
from dataclasses import dataclass, field
from threading import Lock

from django.conf import settings

from actions.selection.index import SelectionIndex, read_index
from actions.selection.question import KnownValues, read_known_values
from pok_tracker.lib.filed_pieces import FiledPieces
from pok_tracker.lib.page_parts import PageFrame
from pok_tracker.lib.per_publication import PerPublication


@dataclass(frozen=True, slots=True)
class ListMemory:
    """The list of one publication: what may be asked, which rows it gives, what they look like."""

    values: KnownValues
    index: SelectionIndex
    pieces: FiledPieces
    frames: dict[str, PageFrame] = field(default_factory=dict)
    is_made_ahead: Lock = field(default_factory=Lock)


_KEPT: PerPublication[ListMemory] = PerPublication()


def known_list(*, at: datetime.datetime) -> ListMemory | None:
    """The list as it stands now, which is `at`; None when the database has to be asked.

    3 queries for the first question to a publication, none for the next.
    """
    return _KEPT.get(lambda: _read(at))


def _read(at: datetime.datetime) -> ListMemory:
    index = read_index(at=at)
    pieces = FiledPieces(places=index.size, limit=settings.KEPT_ROWS_BYTES)
    return ListMemory(read_known_values(at=at), index, pieces)
