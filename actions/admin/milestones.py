"""The admin of milestones: inside their update, and all in one list."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from actions import outcomes, policy
from actions.admin.days_from_words import DaysFromWords
from actions.admin.reach import actions_within_reach, is_choosing, may_edit
from actions.models import Milestone, StatusUpdate
from actions.update_content import MILESTONE_FIELDS
from pok_tracker.lib.admin import (
    EditorialAdmin,
    EditorialRows,
    NamedRows,
    RefusableForm,
    RowForm,
)
from pok_tracker.lib.clock import now


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


class MilestoneFormSet(NamedRows):
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
    ]
    read_along = ()

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
    """All milestones in one list, to read and to choose from. They are written at their update."""

    list_display = ["quote", "action_number", "kind", "first_day", "last_day", "precision"]
    list_filter = ["kind", "precision", "update__state"]
    search_fields = ["quote", "date_words", "=update__action__number"]
    search_help_text = "Zoek op citaat, datumwoorden of nummer van de actie."
    date_hierarchy = "last_day"
    ordering = ["last_day", "id"]
    fieldsets = [
        ("Wat de bron zegt", {"fields": ["update", "position", "quote", "date_words"]}),
        ("Wat wij erin lezen", {"fields": ["kind", "first_day", "last_day", "precision"]}),
        ("Waar zij begon", {"fields": ["carried_from"]}),
    ]
    change_form_template = "admin/actions/milestone/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Milestone]:
        return super().get_queryset(request).select_related("update__action")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Milestone], search_term: str
    ) -> tuple[QuerySet[Milestone], bool]:
        """Return what is found; who picks one for an outcome gets public promises within reach."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if is_choosing(request):
            reach = actions_within_reach(request).values("pk")
            found = found.planned().published(at=now()).filter(update__action__in=reach)
        return found, may_repeat

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Milestone | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Milestone | None = None) -> bool:
        # The draft that it belongs to drops it, or is thrown away with it.
        return (
            super().has_delete_permission(request, obj)
            and obj is not None
            and may_edit(request, obj.update)
        )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        """Show the milestone with what came of it, and the way to say so."""
        promise: Milestone = kwargs["obj"]
        first_said = promise.carried_from or promise
        context["outcomes"] = first_said.outcomes.select_related("proposed_by", "confirmed_by")
        context["first_said"] = first_said
        context["may_propose"] = promise.kind == Milestone.Kind.PLANNED and outcomes.may_propose(
            request.user, promise
        )
        return super().render_change_form(request, context, **kwargs)

    @admin.display(description="actie", ordering="update__action__number")
    def action_number(self, milestone: Milestone) -> int:
        """The number of the action."""
        return milestone.update.action.number
