"""Motions: what was asked, and what the Kamer decided."""

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.urls import reverse

from motions.kamerstuk import Kamerstuk
from motions.models.member import Member
from motions.models.natural_keys import KamerstukManager
from motions.models.settlement import MotionQuerySet
from pok_tracker.lib.history import with_history
from pok_tracker.lib.shown_to_public import shown_to_public


@shown_to_public()
@with_history()
class Motion(models.Model):
    """A motion: what was asked, by whom, and what the Kamer decided."""

    class Result(models.TextChoices):
        """What the Kamer decided; unknown until a source is entered."""

        UNKNOWN = "onbekend", "onbekend"
        ADOPTED = "aangenomen", "aangenomen"
        REJECTED = "verworpen", "verworpen"
        DEFERRED = "aangehouden", "aangehouden"
        WITHDRAWN = "ingetrokken", "ingetrokken"

    dossier = models.CharField(
        "dossier", max_length=12, help_text="Zonder spatie, bijvoorbeeld 35510."
    )
    number = models.PositiveIntegerField("nummer", help_text="Het nummer binnen het dossier.")
    title = models.CharField(
        "titel",
        max_length=300,
        blank=True,
        help_text="De titel zoals gepubliceerd. Laat leeg zolang u de bron niet heeft gezien.",
    )
    proposed_on = models.DateField(
        "voorgesteld op", null=True, blank=True, help_text="De dag waarop de motie is ingediend."
    )
    request = models.TextField(
        "verzoek",
        blank=True,
        help_text="Wat de motie vraagt. Laat leeg zolang u de bron niet heeft gezien.",
    )
    source = models.CharField(
        "bron",
        max_length=300,
        blank=True,
        help_text="Waar titel, datum en ondertekenaars staan: een adres of een vindplaats.",
    )
    submitters = models.ManyToManyField(
        Member, through="MotionSubmitter", related_name="motions", verbose_name="indieners"
    )
    and_others = models.BooleanField(
        "met anderen (c.s.)",
        default=False,
        help_text="Aan als de bron c.s. drukt en de overige ondertekenaars nog niet zijn ingevuld.",
    )
    result = models.CharField(
        "uitslag",
        max_length=12,
        choices=Result.choices,
        default=Result.UNKNOWN,
        help_text="Wat de Kamer besloot. Blijft onbekend tot u een bron invult.",
    )
    result_source = models.CharField(
        "bron van de uitslag",
        max_length=300,
        blank=True,
        help_text="Waar de uitslag staat. Verplicht bij elke uitslag behalve onbekend.",
    )
    case_number = models.CharField(
        "zaaknummer",
        max_length=20,
        blank=True,
        help_text="Het zaaknummer van de Tweede Kamer, bijvoorbeeld 2021Z01085.",
    )
    document_number = models.CharField(
        "documentnummer",
        max_length=20,
        blank=True,
        help_text="Het documentnummer van de Tweede Kamer, bijvoorbeeld 2021D02423.",
    )

    objects = KamerstukManager.from_queryset(MotionQuerySet)()

    class Meta:
        verbose_name = "motie"
        verbose_name_plural = "moties"
        ordering = ["dossier", "number"]
        constraints = [
            UniqueConstraint(
                fields=["dossier", "number"],
                name="motion_unique",
                violation_error_message="Deze motie staat er al.",
            ),
            models.CheckConstraint(
                condition=Q(
                    result__in=["onbekend", "aangenomen", "verworpen", "aangehouden", "ingetrokken"]
                ),
                name="motion_result_known_code",
                violation_error_message="Deze uitslag bestaat niet.",
            ),
            models.CheckConstraint(
                condition=Q(result="onbekend", result_source="")
                | (~Q(result="onbekend") & ~Q(result_source="")),
                name="motion_result_has_source",
                violation_error_message=(
                    "Vul bij een uitslag de bron in. Zonder bron blijft de uitslag onbekend."
                ),
            ),
        ]

    def __str__(self) -> str:
        title = f": {self.title}" if self.title else ""
        return f"Motie {self.dossier}, nr. {self.number}{title}"

    def get_absolute_url(self) -> str:
        return reverse("motions:detail", args=[self.code])

    def natural_key(self) -> tuple[str, int]:
        return (self.dossier, self.number)

    @property
    def code(self) -> str:
        """The motion in addresses and filters, for example 35510-13."""
        return self.kamerstuk.code

    @property
    def kamerstuk(self) -> Kamerstuk:
        """The motion as a citation that can be printed and linked."""
        return Kamerstuk(self.dossier, self.number)
