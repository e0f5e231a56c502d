"""The addresses behind the buttons of an update: each does one verb and goes back to the update."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from actions import policy
from actions.admin.verbs import BUTTONS, Button, ShownButton, unsent_form
from actions.editions.discarding import what_goes
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
                self.admin_site.admin_view(self._view(button)),
                name=f"actions_statusupdate_{button.verb}",
            )
            for button in BUTTONS
        ]
        return [*verbs, *super().get_urls()]

    def _view(self, button: Button) -> Callable[..., HttpResponse]:
        methods = ["GET", "POST"] if button.confirms else ["POST"]
        return require_http_methods(methods)(partial(self.carry_out, button=button))

    def carry_out(self, request: HttpRequest, pk: int, *, button: Button) -> HttpResponse:
        """Do the verb. A refusal is shown with what was typed, to be sent once more."""
        update = get_object_or_404(self.get_queryset(request), pk=pk)
        may_see = self.has_view_permission(request, update)
        if not (may_see and policy.has_right(request.user, button.verb, update.action)):
            raise PermissionDenied
        if request.method != "POST":
            return self._confirmation(
                request, update, ShownButton(button, unsent_form(button, update))
            )
        form = button.form(request.POST)
        if not form.is_valid():
            return self._refusal(request, update, ShownButton(button, form))
        at = now()
        try:
            result = button.carry_out(update, request.user, at, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
            return self._refusal(request, update, ShownButton(button, form))
        messages.success(request, button.done(result or update, at))
        if result is None:
            self.log_deletions(request, [update])
            return HttpResponseRedirect(reverse("admin:actions_statusupdate_changelist"))
        self.log_change(request, result, f"{button.label}.")
        return HttpResponseRedirect(reverse("admin:actions_statusupdate_change", args=[result.pk]))

    def _confirmation(
        self, request: HttpRequest, update: StatusUpdate, shown: ShownButton
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": shown.button.label,
            "opts": self.opts,
            "original": update,
            "shown": shown,
            "may": shown.button.may(request.user, update),
            "gone": what_goes(update, at=now()),
        }
        page = "admin/actions/statusupdate/discard.html"
        return TemplateResponse(request, page, context)

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
