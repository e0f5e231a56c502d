"""Actions as the list shows them: plain values, read in one query and without models.

To make a model of each row and of all that hangs on it takes Django ten times as long.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse

from actions.models import Action, ActionMinistry, ActionMotion
from actions.models.milestone import with_latest_promise
from actions.models.text_search import OneOf, array_text
from actions.models.wording import words_of
from pok_tracker.lib.compiled_query import MOMENT, compiled, slot

Told = Mapping[str, Any]
ANY_NUMBER = 1
MOST_MOTIONS = 4_000


@dataclass(frozen=True, slots=True)
class ListedAction:
    """One action as it stands at a moment.

    `motions` and `ministries` are in their order; `latest_promise` as with_latest_promise tells
    it, None without one.
    """

    key: int
    number: int
    description: str
    theme: str
    status: str
    text: str
    motions: Sequence[Told]
    ministries: Sequence[Told]
    latest_promise: Told | None

    @property
    def url(self) -> str:
        """The address of its page."""
        return address_of_action(self.number)


def read_listed(keys: Sequence[int], *, at: datetime.datetime) -> list[ListedAction]:
    """The public actions with these keys, in that order; 1 query."""
    rows = _rows().tuples(at=at, keys=array_text(keys))
    by_key = {key: _listed(key, *told) for key, *told in rows}
    return [by_key[key] for key in keys]


def address_of_action(number: int) -> str:
    """The address of the page of an action."""
    before, after = _around_number()
    return f"{before}{number}{after}"


@lru_cache(MOST_MOTIONS)
def address_of_motion(dossier: str, number: int) -> str:
    """The address of the page of a motion."""
    return reverse("motions:detail", args=[f"{dossier}-{number}"])


def told_motions() -> ArraySubquery:
    """The motions of an action in the outer query, as its label names them, in their order."""
    links = ActionMotion.objects.filter(action=OuterRef("pk"))
    told = JSONObject(
        dossier="motion__dossier",
        number="motion__number",
        part="part",
        label="label",
        named="named",
        and_others="and_others",
    )
    return ArraySubquery(
        links.order_by("motion__dossier", "motion__number", "part").values(told=told)
    )


def told_ministries() -> ArraySubquery:
    """The ministries of an action in the outer query, the leading one first."""
    links = ActionMinistry.objects.filter(action=OuterRef("pk"))
    told = JSONObject(code="ministry__code", name="ministry__name")
    return ArraySubquery(links.order_by("position").values(told=told))


@cache
def _around_number() -> tuple[str, str]:
    # To reverse the address of each row costs more than the rest of its cell.
    before, _, after = reverse("actions:detail", args=[ANY_NUMBER]).partition(str(ANY_NUMBER))
    return before, after


def _listed(
    key: int, number: int, description: str, replaced: Told | None, *told: Any
) -> ListedAction:
    return ListedAction(key, number, words_of(description, replaced), *told)


@compiled
def _rows() -> QuerySet:
    rows = with_latest_promise(Action.objects.published(at=MOMENT), at=MOMENT)
    return (
        rows.filter(OneOf(F("pk"), slot("keys")))
        .order_by()
        .values_list(
            "pk",
            "number",
            "description",
            "earlier_words",
            "theme__name",
            "current__status",
            "current__text",
            told_motions(),
            told_ministries(),
            "latest_promise",
        )
    )
