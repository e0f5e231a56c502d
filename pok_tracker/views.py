"""The overview, the mark, and the health of the site."""

import datetime

from django.db import DatabaseError, connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.models import Milestone, Standing, StatusReport, StatusUpdate
from actions.overview import read_overview
from actions.stale_actions import read_staleness
from actions.staleness import overview_of
from pok_tracker.lib.viewpoint import viewpoint_of

SHOWN = 5


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The mark of the site, at the address where browsers look for one without being told."""
    return redirect(static("favicon.svg"))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The overview: the story at a glance, every number a link that proves it."""
    at = viewpoint_of(request).at
    overview = read_overview(at=at)
    passed = _promises(Standing.PASSED, at).order_by("-last_day", "update__action__number")
    soon = _promises(Standing.SOON, at).order_by("last_day", "update__action__number")
    updates = StatusUpdate.objects.published(at=at).select_related("action")
    terms = reverse("actions:terms")
    return render(
        request,
        "home.html",
        {
            "total": overview.total,
            "statuses": overview.statuses,
            "themes": overview.themes,
            "staleness": overview_of(read_staleness(at=at).values()),
            "changes": updates.order_by("-published_at", "action__number")[:SHOWN],
            # The newest change may be one between editions.
            "report": StatusReport.objects.published(at=at).first(),
            "passed": passed[:SHOWN],
            "passed_count": passed.count(),
            "passed_url": f"{terms}?stand=verstreken",
            "soon": soon[:SHOWN],
            "soon_url": f"{terms}?stand=binnenkort",
        },
    )


def _promises(standing: Standing, at: datetime.datetime) -> QuerySet[Milestone]:
    promises = Milestone.objects.promises(at=at).with_standing(at=at)
    return promises.filter(stand=standing).select_related("update__action")


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For a monitor: 200 when the site answers and the database does too, else 503."""
    try:
        # Only a question tells: a connection that is kept open looks well when its server is gone.
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("geen database\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")
