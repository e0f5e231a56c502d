"""The debatmap of a selection of actions as a page to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.brief.forms import describe_brief
from actions.brief.lines import LINES_FOR_NOTES
from actions.brief.reading import read_brief
from actions.files import ACTIONS, LIST_TEMPLATE
from actions.filters import ActionFilter
from pok_tracker.lib.clock import now
from pok_tracker.lib.exports import describe
from pok_tracker.lib.list_page import refuse_filters
from pok_tracker.lib.query_string import with_query
from pok_tracker.lib.viewpoint import moment_of_filters


@require_safe
def brief_page(request: HttpRequest) -> HttpResponse:
    """The selection of the query string as one page; an invalid filter gets status 400."""
    chosen = ActionFilter(request.GET, at=moment_of_filters(request))
    if not chosen.is_valid():
        return refuse_filters(request, LIST_TEMPLATE, chosen)
    actions = read_brief(list(chosen.qs), at=chosen.at, absolute=request.build_absolute_uri)
    about = describe(request, ACTIONS, chosen, len(actions), made_at=now())
    return render(
        request,
        "actions/brief.html",
        {
            "about": describe_brief(about, request, chosen.data),
            "actions": actions,
            "filters": about.filters_in_words,
            "brief_query": with_query("", chosen.data),
            "lines_for_notes": range(LINES_FOR_NOTES),
        },
    )
