"""Answers to the form of an update while it is being typed: which days do these words mean?"""

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms.fields import DateField
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from actions.milestone_days import read_days
from pok_tracker.lib.clock import day_of, now
from pok_tracker.lib.dutch_dates import span_in_words


@admin.site.admin_view
@require_safe
def days_of_words(request: HttpRequest) -> JsonResponse:
    """The days of `woorden`, seen from `peildatum` (today when it is no day) for that `soort`.

    For staff who may read updates. `gelezen` is false when the words leave the days open.
    """
    if not request.user.has_perm("actions.view_statusupdate"):
        raise PermissionDenied
    asked = request.GET
    try:
        as_of = DateField().clean(asked.get("peildatum", ""))
    except ValidationError:
        as_of = day_of(now())
    span = read_days(asked.get("woorden", ""), kind=asked.get("soort", ""), as_of=as_of)
    if span is None:
        return JsonResponse({"gelezen": False})
    return JsonResponse(
        {
            "gelezen": True,
            "van": span.first,
            "tot": span.last,
            "precisie": span.precision,
            "inWoorden": span_in_words(span.first, span.last, span.precision),
        }
    )
