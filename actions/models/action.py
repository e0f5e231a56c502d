"""Actions, and the ministries and motions that hang on them."""

import datetime
from typing import Self

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import (
    CheckConstraint,
    F,
    FilteredRelation,
    GeneratedField,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    UniqueConstraint,
)
from django.urls import reverse

from actions.models.ministry import Ministry
from actions.models.search_word import DESCRIPTION, learns_words, notes_words
from actions.models.standing import stands_at
from actions.models.text_search import DutchWords, PlainText
from actions.models.theme import Theme
from actions.models.wording import EarlierWords, replaced_since
from motions.models import Motion, MotionSubmitter, NaturalKeyManager
from pok_tracker.lib.history import with_history
from pok_tracker.lib.shown_to_public import shown_to_public


class ActionQuerySet(models.QuerySet):
    """The public subset of the actions, and what each page needs of them."""

    def published(self, *, at: datetime.datetime) -> Self:
        """Actions with an update that stands at that moment, joined as `current`.

        Their description is that of the moment, also when a later edition changed it.
        """
        return self.annotate(
            current=FilteredRelation("updates", condition=stands_at(at, "updates")),
            earlier_words=replaced_since(at, action_model=Action, action="pk"),
        ).filter(current__isnull=False)

    def for_list(self, *, at: datetime.datetime) -> Self:
        """Published actions as rows of a list: 1 query for the rows, 2 for what hangs on them.

        A filter on `current__status` would join the updates once more, each filter again, and in
        every branch of the facets. So filters use the names `current_...` that stand here.
        Milestones hang on `current`, which no prefetch reaches: see `attach_milestones`.
        """
        return (
            self.published(at=at)
            .alias(
                current_pk=F("current__pk"),
                current_status=F("current__status"),
                current_published_at=F("current__published_at"),
                current_cited=F("current__cited"),
                current_text_words=F("current__text_words"),
                current_plain_text=F("current__plain_text"),
            )
            .select_related("theme__parent", "current__report")
            .prefetch_related(
                Prefetch("motion_links", ActionMotion.objects.select_related("motion")),
                Prefetch("ministry_links", ActionMinistry.objects.select_related("ministry")),
            )
        )

    def for_detail(self, *, at: datetime.datetime) -> Self:
        """Published actions as the page of one action begins; see dossier_page.py for the rest.

        Adds `previous` and `following`: the numbers of the published actions beside it, or None.
        """
        others = self.model.objects.published(at=at).order_by().values("number")
        return (
            self.published(at=at)
            .select_related("theme__parent", "current__report")
            .annotate(
                previous=Subquery(
                    others.filter(number__lt=OuterRef("number")).order_by("-number")[:1]
                ),
                following=Subquery(
                    others.filter(number__gt=OuterRef("number")).order_by("number")[:1]
                ),
            )
        )


@shown_to_public()
@with_history(exclude=["plain_description", "description_words"])
class Action(models.Model):
    """A numbered follow-up action: what was asked."""

    natural_key_fields = ("number",)

    number = models.PositiveIntegerField("nummer", unique=True, help_text="Het nummer in de tabel.")
    theme = models.ForeignKey(
        Theme,
        models.PROTECT,
        related_name="actions",
        verbose_name="thema",
        help_text="Het subthema als dat er is, anders het thema.",
    )
    description = models.TextField(
        "omschrijving",
        help_text="De kolom Omschrijving, letterlijk, zonder de aanduiding van moties.",
    )
    source_lines = ArrayField(
        models.PositiveIntegerField(),
        verbose_name="regels in de bron",
        default=list,
        blank=True,
        help_text="De regels van het bronbestand waar de omschrijving staat.",
    )
    motions = models.ManyToManyField(
        Motion, through="ActionMotion", related_name="actions", verbose_name="moties"
    )
    ministries = models.ManyToManyField(
        Ministry, through="ActionMinistry", related_name="actions", verbose_name="ministeries"
    )
    plain_description = GeneratedField(
        expression=PlainText("description"),
        output_field=models.TextField(),
        db_persist=True,
        editable=False,
    )
    description_words = GeneratedField(
        expression=DutchWords("description"),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
    )

    objects = NaturalKeyManager.from_queryset(ActionQuerySet)()
    earlier_words = EarlierWords()

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering = ["number"]
        constraints = [
            CheckConstraint(
                condition=Q(number__gte=1),
                name="action_number_from_one",
                violation_error_message="Acties zijn genummerd vanaf 1.",
            ),
            CheckConstraint(
                condition=~Q(description=""),
                name="action_has_description",
                violation_error_message="Een actie heeft een omschrijving.",
            ),
        ]
        indexes = [
            GinIndex(fields=["description_words"], name="action_words"),
            GinIndex(OpClass("plain_description", "gin_trgm_ops"), name="action_plain"),
        ]
        triggers = notes_words(DESCRIPTION)

    def __str__(self) -> str:
        words = self.description.split()
        shown = " ".join(words[:12])
        return f"{self.number}. {shown}{' …' if len(words) > 12 else ''}"

    def get_absolute_url(self) -> str:
        return reverse("actions:detail", args=[self.number])

    def natural_key(self) -> tuple[int]:
        return (self.number,)


