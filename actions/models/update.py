"""Updates: what the government said about an action on one day, and how we read it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import GeneratedField, Q
from django.urls import reverse

from actions.models.action import Action
from actions.models.content_hash import HASHED_FIELDS, ContentHash
from actions.models.report import StatusReport
from actions.models.search_word import TEXT, notes_words
from actions.models.status import Status, WaitingFor
from actions.models.text_search import DutchWords, PlainText
from actions.models.update_constraints import UPDATE_CONSTRAINTS
from actions.models.update_queryset import StatusUpdateQuerySet
from actions.models.update_rules import UPDATE_RULES
from actions.models.wording import EarlierWords
from pok_tracker.lib.history import with_history
from pok_tracker.lib.shown_to_public import shown_to_public


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
        constraints = UPDATE_CONSTRAINTS
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
