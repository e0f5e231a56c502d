"""Outcomes: what came of a promise with a date, each with its source and seen by two people."""

import datetime
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from actions.models.milestone import Milestone
from pok_tracker.lib.history import with_history
from pok_tracker.lib.refusing_trigger import never_emptied, refusing_trigger
from pok_tracker.lib.shown_to_public import shown_to_public


class OutcomeQuerySet(models.QuerySet):
    """Which outcomes the public may read."""

    def published(self, *, at: datetime.datetime) -> Self:
        """Outcomes confirmed by that moment and not withdrawn since, with a term that is public.

        Whoever looks back at an earlier day sees what was known on that day.
        """
        return self.filter(
            Q(moved_to=None)
            | Q(moved_to__update__state="gepubliceerd", moved_to__update__published_at__lte=at),
            confirmed_at__lte=at,
            withdrawn_at=None,
        )

    def waiting(self) -> Self:
        """Outcomes that somebody proposed and nobody judged yet."""
        return self.filter(confirmed_at=None, withdrawn_at=None)


# Whoever proposed it may take it back before it is confirmed; after that it stays readable.
_SET_LATER = (
    "confirmed_by_id",
    "confirmed_at",
    "withdrawn_by_id",
    "withdrawn_at",
    "withdrawn_reason",
)
_columns = ", ".join(f"'{column}'" for column in _SET_LATER)


@shown_to_public(
    moments=["confirmed_at"], when="OLD.confirmed_at IS NOT NULL OR NEW.confirmed_at IS NOT NULL"
)
@with_history()
class Outcome(models.Model):
    """What came of a promise: met on a day, or replaced by a later term; public when confirmed."""

    promise = models.ForeignKey(
        Milestone,
        models.PROTECT,
        related_name="outcomes",
        verbose_name="termijn",
        help_text="De belofte waar dit de uitkomst van is.",
    )
    met_on = models.DateField(
        "gehaald op",
        null=True,
        blank=True,
        help_text="De dag waarop het is gebeurd. Leeg als de termijn is verschoven.",
    )
    moved_to = models.ForeignKey(
        Milestone,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="moved_from",
        verbose_name="verschoven naar",
        help_text="De nieuwe termijn, uit een latere gepubliceerde stand van dezelfde actie.",
    )
    source = models.CharField(
        "bron",
        max_length=300,
        help_text="Waar dit staat: een kamerstuk, een brief of een adres. Deze bron is openbaar.",
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name="ingevuld door",
    )
    proposed_at = models.DateTimeField("ingevuld op", editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="bevestigd door",
    )
    confirmed_at = models.DateTimeField("bevestigd op", null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="ingetrokken door",
    )
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, editable=False)
    withdrawn_reason = models.TextField("reden van intrekking", blank=True, editable=False)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = "uitkomst"
        verbose_name_plural = "uitkomsten"
        ordering = ["-proposed_at"]
        constraints = [
            CheckConstraint(
                condition=Q(met_on__isnull=False, moved_to__isnull=True)
                | Q(met_on__isnull=True, moved_to__isnull=False),
                name="outcome_met_or_moved",
                violation_error_message=(
                    "Vul in wanneer de termijn is gehaald, of waarheen hij is verschoven. "
                    "Een van de twee."
                ),
            ),
            CheckConstraint(
                condition=~Q(source=""),
                name="outcome_has_source",
                violation_error_message="Vul de bron in.",
            ),
            CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | (
                    Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & ~Q(confirmed_by=F("proposed_by"))
                ),
                name="outcome_confirmed_by_second_person",
                violation_error_message="Een ander dan wie de uitkomst invulde bevestigt haar.",
            ),
            CheckConstraint(
                condition=Q(
                    withdrawn_by__isnull=True, withdrawn_at__isnull=True, withdrawn_reason=""
                )
                | (
                    Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                    & ~Q(withdrawn_reason="")
                ),
                name="outcome_withdrawn_with_reason",
                violation_error_message="Vul de reden in waarom deze uitkomst wordt ingetrokken.",
            ),
            UniqueConstraint(
                fields=["promise"],
                condition=Q(withdrawn_at__isnull=True),
                name="outcome_one_per_promise",
                violation_error_message=(
                    "Bij deze termijn staat al een uitkomst. Trek die eerst in."
                ),
            ),
        ]
        triggers = [
            refusing_trigger(
                "promise_is_public",
                operation=pgtrigger.Insert,
                refuses="""NOT EXISTS (
                    SELECT FROM actions_milestone AS promise
                    JOIN actions_statusupdate AS said ON said.id = promise.update_id
                    WHERE promise.id = NEW.promise_id AND promise.kind = 'gepland'
                        AND promise.carried_from_id IS NULL
                        AND said.state IN ('gepubliceerd', 'ingetrokken')
                )""",
                message=(
                    "Een uitkomst hoort bij een geplande termijn van een gepubliceerde stand, "
                    "daar waar die voor het eerst is genoemd."
                ),
            ),
            refusing_trigger(
                "moves_to_later_term",
                operation=pgtrigger.Insert,
                refuses="""NEW.moved_to_id IS NOT NULL AND NOT EXISTS (
                    SELECT FROM actions_milestone AS promise
                    JOIN actions_statusupdate AS said ON said.id = promise.update_id
                    JOIN actions_milestone AS later ON later.id = NEW.moved_to_id
                    JOIN actions_statusupdate AS said_later ON said_later.id = later.update_id
                    WHERE promise.id = NEW.promise_id
                        AND later.kind = 'gepland' AND said_later.state = 'gepubliceerd'
                        AND said_later.action_id = said.action_id
                        AND later.last_day > promise.last_day
                )""",
                message=(
                    "Een termijn verschuift naar een latere termijn van dezelfde actie, in een "
                    "gepubliceerde stand van zaken."
                ),
            ),
            refusing_trigger(
                "stays_as_it_was",
                operation=pgtrigger.Update,
                refuses=(
                    f"to_jsonb(OLD) - ARRAY[{_columns}] IS DISTINCT FROM "
                    f"to_jsonb(NEW) - ARRAY[{_columns}] "
                    "OR OLD.withdrawn_at IS NOT NULL "
                    "OR (OLD.confirmed_at IS NOT NULL "
                    "AND (NEW.confirmed_at, NEW.confirmed_by_id) IS DISTINCT FROM "
                    "(OLD.confirmed_at, OLD.confirmed_by_id))"
                ),
                message="Een uitkomst verandert niet. Trek haar in en vul een nieuwe in.",
            ),
            refusing_trigger(
                "begins_unconfirmed",
                operation=pgtrigger.Insert,
                refuses="NEW.confirmed_at IS NOT NULL OR NEW.withdrawn_at IS NOT NULL",
                message="Een nieuwe uitkomst wacht eerst op een tweede persoon.",
            ),
            refusing_trigger(
                "never_deleted",
                operation=pgtrigger.Delete,
                refuses="TRUE",
                message="Een uitkomst wordt nooit verwijderd. Trek haar in.",
            ),
            never_emptied("Uitkomsten worden nooit allemaal tegelijk verwijderd."),
        ]

    def __str__(self) -> str:
        return f"Uitkomst van {self.promise}"
