"""What the page of the list of actions shows, wherever its rows come from."""

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from actions.facets import count_actions
from actions.files import ACTIONS, LIST_TEMPLATE
from actions.filters import ActionFilter
from actions.listed import read_listed
from actions.lookup import read_meant
from actions.search_question import Question
from actions.stale_actions import read_staleness
from actions.tables import ActionTable
from pok_tracker.lib.accessible_table import AccessibleTable, ReadyTable
from pok_tracker.lib.chosen import Chosen
from pok_tracker.lib.exports import address_of
from pok_tracker.lib.file_offers import offer_forms, read_sizes_of_files
from pok_tracker.lib.list_page import (
    ListCounts,
    all_rows,
    cite_list,
    filter_context,
    read_page,
    refuse_filters,
)
from pok_tracker.lib.query_string import with_query
from pok_tracker.lib.row_sizes import Sizes
from pok_tracker.lib.viewpoint import moment_of_filters


def page_from_database(request: HttpRequest) -> HttpResponse:
    """The list that a request asks for; an invalid filter gets status 400."""
    chosen = ActionFilter(request.GET, at=moment_of_filters(request))
    if not chosen.is_valid():
        return refuse_filters(request, LIST_TEMPLATE, chosen)
    counts = count_actions(chosen)
    # What hangs on the rows is read with what the table and the files tell of them.
    page = read_page(
        request,
        chosen.qs.prefetch_related(None),
        found=counts.found,
        best_first=chosen.searches and not chosen.data.get("sort"),
    )
    rows = list(page.object_list)
    keys = [row.pk for row in rows]
    table = ActionTable(
        read_listed(keys, at=chosen.at),
        query=request.GET,
        sort=chosen.data.get("sort", ""),
        hits=chosen.question.marks,
        staleness=read_staleness(at=chosen.at, actions=keys),
    )
    sizes = read_sizes_of_files(request, ACTIONS, chosen, all_rows(page, rows))
    context = list_context(request, chosen, counts, page=page, table=table, sizes=sizes)
    if chosen.searches:
        misses_words = any(not action.says_all for action in rows)
        context |= search_notes(chosen, chosen.question, misses_words=misses_words)
    return render(request, LIST_TEMPLATE, context)


def list_context(
    request: HttpRequest,
    chosen: Chosen,
    counts: ListCounts,
    *,
    page: Page,
    table: AccessibleTable | ReadyTable,
    sizes: Sizes,
) -> dict[str, object]:
    """All that the page prints of a valid question; `sizes` of its files that are known."""
    context = filter_context(chosen)
    return {
        **context,
        "facets": counts.facets,
        "found": counts.found,
        "total": counts.total,
        "table": table,
        "page": page,
        "citation": cite_list(request, "acties", chosen, counts.found),
        "brief_query": with_query("", chosen.data),
        "files": offer_forms(ACTIONS, chosen, sizes),
        "feed_url": address_of(ACTIONS, "atom"),
        "meant": read_meant(chosen.data.get("q", ""), at=chosen.at),
    }


def search_notes(chosen: Chosen, question: Question, *, misses_words: bool) -> dict[str, object]:
    """What the list says about a search: what was searched for instead, and what is missing."""
    return {
        "changed": question.changed,
        "misses_words": misses_words,
        "suggestion": question.suggestion,
        "suggestion_query": chosen.query_with("q", question.suggestion),
    }
