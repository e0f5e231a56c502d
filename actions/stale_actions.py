"""How stale the texts of actions are, read from what is published."""

import datetime
from collections.abc import Collection, Mapping, Sequence

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, QuerySet
from django.db.models.functions import MD5

from actions.editions.told_promises import read_told, told_promises
from actions.models import StatusReport, StatusUpdate
from actions.models.text_search import OneOf, array_text
from actions.staleness import Spoken, Staleness, read_as_stale
from pok_tracker.lib.clock import day_of
from pok_tracker.lib.compiled_query import MOMENT, compiled, slot


def read_staleness(
    *, at: datetime.datetime, actions: Collection[int] | None = None
) -> Mapping[int, Staleness]:
    """How stale each action is, by its key; of these actions, or of all; 1 query.

    Of the texts only fingerprints leave the database: they are long, and there are more of them
    with every edition. The days of the editions come with every row, and are looked up once.
    """
    rows = (
        _texts().tuples(at=at)
        if actions is None
        else _texts_of_some().tuples(at=at, keys=array_text(actions))
    )
    days: Sequence[datetime.date] = ()
    texts: dict[int, list[Spoken]] = {}
    for action, *said, promises, days_of_editions in rows:
        texts.setdefault(action, []).append(Spoken(*said, tuple(map(read_told, promises))))
        days = days_of_editions
    return {action: read_as_stale(spoken, days, on=day_of(at)) for action, spoken in texts.items()}


@compiled
def _texts() -> QuerySet:
    return _told(StatusUpdate.objects.published(at=MOMENT))


@compiled
def _texts_of_some() -> QuerySet:
    updates = StatusUpdate.objects.published(at=MOMENT)
    return _told(updates.filter(OneOf(F("action_id"), slot("keys"))))


def _told(updates: QuerySet) -> QuerySet:
    editions = StatusReport.objects.published(at=MOMENT).order_by().values("reference_date")
    return updates.order_by("published_at").values_list(
        "action_id",
        "kind",
        "as_of",
        "published_at",
        MD5("text"),
        told_promises(at=MOMENT),
        ArraySubquery(editions),
    )
