"""Which public action has which choice of which facet, as sets of positions.

A position is the place of an action among all public ones, by number.
"""

import datetime
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

from django.db.models import F, QuerySet, Value

from actions.facets import Branch, facet_branches
from actions.filters import DEFAULT_SORT, in_order_of
from actions.models import Action
from pok_tracker.lib.bitmaps import bitmap_of

Choices = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class SelectionIndex:
    """All public actions of a moment. `choices` has per facet the set of each choice.

    `keys` has the key of each action; `moments` when each was last published, the oldest first,
    and `changed` the positions in that order.
    """

    keys: Sequence[int]
    places: Mapping[int, int]
    choices: Choices
    moments: Sequence[float]
    changed: Sequence[int]
    orders: dict[str, Sequence[int]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many actions there are."""
        return len(self.keys)

    @property
    def everything(self) -> int:
        """The set of all positions."""
        return (1 << self.size) - 1

    def since(self, moment: datetime.datetime) -> int:
        """The actions whose current text was published then or later."""
        first = bisect_left(self.moments, moment.timestamp())
        return bitmap_of(self.changed[first:], size=self.size)

    def of_keys(self, keys: Iterable[int]) -> list[int]:
        """The positions of actions, by their keys; those that are not public are left out."""
        return [self.places[key] for key in keys if key in self.places]

    def order(self, sort: str, *, at: datetime.datetime) -> Sequence[int]:
        """All positions as `sort` orders them; 1 query the first time, none for the default."""
        if sort == DEFAULT_SORT:
            return range(self.size)
        if sort not in self.orders:
            rows = in_order_of(sort, _public(at), at=at)
            keys = rows.values_list("pk", flat=True)
            self.orders[sort] = array("l", self.of_keys(keys.iterator()))
        return self.orders[sort]


def read_index(*, at: datetime.datetime) -> SelectionIndex:
    """Read what is public at a moment; 2 queries."""
    rows = in_order_of(DEFAULT_SORT, _public(at), at=at)
    told = list(rows.values_list("pk", F("current_published_at")).iterator())
    places = {key: place for place, (key, _) in enumerate(told)}
    moments = [published_at.timestamp() for _, published_at in told]
    changed = array("l", sorted(range(len(told)), key=moments.__getitem__))
    return SelectionIndex(
        keys=array("q", places),
        places=places,
        choices=_read_choices(places, at=at),
        moments=array("d", sorted(moments)),
        changed=changed,
    )


def _read_choices(places: Mapping[int, int], *, at: datetime.datetime) -> Choices:
    pairs = map(_pairs, facet_branches(lambda facet: _public(at), at=at))
    union = reduce(lambda left, right: left.union(right, all=True), pairs)
    bits: dict[str, dict[str, bytearray]] = {}
    for facet, choice, key in union.values_list("facet", "choice", "key").iterator():
        place = places.get(key)
        if place is None:
            continue
        of_facet = bits.setdefault(facet, {})
        if choice not in of_facet:
            of_facet[choice] = bytearray(len(places) // 8 + 1)
        of_facet[choice][place >> 3] |= 1 << (place & 7)
    return {
        facet: {choice: int.from_bytes(held, "little") for choice, held in of_facet.items()}
        for facet, of_facet in bits.items()
    }


def _public(at: datetime.datetime) -> QuerySet:
    """The rows of the list without what only its page needs, in no order."""
    return Action.objects.for_list(at=at).prefetch_related(None).order_by()


def _pairs(branch: Branch) -> QuerySet:
    return branch.rows.values(facet=Value(branch.facet), choice=branch.choice, key=F("pk"))
