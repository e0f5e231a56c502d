"""A draft on the page that the public will see, for staff only."""

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from actions.dossier_page import read_dossier
from actions.models import Action, StatusUpdate
from actions.policy import may_view
from pok_tracker.lib.clock import now


@admin.site.admin_view
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of an action as if this update, in whatever state, were its answer.

    Marked as a preview, kept out of every cache and out of search engines.
    """
    update = get_object_or_404(StatusUpdate.objects.select_related("report"), pk=pk)
    if not may_view(request.user, update):
        # As if there were none: who may not read drafts learns nothing about them.
        raise Http404
    action = _action_of(update)
    update.action = action
    answer = render(
        request,
        "admin/actions/preview.html",
        {
            **read_dossier(action, update, at=now()),
            "permanent_url": request.build_absolute_uri(update.get_absolute_url()),
            "update": update,
        },
    )
    patch_cache_control(answer, private=True, no_store=True)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _action_of(update: StatusUpdate) -> Action:
    """The action as its page begins; it need not be published."""
    return Action.objects.select_related("theme__parent").get(pk=update.action_id)
