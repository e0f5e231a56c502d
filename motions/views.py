"""The public pages about motions."""

from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from motions.filters import MotionFilter, count_motions
from motions.kamerstuk import PUBLICATIONS, read_citation
from motions.models import Motion, Party, Settlement
from motions.tables import MotionTable
from pok_tracker.lib.citing import cite
from pok_tracker.lib.list_page import cite_list, filter_context, read_page, refuse_filters
from pok_tracker.lib.viewpoint import moment_of_filters, viewpoint_of

LIST_TEMPLATE = "motions/motion_list.html"


@dataclass(frozen=True, slots=True)
class SubmitterRow:
    """A member under a motion, with the party of that day as far as a source tells."""

    name: str
    party: Party | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a motion, or the whole of it, with the links to the actions that carry it out."""

    label: str
    links: list[object]


@require_safe
def motion_list(request: HttpRequest) -> HttpResponse:
    """All motions, filtered, sorted and counted; an invalid filter gets status 400."""
    chosen = MotionFilter(request.GET, at=moment_of_filters(request))
    if not chosen.is_valid():
        return refuse_filters(request, LIST_TEMPLATE, chosen)
    counts = count_motions(chosen)
    page = read_page(request, chosen.qs, found=counts.found)
    context = filter_context(chosen)
    table = MotionTable(list(page.object_list), query=request.GET, sort=context["sort"])
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
            "citation": cite_list(request, "moties", chosen, counts.found),
        },
    )


@require_safe
def motion_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One motion: who asked it, and the actions that carry it out, part by part."""
    paper = read_citation(code)
    if paper is None or paper.code != code:
        raise Http404("Deze motie bestaat niet. Schrijf dossier en nummer, zoals 35510-13.")
    viewpoint = viewpoint_of(request)
    motion = get_object_or_404(
        Motion.objects.for_detail(at=viewpoint.at),
        dossier=paper.dossier,
        number=paper.number,
    )
    settlement = Settlement(motion.settlement)
    return render(
        request,
        "motions/motion_detail.html",
        {
            "motion": motion,
            "submitters": _submitters(motion),
            "settlement": settlement.value,
            "settlement_label": settlement.label,
            "parts": _parts(motion),
            "publication_url": paper.address(),
            "dossier_url": f"{PUBLICATIONS}/dossier/{paper.dossier}",
            "citation": cite(
                request,
                f"motie {paper}",
                viewpoint=viewpoint,
                paper=paper.in_full(printed_on=motion.proposed_on),
            ),
        },
    )


def _submitters(motion: Motion) -> list[SubmitterRow]:
    return [
        SubmitterRow(item.member.name, item.member.party_on(motion.proposed_on))
        for item in motion.submissions.all()
    ]


def _parts(motion: Motion) -> list[Part]:
    links = sorted(motion.action_links.all(), key=lambda link: (link.part or 0, link.action.number))
    return [
        Part(f"Deel {part}" if part else "De hele motie", list(group))
        for part, group in groupby(links, key=lambda link: link.part)
    ]
