"""The page of all promises with a date."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.term_files import LIST_TEMPLATE, TERMS
from actions.term_filters import TermFilter, count_terms
from actions.term_tables import TermTable
from actions.timeline import read_timeline
from pok_tracker.lib.exports import address_of
from pok_tracker.lib.file_offers import offer_files
from pok_tracker.lib.list_page import (
    all_rows,
    cite_list,
    filter_context,
    read_page,
    refuse_filters,
)
from pok_tracker.lib.viewpoint import moment_of_filters


@require_safe
def term_list(request: HttpRequest) -> HttpResponse:
    """All promises, filtered, sorted and counted; an invalid filter gets status 400."""
    chosen = TermFilter(request.GET, at=moment_of_filters(request))
    if not chosen.is_valid():
        return refuse_filters(request, LIST_TEMPLATE, chosen)
    counts = count_terms(chosen)
    page = read_page(request, chosen.qs, found=counts.found)
    context = filter_context(chosen)
    rows = list(page.object_list)
    table = TermTable(rows, query=request.GET, sort=context["sort"])
    return render(
        request,
        LIST_TEMPLATE,
        {
            **context,
            "facets": counts.facets,
            "found": counts.found,
            "total": counts.total,
            "table": table,
            "page": page,
            "timeline": read_timeline(chosen.qs, on=chosen.on),
            "citation": cite_list(request, "termijnen", chosen, counts.found),
            "files": offer_files(request, TERMS, chosen, all_rows(page, rows)),
            "feed_url": address_of(TERMS, "atom"),
        },
    )
