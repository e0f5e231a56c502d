"""The admin of what government does about it: actions, their updates, and what these rest on."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import ValidationError
from django.db.models import Exists, Field, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.forms.fields import InvalidJSONInput
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst
from django.views.decorators.csrf import csrf_exempt

from actions.intake import screens
from actions.models import (
    Action,
    ActionMinistry,
    ActionMotion,
    EditionRow,
    Editor,
    EditorMinistry,
    Milestone,
    Ministry,
    Status,
    StatusReport,
    StatusUpdate,
    Theme,
)
from actions.policy import may_take_over
from pok_tracker.lib.admin import (
    EditorialAdmin,
    EditorialRows,
    KnownValueFilter,
    RefusableForm,
    RowForm,
)

# The latest update of an action, in whatever state: an editor sees the draft that is coming.
NEWEST_FIRST = ("-as_of", "-id")
FIXED_STATES = (StatusUpdate.State.PUBLISHED, StatusUpdate.State.WITHDRAWN)
FOOTNOTE_KEYS = {"marker", "position", "text"}
REPORT = "actions_statusreport"
SHORT_BOX = forms.Textarea(attrs={"rows": 4, "cols": 80})


def is_fixed(update: StatusUpdate) -> bool:
    """Whether an update was once published, so that the database refuses every change."""
    return update.state in FIXED_STATES


# -- Themes, ministries, editions ----------------------------------------------


class ThemeForm(RefusableForm):
    """A theme; a theme with sub-themes cannot become one itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "parent" in self.fields:
            themes = Theme.objects.filter(parent=None).exclude(pk=self.instance.pk)
            self.fields["parent"].queryset = themes

    def clean_parent(self) -> Theme | None:
        """Return the chosen theme, unless this theme has sub-themes of its own."""
        parent = self.cleaned_data["parent"]
        if parent and self.instance.pk and self.instance.subthemes.exists():
            raise ValidationError("Dit thema heeft subthema's en kan er dus zelf geen zijn.")
        return parent


@admin.register(Theme)
class ThemeAdmin(EditorialAdmin):
    """The headings of the table."""

    form = ThemeForm
    list_display = ["__str__", "slug", "position"]
    list_filter = [("parent", admin.EmptyFieldListFilter)]
    search_fields = ["name", "slug", "parent__name"]
    ordering = ["position"]
    fields = ["name", "slug", "parent", "position"]
    fixed_once_made = ["slug"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Theme]:
        return super().get_queryset(request).select_related("parent")


@admin.register(Ministry)
class MinistryAdmin(EditorialAdmin):
    """The ministries that act."""

    list_display = ["code", "name"]
    search_fields = ["code", "name"]
    ordering = ["code"]
    fields = ["code", "name"]


class EditorMinistryInline(EditorialRows, admin.TabularInline):
    """The ministries that an editor writes for."""

    model = EditorMinistry
    fields = ["ministry"]
    autocomplete_fields = ["ministry"]
    read_along = ["ministry"]


@admin.register(Editor)
class EditorAdmin(EditorialAdmin):
    """Who writes for which ministries. An editor who leaves gets an inactive account."""

    list_display = ["__str__", "user"]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__first_name", "user__last_name"]
    fields = ["user"]
    fixed_once_made = ["user"]
    autocomplete_fields = ["user"]
    inlines = [EditorMinistryInline]


class EditionRowInline(EditorialRows, admin.TabularInline):
    """The rows of an edition as it was sent; they came in with it and never change."""

    model = EditionRow
    fields = readonly_fields = ["position", "action", "update", "theme", "changes"]
    read_along = ["action", "update__action", "theme__parent"]
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: StatusReport | None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: StatusReport | None = None) -> bool:
        return False


