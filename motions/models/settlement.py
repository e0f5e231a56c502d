"""Which motions the public sees, and how far each is carried out."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Case, Count, F, Max, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

# A motion with a "deel 1" has a deel 2 as well, whether or not an action carries that out.
FEWEST_PARTS = 2


class Settlement(models.TextChoices):
    """How far a motion is carried out; derived from its actions, never stored."""

    OPEN = "open", "open"
    PARTLY = "deels-afgedaan", "deels afgedaan"
    SETTLED = "afgedaan", "afgedaan"


class MotionQuerySet(models.QuerySet):
    """Which motions the public sees, and what each page needs of them."""

    def published(self, *, at: datetime.datetime) -> Self:
        """Motions that a published action carries out, with their settlement at that moment.

        Adds `settlement`: open, deels-afgedaan or afgedaan. A part is settled when every
        action that carries it out is afgerond; the motion is when all its parts are, also
        those that no public action carries out (see `motions/parts.py`).
        """
        parts = (
            self._links(at=at)
            .filter(motion=OuterRef("pk"))
            .order_by()
            .values("motion")
            .annotate(missing=_implied_parts() - Count("part", distinct=True))
            .annotate(
                parts=Count(Coalesce("part", Value(0)), distinct=True) + F("missing"),
                open_parts=Count(
                    Coalesce("part", Value(0)),
                    distinct=True,
                    filter=~Q(current__status="afgerond"),
                )
                + F("missing"),
            )
        )
        return (
            self.annotate(
                parts=Subquery(parts.values("parts")),
                open_parts=Subquery(parts.values("open_parts")),
            )
            .filter(parts__isnull=False)
            .annotate(
                settlement=Case(
                    When(open_parts=0, then=Value(Settlement.SETTLED)),
                    When(open_parts__lt=F("parts"), then=Value(Settlement.PARTLY)),
                    default=Value(Settlement.OPEN),
                )
            )
        )

    def for_list(self, *, at: datetime.datetime) -> Self:
        """Published motions with submitters, their parties, the actions and terms: 5 queries."""
        submissions = self._model_behind("submissions")
        memberships = submissions._meta.get_field("member").related_model._meta.get_field(
            "memberships"
        )
        return self.published(at=at).prefetch_related(
            Prefetch("submissions", submissions.objects.select_related("member")),
            Prefetch(
                "submissions__member__memberships",
                memberships.related_model.objects.select_related("party"),
            ),
            Prefetch("action_links", self._links(at=at).select_related("action", "current")),
            "terms",
        )

    def for_detail(self, *, at: datetime.datetime) -> Self:
        """As for_list; the detail page shows the same rows at length."""
        return self.for_list(at=at)

    def _links(self, *, at: datetime.datetime) -> models.QuerySet:
        """Links to published actions, reached without importing what lies above this app."""
        return self._model_behind("action_links").objects.published(at=at)

    def _model_behind(self, accessor: str) -> type[models.Model]:
        """The model whose rows a motion reaches over this reverse accessor."""
        return self.model._meta.get_field(accessor).related_model


def _implied_parts() -> Max:
    """How many parts the numbers of a group of links speak of: none, or at least two."""
    return Max(
        Case(
            When(part__isnull=True, then=Value(0)),
            When(part__lt=FEWEST_PARTS, then=Value(FEWEST_PARTS)),
            default=F("part"),
            output_field=models.IntegerField(),
        )
    )
