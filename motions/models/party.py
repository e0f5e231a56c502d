"""Parliamentary parties."""

from django.db import models

from motions.models.natural_keys import NaturalKeyManager
from pok_tracker.lib.history import with_history
from pok_tracker.lib.shown_to_public import shown_to_public


@shown_to_public()
@with_history()
class Party(models.Model):
    """A parliamentary party (fractie)."""

    natural_key_fields = ("slug",)

    slug = models.SlugField(
        "naam in adressen",
        unique=True,
        help_text="Kleine letters en streepjes, bijvoorbeeld christenunie. Verander dit niet meer.",
    )
    name = models.CharField(
        "naam", max_length=80, unique=True, help_text="De naam zoals de Kamer die gebruikt."
    )

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "fractie"
        verbose_name_plural = "fracties"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)