@admin.register(StatusReport)
class StatusReportAdmin(EditorialAdmin):
    """Editions. They come in from the file that was sent; nobody types one in."""

    list_display = ["slug", "title", "reference_date"]
    list_filter = ["reference_date"]
    search_fields = ["slug", "title", "introduction"]
    date_hierarchy = "reference_date"
    ordering = ["-reference_date"]
    readonly_fields = ["slug", "title", "introduction", "source_name", "source_sha256"]
    inlines = [EditionRowInline]
    fieldsets = [
        ("Wat de bron zegt", {"fields": ["slug", "title", "introduction"]}),
        ("Wat wij erin lezen", {"fields": ["reference_date", "reference_date_note"]}),
        ("Bronbestand", {"fields": ["source_name", "source_sha256"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        """The screens that take an edition in and publish it, before those of the admin."""
        own = [
            path("inlezen/", self._screen(screens.offer), name=f"{REPORT}_offer"),
            path("inlezen/<uuid:token>/", self._screen(screens.preview), name=f"{REPORT}_preview"),
            path("<int:pk>/publiceren/", self._screen(screens.publish), name=f"{REPORT}_publish"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), **_may(request)})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        return super().render_change_form(request, {**context, **_may(request)}, **kwargs)

    def _screen(self, screen: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """A screen for staff only, with what the admin prints around it."""
        view = partial(screen, site=self.admin_site)
        if screen is screens.offer:
            # It refuses by length before the token is read, and then checks the token itself.
            view = csrf_exempt(view)
        return self.admin_site.admin_view(view)


def _may(request: HttpRequest) -> dict[str, bool]:
    return {"may_take_over": may_take_over(request.user)}


# -- Actions -------------------------------------------------------------------


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


class ActionMinistryInline(EditorialRows, admin.TabularInline):
    """The ministries that an action names as acting."""

    model = ActionMinistry
    fields = ["position", "ministry", "quote"]
    autocomplete_fields = ["ministry"]
    read_along = ["action", "ministry"]


class ActionMotionInline(EditorialRows, admin.TabularInline):
    """The motions that an action carries out."""

    model = ActionMotion
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
    list_filter = [ThemeFilter, NewestStatusFilter, "ministries", WithMotionFilter]
    list_select_related = ["theme__parent"]
    search_fields = ["=number", "description", "updates__text", "motion_links__label"]
    search_help_text = "Zoek op nummer, omschrijving, stand van zaken of aanduiding van een motie."
    ordering = ["number"]
    autocomplete_fields = ["theme"]
    readonly_fields = ["source_lines"]
    fixed_once_made = ["number"]
    inlines = [UpdateListInline, ActionMotionInline, ActionMinistryInline]
    fieldsets = [
        ("Wat de bron zegt", {"fields": ["number", "description", "theme", "source_lines"]})
    ]

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


def _link_to(update: StatusUpdate) -> str:
    return format_html(
        '<a href="{}">{}</a> ({})',
        reverse("admin:actions_statusupdate_change", args=[update.pk]),
        date_format(update.as_of),
        update.get_state_display(),
    )


# -- Milestones ----------------------------------------------------------------


class MilestoneForm(RefusableForm, RowForm):
    """A milestone whose words must stand in the text of its update.

    `text` is that text as it will be saved; without it, the text in the database counts.
    """

    def __init__(self, *args: Any, text: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = self.instance.update.text if text is None else text

    def clean_quote(self) -> str:
        """Return the quote; refuse one that is not in the text, as the database would."""
        quote: str = self.cleaned_data["quote"]
        # A text that is missing has an error of its own.
        if self.text and quote not in self.text:
            raise ValidationError(
                'Het citaat "%(quote)s" staat niet letterlijk in de stand van zaken.',
                params={"quote": quote},
            )
        return quote

    def clean_date_words(self) -> str:
        """Return the date words; refuse words that are not in the quote."""
        words: str = self.cleaned_data["date_words"]
        quote: str | None = self.cleaned_data.get("quote")
        if quote is not None and words not in quote:
            raise ValidationError(
                'De datumwoorden "%(words)s" staan niet letterlijk in het citaat "%(quote)s".',
                params={"words": words, "quote": quote},
            )
        return words


class MilestoneFormSet(forms.BaseInlineFormSet):
    """The milestones of an update, checked against the text that comes with them."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Hand each milestone the text of the update as the editor sent it."""
        return {**super().get_form_kwargs(index), "text": self.instance.text}


class MilestoneInline(EditorialRows, admin.StackedInline):
    """The dated promises and facts in an update."""

    model = Milestone
    form = MilestoneForm
    formset = MilestoneFormSet
    fk_name = "update"
    fields = [
        ("position", "kind", "precision"),
        "quote",
        "date_words",
        ("first_day", "last_day"),
        ("met_on", "met_source"),
        "moved_to",
    ]
    autocomplete_fields = ["moved_to"]
    read_along = ["moved_to"]


@admin.register(Milestone)
class MilestoneAdmin(EditorialAdmin):
    """All milestones in one list; a new one is added at its update."""

    form = MilestoneForm
    list_display = [
        "quote",
        "action_number",
        "kind",
        "first_day",
        "last_day",
        "precision",
        "met_on",
    ]
    list_filter = ["kind", "precision", ("met_on", admin.EmptyFieldListFilter), "update__state"]
    search_fields = ["quote", "date_words", "=update__action__number"]
    search_help_text = "Zoek op citaat, datumwoorden of nummer van de actie."
    date_hierarchy = "last_day"
    ordering = ["last_day", "id"]
    autocomplete_fields = ["moved_to"]
    readonly_fields = ["update"]
    fieldsets = [
        ("Wat de bron zegt", {"fields": ["update", "position", "quote", "date_words"]}),
        ("Wat wij erin lezen", {"fields": ["kind", "first_day", "last_day", "precision"]}),
        ("Uitkomst", {"fields": ["met_on", "met_source", "moved_to"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Milestone]:
        return super().get_queryset(request).select_related("update__action")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Milestone | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and not (obj and is_fixed(obj.update))

    def has_delete_permission(self, request: HttpRequest, obj: Milestone | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and not (obj and is_fixed(obj.update))

    @admin.display(description="actie", ordering="update__action__number")
    def action_number(self, milestone: Milestone) -> int:
        """The number of the action."""
        return milestone.update.action.number


# -- Updates -------------------------------------------------------------------


class FootnotesField(forms.JSONField):
    """Footnotes as a JSON list of objects with a marker, a position and a text."""

    default_error_messages = {
        "invalid": (
            "Dit is geen lijst van voetnoten. Gebruik deze vorm: "
            '[{"marker": "1", "position": 125, "text": "Kamerstukken II ..."}]'
        )
    }

    def to_python(self, value: object) -> list[dict[str, object]]:
        """Return the list; an empty box is an empty list. Raise ValidationError for all else."""
        if value in self.empty_values:
            return []
        try:
            footnotes = super().to_python(value)
        except (RecursionError, ValueError) as malformed:
            # Brackets nested thousands deep, or a number of thousands of digits.
            raise self._refusal() from malformed
        if not isinstance(footnotes, list) or not all(map(_is_footnote, footnotes)):
            raise self._refusal()
        return footnotes

    def bound_data(self, data: str | None, initial: object) -> str | None:
        """Return what was typed as it was typed, whatever it is."""
        return None if data is None else InvalidJSONInput(data)

    def _refusal(self) -> ValidationError:
        return ValidationError(self.error_messages["invalid"], code="invalid")


def _is_footnote(value: object) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == FOOTNOTE_KEYS
        and _is_storable_text(value["marker"])
        and _is_storable_text(value["text"])
        and type(value["position"]) is int
        and value["position"] >= 0
    )


def _is_storable_text(value: object) -> bool:
    # JSON can spell what PostgreSQL cannot keep: a NUL, or half of a character.
    return (
        isinstance(value, str)
        and value.strip() != ""
        and "\x00" not in value
        and not any("\ud800" <= character <= "\udfff" for character in value)
    )


class AddressesField(SimpleArrayField):
    """Link addresses, one a line: an address itself may hold a comma."""

    def __init__(self, **kwargs: Any) -> None:
        address = forms.URLField(assume_scheme="https", max_length=500)
        super().__init__(address, delimiter="\n", widget=SHORT_BOX, **kwargs)

    def to_python(self, value: object) -> list[str]:
        """Return the addresses, without empty lines."""
        return super().to_python("\n".join(value.split()) if isinstance(value, str) else value)


class StatusUpdateForm(RefusableForm):
    """An update; footnotes must point into its text."""

    def clean(self) -> dict[str, Any]:
        """Return the values; refuse a footnote at a place where there is no text."""
        cleaned = super().clean()
        places = [footnote["position"] for footnote in cleaned.get("footnotes") or []]
        if "text" in cleaned and max(places, default=0) > len(cleaned["text"]):
            self.add_error(
                "footnotes",
                f"De tekst is {len(cleaned['text'])} tekens lang; "
                f"een voetnoot op plaats {max(places)} valt daarbuiten.",
            )
        return cleaned


@admin.register(StatusUpdate)
class StatusUpdateAdmin(EditorialAdmin):
    """Updates. What was published can be read here and is never changed."""

    form = StatusUpdateForm
    list_display = ["action_number", "slug", "kind", "state", "status", "as_of"]
    list_display_links = ["action_number", "slug"]
    list_filter = ["state", "kind", "status", "report", "waiting_for"]
    search_fields = ["=action__number", "action__description", "slug", "text"]
    search_help_text = "Zoek op nummer of omschrijving van de actie, op adres of in de tekst."
    date_hierarchy = "as_of"
    ordering = ["-as_of", "action__number", "-id"]
    autocomplete_fields = ["action"]
    readonly_fields = [
        "kind",
        "report",
        "corrects",
        "verbatim",
        "source_lines",
        "see_also",
        "cited",
        "state",
        "author",
        "reviewer",
        "published_at",
        "superseded_at",
    ]
    inlines = [MilestoneInline]
    source_fieldset = {
        "fields": [
            "action",
            "slug",
            "as_of",
            "text",
            "footnotes",
            "addresses",
            "shared_with",
            "report",
            "verbatim",
            "source_lines",
            "see_also",
            "cited",
        ]
    }
    reading_fieldset = {"fields": ["status", "status_quote", "waiting_for"]}
    publication_fieldset = {
        "fields": [
            "state",
            "kind",
            "corrects",
            "author",
            "reviewer",
            "published_at",
            "superseded_at",
        ]
    }

    def get_queryset(self, request: HttpRequest) -> QuerySet[StatusUpdate]:
        return super().get_queryset(request).select_related("action")

    def get_fieldsets(
        self, request: HttpRequest, obj: StatusUpdate | None = None
    ) -> Sequence[tuple[str, dict[str, Any]]]:
        notice = {"description": _fixed_notice(obj)} if obj and is_fixed(obj) else {}
        return [
            ("Wat de bron zegt", {**self.source_fieldset, **notice}),
            ("Wat wij erin lezen", self.reading_fieldset),
            ("Publicatie", self.publication_fieldset),
        ]

    def formfield_for_dbfield(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name == "addresses":
            return AddressesField(
                label=capfirst(db_field.verbose_name),
                help_text="Adressen die de bron bij deze tekst geeft, één per regel.",
                required=False,
            )
        if db_field.name == "footnotes":
            kwargs.update(form_class=FootnotesField, widget=SHORT_BOX)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: StatusUpdate | None = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and is_fixed(obj))

    def has_delete_permission(self, request: HttpRequest, obj: StatusUpdate | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and is_fixed(obj))

    def save_model(
        self, request: HttpRequest, obj: StatusUpdate, form: forms.ModelForm, change: bool
    ) -> None:
        """Save an update with its last editor as its author.

        A text that an editor changed is no longer the text of the edition, so it is not verbatim:
        without this it could be published as such by one person.
        """
        obj.author = request.user
        if "text" in form.changed_data:
            obj.verbatim = False
        super().save_model(request, obj, form, change)

    @admin.display(description="actie", ordering="action__number")
    def action_number(self, update: StatusUpdate) -> int:
        """The number of the action."""
        return update.action.number


def _fixed_notice(update: StatusUpdate) -> str:
    return (
        f"Deze stand van zaken is {update.get_state_display()} en verandert niet meer. "
        "Klopt er iets niet? Maak een correctie."
    )
