"""A page of the list in the API from memory, equal to the one that the database gives."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from actions.selection.asked import answered
from actions.selection.rows import rows_in_files
from pok_tracker.lib.api_parameters import refuse_other_faults
from pok_tracker.lib.pagination import NumberedPages


def results_from_memory(request: Request, pages: NumberedPages) -> HttpResponse | None:
    """The page of actions that a request asks for; None when the database has to answer it.

    Raises ValidationError and NotFound as the database would.
    """
    known = answered(request._request)
    if known is None:
        return None
    memory, question, found = known
    refuse_other_faults(request, question.labels)
    places = pages.paginate_queryset(found, request)
    rows = rows_in_files(memory, request._request, "api", places, at=question.at)
    return _joined(pages.get_paginated_response([]).data, rows)


def _joined(page: Any, rows: Iterable[bytes]) -> HttpResponse:
    before, _, after = JSONRenderer().render(page).rpartition(b"[]")
    content = b"".join([before, b"[", b",".join(rows), b"]", after])
    return HttpResponse(content, content_type="application/json")
