"""The addresses behind the buttons of an update: each does one verb and goes back to the update."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from actions import policy
from actions.admin.verbs import BUTTONS, Button, ShownButton
from actions.models import StatusUpdate
from actions.refusals import Refused
from pok_tracker.lib.admin import EditorialAdmin
from pok_tracker.lib.clock import now

CONFLICT = 409


class WithVerbs(EditorialAdmin):
    """The admin of updates, with an address for each verb."""

    def get_urls(self) -> list[URLPattern]:
        """One address a verb, beside those that the admin has of itself."""
        verbs = [
            path(
                f"<int:pk>/{button.verb}/",
                self.admin_site.admin_view(require_POST(partial(self.carry_out, button=button))),
                name=f"actions_statusupdate_{button.verb}",
            )
            for button in BUTTONS
        ]
        return [*verbs, *super().get_urls()]

    def carry_out(self, request: HttpRequest, pk: int, *, button: Button) -> HttpResponse:
        """Do the verb. A refusal is shown with what was typed, to be sent once more."""
        update = get_object_or_404(self.get_queryset(request), pk=pk)
        may_see = self.has_view_permission(request, update)
        if not (may_see and policy.has_right(request.user, button.verb, update.action)):
            raise PermissionDenied
        form = button.form(request.POST)
        if not form.is_valid():
            return self._refusal(request, update, ShownButton(button, form))
        try:
            result = button.carry_out(update, request.user, now(), form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
            return self._refusal(request, update, ShownButton(button, form))
        self.log_change(request, result, f"{button.label}.")
        messages.success(request, button.done)
        return HttpResponseRedirect(reverse("admin:actions_statusupdate_change", args=[result.pk]))

    def _refusal(
        self, request: HttpRequest, update: StatusUpdate, shown: ShownButton
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": f"{shown.button.label}: dat kan nu niet",
            "opts": self.opts,
            "original": update,
            "shown": shown,
        }
        page = "admin/actions/statusupdate/verb_refused.html"
        return TemplateResponse(request, page, context, status=CONFLICT)
