"""The public pages about actions, themes and editions."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actions.dossier import (
    read_doubts,
    read_footnotes,
    read_milestones,
    read_source,
    read_status,
)
from actions.dossier_page import read_dossier, related_actions
from actions.edition_table import read_sections
from actions.facets import count_actions
from actions.files import ACTIONS, LIST_TEMPLATE
from actions.filters import ActionFilter
from actions.lookup import read_meant
from actions.models import Action, EditionRow, StatusReport, StatusUpdate, Theme
from actions.models.milestone import attach_promises
from actions.neighbours import with_earlier
from actions.overview import ThemeCount, read_overview
from actions.stale_actions import read_staleness
from actions.tables import ActionTable
from pok_tracker.lib.exports import address_of
from pok_tracker.lib.file_offers import offer_files
from pok_tracker.lib.list_page import all_rows, filter_context, read_page, refuse_filters
from pok_tracker.lib.viewpoint import PARAMETER, moment_of_filters, viewpoint_of


@dataclass(frozen=True, slots=True)
class Section:
    """A theme or sub-theme with its own actions."""

    theme: Theme
    actions: list[Action]


@require_safe
def action_list(request: HttpRequest) -> HttpResponse:
    """All actions, filtered, sorted and counted; an invalid filter gets status 400."""
    chosen = ActionFilter(request.GET, at=moment_of_filters(request))
    if not chosen.is_valid():
        return refuse_filters(request, LIST_TEMPLATE, chosen)
    counts = count_actions(chosen)
    page = read_page(request, chosen.qs, found=counts.found)
    rows = list(page.object_list)
    attach_promises(rows, at=chosen.at)
    context = filter_context(chosen)
    table = ActionTable(
        rows,
        query=request.GET,
        sort=context["sort"],
        hits=chosen.question.marks,
        staleness=read_staleness(at=chosen.at, actions=[row.pk for row in rows]),
    )
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
            **_search_notes(chosen, rows),
            "files": offer_files(request, ACTIONS, chosen, all_rows(page, rows)),
            "feed_url": address_of(ACTIONS, "atom"),
            "meant": read_meant(context["search"], at=chosen.at),
        },
    )


@require_safe
def action_detail(request: HttpRequest, number: int) -> HttpResponse:
    """The dossier of one action."""
    viewpoint = viewpoint_of(request)
    at = viewpoint.at
    action = get_object_or_404(Action.objects.for_detail(at=at), number=number)
    update = action.current
    return render(
        request,
        "actions/action_detail.html",
        {
            **read_dossier(action, update, at=at),
            "staleness": read_staleness(at=at, actions=[action.pk]).get(action.pk),
            "previous": action.previous,
            "following": action.following,
            "permanent_url": _update_url(request, action, update),
            "day_url": _day_url(request, action, viewpoint.on),
            "day": viewpoint.on,
        },
    )


@require_safe
def update_detail(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    """One published update, forever at this address."""
    at = viewpoint_of(request).at
    update = get_object_or_404(
        StatusUpdate.objects.for_page(at=at), action__number=number, slug=slug
    )
    doubts = read_doubts(update.cited)
    related = related_actions(update, at)
    return render(
        request,
        "actions/update_detail.html",
        {
            "update": update,
            "action": update.action,
            "status_blocks": read_status(update, actions=frozenset(related), doubts=doubts),
            "footnotes": read_footnotes(update, doubts),
            "milestones": read_milestones(update, at=at),
            "is_current": update.superseded_at is None or update.superseded_at > at,
            "source": read_source(update.action, update),
        },
    )


@require_safe
def theme_list(request: HttpRequest) -> HttpResponse:
    """All themes with their sub-themes, and how their actions stand."""
    overview = read_overview(at=viewpoint_of(request).at)
    return render(request, "actions/theme_list.html", {"themes": overview.themes})


@require_safe
def theme_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One theme, or one sub-theme, with its actions."""
    at = viewpoint_of(request).at
    theme = get_object_or_404(Theme.objects.published(at=at).select_related("parent"), slug=slug)
    actions = (
        Action.objects.for_list(at=at)
        .filter(Q(theme=theme) | Q(theme__parent=theme))
        .order_by("theme__position", "number")
    )
    sections = [
        Section(heading, list(group))
        for heading, group in groupby(actions, key=lambda action: action.theme)
    ]
    counts = _counts_of(theme, read_overview(at=at).themes)
    return render(
        request,
        "actions/theme_detail.html",
        {
            "theme": theme,
            "counts": counts,
            "subthemes": counts.subthemes,
            "sections": sections,
        },
    )


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """All editions of which something is public, newest first."""
    reports = list(StatusReport.objects.published(at=viewpoint_of(request).at))
    return render(
        request,
        "actions/report_list.html",
        {"reports": reports, "edition_pairs": with_earlier(reports)},
    )


@require_safe
def report_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One edition as the table it was sent as."""
    at = viewpoint_of(request).at
    report = get_object_or_404(StatusReport.objects.published(at=at), slug=slug)
    updates = list(StatusUpdate.objects.for_edition(report, at=at))
    doubts = read_doubts(code for update in updates for code in update.cited)
    return render(
        request,
        "actions/report_detail.html",
        {"report": report, "sections": read_sections(updates, doubts, _kept_rows(report))},
    )


def _search_notes(chosen: ActionFilter, rows: Sequence[Action]) -> dict[str, object]:
    """What the list says about a search: what was searched for instead, and what is missing."""
    if not chosen.searches:
        return {}
    question = chosen.question
    return {
        "changed": question.changed,
        "misses_words": any(not action.says_all for action in rows),
        "suggestion": question.suggestion,
        "suggestion_query": chosen.query_with("q", question.suggestion),
    }


def _kept_rows(report: StatusReport) -> dict[int, EditionRow]:
    rows = EditionRow.objects.filter(report=report).select_related("theme__parent")
    return {row.action_id: row for row in rows}


def _counts_of(theme: Theme, themes: Iterable[ThemeCount]) -> ThemeCount:
    below = [count for main in themes for count in (main, *main.subthemes)]
    return next(count for count in below if count.theme == theme)


def _day_url(request: HttpRequest, action: Action, on: datetime.date) -> str:
    """Where the page of this action will still be what it was on that day."""
    return request.build_absolute_uri(f"{action.get_absolute_url()}?{PARAMETER}={on.isoformat()}")


def _update_url(request: HttpRequest, action: Action, update: StatusUpdate) -> str:
    update.action = action
    return request.build_absolute_uri(update.get_absolute_url())
