"""What this process keeps of the list of actions for the publication that it knows."""

import datetime
from dataclasses import dataclass, field

from django.conf import settings

from actions.selection.index import SelectionIndex, read_index
from actions.selection.question import KnownValues, read_known_values
from pok_tracker.lib.kept_bytes import KeptBytes
from pok_tracker.lib.packed_pieces import PackedPieces
from pok_tracker.lib.page_parts import PageFrame
from pok_tracker.lib.per_publication import PerPublication


@dataclass(frozen=True, slots=True)
class ListMemory:
    """The list of one publication: what may be asked, which rows it gives, what they look like."""

    values: KnownValues
    index: SelectionIndex
    pieces: KeptBytes | PackedPieces
    frames: dict[str, PageFrame] = field(default_factory=dict)


# Rows of more actions are packed: so all of a hundred thousand fit, as they are a third.
MOST_AS_THEY_ARE = 20_000
_KEPT: PerPublication[ListMemory] = PerPublication()


def known_list(*, at: datetime.datetime) -> ListMemory | None:
    """The list as it stands now, which is `at`; None when the database has to be asked.

    3 queries for the first question to a publication, none for the next.
    """
    return _KEPT.get(lambda: _read(at))


def _read(at: datetime.datetime) -> ListMemory:
    index = read_index(at=at)
    kept = PackedPieces if index.size > MOST_AS_THEY_ARE else KeptBytes
    return ListMemory(read_known_values(at=at), index, kept(limit=settings.KEPT_ROWS_BYTES))
