"""What every public page does with `?peildatum=`, so that no view can forget it."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from pok_tracker.lib.day_frames import PageOnDay
from pok_tracker.lib.peildatum_links import WITHOUT_DAY, keep_in_address, keep_in_page
from pok_tracker.lib.viewpoint import PARAMETER, RefusedPeildatum, query_of, viewpoint_of

View = Callable[[HttpRequest], HttpResponseBase]


class PeildatumMiddleware:
    """Keeps the day in every link of a public page, and refuses a day that cannot be.

    A view that shows what changes over time reads the day itself, with `viewpoint_of` or a
    filter set. A page that always says the same only passes it on.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; without a peildatum nothing is touched."""
        response = self.get_response(request)
        if isinstance(response, PageOnDay) or not _asks_for_a_day(request):
            return response
        if not isinstance(response, HttpResponse) or not _is_html(response):
            return response
        try:
            day = viewpoint_of(request).peildatum
        except RefusedPeildatum as refused:
            # A list tells of it beside its other faults, with the reader's choices.
            return response if response.status_code >= 400 else _refuse(request, refused)
        if day is None:
            return response
        host, written = request.get_host(), day.isoformat()
        if "Location" in response:
            response["Location"] = keep_in_address(response["Location"], written, host=host)
        page = response.content.decode(response.charset)
        response.content = keep_in_page(page, written, host=host)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A day that a view refused gives the page with status 400 that says why.

        What a view does not find on a day gives the page that explains it, also where Django
        would show developers a page of its own.
        """
        if isinstance(exception, RefusedPeildatum):
            return _refuse(request, exception)
        if isinstance(exception, Http404) and _asks_for_a_day(request):
            return render(request, "404.html", status=404)
        return None


def _asks_for_a_day(request: HttpRequest) -> bool:
    return PARAMETER in query_of(request) and not request.path.startswith(WITHOUT_DAY)


def _is_html(response: HttpResponse) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")


def _refuse(request: HttpRequest, refused: RefusedPeildatum) -> HttpResponse:
    return render(request, "400.html", {"refusal": str(refused)}, status=400)
