"""Themes and sub-themes: the headings of the table."""

import datetime
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import CheckConstraint, Exists, F, OuterRef, Q, Subquery, UniqueConstraint
from django.urls import reverse

from actions.models.search_word import learns_words
from actions.models.standing import stands_at
from motions.models import NaturalKeyManager
from pok_tracker.lib.history import with_history
from pok_tracker.lib.shown_to_public import shown_to_public


class ThemeQuerySet(models.QuerySet):
    """Which themes the public sees."""

    def published(self, *, at: datetime.datetime) -> Self:
        """Themes with a published action, their own or in a sub-theme."""
        actions = self._actions.order_by()
        standing = actions.filter(stands_at(at, "updates"), pk=OuterRef("pk")).values("pk")
        # A column, not a join: PostgreSQL would read all actions to join them. So it looks at the
        # actions of one theme, and at the first with a standing update it stops.
        public = actions.annotate(standing=Subquery(standing[:1])).filter(standing__isnull=False)
        own = Exists(public.filter(theme=OuterRef("pk")))
        below = Exists(self.model.objects.filter(own, parent=OuterRef("pk")))
        return self.filter(own | below)

    # Reached through the model: actions lie above this file.
    @property
    def _actions(self) -> Any:
        return self.model._meta.get_field("actions").related_model.objects


@shown_to_public()
@with_history()
class Theme(models.Model):
    """A heading of the table: a theme, or a sub-theme inside one."""

    natural_key_fields = ("slug",)

    slug = models.SlugField(
        "naam in adressen",
        max_length=100,
        unique=True,
        help_text="Kleine letters en streepjes. Verander dit niet meer: links wijzen ernaar.",
    )
    name = models.CharField("naam", max_length=120, help_text="De kop zoals in de tabel.")
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="subthemes",
        verbose_name="hoort bij thema",
        help_text="Alleen invullen bij een subthema.",
    )
    position = models.PositiveSmallIntegerField("volgorde", help_text="De plaats in de tabel.")

    objects = NaturalKeyManager.from_queryset(ThemeQuerySet)()

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema's"
        ordering = ["position"]
        constraints = [
            CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="theme_not_its_own_parent",
                violation_error_message="Een thema hoort niet bij zichzelf.",
            ),
            UniqueConstraint(
                fields=["position"],
                name="theme_position_unique",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een thema.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="two_levels",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                IF NEW.parent_id IS NOT NULL AND (
                    EXISTS (SELECT FROM actions_theme
                            WHERE id = NEW.parent_id AND parent_id IS NOT NULL)
                    OR EXISTS (SELECT FROM actions_theme WHERE parent_id = NEW.id)
                ) THEN
                    RAISE EXCEPTION 'Een subthema kan zelf geen subthema''s hebben.'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
                """,
            ),
            learns_words("name"),
        ]

    def __str__(self) -> str:
        return f"{self.parent.name} › {self.name}" if self.parent_id else self.name

    def get_absolute_url(self) -> str:
        return reverse("actions:theme", args=[self.slug])

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["actions.theme"]

    @property
    def main(self) -> "Theme":
        """The theme itself, or the theme that this sub-theme belongs to."""
        return self.parent if self.parent_id else self
