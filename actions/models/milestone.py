"""Milestones (termijnen): dated promises and facts in an update."""

import datetime
from collections.abc import Iterable

import pgtrigger
from django.db import models
from django.db.models import (
    CheckConstraint,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    UniqueConstraint,
    prefetch_related_objects,
)
from django.db.models.functions import JSONObject, StrIndex
from django.db.models.lookups import GreaterThan
from django.utils.text import Truncator

from actions.models.action import Action
from actions.models.milestone_rules import MILESTONE_RULES
from actions.models.promises import MilestoneQuerySet, Standing
from actions.models.update import StatusUpdate
from pok_tracker.lib.history import with_history
from pok_tracker.lib.shown_to_public import shown_to_public


class MilestoneManager(models.Manager.from_queryset(MilestoneQuerySet)):
    """Finds a milestone by its update and its place in it."""

    def get_by_natural_key(self, number: int, slug: str, position: int) -> "Milestone":
        return self.get(update__action__number=number, update__slug=slug, position=position)


# Those of a draft change with every save of it.
@shown_to_public(
    when="""EXISTS (
        SELECT FROM actions_statusupdate
        WHERE id IN (OLD.update_id, NEW.update_id) AND state IN ('gepubliceerd', 'ingetrokken')
    )"""
)
@with_history()
class Milestone(models.Model):
    """A dated promise or fact in an update: its exact words and the days they mean."""

    class Kind(models.TextChoices):
        """Whether it was still to come, had happened, or had begun."""

        PLANNED = "gepland", "gepland"
        DONE = "gerealiseerd", "gerealiseerd"
        RUNNING = "lopend", "loopt sindsdien"

    class Precision(models.TextChoices):
        """How exact the words are."""

        DAY = "dag", "dag"
        WEEK = "week", "week"
        MONTH = "maand", "maand"
        QUARTER = "kwartaal", "kwartaal"
        SEASON = "seizoen", "seizoen"
        HALF_YEAR = "halfjaar", "half jaar"
        YEAR = "jaar", "jaar"
        BEFORE = "uiterlijk", "uiterlijk"
        PERIOD = "periode", "periode"

    Standing = Standing

    update = models.ForeignKey(
        StatusUpdate, models.CASCADE, related_name="milestones", verbose_name="stand van zaken"
    )
    position = models.PositiveSmallIntegerField("volgorde", help_text="De plaats in de tekst.")
    quote = models.TextField("citaat", help_text="De woorden uit de tekst, letterlijk.")
    date_words = models.CharField(
        "datumwoorden",
        max_length=120,
        help_text="De woorden in het citaat die de dag of de periode noemen: na de zomer.",
    )
    kind = models.CharField(
        "soort",
        max_length=12,
        choices=Kind.choices,
        help_text="Gezien vanaf de peildatum: nog te doen, gebeurd, of begonnen en nog bezig.",
    )
    first_day = models.DateField("eerste dag", help_text="De eerste dag die de woorden bedoelen.")
    last_day = models.DateField("laatste dag", help_text="De laatste dag die de woorden bedoelen.")
    precision = models.CharField(
        "precisie",
        max_length=10,
        choices=Precision.choices,
        help_text="Hoe precies de woorden zijn: 'najaar 2021' is een seizoen.",
    )
    carried_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="carried_to",
        verbose_name="overgenomen van",
        help_text="De termijn van een eerdere stand van dezelfde actie die hier doorloopt.",
    )

    objects = MilestoneManager()

    class Meta:
        verbose_name = "termijn"
        verbose_name_plural = "termijnen"
        ordering = ["update", "position"]
        constraints = [
            UniqueConstraint(
                fields=["update", "position"],
                name="milestone_position_unique",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een termijn.",
            ),
            CheckConstraint(
                condition=~Q(date_words="") & Q(GreaterThan(StrIndex("quote", "date_words"), 0)),
                name="milestone_date_words_in_quote",
                violation_error_message="De datumwoorden staan niet letterlijk in het citaat.",
            ),
            CheckConstraint(
                condition=Q(first_day__lte=F("last_day")),
                name="milestone_first_day_not_after_last",
                violation_error_message="De eerste dag ligt na de laatste dag.",
            ),
            CheckConstraint(
                condition=Q(kind__in=["gepland", "gerealiseerd", "lopend"]),
                name="milestone_kind_known_code",
                violation_error_message="Deze soort bestaat niet.",
            ),
            CheckConstraint(
                condition=Q(
                    precision__in=[
                        "dag",
                        "week",
                        "maand",
                        "kwartaal",
                        "seizoen",
                        "halfjaar",
                        "jaar",
                        "uiterlijk",
                        "periode",
                    ]
                ),
                name="milestone_precision_known_code",
                violation_error_message="Deze precisie bestaat niet.",
            ),
            CheckConstraint(
                condition=Q(carried_from__isnull=True) | ~Q(carried_from=F("pk")),
                name="milestone_not_carried_from_itself",
                violation_error_message="Een termijn wordt niet van zichzelf overgenomen.",
            ),
        ]
        indexes = [models.Index(fields=["kind", "last_day"], name="milestone_by_last_day")]
        triggers = [
            pgtrigger.Trigger(
                name="quote_in_text",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("quote", "update_id"),
                when=pgtrigger.Before,
                func="""
                IF NEW.quote = '' OR NOT EXISTS (
                    SELECT FROM actions_statusupdate
                    WHERE id = NEW.update_id AND strpos(text, NEW.quote) > 0
                ) THEN
                    RAISE EXCEPTION 'Het citaat "%" staat niet letterlijk in de stand van zaken.',
                        NEW.quote USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
                """,
            ),
            *MILESTONE_RULES,
        ]

    def __str__(self) -> str:
        words = Truncator(self.quote).words(8, truncate=" …")
        return f"{words} ({self.first_day:%d-%m-%Y} t/m {self.last_day:%d-%m-%Y})"

    def natural_key(self) -> tuple[int, str, int]:
        return (*self.update.natural_key(), self.position)

    natural_key.dependencies = ["actions.statusupdate"]


