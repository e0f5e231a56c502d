"""Which updates the public may read, and what each page of them needs beside."""

import datetime
from typing import Self

from django.db import models
from django.db.models import F, Prefetch, Q

from actions.models.action import Action, ActionMotion
from actions.models.report import StatusReport
from actions.models.wording import replaced_since


class StatusUpdateQuerySet(models.QuerySet):
    """Which updates the public may read."""

    def published(self, *, at: datetime.datetime) -> Self:
        """Updates published by that moment, also those that a later one has replaced."""
        return self.filter(state=self.model.State.PUBLISHED, published_at__lte=at).annotate(
            earlier_words=replaced_since(at, action_model=Action, action="action")
        )

    def standing(self, *, at: datetime.datetime) -> Self:
        """Updates that stand at that moment: published, and not replaced yet."""
        return self.published(at=at).filter(Q(superseded_at=None) | Q(superseded_at__gt=at))

    def withdrawn(self, *, at: datetime.datetime) -> Self:
        """Updates that were taken back by that moment, after the public could read them.

        That it happened, when and why is public. What they said is not, and of an update that was
        taken back before its moment nothing is.
        """
        return self.filter(
            state=self.model.State.WITHDRAWN,
            published_at__lt=F("withdrawn_at"),
            withdrawn_at__lte=at,
        )

    def for_page(self, *, at: datetime.datetime) -> Self:
        """Published updates with their action and edition, for the permanent page of one update."""
        return self.published(at=at).select_related("action__theme__parent", "report")

    def for_edition(self, report: StatusReport, *, at: datetime.datetime) -> Self:
        """Published updates as rows of the table that an edition was sent as.

        A text that the edition repeats is one that stood already. A correction names its edition
        too, but was not in the table.
        """
        repeated = self.model.objects.filter(edition_rows__report=report).values("pk")
        return (
            self.published(at=at)
            .filter(Q(report=report, kind=self.model.Kind.EDITION) | Q(pk__in=repeated))
            .select_related("action__theme__parent")
            .prefetch_related(
                Prefetch("action__motion_links", ActionMotion.objects.select_related("motion"))
            )
            .order_by("action__number")
        )
