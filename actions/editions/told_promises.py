"""What texts promise and what came of it, read along with the texts themselves."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from actions.editions.promises import Promise
from actions.models import Milestone
from actions.models.outcome import Outcome
from actions.models.promises import FIRST_SAID

Told = Mapping[str, Any]


def told_promises(*, at: datetime.datetime) -> ArraySubquery:
    """What an update in the outer query, public by that moment, says of days; no query of its own.

    In the order of the text; to be read with read_told.
    """
    outcomes = Outcome.objects.published(at=at).filter(promise=OuterRef("first_said"))
    outcome = JSONObject(
        met_on="met_on",
        replaced_at="moved_to__update__published_at",
        successor=_as_json("moved_to__"),
    )
    milestones = (
        Milestone.objects.filter(update=OuterRef("pk"))
        .annotate(first_said=FIRST_SAID)
        # At most one is public.
        .annotate(outcome=Subquery(outcomes.order_by().values(told=outcome)[:1]))
    )
    told = JSONObject(promise=_as_json(), outcome="outcome")
    return ArraySubquery(milestones.order_by("position").values(told=told))


def read_told(told: Told) -> Promise:
    """One of `told_promises`, with its outcome as it is known at the moment they were read for."""
    return _read_promise(told["promise"], told["outcome"] or {})


def _as_json(path: str = "") -> JSONObject:
    names = ("quote", "date_words", "kind", "first_day", "last_day", "precision")
    return JSONObject(
        key=f"{path}id",
        carried_from=f"{path}carried_from_id",
        **{name: f"{path}{name}" for name in names},
    )


def _read_promise(told: Told, outcome: Told) -> Promise:
    successor = outcome.get("successor")
    replaced_at = outcome.get("replaced_at")
    return Promise(
        told["key"],
        told["quote"],
        told["date_words"],
        told["kind"],
        datetime.date.fromisoformat(told["first_day"]),
        datetime.date.fromisoformat(told["last_day"]),
        told["precision"],
        met_on=_read_day(outcome.get("met_on")),
        # Of an outcome that met it, the later term is there and empty.
        successor=_read_promise(successor, {}) if successor and successor["key"] else None,
        replaced_at=datetime.datetime.fromisoformat(replaced_at) if replaced_at else None,
        carried_from=told["carried_from"],
    )


def _read_day(written: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(written) if written else None