def attach_milestones(actions: Iterable[Action], *, at: datetime.datetime) -> None:
    """Load the milestones of the current update of each action, with their standing: 1 query."""
    milestones = Milestone.objects.with_standing(at=at)
    updates = [action.current for action in actions]
    prefetch_related_objects(updates, Prefetch("milestones", milestones))


def milestones_of_current(*, at: datetime.datetime) -> QuerySet[Milestone]:
    """The milestones of the `current` update of an action in the outer query, with their standing.

    In the order of the text.
    """
    milestones = Milestone.objects.filter(update=OuterRef("current__pk"))
    return milestones.with_standing(at=at).order_by("position")


def with_latest_promise(actions: QuerySet[Action], *, at: datetime.datetime) -> QuerySet[Action]:
    """Add `latest_promise` to actions: the one that counts and lies furthest ahead, or None.

    Its days, as ISO writes them, their precision and its standing, under those names.
    """
    promises = Milestone.objects.promises(at=at).filter(update__action=OuterRef("pk"))
    told = JSONObject(
        first_day="first_day", last_day="last_day", precision="precision", stand="stand"
    )
    latest = promises.with_standing(at=at).order_by("-last_day", "-pk").values(told=told)
    return actions.annotate(latest_promise=Subquery(latest[:1]))


def attach_promises(actions: Iterable[Action], *, at: datetime.datetime) -> None:
    """Give each action `promises`: those that count at that moment, with their standing; 1 query.

    In the order of their last days.
    """
    by_action: dict[int, list[Milestone]] = {action.pk: [] for action in actions}
    promises = Milestone.objects.promises(at=at).with_standing(at=at).select_related("update")
    for promise in promises.filter(update__action__in=by_action).order_by("last_day", "pk"):
        by_action[promise.update.action_id].append(promise)
    for action in actions:
        action.promises = by_action[action.pk]
