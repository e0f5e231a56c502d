"""How stale the texts of actions are, read from what is published."""

import datetime
from collections import Counter
from collections.abc import Collection, Mapping

from django.db.models import Q
from django.db.models.functions import MD5

from actions.editions.promises import Promise
from actions.editions.sides import read_promises
from actions.models import Milestone, StatusReport, StatusUpdate
from actions.models.outcome import Outcome
from actions.staleness import Spoken, Staleness, read_as_stale
from pok_tracker.lib.clock import day_of


def read_staleness(
    *, at: datetime.datetime, actions: Collection[int] | None = None
) -> Mapping[int, Staleness]:
    """How stale each action is, by its key; of these actions, or of all; 4 queries.

    Of the texts only fingerprints leave the database: they are long, and there are more of them
    with every edition.
    """
    updates = StatusUpdate.objects.published(at=at)
    if actions is not None:
        updates = updates.filter(action__in=actions)
    rows = list(
        updates.order_by("published_at").values_list(
            "pk", "action_id", "kind", "as_of", "published_at", MD5("text")
        )
    )
    promises = _promises(Counter(row[1] for row in rows), at)
    texts: dict[int, list[Spoken]] = {}
    for key, action, *said in rows:
        texts.setdefault(action, []).append(Spoken(*said, tuple(promises.get(key, ()))))
    editions = list(StatusReport.objects.published(at=at).values_list("reference_date", flat=True))
    return {
        action: read_as_stale(spoken, editions, on=day_of(at)) for action, spoken in texts.items()
    }


def _promises(texts: Counter[int], at: datetime.datetime) -> Mapping[int, list[Promise]]:
    """What may have moved, by the key of the update: an only text moves only what it says moved."""
    several = [action for action, count in texts.items() if count > 1]
    moved = Outcome.objects.published(at=at).filter(moved_to__isnull=False)
    milestones = Milestone.objects.published(at=at).filter(
        Q(pk__in=moved.values("promise")) | Q(update__action__in=several),
        update__action__in=texts,
    )
    return read_promises(milestones, at=at)