class ActionMinistryManager(models.Manager):
    """Finds a ministry at an action by number and code."""

    def get_by_natural_key(self, number: int, code: str) -> "ActionMinistry":
        return self.get(action__number=number, ministry__code=code)


@shown_to_public()
@with_history()
class ActionMinistry(models.Model):
    """A ministry that an action names as acting; our reading, with the words it rests on."""

    action = models.ForeignKey(
        Action, models.CASCADE, related_name="ministry_links", verbose_name="actie"
    )
    ministry = models.ForeignKey(
        Ministry, models.PROTECT, related_name="action_links", verbose_name="ministerie"
    )
    position = models.PositiveSmallIntegerField(
        "volgorde", help_text="1 is het ministerie dat de leiding heeft."
    )
    quote = models.TextField(
        "citaat",
        blank=True,
        help_text="De woorden uit omschrijving of stand van zaken waaruit dit blijkt.",
    )

    objects = ActionMinistryManager()

    class Meta:
        verbose_name = "ministerie bij een actie"
        verbose_name_plural = "ministeries bij acties"
        ordering = ["action", "position"]
        constraints = [
            UniqueConstraint(
                fields=["action", "ministry"],
                name="ministry_once_per_action",
                violation_error_message="Dit ministerie staat al bij deze actie.",
            ),
            UniqueConstraint(
                fields=["action", "position"],
                name="ministry_position_unique",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een ministerie.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ministry.code} bij actie {self.action.number}"

    def natural_key(self) -> tuple[int, str]:
        return (self.action.number, self.ministry.code)

    natural_key.dependencies = ["actions.action", "actions.ministry"]


class ActionMotionQuerySet(models.QuerySet):
    """Links between motions and actions that the public sees."""

    def published(self, *, at: datetime.datetime) -> Self:
        """Links to actions with an update that stands at that moment, joined as `current`."""
        return self.annotate(
            current=FilteredRelation("action__updates", condition=stands_at(at, "action__updates")),
            earlier_words=replaced_since(at, action_model=Action, action="action"),
        ).filter(current__isnull=False)

    def with_submitters(self) -> Self:
        """Add the motion, and `submitters`: the names of those who signed it, in their order."""
        signed = MotionSubmitter.objects.filter(motion=OuterRef("motion")).order_by("position")
        return self.select_related("motion").annotate(
            submitters=ArraySubquery(signed.values("member__name"))
        )


class ActionMotionManager(models.Manager.from_queryset(ActionMotionQuerySet)):
    """Finds a motion, or a part of it, at an action."""

    def get_by_natural_key(
        self, number: int, dossier: str, motion: int, part: int | None
    ) -> "ActionMotion":
        return self.get(
            action__number=number, motion__dossier=dossier, motion__number=motion, part=part
        )


@shown_to_public()
@with_history()
class ActionMotion(models.Model):
    """A motion, or one part of it, that an action carries out, as the table labels it."""

    action = models.ForeignKey(
        Action, models.CASCADE, related_name="motion_links", verbose_name="actie"
    )
    motion = models.ForeignKey(
        Motion, models.PROTECT, related_name="action_links", verbose_name="motie"
    )
    part = models.PositiveSmallIntegerField(
        "deel",
        null=True,
        blank=True,
        help_text="Het deel van de motie dat deze actie uitvoert. Leeg betekent: de hele motie.",
    )
    label = models.CharField(
        "aanduiding",
        max_length=200,
        help_text="De aanduiding zoals gedrukt, bijvoorbeeld: NR. 13 Motie Omtzigt cs.",
    )
    named = ArrayField(
        models.CharField(max_length=80),
        verbose_name="genoemde indieners",
        default=list,
        blank=True,
        help_text="De namen in de aanduiding, in die volgorde.",
    )
    and_others = models.BooleanField(
        "met anderen (c.s.)", default=False, help_text="Aan als de aanduiding c.s. drukt."
    )

    objects = ActionMotionManager()
    earlier_words = EarlierWords("action")

    class Meta:
        verbose_name = "motie bij een actie"
        verbose_name_plural = "moties bij acties"
        ordering = ["action", "motion__dossier", "motion__number", "part"]
        constraints = [
            UniqueConstraint(
                fields=["action", "motion", "part"],
                name="motion_part_once_per_action",
                nulls_distinct=False,
                violation_error_message="Dit deel van de motie staat al bij deze actie.",
            ),
            CheckConstraint(
                condition=Q(part__isnull=True) | Q(part__range=(1, 9)),
                name="motion_part_from_one_to_nine",
                violation_error_message="Een deel is een nummer van 1 tot en met 9.",
            ),
        ]
        triggers = [learns_words("label")]

    def __str__(self) -> str:
        part = f", deel {self.part}" if self.part else ""
        return f"{self.motion.code}{part} bij actie {self.action.number}"

    def natural_key(self) -> tuple[int, str, int, int | None]:
        return (self.action.number, *self.motion.natural_key(), self.part)

    natural_key.dependencies = ["actions.action", "motions.motion"]
