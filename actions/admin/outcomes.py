"""The admin of outcomes: one person says what came of a promise, another confirms it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from actions import outcomes, policy
from actions.models import Outcome
from actions.refusals import Refused
from pok_tracker.lib.admin import EditorialAdmin
from pok_tracker.lib.clock import now


class StateFilter(admin.SimpleListFilter):
    """Outcomes by how far they are."""

    title = "fase"
    parameter_name = "fase"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("wacht", "wacht op bevestiging"), ("openbaar", "openbaar"), ("in", "ingetrokken")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "wacht":
                return queryset.waiting()
            case "openbaar":
                return queryset.published(at=now())
            case "in":
                return queryset.filter(withdrawn_at__isnull=False)
            case _:
                return queryset


@admin.register(Outcome)
class OutcomeAdmin(EditorialAdmin):
    """All outcomes. Once made they are only read, confirmed and withdrawn."""

    list_display = ["promise", "action_number", "met_on", "moved_to", "source", "state"]
    list_filter = [StateFilter]
    refusals = (Refused,)
    search_fields = ["promise__quote", "source", "=promise__update__action__number"]
    search_help_text = "Zoek op citaat, bron of nummer van de actie."
    autocomplete_fields = ["promise", "moved_to"]
    fields = ["promise", "met_on", "moved_to", "source"]
    made_fields = [
        "proposed_by",
        "proposed_at",
        "confirmed_by",
        "confirmed_at",
        "withdrawn_by",
        "withdrawn_at",
        "withdrawn_reason",
    ]
    change_form_template = "admin/actions/outcome/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Outcome]:
        rows = super().get_queryset(request)
        return rows.select_related("promise__update__action", "moved_to")

    def get_fields(self, request: HttpRequest, obj: Outcome | None = None) -> list[str]:
        return [*self.fields, *self.made_fields] if obj else self.fields

    def has_change_permission(self, request: HttpRequest, obj: Outcome | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Outcome | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        """The addresses of the two buttons, beside those that the admin has of itself."""
        return [
            self._button("bevestigen", self.confirm),
            self._button("intrekken", self.withdraw),
            *super().get_urls(),
        ]

    def save_model(
        self, request: HttpRequest, obj: Outcome, form: forms.ModelForm, change: bool
    ) -> None:
        """Propose what was filled in; a refusal comes back in the form."""
        said = {name: form.cleaned_data[name] for name in ("met_on", "moved_to", "source")}
        made = outcomes.propose(form.cleaned_data["promise"], by=request.user, at=now(), **said)
        obj.pk = made.pk

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str]:
        """Take over the promise that the address names; anything else is not taken over."""
        promise = request.GET.get("promise", "")
        return {"promise": promise} if promise.isdecimal() else {}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        """Show the buttons that this person has at this outcome."""
        outcome: Outcome | None = kwargs.get("obj")
        if outcome:
            context["may_confirm"] = outcomes.may_confirm(request.user, outcome)
            context["may_withdraw"] = outcomes.may_withdraw(request.user, outcome)
        return super().render_change_form(request, context, **kwargs)

    def confirm(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Confirm an outcome that a colleague proposed."""
        outcome = self._within_reach(request, pk, outcomes.CONFIRM)
        return self._carry_out(
            request,
            outcome,
            lambda: outcomes.confirm(outcome, by=request.user, at=now()),
            "Bevestigd. De uitkomst staat nu op de site.",
        )

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take an outcome back, with a reason."""
        # Who proposed it may take it back before it is confirmed.
        outcome = self._within_reach(request, pk, outcomes.PROPOSE)
        reason = request.POST.get("reason", "")
        return self._carry_out(
            request,
            outcome,
            lambda: outcomes.withdraw(outcome, by=request.user, at=now(), reason=reason),
            "Ingetrokken. De termijn staat weer zonder uitkomst op de site.",
        )

    @admin.display(description="actie", ordering="promise__update__action__number")
    def action_number(self, outcome: Outcome) -> int:
        """The number of the action."""
        return outcome.promise.update.action.number

    @admin.display(description="fase")
    def state(self, outcome: Outcome) -> str:
        """How far it is."""
        if outcome.withdrawn_at:
            return "ingetrokken"
        return "openbaar" if outcome.confirmed_at else "wacht op bevestiging"

    def _button(self, verb: str, view: Callable[..., HttpResponse]) -> URLPattern:
        posted = self.admin_site.admin_view(require_POST(view))
        return path(f"<int:pk>/{verb}/", posted, name=f"actions_outcome_{verb}")

    def _within_reach(self, request: HttpRequest, pk: int, verb: str) -> Outcome:
        outcome = get_object_or_404(self.get_queryset(request), pk=pk)
        action = outcome.promise.update.action
        if not policy.has_right(request.user, outcomes.RIGHTS[verb], action):
            raise PermissionDenied
        return outcome

    def _carry_out(
        self, request: HttpRequest, outcome: Outcome, verb: Callable[[], Outcome], done: str
    ) -> HttpResponse:
        try:
            self.log_change(request, verb(), done)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, done)
        return HttpResponseRedirect(reverse("admin:actions_outcome_change", args=[outcome.pk]))
