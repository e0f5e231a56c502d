"""The admin of milestones: inside their update, and all in one list."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from actions.admin.days_from_words import DaysFromWords
from actions.models import Milestone, StatusUpdate
from pok_tracker.lib.admin import EditorialAdmin, EditorialRows, RefusableForm, RowForm

FIXED_STATES = (StatusUpdate.State.PUBLISHED, StatusUpdate.State.WITHDRAWN)


def is_fixed(update: StatusUpdate) -> bool:
    """Whether an update was once published, so that the database refuses every change."""
    return update.state in FIXED_STATES


class MilestoneForm(DaysFromWords, RefusableForm, RowForm):
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
        """Hand each milestone the text and the day of the update as the editor sent them."""
        typed = {"text": self.instance.text, "as_of": self.instance.as_of}
        return {**super().get_form_kwargs(index), **typed}


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
