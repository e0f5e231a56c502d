"""Which milestones are promises that still count at a moment, and where each of them stands."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.db import models
from django.db.models import (
    Case,
    CharField,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONObject

from actions.models.action import ActionMinistry
from pok_tracker.lib.clock import day_of

SOON = datetime.timedelta(days=60)
FIRST_SAID = Coalesce("carried_from_id", "id")


class Standing(models.TextChoices):
    """Where a promise stands on a day; derived, never stored."""

    OPEN = "open", "open"
    SOON = "binnenkort", "binnenkort"
    PASSED = "verstreken", "verstreken, geen uitkomst bekend"
    MET = "gehaald", "gehaald"
    MOVED = "verschoven", "verschoven"


def days_of_change(last_days: Iterable[datetime.date]) -> list[int]:
    """When promises with these last days come to stand differently by themselves, as ordinals.

    The days before which `with_standing` gives another standing than from then on.
    """
    days = {day.toordinal() for day in last_days}
    return sorted({first for day in days for first in (day - SOON.days, day + 1)})


class MilestoneQuerySet(QuerySet):
    """Milestones by what the public reads of them at a moment."""

    def planned(self) -> Self:
        """Promises: what was still to come when the update was written."""
        return self.filter(kind="gepland")

    def published(self, *, at: datetime.datetime) -> Self:
        """Milestones of updates published by that moment, also of replaced ones."""
        return self.filter(update__state="gepubliceerd", update__published_at__lte=at)

    def promises(self, *, at: datetime.datetime) -> Self:
        """Promises that the government is held to at that moment, each once.

        A promise counts on when a later text is silent about it. It does not when a later text
        carries it on, for then that one counts; nor when its text was corrected.
        """
        later = self.model.objects.published(at=at).filter(
            carried_from=Coalesce(OuterRef("carried_from_id"), OuterRef("id")),
            update__published_at__gt=OuterRef("update__published_at"),
        )
        correction = self._updates.published(at=at).filter(corrects=OuterRef("update_id"))
        return self.planned().published(at=at).filter(~Exists(later), ~Exists(correction))

    def with_standing(self, *, at: datetime.datetime) -> Self:
        """Add `stand` (a code of Standing, None for a fact) and `first_said`.

        `first_said` is the milestone at which outcomes are kept: the first one that said it.
        """
        on = day_of(at)
        outcomes = self._outcomes.published(at=at).filter(promise=OuterRef("first_said"))
        return self.annotate(first_said=FIRST_SAID).annotate(
            stand=Case(
                When(~Q(kind="gepland"), then=None),
                When(Exists(outcomes.filter(met_on__isnull=False)), then=Value(Standing.MET)),
                When(Exists(outcomes), then=Value(Standing.MOVED)),
                When(last_day__lt=on, then=Value(Standing.PASSED)),
                When(last_day__lte=on + SOON, then=Value(Standing.SOON)),
                default=Value(Standing.OPEN),
                output_field=CharField(null=True),
            )
        )

    def with_outcome(self, *, at: datetime.datetime) -> Self:
        """Add the standing, and `told`: what came of it, to be read by told_outcome()."""
        outcomes = self._outcomes.published(at=at).filter(promise=OuterRef("first_said"))
        told = JSONObject(
            source="source",
            met_on="met_on",
            first_day="moved_to__first_day",
            last_day="moved_to__last_day",
            precision="moved_to__precision",
        )
        # order_by: a model's own order would come along, and at most one is public.
        return self.with_standing(at=at).annotate(
            told=Subquery(outcomes.order_by().values(told=told)[:1])
        )

    def for_list(self, *, at: datetime.datetime) -> Self:
        """Promises that count, as rows of their list: 1 query, and 1 for the ministries."""
        return (
            self.promises(at=at)
            .with_outcome(at=at)
            .select_related(
                "update__action__theme__parent", "update__report", "carried_from__update"
            )
            .prefetch_related(
                Prefetch(
                    "update__action__ministry_links",
                    ActionMinistry.objects.select_related("ministry"),
                )
            )
        )

    def in_standing(self, standing: str, *, at: datetime.datetime) -> Self:
        """Promises that count at that moment and stand so."""
        return self.promises(at=at).with_standing(at=at).filter(stand=standing)

    # Reached through the model: both lie above this file.
    @property
    def _outcomes(self) -> Any:
        return self.model._meta.get_field("outcomes").related_model.objects

    @property
    def _updates(self) -> Any:
        return self.model._meta.get_field("update").related_model.objects


@dataclass(frozen=True, slots=True)
class Span:
    """The days of the later term to which a promise moved."""

    first_day: datetime.date
    last_day: datetime.date
    precision: str


@dataclass(frozen=True, slots=True)
class ToldOutcome:
    """What the public reads of an outcome: met on a day, or moved to later days."""

    source: str
    met_on: datetime.date | None
    moved_to: Span | None


def told_outcome(told: Mapping[str, str | None] | None) -> ToldOutcome | None:
    """The outcome of a milestone out of `told`, which `with_outcome` adds; None without one."""
    if told is None:
        return None
    day = datetime.date.fromisoformat
    if told["met_on"]:
        return ToldOutcome(told["source"], day(told["met_on"]), None)
    later = Span(day(told["first_day"]), day(told["last_day"]), told["precision"])
    return ToldOutcome(told["source"], None, later)
