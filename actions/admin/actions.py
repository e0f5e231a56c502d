"""The admin of actions, each with its latest update beside it."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import Truncator

from actions.admin.own_filter import OwnActionFilter
from actions.admin.reach import (
    actions_within_reach,
    is_choosing,
    may_set_ministries,
    was_published,
)
from actions.models import Action, ActionMinistry, ActionMotion, Status, StatusUpdate, Theme
from actions.policy import SET_MINISTRIES
from pok_tracker.lib.admin import EditorialAdmin, EditorialRows, KnownValueFilter, RowForm

# The latest update of an action, in whatever state: an editor sees the draft that is coming.
NEWEST_FIRST = ("-as_of", "-id")


class ThemeFilter(KnownValueFilter):
    """Actions of a theme; a theme includes its sub-themes."""

    title = "thema"
    parameter_name = "thema"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """All themes and sub-themes in the order of the table."""
        return [(theme.slug, str(theme)) for theme in Theme.objects.select_related("parent")]

    def select(self, queryset: QuerySet, value: str) -> QuerySet:
        """Return the actions of that theme and of its sub-themes."""
        return queryset.filter(Q(theme__slug=value) | Q(theme__parent__slug=value))


class NewestStatusFilter(KnownValueFilter):
    """Actions by the status of their latest update."""

    title = "status van de laatste stand"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """All status codes."""
        return Status.choices

    def select(self, queryset: QuerySet, value: str) -> QuerySet:
        """Return the actions whose latest update has that status."""
        return queryset.filter(newest_status=value)


class WithMotionFilter(KnownValueFilter):
    """Actions that do, or do not, carry out a motion."""

    title = "motie"
    parameter_name = "motie"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """With or without."""
        return [("met", "met motie"), ("zonder", "zonder motie")]

    def select(self, queryset: QuerySet, value: str) -> QuerySet:
        """Return the actions with, or without, a motion."""
        with_motion = Exists(ActionMotion.objects.filter(action=OuterRef("pk")))
        return queryset.filter(with_motion if value == "met" else ~with_motion)


class ActionMinistryForm(RowForm):
    """A ministry at an action, with the words that say so."""

    def clean(self) -> dict[str, Any]:
        """Return the values; refuse a reading without its words, or with words nobody wrote."""
        cleaned: dict[str, Any] = super().clean()
        quote = cleaned.get("quote")
        # Another place is no other reading.
        if quote is None or not {"ministry", "quote"} & set(self.changed_data):
            return cleaned
        if not quote:
            self.add_error("quote", "Vul de woorden in waaruit dit blijkt.")
        elif not any(quote in text for text in _texts_of(self.instance.action)):
            self.add_error(
                "quote",
                f'Het citaat "{quote}" staat niet letterlijk in de omschrijving of in een '
                "gepubliceerde stand van zaken van deze actie.",
            )
        return cleaned


class ActionMinistryInline(EditorialRows, admin.StackedInline):
    """The ministries that an action names as acting."""

    model = ActionMinistry
    verbose_name = "ministerie"
    verbose_name_plural = "ministeries: wat wij erin lezen"
    form = ActionMinistryForm
    fields = ["position", "ministry", "quote"]
    autocomplete_fields = ["ministry"]
    read_along = ["action", "ministry"]

    def has_add_permission(self, request: HttpRequest, obj: Action | None) -> bool:
        return self._may_set(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Action | None = None) -> bool:
        return self._may_set(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Action | None = None) -> bool:
        return self._may_set(request, obj)

    def _may_set(self, request: HttpRequest, action: Action | None) -> bool:
        """Whoever makes an action sets its ministries too; after that, reviewers in reach do."""
        if action is None or action.pk is None:
            return request.user.has_perm("actions.add_action")
        return may_set_ministries(request, action)


class ActionMotionInline(EditorialRows, admin.TabularInline):
    """The motions that an action carries out."""

    model = ActionMotion
    verbose_name = "motie"
    verbose_name_plural = "moties"
    fields = ["motion", "part", "label", "named", "and_others"]
    autocomplete_fields = ["motion"]
    read_along = ["action", "motion"]


class UpdateListInline(EditorialRows, admin.TabularInline):
    """The updates of an action, newest first, to read and to go to."""

    model = StatusUpdate
    verbose_name_plural = "standen van zaken, de nieuwste eerst"
    fields = readonly_fields = ["as_of", "kind", "state", "status"]
    ordering = NEWEST_FIRST
    show_change_link = True
    can_delete = False
    read_along = ["action"]

    def has_add_permission(self, request: HttpRequest, obj: Action | None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Action | None = None) -> bool:
        return False


@admin.register(Action)
class ActionAdmin(EditorialAdmin):
    """Actions, each with its latest update beside it."""

    list_display = [
        "number",
        "short_description",
        "newest_status",
        "newest_update",
        "motion_codes",
        "ministry_codes",
        "theme_name",
    ]
    list_display_links = ["number", "short_description"]
    list_filter = [OwnActionFilter, ThemeFilter, NewestStatusFilter, "ministries", WithMotionFilter]
    list_select_related = ["theme__parent"]
    search_fields = ["=number", "description", "updates__text", "motion_links__label"]
    search_help_text = "Zoek op nummer, omschrijving, stand van zaken of aanduiding van een motie."
    ordering = ["number"]
    autocomplete_fields = ["theme"]
    readonly_fields = ["source_lines"]
    fixed_once_made = ["number"]
    # What the source says of an action; once published only a new edition changes it.
    source_fields = ["number", "description", "theme", "source_lines"]
    inlines = [UpdateListInline, ActionMotionInline, ActionMinistryInline]
    fieldsets = [("Wat de bron zegt", {"fields": source_fields})]

    def get_readonly_fields(self, request: HttpRequest, obj: Action | None = None) -> Any:
        """The fields to read only: all that the source says, unless nothing is published yet."""
        may_type = super().has_change_permission(request, obj)
        if obj and (not may_type or was_published(request, obj)):
            return self.source_fields
        return super().get_readonly_fields(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Action | None = None) -> bool:
        """Whoever may change the ministries sends the same form; what the source says stays."""
        if super().has_change_permission(request, obj):
            return True
        if obj is None:
            return request.user.has_perm(SET_MINISTRIES)
        return may_set_ministries(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Action]:
        """Actions with all that a row shows: 1 query for the rows, 3 for what hangs on them."""
        newest = StatusUpdate.objects.filter(action=OuterRef("pk")).order_by(*NEWEST_FIRST)
        one_per_action = (
            StatusUpdate.objects.order_by("action_id", *NEWEST_FIRST)
            .distinct("action_id")
            .only("action_id", "as_of", "state", "status")
        )
        return (
            super()
            .get_queryset(request)
            .annotate(
                newest_status=Subquery(newest.values("status")[:1]),
                newest_as_of=Subquery(newest.values("as_of")[:1]),
            )
            .prefetch_related(
                Prefetch("updates", one_per_action, to_attr="newest_updates"),
                Prefetch("motion_links", ActionMotion.objects.select_related("motion")),
                Prefetch("ministry_links", ActionMinistry.objects.select_related("ministry")),
            )
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Action], search_term: str
    ) -> tuple[QuerySet[Action], bool]:
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if is_choosing(request):
            found = found.filter(pk__in=actions_within_reach(request).values("pk"))
        return found, may_repeat

    @admin.display(description="omschrijving", ordering="description")
    def short_description(self, action: Action) -> str:
        """The first words of the description."""
        return Truncator(action.description).words(12)

    # The field itself would not wrap, and push the last columns off the screen.
    @admin.display(description="thema", ordering="theme__position")
    def theme_name(self, action: Action) -> str:
        """The theme, or the sub-theme behind its theme."""
        return str(action.theme)

    @admin.display(description="moties")
    def motion_codes(self, action: Action) -> str:
        """The motions that the action carries out, with the part if it is one."""
        return ", ".join(
            f"{link.motion.code} deel {link.part}" if link.part else link.motion.code
            for link in action.motion_links.all()
        )

    @admin.display(description="ministeries")
    def ministry_codes(self, action: Action) -> str:
        """The acting ministries, the lead first."""
        return ", ".join(link.ministry.code for link in action.ministry_links.all())

    @admin.display(description="status", ordering="newest_status")
    def newest_status(self, action: Action) -> str | None:
        """The status of the latest update, in Dutch; None shows as a dash."""
        return next((update.get_status_display() for update in action.newest_updates), None)

    @admin.display(description="laatste stand", ordering="newest_as_of")
    def newest_update(self, action: Action) -> str | None:
        """A link to the latest update, with its day and its state; None shows as a dash."""
        return next((_link_to(update) for update in action.newest_updates), None)


def _texts_of(action: Action) -> list[str]:
    published = action.updates.filter(state=StatusUpdate.State.PUBLISHED) if action.pk else []
    return [action.description, *(update.text for update in published)]


def _link_to(update: StatusUpdate) -> str:
    return format_html(
        '<a href="{}">{}</a> ({})',
        reverse("admin:actions_statusupdate_change", args=[update.pk]),
        date_format(update.as_of),
        update.get_state_display(),
    )
