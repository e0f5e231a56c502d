"""The rows of an edition as it was sent, and tables that were read but not taken over yet."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import UniqueConstraint

from actions.models.action import Action
from actions.models.report import StatusReport
from actions.models.theme import Theme
from actions.models.update import StatusUpdate
from pok_tracker.lib.history import with_history
from pok_tracker.lib.shown_to_public import shown_to_public


@shown_to_public()
@with_history()
class EditionRow(models.Model):
    """One row of an edition: what it printed of an action, and the update that carries its text.

    A text that the edition repeats is carried by the update that already stood: repeating is no
    change. `changes` are the fields of the action that differ and become those of the action
    when the update of the row is published, not before. `replaced` is what the action said until
    then, under the names of the fields of this row: what it says again when the update is
    withdrawn, and what it said on an earlier day.
    """

    class Change(models.TextChoices):
        """What of an action an edition may change."""

        DESCRIPTION = "omschrijving", "omschrijving"
        THEME = "thema", "thema"
        LABELS = "moties", "moties"

    report = models.ForeignKey(
        StatusReport, models.PROTECT, related_name="rows", verbose_name="rapportage"
    )
    action = models.ForeignKey(
        Action, models.PROTECT, related_name="edition_rows", verbose_name="actie"
    )
    update = models.ForeignKey(
        StatusUpdate, models.PROTECT, related_name="edition_rows", verbose_name="stand van zaken"
    )
    position = models.PositiveSmallIntegerField("volgorde", help_text="De plaats in de tabel.")
    description = models.TextField("omschrijving", help_text="Zoals in deze rapportage.")
    description_lines = ArrayField(
        models.PositiveIntegerField(), verbose_name="regels in de bron", default=list, blank=True
    )
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+", verbose_name="thema")
    labels = models.JSONField("aanduidingen van moties", default=list, blank=True)
    changes = ArrayField(
        models.CharField(max_length=12, choices=Change.choices),
        verbose_name="verandert van de actie",
        default=list,
        blank=True,
    )
    replaced = models.JSONField(
        "wat de actie daarvoor zei",
        default=dict,
        blank=True,
        editable=False,
        help_text="Leeg zolang de rij niets aan de actie heeft veranderd.",
    )

    class Meta:
        verbose_name = "rij van een rapportage"
        verbose_name_plural = "rijen van rapportages"
        ordering = ["report", "position"]
        constraints = [
            UniqueConstraint(
                fields=["report", "action"],
                name="edition_row_once_per_action",
                violation_error_message="Deze actie staat al in de rapportage.",
            ),
            UniqueConstraint(
                fields=["report", "position"],
                name="edition_row_position_unique",
                violation_error_message="Op deze plaats staat al een rij.",
            ),
        ]

    def __str__(self) -> str:
        return f"Actie {self.action.number} in {self.report}"


@with_history(exclude=["table", "notices"])
class EditionPreview(models.Model):
    """A table that was read and shown: what is taken over is this, and not the file again.

    The history tells who offered which file; the table itself is gone when this row is.
    """

    token = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="gelezen door")
    expires_at = models.DateTimeField("verloopt op")
    reference_date = models.DateField("peildatum")
    source_name = models.CharField("bronbestand", max_length=200)
    source_sha256 = models.CharField("sha256 van het bronbestand", max_length=64)
    table = models.JSONField("tabel")
    notices = models.JSONField("opmerkingen", default=list)

    class Meta:
        verbose_name = "voorbeeld van een rapportage"
        verbose_name_plural = "voorbeelden van rapportages"

    def __str__(self) -> str:
        return f"{self.source_name} ({self.reference_date})"
