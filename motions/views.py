"""The public pages about motions."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from motions.files import LIST_TEMPLATE, MOTIONS
from motions.filters import MotionFilter, count_motions
from motions.kamerstuk import PUBLICATIONS, read_citation
from motions.mentions import (
    read_doubted,
    read_mentions_of,
    read_motions_named,
    read_papers_cited,
    read_published_papers,
    read_texts,
)
from motions.models import Motion, MotionTerm, Party, Settlement
from motions.parts import Part, explain, read_parts
from motions.tables import MotionTable
from pok_tracker.lib.citing import cite
from pok_tracker.lib.exports import address_of
from pok_tracker.lib.file_offers import offer_files
from pok_tracker.lib.list_page import (
    all_rows,
    cite_list,
    filter_context,
    read_page,
    refuse_filters,
)
from pok_tracker.lib.viewpoint import moment_of_filters, viewpoint_of


@dataclass(frozen=True, slots=True)
class SubmitterRow:
    """A member under a motion, with the party of that day as far as a source tells."""

    name: str
    party: Party | None


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term of the motion itself, and whether its last day has passed."""

    term: MotionTerm
    is_over: bool


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A dated promise or fact of an action that carries the motion out."""

    action: Any
    milestone: Any
    standing: str
    standing_label: str


@require_safe
def motion_list(request: HttpRequest) -> HttpResponse:
    """All motions, filtered, sorted and counted; an invalid filter gets status 400."""
    chosen = MotionFilter(request.GET, at=moment_of_filters(request))
    if not chosen.is_valid():
        return refuse_filters(request, LIST_TEMPLATE, chosen)
    counts = count_motions(chosen)
    page = read_page(request, chosen.qs, found=counts.found)
    rows = list(page.object_list)
    context = filter_context(chosen)
    table = MotionTable(rows, query=request.GET, sort=context["sort"])
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
            "files": offer_files(request, MOTIONS, chosen, all_rows(page, rows)),
            "feed_url": address_of(MOTIONS, "atom"),
        },
    )


@require_safe
def motion_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One motion: who asked it, and the actions that carry it out, part by part."""
    paper = read_citation(code)
    if paper is None or paper.code != code:
        raise Http404("Deze motie bestaat niet. Schrijf dossier en nummer, zoals 35510-13.")
    viewpoint = viewpoint_of(request)
    at = viewpoint.at
    motion = get_object_or_404(
        Motion.objects.for_detail(at=at), dossier=paper.dossier, number=paper.number
    )
    settlement = Settlement(motion.settlement)
    parts = read_parts(motion)
    return render(
        request,
        "motions/motion_detail.html",
        {
            "motion": motion,
            "submitters": _submitters(motion),
            "settlement": settlement.value,
            "settlement_label": settlement.label,
            "parts": parts,
            "explanation": explain(parts),
            "terms": [TermRow(term, term.is_over(on=viewpoint.on)) for term in motion.terms.all()],
            "promises": _promises(parts, at=at),
            "mentions": read_mentions_of(motion, at=at),
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


@require_safe
def mentioned_list(request: HttpRequest) -> HttpResponse:
    """What the texts of actions mention without a label: motions by name, and cited papers."""
    at = viewpoint_of(request).at
    texts = read_texts(at=at)
    published = read_published_papers(at=at)
    return render(
        request,
        "motions/mentioned_list.html",
        {
            "motions": read_motions_named(texts, published),
            "papers": read_papers_cited(texts, published, read_doubted()),
        },
    )


def _submitters(motion: Motion) -> list[SubmitterRow]:
    return [
        SubmitterRow(item.member.name, item.member.party_on(motion.proposed_on))
        for item in motion.submissions.all()
    ]


def _promises(parts: Iterable[Part], *, at: datetime.datetime) -> list[PromiseRow]:
    """What the actions said about days, in their order: now, and promised before; 1 query."""
    current = [link.current for part in parts for link in part.links]
    if not current:
        return []
    # Reached through the row: what lies above this app is not imported here.
    milestones = current[0]._meta.get_field("milestones").related_model.objects
    actions = [update.action_id for update in current]
    promises = milestones.promises(at=at).filter(update__action__in=actions).values("pk")
    rows = (
        milestones.filter(Q(update__in=current) | Q(pk__in=promises))
        .with_standing(at=at)
        .select_related("update__action")
        .order_by("update__action__number", "first_day", "pk")
    )
    return [_promise(milestone) for milestone in rows]


def _promise(milestone: Any) -> PromiseRow:
    action = milestone.update.action
    if milestone.stand is None:
        return PromiseRow(action, milestone, milestone.kind, milestone.get_kind_display())
    label = type(milestone).Standing(milestone.stand).label
    return PromiseRow(action, milestone, milestone.stand, label)
