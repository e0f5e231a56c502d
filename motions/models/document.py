"""Kamerstukken that updates cite."""

from django.db import models
from django.db.models import UniqueConstraint

from motions.kamerstuk import Kamerstuk
from motions.models.natural_keys import KamerstukManager
from pok_tracker.lib.history import with_history
from pok_tracker.lib.shown_to_public import shown_to_public


@shown_to_public()
@with_history()
class Document(models.Model):
    """A kamerstuk that an update cites."""

    dossier = models.CharField(
        "dossier", max_length=12, help_text="Zonder spatie, bijvoorbeeld 35510 of 35925-VII."
    )
    number = models.PositiveIntegerField("nummer", help_text="Het nummer binnen het dossier.")
    title = models.CharField(
        "titel", max_length=300, blank=True, help_text="De titel zoals gepubliceerd, als bekend."
    )
    published_on = models.DateField(
        "datum", null=True, blank=True, help_text="De datum van het stuk, als bekend."
    )
    doubt = models.TextField(
        "twijfel",
        blank=True,
        help_text=(
            "Waarom deze aanduiding niet kan kloppen. Vul dit in als de bron iets drukt wat niet "
            "bestaat; de site toont dan deze uitleg in plaats van een link."
        ),
    )

    objects = KamerstukManager()

    class Meta:
        verbose_name = "kamerstuk"
        verbose_name_plural = "kamerstukken"
        ordering = ["dossier", "number"]
        constraints = [
            UniqueConstraint(
                fields=["dossier", "number"],
                name="document_unique",
                violation_error_message="Dit kamerstuk staat er al.",
            )
        ]

    def __str__(self) -> str:
        return f"Kamerstuk {self.dossier}, nr. {self.number}"

    def natural_key(self) -> tuple[str, int]:
        return (self.dossier, self.number)

    @property
    def kamerstuk(self) -> Kamerstuk:
        """The document as a citation that can be printed and linked."""
        return Kamerstuk(self.dossier, self.number)
