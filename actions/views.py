"""The public pages about actions, themes and editions."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actions.dossier import (
    read_doubts,
    read_footnotes,
    read_milestones,
    read_source,
    read_status,
)
from actions.dossier_answer import dossier_answer
from actions.dossier_page import related_actions
from actions.edition_table import read_kept_rows, read_sections
from actions.fingerprints import PARAMETER as FINGERPRINT_PARAMETER
from actions.fingerprints import Check, Verdict, check_fingerprint, hashed_line
from actions.list_page import page_from_database
from actions.models import Action, StatusReport, StatusUpdate, Theme
from actions.neighbours import with_earlier
from actions.overview import ThemeCount, read_overview
from actions.selection.page import page_from_memory
from actions.update_citation import cite_update
from pok_tracker.lib.clock import now
from pok_tracker.lib.viewpoint import viewpoint_of


@dataclass(frozen=True, slots=True)
class Section:
    """A theme or sub-theme with its own actions."""

    theme: Theme
    actions: list[Action]


@require_safe
def action_list(request: HttpRequest) -> HttpResponse:
    """All actions, filtered, sorted and counted; an invalid filter gets status 400."""
    return page_from_memory(request) or page_from_database(request)


@require_safe
def action_detail(request: HttpRequest, number: int) -> HttpResponse:
    """The dossier of one action."""
    return dossier_answer(request, number, viewpoint_of(request))


@require_safe
def update_detail(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    """One published update, forever at this address; with `?hash=` also whose fingerprint it is."""
    viewpoint = viewpoint_of(request)
    at = viewpoint.at
    values = request.GET.getlist(FINGERPRINT_PARAMETER)
    check = check_fingerprint(values, number=number, slug=slug, at=at, now=now())
    update = StatusUpdate.objects.for_page(at=at).filter(action__number=number, slug=slug).first()
    if update is None:
        return _withdrawn(request, check)
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
            "citation": cite_update(request, update, viewpoint),
            "hashed_line": hashed_line(update),
            "check": check,
        },
        status=400 if check and check.verdict == Verdict.REFUSED else 200,
    )


def _withdrawn(request: HttpRequest, check: Check | None) -> HttpResponse:
    """What whoever cites a withdrawn text gets to know; anybody else finds nothing here."""
    if check is None or check.verdict != Verdict.WITHDRAWN:
        raise Http404("Deze stand is er niet.")
    return render(request, "actions/update_withdrawn.html", {"check": check}, status=410)


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
        {"report": report, "sections": read_sections(updates, doubts, read_kept_rows(report))},
    )


def _counts_of(theme: Theme, themes: Iterable[ThemeCount]) -> ThemeCount:
    below = [count for main in themes for count in (main, *main.subthemes)]
    return next(count for count in below if count.theme == theme)
