"""The admin of milestones: inside their update, and all in one list."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest

from actions import policy
from actions.admin.days_from_words import DaysFromWords
from actions.admin.reach import actions_within_reach, is_choosing, may_edit
from actions.models import Milestone, StatusUpdate
from actions.update_content import MILESTONE_FIELDS
from pok_tracker.lib.admin import EditorialAdmin, EditorialRows, RefusableForm, RowForm
from pok_tracker.lib.history import performing

OUTCOME = ["met_on", "met_source", "moved_to"]


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

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """A new milestone may go without a place: it then comes after the others."""
        super().add_fields(form, index)
        if form.instance.pk is None and "position" in form.fields:
            form.fields["position"].required = False
            form.fields["position"].help_text = "Leeg: achteraan."

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Hand each milestone the text and the day of the update as the editor sent them."""
        typed = {"text": self.instance.text, "as_of": self.instance.as_of}
        return {**super().get_form_kwargs(index), **typed}


def typed_milestones(formset: MilestoneFormSet) -> list[dict[str, Any]]:
    """The milestones that a valid formset leaves at its update, as publishing takes them."""
    rows = [
        {"id": form.instance.pk, **{name: form.cleaned_data[name] for name in MILESTONE_FIELDS}}
        for form in formset.forms
        if form not in formset.deleted_forms and (form.instance.pk or form.has_changed())
    ]
    last = max((row["position"] or 0 for row in rows), default=0)
    for row in rows:
        if row["position"] is None:
            last += 1
            row["position"] = last
    return rows


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
    # A draft promises; what came of it is written at the published milestone.
    readonly_fields = OUTCOME
    read_along = ["moved_to"]

    def has_add_permission(self, request: HttpRequest, obj: StatusUpdate | None) -> bool:
        return self._may_write(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: StatusUpdate | None = None) -> bool:
        return self._may_write(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: StatusUpdate | None = None) -> bool:
        return self._may_write(request, obj)

    def _may_write(self, request: HttpRequest, update: StatusUpdate | None) -> bool:
        """Milestones are part of the update: who may write the one may write the other."""
        if update is None or update.pk is None:
            return request.user.has_perm(policy.RIGHTS[policy.Verb.DRAFT])
        return may_edit(request, update)


@admin.register(Milestone)
class MilestoneAdmin(EditorialAdmin):
    """All milestones in one list. Their words are written at the update, their outcome here."""

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
    readonly_fields = [
        "update",
        "position",
        "quote",
        "date_words",
        "kind",
        "first_day",
        "last_day",
        "precision",
    ]
    fieldsets = [
        ("Wat de bron zegt", {"fields": ["update", "position", "quote", "date_words"]}),
        ("Wat wij erin lezen", {"fields": ["kind", "first_day", "last_day", "precision"]}),
        ("Uitkomst", {"fields": OUTCOME}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Milestone]:
        return super().get_queryset(request).select_related("update__action")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Milestone], search_term: str
    ) -> tuple[QuerySet[Milestone], bool]:
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        return (self._choosable(request, found) if is_choosing(request) else found), may_repeat

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "moved_to":
            kwargs["queryset"] = self._choosable(request, Milestone.objects.all())
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Milestone | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or _may_write_outcome(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Milestone | None = None) -> bool:
        # The draft that it belongs to drops it, or is thrown away with it.
        return (
            super().has_delete_permission(request, obj)
            and obj is not None
            and may_edit(request, obj.update)
        )

    def save_model(
        self, request: HttpRequest, obj: Milestone, form: forms.ModelForm, change: bool
    ) -> None:
        """Save the outcome, under its own name in the history."""
        with performing("uitkomst invullen", user=request.user.pk):
            super().save_model(request, obj, form, change)

    def _choosable(
        self, request: HttpRequest, milestones: QuerySet[Milestone]
    ) -> QuerySet[Milestone]:
        reach = actions_within_reach(request).values("pk")
        return milestones.filter(update__action__in=reach)

    @admin.display(description="actie", ordering="update__action__number")
    def action_number(self, milestone: Milestone) -> int:
        """The number of the action."""
        return milestone.update.action.number


def _may_write_outcome(request: HttpRequest, milestone: Milestone) -> bool:
    update = milestone.update
    return update.state == policy.State.PUBLISHED and policy.has_right(
        request.user, policy.Verb.EDIT, update.action
    )
