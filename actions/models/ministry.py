"""Ministries."""

from django.db import models

from motions.models import NaturalKeyManager
from pok_tracker.lib.history import with_history
from pok_tracker.lib.shown_to_public import shown_to_public


@shown_to_public()
@with_history()
class Ministry(models.Model):
    """A ministry that acts."""

    natural_key_fields = ("code",)

    code = models.CharField(
        "afkorting",
        max_length=8,
        unique=True,
        help_text="De afkorting die de Rijksoverheid gebruikt, bijvoorbeeld BZK.",
    )
    name = models.CharField("naam", max_length=120, help_text="De volledige naam.")

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "ministerie"
        verbose_name_plural = "ministeries"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} – {self.name}"

    def natural_key(self) -> tuple[str]:
        return (self.code,)
