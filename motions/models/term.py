"""The terms that a motion itself sets."""

import datetime

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from motions.models.motion import Motion
from pok_tracker.lib.history import with_history
from pok_tracker.lib.shown_to_public import shown_to_public


class MotionTermManager(models.Manager):
    """Finds a term by its motion and its place in it."""

    def get_by_natural_key(self, dossier: str, number: int, position: int) -> "MotionTerm":
        return self.get(motion__dossier=dossier, motion__number=number, position=position)


@shown_to_public()
@with_history()
class MotionTerm(models.Model):
    """What a motion wants to be done by when, as far as a source tells."""

    # A motion names a last day; the tag that prints spans of days asks how exact they are.
    precision = "uiterlijk"

    motion = models.ForeignKey(Motion, models.CASCADE, related_name="terms", verbose_name="motie")
    position = models.PositiveSmallIntegerField(
        "volgorde", help_text="De plaats in de tekst van de motie; 1 is de eerste."
    )
    words = models.CharField(
        "wat en wanneer",
        max_length=300,
        help_text="Wat de motie wanneer vraagt: een voorstel, binnen drie weken.",
    )
    first_day = models.DateField("eerste dag", help_text="De dag waarop de termijn begint.")
    last_day = models.DateField("laatste dag", help_text="De laatste dag die de motie geeft.")
    reading = models.CharField(
        "hoe wij de dagen lezen",
        max_length=300,
        blank=True,
        help_text="Hoe de dagen uit de woorden volgen, als dat niet vanzelf spreekt.",
    )
    source = models.CharField(
        "bron", max_length=300, help_text="Waar dit staat: een adres of een vindplaats."
    )

    objects = MotionTermManager()

    class Meta:
        verbose_name = "termijn van een motie"
        verbose_name_plural = "termijnen van moties"
        ordering = ["motion", "position"]
        constraints = [
            UniqueConstraint(
                fields=["motion", "position"],
                name="motion_term_position_unique",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een termijn.",
            ),
            CheckConstraint(
                condition=Q(first_day__lte=F("last_day")),
                name="motion_term_first_day_not_after_last",
                violation_error_message="De eerste dag ligt na de laatste dag.",
            ),
            CheckConstraint(
                condition=~Q(source=""),
                name="motion_term_has_source",
                violation_error_message="Vul de bron in. Zonder bron staat hier geen termijn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words} ({self.first_day:%d-%m-%Y} t/m {self.last_day:%d-%m-%Y})"

    def natural_key(self) -> tuple[str, int, int]:
        return (*self.motion.natural_key(), self.position)

    natural_key.dependencies = ["motions.motion"]

    def is_over(self, *, on: datetime.date) -> bool:
        """Whether its last day has passed."""
        return self.last_day < on
