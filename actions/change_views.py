"""The public pages about what changed: between two editions, between two days, and all in order."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.change_filters import ChangeFilter, count_changes
from actions.changes import entries, read_entries
from actions.difference_page import read_differences
from actions.editions.comparison import compare_sides
from actions.editions.sides import day_side, edition_side
from actions.models import StatusReport
from actions.neighbours import with_earlier
from actions.period import PeriodForm, end_of
from pok_tracker.lib.dutch_dates import MONTHS, day_in_words
from pok_tracker.lib.list_page import filter_context, refuse_filters
from pok_tracker.lib.query_string import with_query
from pok_tracker.lib.viewpoint import moment_of_filters, viewpoint_of

DIFFERENCES = "actions/differences.html"
CHANGES = "actions/changes.html"
ENTRIES_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class SideName:
    """What a side of the comparison is called on the page, with its own page if it has one."""

    label: str
    url: str = ""


@require_safe
def edition_differences(request: HttpRequest, earlier: str, later: str) -> HttpResponse:
    """What changed from one edition to a later one; asked the other way round it is turned."""
    at = viewpoint_of(request).at
    reports = {report.slug: report for report in StatusReport.objects.published(at=at)}
    if earlier not in reports or later not in reports:
        raise Http404
    first, last = reports[earlier], reports[later]
    if first.reference_date > last.reference_date:
        address = reverse("actions:edition_differences", args=[later, earlier])
        return HttpResponseRedirect(with_query(address, request.GET))
    names = {
        "first": _name_of(first),
        "last": _name_of(last),
        "is_same": first == last,
        "edition_pairs": with_earlier(reports.values()),
    }
    if first == last:
        return render(request, DIFFERENCES, names)
    found = compare_sides(edition_side(first, at=at), edition_side(last, at=at))
    return render(request, DIFFERENCES, {**names, **read_differences(found)})


@require_safe
def day_differences(request: HttpRequest) -> HttpResponse:
    """What changed on the site from the end of one day to that of a later one."""
    at = viewpoint_of(request).at
    asked = {"van", "tot"} & request.GET.keys()
    form = PeriodForm(request.GET if asked else None, at=at)
    context = {
        "van": request.GET.get("van", ""),
        "tot": request.GET.get("tot", ""),
        "edition_pairs": with_earlier(StatusReport.objects.published(at=at)),
    }
    if not asked:
        return render(request, "actions/differences_choice.html", context)
    if not form.is_valid():
        context["errors"] = form.field_errors
        return render(request, "actions/differences_choice.html", context, status=400)
    first, last = form.cleaned_data["van"], form.cleaned_data["tot"]
    if first > last:
        turned = request.GET.copy()
        turned["van"], turned["tot"] = last.isoformat(), first.isoformat()
        return HttpResponseRedirect(with_query(reverse("actions:day_differences"), turned))
    context |= {
        "first": SideName(day_in_words(first)),
        "last": SideName(day_in_words(last)),
        "is_same": first == last,
    }
    if first == last:
        return render(request, DIFFERENCES, context)
    sides = [day_side(end_of(day, at=at), at=at) for day in (first, last)]
    return render(request, DIFFERENCES, {**context, **read_differences(compare_sides(*sides))})


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """All that was published, corrected and taken back, newest first; filtered as asked."""
    at = moment_of_filters(request)
    chosen = ChangeFilter(request.GET, at=at)
    if not chosen.is_valid():
        return refuse_filters(request, CHANGES, chosen)
    counts = count_changes(chosen)
    page = Paginator(entries(chosen.qs), ENTRIES_A_PAGE).get_page(request.GET.get("pagina"))
    return render(
        request,
        CHANGES,
        {
            **filter_context(chosen),
            "facets": counts.facets,
            "found": counts.found,
            "total": counts.total,
            "page": page,
            "entries": read_entries(list(page.object_list), chosen.qs, at=at),
        },
    )


def _name_of(report: StatusReport) -> SideName:
    day = report.reference_date
    return SideName(
        f"de rapportage van {MONTHS[day.month - 1]} {day.year}", report.get_absolute_url()
    )
