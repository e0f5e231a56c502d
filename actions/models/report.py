"""Editions (rapportages): the tables as they were sent to parliament."""

from django.db import models
from django.db.models import CheckConstraint, Q
from django.urls import reverse

from motions.models import NaturalKeyManager
from pok_tracker.lib.history import with_history


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

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "rapportage"
        verbose_name_plural = "rapportages"
        ordering = ["-reference_date"]
        constraints = [
            CheckConstraint(
                condition=Q(source_sha256__regex=r"^[0-9a-f]{64}$"),
                name="report_sha256_is_one",
                violation_error_message="Een sha256 is 64 tekens lang: cijfers en a tot en met f.",
            )
        ]

    def __str__(self) -> str:
        return f"Rapportage {self.slug}"

    def get_absolute_url(self) -> str:
        return reverse("actions:report", args=[self.slug])

    def natural_key(self) -> tuple[str]:
        return (self.slug,)
