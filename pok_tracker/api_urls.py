"""Addresses of the JSON API, without a trailing slash, and what every answer carries."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.renderers import OpenApiJsonRenderer2
from drf_spectacular.settings import spectacular_settings
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from actions.api.action_views import ActionDetail, ActionList
from actions.api.reports import ReportDetail, ReportList
from actions.api.terms import TermList
from actions.api.themes import ThemeList
from actions.api.update_views import UpdateList
from motions.api import MotionDetail, MotionList
from pok_tracker.api_document import read_document
from pok_tracker.lib.problems import unknown_address

View = Callable[..., HttpResponse]

METHODS = "GET, HEAD, OPTIONS"
# Nothing here depends on who asks, so a script on any other site may read it.
OPEN_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "API-Version",
    "API-Version": spectacular_settings.VERSION,
}
PREFLIGHT_HEADERS = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
}


class ApiDocument(APIView):
    """The OpenAPI document: the ready-made view would take a language and a version from anyone."""

    renderer_classes = [OpenApiJsonRenderer2]

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        """The document, the same for everybody."""
        return Response(read_document())


def with_open_headers(view: View) -> View:
    """Return a view whose answers, errors too, any site may read and tell their API version."""

    @wraps(view)
    def answer(request: HttpRequest, **parameters: object) -> HttpResponse:
        response = view(request, **parameters)
        for name, value in OPEN_HEADERS.items():
            response[name] = value
        return response

    return answer


def endpoint(view: View) -> View:
    """Return a view that answers OPTIONS by itself, as a browser asks it before another site."""

    @wraps(view)
    def answer(request: HttpRequest, **parameters: object) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=PREFLIGHT_HEADERS)
        return view(request, **parameters)

    return with_open_headers(answer)


urlpatterns = [
    path("v1/acties", endpoint(ActionList.as_view()), name="api-actions"),
    path("v1/acties/<int:nummer>", endpoint(ActionDetail.as_view()), name="api-action"),
    path("v1/acties/<int:nummer>/standen", endpoint(UpdateList.as_view()), name="api-updates"),
    path("v1/moties", endpoint(MotionList.as_view()), name="api-motions"),
    path("v1/moties/<slug:code>", endpoint(MotionDetail.as_view()), name="api-motion"),
    path("v1/themas", endpoint(ThemeList.as_view()), name="api-themes"),
    path("v1/termijnen", endpoint(TermList.as_view()), name="api-terms"),
    path("v1/rapportages", endpoint(ReportList.as_view()), name="api-reports"),
    path("v1/rapportages/<slug:slug>", endpoint(ReportDetail.as_view()), name="api-report"),
    path("v1/openapi.json", endpoint(ApiDocument.as_view()), name="api-docs"),
    # Anything else, so that a mistake in an address gets a problem document and no HTML. Exempt,
    # because a POST to it changes nothing, and would get the HTML page about a missing token.
    re_path("", with_open_headers(csrf_exempt(unknown_address))),
]
