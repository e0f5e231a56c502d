"""Errors of the API as `application/problem+json` (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework.exceptions import APIException, ValidationError

TITLES = {
    400: "Ongeldige vraag",
    404: "Niet gevonden",
    405: "Deze methode kan hier niet",
    406: "Deze vorm is er niet",
    500: "Storing",
}


def problem(status: int, detail: str, **further: object) -> JsonResponse:
    """One problem document: HTTP status, a Dutch title, what is wrong and what to do."""
    title = TITLES.get(status, HTTPStatus(status).phrase)
    return JsonResponse(
        {"status": status, "title": title, "detail": detail, **further},
        status=status,
        content_type="application/problem+json",
    )


def problem_response(exception: Exception, context: dict[str, Any]) -> JsonResponse | None:
    """Turn what an API view raised into a problem document; None lets Django handle it."""
    if isinstance(exception, ValidationError):
        return problem(
            400,
            "Een of meer parameters kloppen niet. Verbeter ze en probeer het opnieuw.",
            fouten=[
                {"parameter": name, "melding": str(message)}
                for name, messages in exception.detail.items()
                for message in messages
            ],
        )
    if isinstance(exception, Http404):
        return problem(404, str(exception) or "Dit bestaat niet of is niet openbaar.")
    if isinstance(exception, PermissionDenied):
        return problem(403, "Hier heeft u geen toegang toe.")
    if isinstance(exception, APIException):
        return problem(exception.status_code, str(exception.detail))
    return None


def unknown_address(request: HttpRequest) -> JsonResponse:
    """The answer to every address under /api/ that is none."""
    return problem(
        404, f"Het adres {request.path} bestaat niet. Zie /api/v1/openapi.json voor wat er wel is."
    )
