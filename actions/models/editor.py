"""Editors (redactieleden): which person writes for which ministries."""

from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint

from actions.models.ministry import Ministry
from pok_tracker.lib.history import with_history


@with_history()
class Editor(models.Model):
    """A member of the editorial staff; what somebody may do is said by the groups of the user."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="editor",
        verbose_name="account",
        help_text="Het account van dit redactielid. Gaat iemand weg: maak het account inactief.",
    )
    ministries = models.ManyToManyField(
        Ministry,
        through="EditorMinistry",
        related_name="editors",
        verbose_name="ministeries",
        help_text="Alleen de acties van deze ministeries kan dit redactielid bewerken.",
    )

    class Meta:
        verbose_name = "redactielid"
        verbose_name_plural = "redactieleden"
        ordering = ["user__username"]

    def __str__(self) -> str:
        return self.user.get_full_name() or self.user.get_username()


@with_history()
class EditorMinistry(models.Model):
    """A ministry that an editor writes for."""

    editor = models.ForeignKey(
        Editor, models.CASCADE, related_name="ministry_links", verbose_name="redactielid"
    )
    ministry = models.ForeignKey(
        Ministry, models.PROTECT, related_name="editor_links", verbose_name="ministerie"
    )

    class Meta:
        verbose_name = "ministerie van een redactielid"
        verbose_name_plural = "ministeries van redactieleden"
        ordering = ["editor", "ministry__code"]
        constraints = [
            UniqueConstraint(
                fields=["editor", "ministry"],
                name="ministry_once_per_editor",
                violation_error_message="Dit ministerie staat al bij dit redactielid.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ministry.code} bij {self.editor}"
