"""What the query string of an API address may hold: all faults at once, each under its name."""

import re
from collections.abc import Iterable

from django.db.models import QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from pok_tracker.lib.filtering import StrictFilterSet
from pok_tracker.lib.pagination import NumberedPages
from pok_tracker.lib.viewpoint import PARAMETER, RefusedPeildatum, Viewpoint, viewpoint_of

PAGE = NumberedPages.page_query_param
PAGE_NUMBER = re.compile(r"[1-9][0-9]*", re.ASCII)
Faults = dict[str, list[str]]


def valid_rows(chosen: StrictFilterSet, request: Request) -> QuerySet:
    """The rows that a filter set selects, in the order that it asks for.

    Raises ValidationError with every parameter that is wrong, never only the first.
    """
    faults = {} if chosen.is_valid() else {e.parameter: [e.message] for e in chosen.field_errors}
    _raise(faults | _other_faults(request, chosen.filters))
    return chosen.qs


def refuse_other_faults(request: Request, filters: Iterable[str]) -> None:
    """Raises ValidationError when a page or a parameter is wrong that is none of these filters."""
    _raise(_other_faults(request, filters))


def viewpoint_of_list(request: Request) -> Viewpoint:
    """The viewpoint of a collection without filters: it takes a day and a page.

    Raises ValidationError with every parameter that is wrong.
    """
    return _viewpoint(request, _page_faults(request) | _unknown(request, [PAGE, PARAMETER]))


def viewpoint_of_one(request: Request) -> Viewpoint:
    """The viewpoint of a single resource: it takes a day; raises ValidationError."""
    return _viewpoint(request, _unknown(request, [PARAMETER]))


def _other_faults(request: Request, filters: Iterable[str]) -> Faults:
    return _page_faults(request) | _unknown(request, [*filters, PAGE])


def _viewpoint(request: Request, faults: Faults) -> Viewpoint:
    try:
        viewpoint = viewpoint_of(request)
    except RefusedPeildatum as refused:
        raise ValidationError({PARAMETER: [str(refused)], **faults}) from refused
    _raise(faults)
    return viewpoint


def _raise(faults: Faults) -> None:
    if faults:
        raise ValidationError(faults)


def _page_faults(request: Request) -> Faults:
    """As with every parameter, an empty value counts as not given and the same value as one."""
    values = [value for value in dict.fromkeys(request.query_params.getlist(PAGE)) if value.strip()]
    if len(values) > 1:
        return {PAGE: ["Vul dit maar één keer in."]}
    if values and not PAGE_NUMBER.fullmatch(values[0]):
        return {PAGE: ["Dit is geen bladzijde. Schrijf een getal: 1, 2, 3 en zo verder."]}
    return {}


def _unknown(request: Request, known: Iterable[str]) -> Faults:
    known = list(known)
    message = f"Deze parameter bestaat hier niet. Wel: {', '.join(known)}."
    return {name: [message] for name in request.query_params if name not in known}
