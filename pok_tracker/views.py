"""The overview, the mark, and the health of the site."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from actions.latest_changes import read_latest_changes
from actions.overview import read_overview
from actions.overview_chart import draw_overview
from actions.promise_overview import read_promises
from actions.stale_actions import read_staleness
from actions.staleness import overview_of
from motions.overview import read_motions
from pok_tracker.lib.clock import now
from pok_tracker.lib.viewpoint import viewpoint_of
from pok_tracker.overview_file import answer_overview


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The mark of the site, at the address where browsers look for one without being told."""
    return redirect(static("favicon.svg"))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The overview: the story at a glance, every number a link that proves it."""
    at = viewpoint_of(request).at
    return render(
        request,
        "home.html",
        {
            "chart": draw_overview(read_overview(at=at)),
            "promises": read_promises(at=at),
            "motions": read_motions(at=at),
            "latest": read_latest_changes(at=at),
            "staleness": overview_of(read_staleness(at=at).values()),
        },
    )


@require_safe
def overview_file(request: HttpRequest) -> HttpResponse:
    """The numbers of the overview as csv, on the day that the reader asks for."""
    return answer_overview(request, viewpoint=viewpoint_of(request), made_at=now())


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
