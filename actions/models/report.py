"""Editions (rapportages): the tables as they were sent to parliament."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from motions.models import NaturalKeyManager
from pok_tracker.lib.history import with_history
from pok_tracker.lib.shown_to_public import shown_to_public


class StatusReportQuerySet(models.QuerySet):
    """Which editions the public may read."""

    def published(self, *, at: datetime.datetime) -> Self:
        """Editions that were released by that moment, or of which a text of its own was published.

        `row_count` is how many rows of the table can be read then: also those whose text the
        edition repeats. Without one there is nothing to show.
        """
        own = self._public("updates", at, updates__kind="rapportage")
        rows = self._public("rows__update", at)
        # Whether there is one is asked by itself: to count thousands takes long, and many who ask
        # which editions are public need no number.
        is_own, has_rows = Exists(own), Exists(rows)
        return self.annotate(
            own_count=_number_of("updates", own),
            # Only an edition that another one followed, or that was taken over, has rows.
            row_count=Coalesce(_number_of("rows__update", rows), F("own_count")),
        ).filter(is_own | (Q(released_at__lte=at) & has_rows))

    def _public(self, path: str, at: datetime.datetime, **others: str) -> QuerySet:
        public = {f"{path}__state": "gepubliceerd", f"{path}__published_at__lte": at}
        return self.model.objects.order_by().filter(pk=OuterRef("pk"), **public, **others)


def _number_of(path: str, public: QuerySet) -> Subquery:
    return Subquery(public.values("pk").annotate(count=Count(path)).values("count"))


class StatusReportManager(NaturalKeyManager.from_queryset(StatusReportQuerySet)):
    """Finds an edition by its slug."""


@shown_to_public(moments=["released_at"])
@with_history()
class StatusReport(models.Model):
    """An edition (rapportage): one table as it was sent to parliament."""

    natural_key_fields = ("slug",)

    slug = models.SlugField(
        "naam in adressen",
        unique=True,
        help_text="Jaar en maand, bijvoorbeeld 2021-06. Verander dit niet meer.",
    )
    title = models.CharField("titel", max_length=200, help_text="De kop boven de tabel.")
    introduction = models.TextField(
        "inleiding", blank=True, help_text="De tekst tussen de kop en de tabel."
    )
    reference_date = models.DateField(
        "peildatum", unique=True, help_text="De dag waarop de teksten gelden."
    )
    reference_date_note = models.TextField(
        "herkomst van de peildatum",
        blank=True,
        help_text="Hoe de peildatum is bepaald, als de tabel zelf er geen drukt.",
    )
    source_name = models.CharField(
        "bronbestand", max_length=200, help_text="De naam van het bestand zoals ontvangen."
    )
    source_sha256 = models.CharField(
        "sha256 van het bronbestand",
        max_length=64,
        help_text="De vingerafdruk van dat bestand; daarmee is te zien dat het niet is veranderd.",
    )

    taken_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="reports_taken_over",
        verbose_name="overgenomen door",
    )
    released_at = models.DateTimeField(
        "vrijgegeven op",
        null=True,
        blank=True,
        editable=False,
        help_text="Toen niets van de rapportage meer op publicatie wachtte.",
    )
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="reports_released",
        verbose_name="vrijgegeven door",
    )

    objects = StatusReportManager()

    class Meta:
        verbose_name = "rapportage"
        verbose_name_plural = "rapportages"
        ordering = ["-reference_date"]
        constraints = [
            CheckConstraint(
                condition=Q(source_sha256__regex=r"^[0-9a-f]{64}$"),
                name="report_sha256_is_one",
                violation_error_message="Een sha256 is 64 tekens lang: cijfers en a tot en met f.",
            ),
            CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="report_released_by_somebody",
                violation_error_message="Wie een rapportage vrijgeeft staat erbij.",
            ),
            CheckConstraint(
                condition=Q(released_by__isnull=True)
                | Q(taken_over_by__isnull=True)
                | ~Q(released_by=F("taken_over_by")),
                name="report_released_by_second_person",
                violation_error_message=(
                    "Vrijgeven kan alleen door een ander dan wie de rapportage overnam."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Rapportage {self.slug}"

    def get_absolute_url(self) -> str:
        return reverse("actions:report", args=[self.slug])

    def natural_key(self) -> tuple[str]:
        return (self.slug,)
