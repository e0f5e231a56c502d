"""Updates: what the government said about an action on one day, and how we read it."""

import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    DateTimeRangeField,
    RangeBoundary,
    RangeOperators,
)
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import (
    CheckConstraint,
    F,
    Func,
    GeneratedField,
    Prefetch,
    Q,
    UniqueConstraint,
)
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.urls import reverse

from actions.models.action import Action, ActionMotion
from actions.models.content_hash import HASHED_FIELDS, ContentHash
from actions.models.report import StatusReport
from actions.models.search_word import TEXT, notes_words
from actions.models.text_search import DutchWords, PlainText
from actions.models.update_rules import UPDATE_RULES
from actions.models.wording import EarlierWords, replaced_since
from pok_tracker.lib.history import with_history
from pok_tracker.lib.shown_to_public import shown_to_public


class MomentSpan(Func):
    """The moments from the first argument up to, not including, the second."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


class Status(models.TextChoices):
    """How far an action is: our judgement on one update, by a rubric, with its quote."""

    NOT_STARTED = "niet-gestart", "niet gestart"
    PREPARING = "in-voorbereiding", "in voorbereiding"
    UNDER_WAY = "in-uitvoering", "in uitvoering"
    ONGOING = "doorlopend", "doorlopend"
    WAITING = "wacht-op-besluit", "wacht op besluit"
    DONE = "afgerond", "afgerond"
    NOT_CARRIED_OUT = "niet-uitgevoerd", "niet uitgevoerd"


class WaitingFor(models.TextChoices):
    """Whose decision an action waits for."""

    NEW_CABINET = "nieuw-kabinet", "een nieuw kabinet"
    FORMATION = "formatie", "de formatie"
    PARLIAMENT = "parlement", "het parlement"
    BILL = "wetsvoorstel", "een wetsvoorstel in het parlement"


class StatusUpdateQuerySet(models.QuerySet):
    """Which updates the public may read."""

    def published(self, *, at: datetime.datetime) -> Self:
        """Updates published by that moment, also those that a later one has replaced."""
        return self.filter(state=StatusUpdate.State.PUBLISHED, published_at__lte=at).annotate(
            earlier_words=replaced_since(at, action_model=Action, action="action")
        )

    def standing(self, *, at: datetime.datetime) -> Self:
        """Updates that stand at that moment: published, and not replaced yet."""
        return self.published(at=at).filter(Q(superseded_at=None) | Q(superseded_at__gt=at))

    def withdrawn(self, *, at: datetime.datetime) -> Self:
        """Updates that were taken back by that moment, after the public could read them.

        That it happened, when and why is public. What they said is not, and of an update that was
        taken back before its moment nothing is.
        """
        return self.filter(
            state=StatusUpdate.State.WITHDRAWN,
            published_at__lt=F("withdrawn_at"),
            withdrawn_at__lte=at,
        )

    def for_page(self, *, at: datetime.datetime) -> Self:
        """Published updates with their action and edition, for the permanent page of one update."""
        return self.published(at=at).select_related("action__theme__parent", "report")

    def for_edition(self, report: StatusReport, *, at: datetime.datetime) -> Self:
        """Published updates as rows of the table that an edition was sent as.

        A text that the edition repeats is one that stood already. A correction names its edition
        too, but was not in the table.
        """
        repeated = self.model.objects.filter(edition_rows__report=report).values("pk")
        return (
            self.published(at=at)
            .filter(Q(report=report, kind=StatusUpdate.Kind.EDITION) | Q(pk__in=repeated))
            .select_related("action__theme__parent")
            .prefetch_related(
                Prefetch("action__motion_links", ActionMotion.objects.select_related("motion"))
            )
            .order_by("action__number")
        )


class StatusUpdateManager(models.Manager.from_queryset(StatusUpdateQuerySet)):
    """Finds an update by the number of its action and its own slug."""

    def get_by_natural_key(self, number: int, slug: str) -> "StatusUpdate":
        return self.get(action__number=number, slug=slug)


@shown_to_public(
    moments=["published_at", "superseded_at", "withdrawn_at"],
    when=(
        "OLD.state IN ('gepubliceerd', 'ingetrokken') OR "
        "NEW.state IN ('gepubliceerd', 'ingetrokken')"
    ),
)
@with_history(exclude=["plain_text", "text_words", "content_hash"])
class StatusUpdate(models.Model):
    """What the government said about an action on one day, and how we read it."""

    class State(models.TextChoices):
        """Where an update is on the road to the public; only publishing changes it."""

        DRAFT = "concept", "concept"
        IN_REVIEW = "ter-beoordeling", "ter beoordeling"
        PUBLISHED = "gepubliceerd", "gepubliceerd"
        WITHDRAWN = "ingetrokken", "ingetrokken"

    class Kind(models.TextChoices):
        """Why an update was made."""

        EDITION = "rapportage", "uit een rapportage"
        INTERIM = "tussentijds", "tussentijds"
        CORRECTION = "correctie", "correctie"

    action = models.ForeignKey(Action, models.PROTECT, related_name="updates", verbose_name="actie")
    slug = models.SlugField(
        "naam in adressen",
        help_text=(
            "Staat in het adres van de bladzijde. Bij een rapportage 2021-06, anders de datum."
        ),
    )
    report = models.ForeignKey(
        StatusReport,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="updates",
        verbose_name="rapportage",
        help_text="De rapportage waarin deze tekst staat. Leeg bij een tussentijdse stand.",
    )
    kind = models.CharField("soort", max_length=12, choices=Kind.choices, default=Kind.INTERIM)
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name="verbetert",
        help_text="Bij een correctie: de stand die hiermee wordt verbeterd.",
    )
    state = models.CharField(
        "fase", max_length=16, choices=State.choices, default=State.DRAFT, editable=False
    )
    as_of = models.DateField("peildatum", help_text="De dag waarop deze tekst geldt.")

    # What the source says.
    text = models.TextField(
        "stand van zaken",
        help_text="De tekst. Begin een nieuwe alinea of een nieuw punt op een nieuwe regel.",
    )
    verbatim = models.BooleanField(
        "letterlijk uit een rapportage",
        default=False,
        editable=False,
        help_text="De tekst is letterlijk overgenomen uit een rapportage die naar de Kamer ging.",
    )
    source_lines = ArrayField(
        models.PositiveIntegerField(),
        verbose_name="regels in de bron",
        default=list,
        blank=True,
        editable=False,
    )
    shared_with = ArrayField(
        models.PositiveIntegerField(),
        verbose_name="gedeeld met acties",
        default=list,
        blank=True,
        help_text="Nummers van acties die in de tabel dezelfde cel delen, met komma's ertussen.",
    )
    footnotes = models.JSONField(
        "voetnoten",
        default=list,
        blank=True,
        help_text=(
            "Leeg als de tekst geen voetnoten heeft. Een voetnoot schrijft u zo: "
            '[{"marker": "1", "position": 125, "text": "Kamerstukken II ..."}]. Het getal zegt na '
            "hoeveel tekens van de tekst de voetnoot staat."
        ),
    )
    addresses = ArrayField(
        models.URLField(max_length=500),
        verbose_name="links in de bron",
        default=list,
        blank=True,
        help_text="Adressen die de bron bij deze tekst geeft, met komma's ertussen.",
    )
    # Read from the text by code, kept for search and for links back.
    see_also = ArrayField(
        models.PositiveIntegerField(),
        verbose_name="verwijst naar acties",
        default=list,
        blank=True,
        editable=False,
    )
    cited = ArrayField(
        models.CharField(max_length=20),
        verbose_name="geciteerde kamerstukken",
        default=list,
        blank=True,
        editable=False,
    )

    # What we read in it.
    status = models.CharField(
        "status",
        max_length=20,
        choices=Status.choices,
        blank=True,
        help_text="Ons oordeel, alleen op grond van de tekst. De definities staan op de site.",
    )
    status_quote = models.TextField(
        "citaat bij de status",
        blank=True,
        help_text="De woorden uit de tekst waarop dit oordeel rust, letterlijk.",
    )
    waiting_for = models.CharField(
        "wacht op",
        max_length=20,
        choices=WaitingFor.choices,
        blank=True,
        help_text="Alleen bij de status wacht op besluit.",
    )

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="written_updates",
        verbose_name="schrijver",
    )
    last_editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="edited_updates",
        verbose_name="laatste bewerker",
    )
    version = models.PositiveIntegerField(
        "versie", default=1, editable=False, help_text="Telt elke bewerking."
    )
    submitted_at = models.DateTimeField("ingediend op", null=True, blank=True, editable=False)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="reviewed_updates",
        verbose_name="beoordelaar",
    )
    approved_hash = models.CharField(
        "vingerafdruk van wat is goedgekeurd", max_length=64, blank=True, editable=False
    )
    remark = models.TextField(
        "opmerking van de beoordelaar",
        blank=True,
        editable=False,
        help_text="Waarom de stand terugkwam bij de schrijver.",
    )
    published_at = models.DateTimeField("gepubliceerd op", null=True, blank=True, editable=False)
    superseded_at = models.DateTimeField("vervangen op", null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField(
        "reden van intrekking", blank=True, editable=False, help_text="Deze reden is openbaar."
    )

    content_hash = GeneratedField(
        expression=ContentHash(*HASHED_FIELDS),
        output_field=models.CharField(max_length=64),
        db_persist=True,
        editable=False,
    )

    plain_text = GeneratedField(
        expression=PlainText("text"),
        output_field=models.TextField(),
        db_persist=True,
        editable=False,
    )
    text_words = GeneratedField(
        expression=DutchWords("text"),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
    )

    objects = StatusUpdateManager()
    earlier_words = EarlierWords("action")

    class Meta:
        verbose_name = "stand van zaken"
        verbose_name_plural = "standen van zaken"
        ordering = ["action__number", "-as_of"]
        permissions = [
            ("submit_statusupdate", "Kan een stand van zaken indienen ter beoordeling"),
            ("review_statusupdate", "Kan een stand van zaken beoordelen en publiceren"),
            ("withdraw_statusupdate", "Kan een gepubliceerde stand van zaken intrekken"),
        ]
        constraints = [
            UniqueConstraint(
                fields=["action", "slug"],
                name="update_slug_unique_per_action",
                violation_error_message="Deze actie heeft al een stand met dit adres.",
            ),
            CheckConstraint(
                condition=~Q(text=""),
                name="update_has_text",
                violation_error_message="Vul de stand van zaken in.",
            ),
            CheckConstraint(
                condition=Q(status__in=Status.values)
                | Q(status="", status_quote="", state="concept"),
                name="update_status_known_code",
                violation_error_message="Kies een status. Alleen een concept mag zonder.",
            ),
            CheckConstraint(
                condition=Q(
                    state__in=["concept", "ter-beoordeling", "gepubliceerd", "ingetrokken"]
                ),
                name="update_state_known_code",
                violation_error_message="Deze fase bestaat niet.",
            ),
            CheckConstraint(
                condition=Q(kind__in=["rapportage", "tussentijds", "correctie"]),
                name="update_kind_known_code",
                violation_error_message="Deze soort bestaat niet.",
            ),
            CheckConstraint(
                condition=Q(kind="rapportage", report__isnull=False) | ~Q(kind="rapportage"),
                name="update_of_edition_names_it",
                violation_error_message="Kies de rapportage waar deze tekst uit komt.",
            ),
            CheckConstraint(
                condition=Q(kind="correctie", corrects__isnull=False)
                | (~Q(kind="correctie") & Q(corrects__isnull=True)),
                name="update_correction_names_what_it_corrects",
                violation_error_message="Een correctie, en alleen die, noemt wat zij verbetert.",
            ),
            CheckConstraint(
                condition=(Q(status="wacht-op-besluit") & Q(waiting_for__in=WaitingFor.values))
                | (~Q(status="wacht-op-besluit") & Q(waiting_for="")),
                name="update_waits_for_somebody",
                violation_error_message=(
                    "Vul 'wacht op' in bij de status wacht op besluit, en alleen dan."
                ),
            ),
            CheckConstraint(
                condition=Q(status="", status_quote="")
                | (~Q(status_quote="") & Q(GreaterThan(StrIndex("text", "status_quote"), 0))),
                name="update_status_quote_in_text",
                violation_error_message=(
                    "Het citaat bij de status staat niet letterlijk in de tekst."
                ),
            ),
            # The one exception by name: text that was sent to parliament has no author. Whoever
            # changed how we read it is a first person all the same.
            CheckConstraint(
                condition=~Q(state="gepubliceerd")
                | Q(
                    verbatim=True,
                    report__isnull=False,
                    author__isnull=True,
                    last_editor__isnull=True,
                )
                | (
                    (
                        Q(verbatim=True, report__isnull=False, author__isnull=True)
                        | (Q(verbatim=False, author__isnull=False) & ~Q(author=F("reviewer")))
                    )
                    & Q(reviewer__isnull=False)
                    & ~Q(last_editor=F("reviewer"))
                ),
                name="update_published_by_second_person_or_from_edition",
                violation_error_message=(
                    "Publiceren kan alleen door een ander dan de schrijver en de laatste "
                    "bewerker, of als de tekst letterlijk uit een rapportage komt."
                ),
            ),
            CheckConstraint(
                condition=~Q(state="gepubliceerd")
                | Q(verbatim=True, last_editor__isnull=True, approved_hash="")
                | Q(approved_hash=F("content_hash")),
                name="update_published_as_approved",
                violation_error_message=(
                    "Wat gepubliceerd wordt is niet wat de beoordelaar heeft gelezen."
                ),
            ),
            CheckConstraint(
                condition=(
                    Q(state="ingetrokken", withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")
                )
                | (~Q(state="ingetrokken") & Q(withdrawn_at__isnull=True, withdrawn_reason="")),
                name="update_withdrawn_with_reason",
                violation_error_message="Vul de reden in waarom deze stand wordt ingetrokken.",
            ),
            CheckConstraint(
                condition=Q(version__gte=1),
                name="update_version_from_one",
                violation_error_message="Versies zijn genummerd vanaf 1.",
            ),
            CheckConstraint(
                condition=Q(state="gepubliceerd", published_at__isnull=False)
                | Q(state="ingetrokken")
                | Q(
                    state__in=["concept", "ter-beoordeling"],
                    published_at__isnull=True,
                    superseded_at__isnull=True,
                ),
                name="update_published_has_moment",
                violation_error_message="Alleen wat gepubliceerd is heeft een moment daarvan.",
            ),
            CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gt=F("published_at")),
                name="update_superseded_after_published",
                violation_error_message="Vervangen kan pas na publicatie.",
            ),
            ExclusionConstraint(
                name="update_one_stands_at_a_time",
                expressions=[
                    ("action", RangeOperators.EQUAL),
                    (
                        MomentSpan("published_at", "superseded_at", RangeBoundary()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(state="gepubliceerd"),
                violation_error_message="Voor deze actie geldt op dat moment al een andere stand.",
            ),
        ]
        indexes = [
            GinIndex(fields=["text_words"], name="update_words"),
            GinIndex(OpClass("plain_text", "gin_trgm_ops"), name="update_plain"),
            GinIndex(fields=["cited"], name="update_cited"),
            models.Index(
                fields=["action", "published_at"],
                name="update_published",
                condition=Q(state="gepubliceerd"),
            ),
        ]
        triggers = [*UPDATE_RULES, *notes_words(TEXT)]

    def __str__(self) -> str:
        return f"Actie {self.action.number}, stand {self.slug}"

    def get_absolute_url(self) -> str:
        return reverse("actions:update", args=[self.action.number, self.slug])

    def natural_key(self) -> tuple[int, str]:
        return (self.action.number, self.slug)

    natural_key.dependencies = ["actions.action", "actions.statusreport"]

    def is_published(self, *, at: datetime.datetime) -> bool:
        """Whether the public may read it at that moment; what `published()` asks of one row."""
        return self.state == self.State.PUBLISHED and self.published_at <= at
