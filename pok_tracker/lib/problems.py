"""Errors of the API as `application/problem+json` (RFC 9457), and the one that cannot happen.

The docstrings of the serializers are Dutch: the OpenAPI document shows them to readers.
"""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.log import log_response
from drf_spectacular.utils import OpenApiResponse, extend_schema_serializer
from rest_framework import serializers
from rest_framework.exceptions import APIException, MethodNotAllowed, ValidationError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from pok_tracker.lib.filtering import StrictFilterSet

CONTENT_TYPE = "application/problem+json"
# What the OpenAPI document says of each.
MEANINGS = {
    400: "Een of meer parameters kloppen niet. De fout noemt ze allemaal.",
    404: "Dit bestaat niet of is niet openbaar.",
    500: "Er ging iets mis bij ons. Probeer het later opnieuw.",
}
TITLES = {
    400: "Ongeldige vraag",
    404: "Niet gevonden",
    405: "Deze methode kan hier niet",
    500: "Storing",
}


@extend_schema_serializer(component_name="ParameterFout")
class ParameterProblemSerializer(serializers.Serializer):
    """Een parameter die niet klopt."""

    parameter = serializers.CharField(help_text="De naam van de parameter.")
    melding = serializers.CharField(help_text="Wat er mis is en wat wel kan.")


@extend_schema_serializer(component_name="Fout")
class ProblemSerializer(serializers.Serializer):
    """Wat er misging, volgens RFC 9457."""

    status = serializers.IntegerField(help_text="De HTTP-status.")
    title = serializers.CharField(help_text="De soort fout, in een paar woorden.")
    detail = serializers.CharField(help_text="Wat er mis is en wat u kunt doen.")
    fouten = ParameterProblemSerializer(
        many=True, required=False, help_text="Bij status 400: elke parameter die niet klopt."
    )


class AlwaysJson(BaseContentNegotiation):
    """Answers JSON whatever the Accept header asks, so that a browser can open every address."""

    def select_parser(self, request: Request, parsers: Sequence[Any]) -> Any:
        """The only parser there is; nothing here reads a body."""
        return parsers[0]

    def select_renderer(
        self, request: Request, renderers: Sequence[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """The only renderer there is, with its media type."""
        return renderers[0], renderers[0].media_type


def documented_answers(
    answer: serializers.BaseSerializer, description: str, *problems: int
) -> dict[tuple[int, str], OpenApiResponse]:
    """What an operation answers, for the OpenAPI document.

    `answer` is what status 200 gives, `description` says so in Dutch, `problems` are the statuses
    (400, 404) of the problem documents that may come instead.
    """
    refusals = {
        (status, CONTENT_TYPE): OpenApiResponse(ProblemSerializer, MEANINGS[status])
        for status in problems
    }
    return {(200, "application/json"): OpenApiResponse(answer, description), **refusals}


def refused_parameters(chosen: StrictFilterSet) -> JsonResponse:
    """The problem document for a filter set that is not valid: every parameter that is wrong."""
    return _invalid_parameters(_refusal(chosen))


def problem(status: int, detail: str, **further: object) -> JsonResponse:
    """One problem document: HTTP status, a Dutch title, what is wrong and what to do."""
    title = TITLES.get(status, HTTPStatus(status).phrase)
    return JsonResponse(
        {"status": status, "title": title, "detail": detail, **further},
        status=status,
        content_type=CONTENT_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )


def problem_response(exception: Exception, context: dict[str, Any]) -> JsonResponse:
    """Turn whatever an API view raised into a problem document."""
    if isinstance(exception, ValidationError):
        return _invalid_parameters(exception)
    if isinstance(exception, Http404):
        # Django words the message of its own in English and names the model.
        return problem(404, MEANINGS[404])
    if isinstance(exception, MethodNotAllowed):
        return problem(405, "Deze API is alleen om te lezen. Gebruik GET.")
    if isinstance(exception, SuspiciousOperation):
        # Django raises this for an address with a thousand parameters, among others.
        return problem(400, "Deze vraag is niet te lezen. Gebruik minder parameters.")
    if isinstance(exception, APIException):
        return problem(exception.status_code, str(exception.detail))
    return _failure(exception, context["request"])


def unknown_address(request: HttpRequest) -> JsonResponse:
    """The answer to every address under /api/ that is none, whatever the method."""
    return problem(
        404, f"Het adres {request.path} bestaat niet. Zie /api/v1/openapi.json voor wat er wel is."
    )


def _refusal(chosen: StrictFilterSet) -> ValidationError:
    return ValidationError({error.parameter: [error.message] for error in chosen.field_errors})


def _invalid_parameters(exception: ValidationError) -> JsonResponse:
    return problem(
        400,
        "Een of meer parameters kloppen niet. Verbeter ze en probeer het opnieuw.",
        fouten=[
            {"parameter": name, "melding": str(message)}
            for name, messages in exception.detail.items()
            for message in messages
        ],
    )


def _failure(exception: Exception, request: Request) -> JsonResponse:
    """Answer a fault of our own, and tell of it in the way Django does for a page."""
    answer = problem(500, MEANINGS[500])
    got_request_exception.send(sender=None, request=request)
    log_response(
        "Internal Server Error: %s",
        request.path,
        response=answer,
        request=request,
        exception=exception,
    )
    return answer
