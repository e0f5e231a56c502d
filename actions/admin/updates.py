"""The admin of updates."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field, QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst

from actions.admin.milestones import MilestoneInline, is_fixed
from actions.admin.update_form import SHORT_BOX, AddressesField, FootnotesField, StatusUpdateForm
from actions.models import StatusUpdate
from pok_tracker.lib.admin import EditorialAdmin


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
