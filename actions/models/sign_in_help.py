"""Help with signing in (hulp bij inloggen): what somebody else did to an account."""

from django.conf import settings
from django.db import models

from pok_tracker.lib.history import with_history


@with_history()
class SignInHelp(models.Model):
    """A password that somebody else set, or a second factor that somebody else removed."""

    class Kind(models.TextChoices):
        """What was done; together the two would let somebody sign in as another."""

        PASSWORD = "wachtwoord", "wachtwoord ingesteld"
        SECOND_FACTOR = "tweede-factor", "tweede factor verwijderd"

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="sign_in_help",
        verbose_name="account",
    )
    kind = models.CharField("soort", max_length=13, choices=Kind.choices)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gedaan door",
        help_text="Leeg als het op de server zelf gebeurde.",
    )
    given_at = models.DateTimeField("gedaan op")

    class Meta:
        verbose_name = "hulp bij inloggen"
        verbose_name_plural = "hulp bij inloggen"
        ordering = ["-given_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} van {self.account}"
