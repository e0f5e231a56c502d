"""What the serializers need beside the rows, read once for a whole page."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db.models import F, QuerySet

from actions.dossier import read_doubts
from actions.models import Action, StatusUpdate
from actions.models.milestone import attach_milestones
from actions.models.text_search import OneOf, array_text
from pok_tracker.lib.compiled_query import MOMENT, compiled, slot


class NamesOthers(Protocol):
    """A text with the actions and the papers that it names."""

    @property
    def see_also(self) -> Sequence[int]: ...
    @property
    def shared_with(self) -> Sequence[int]: ...
    @property
    def cited(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Named:
    """Of what texts name: why papers cannot be right, by code, and which actions are public."""

    doubts: Mapping[str, str]
    public_numbers: frozenset[int]

    def public(self, numbers: Iterable[int]) -> list[int]:
        """The public ones among the actions with these numbers, in their order."""
        return [number for number in numbers if number in self.public_numbers]


def read_context(actions: Sequence[Action], *, at: datetime.datetime) -> dict[str, object]:
    """Load in 3 queries what `for_list` does not: milestones, doubts and who may be named.

    Returns the context of ActionSerializer; see read_update_context.
    """
    attach_milestones(actions, at=at)
    return read_update_context([action.current for action in actions], at=at)


def read_update_context(
    updates: Sequence[StatusUpdate], *, at: datetime.datetime
) -> dict[str, object]:
    """Load in 2 queries what texts name.

    Returns `doubts` and `public_numbers`, as Named has them; `at`, the moment that was asked for.
    """
    named = read_named(updates, at=at)
    return {"at": at, "doubts": named.doubts, "public_numbers": named.public_numbers}


def read_named(texts: Sequence[NamesOthers], *, at: datetime.datetime) -> Named:
    """What is known of all that texts name; at most 2 queries."""
    numbers = {number for text in texts for number in (*text.see_also, *text.shared_with)}
    public = _public_numbers().tuples(at=at, numbers=array_text(numbers)) if numbers else ()
    return Named(
        doubts=read_doubts(code for text in texts for code in text.cited),
        public_numbers=frozenset(number for (number,) in public),
    )


@compiled
def _public_numbers() -> QuerySet:
    public = Action.objects.published(at=MOMENT).filter(OneOf(F("number"), slot("numbers")))
    return public.order_by().values_list("number")
