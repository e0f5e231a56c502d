"""Which public action has which choice of which facet, as sets of positions.

A position is the place of an action among all public ones, by number.
"""

import datetime
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import islice

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, QuerySet, Value

from actions.facets import Branch, facet_branches
from actions.filters import DEFAULT_SORT, in_order_of
from actions.models import Action
from pok_tracker.lib.row_bits import RowOrder, bits_of, rows_from_last, rows_of

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
    orders: dict[str, RowOrder] = field(default_factory=dict)
    changes: dict[int, int] = field(default_factory=dict)

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
        # There are as many of these sets as days on which something was published.
        if first not in self.changes:
            self.changes[first] = bits_of(self.changed[first:], self.size)
        return self.changes[first]

    def of_keys(self, keys: Iterable[int]) -> list[int]:
        """The positions of actions, by their keys; those that are not public are left out."""
        return [self.places[key] for key in keys if key in self.places]

    def page(self, selected: int, asked: slice, sort: str, *, at: datetime.datetime) -> list[int]:
        """The positions of a set at the places asked, as `sort` orders them.

        1 query the first time for an order, none for that by number.
        """
        # Positions are by number, and no two actions have the same one.
        if sort == DEFAULT_SORT:
            return list(islice(rows_of(selected), asked.start, asked.stop))
        if sort == f"-{DEFAULT_SORT}":
            return list(islice(rows_from_last(selected), asked.start, asked.stop))
        return self._order(sort, at=at).page(selected, asked)

    def _order(self, sort: str, *, at: datetime.datetime) -> RowOrder:
        if sort not in self.orders:
            rows = in_order_of(sort, _public(at), at=at)
            keys = rows.values_list("pk", flat=True)
            self.orders[sort] = RowOrder(self.of_keys(keys), self.size)
        return self.orders[sort]


def read_index(*, at: datetime.datetime) -> SelectionIndex:
    """Read what is public at a moment; 2 queries.

    Not over a cursor: for those PostgreSQL plans to be quick with the first rows, and with 100,000
    actions it takes minutes for the last.
    """
    rows = in_order_of(DEFAULT_SORT, _public(at), at=at)
    told = list(rows.values_list("pk", F("current_published_at")))
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
    branches = facet_branches(lambda facet: _public(at), at=at)
    union = reduce(lambda left, right: left.union(right, all=True), map(_keys_by_choice, branches))
    choices: dict[str, dict[str, int]] = {}
    for facet, choice, keys in union.values_list("facet", "choice", "keys"):
        # None where not a single action has the choice.
        having = bits_of((places[key] for key in keys or () if key in places), len(places))
        of_facet = choices.setdefault(facet, {})
        of_facet[choice] = of_facet.get(choice, 0) | having
    return choices


def _public(at: datetime.datetime) -> QuerySet:
    """The rows of the list without what only its page needs, in no order."""
    return Action.objects.for_list(at=at).prefetch_related(None).order_by()


def _keys_by_choice(branch: Branch) -> QuerySet:
    told = branch.rows.values(facet=Value(branch.facet), choice=branch.choice)
    return told.annotate(keys=ArrayAgg("pk"))
