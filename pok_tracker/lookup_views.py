"""Addresses that only lead on: the one search box, and a paper by its citation."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.lookup import actions_citing, read_doubt, read_only_page
from motions.kamerstuk import read_citation
from motions.models import Motion
from pok_tracker.lib.clock import now
from pok_tracker.lib.viewpoint import viewpoint_of


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Lead to the one page that the words can mean, else to the list of actions they select.

    What is wrong with the other parameters, the list says.
    """
    asked = request.GET.getlist("q")
    page = read_only_page(asked[0], at=viewpoint_of(request).at) if len(asked) == 1 else ""
    if page:
        return HttpResponseRedirect(page)
    query = request.GET.urlencode()
    return HttpResponseRedirect(reverse("actions:list") + (f"?{query}" if query else ""))


@require_safe
def kamerstuk(request: HttpRequest, code: str) -> HttpResponse:
    """Lead from a citation to the motion here, else to the official publication of the paper.

    No other host can be reached: the address is made of the dossier and the number that were read.
    The address of a paper is the same on every day.
    """
    at = now()
    paper = read_citation(f"kst-{code}")
    if paper is None or paper.code.upper() != code.upper():
        return render(request, "kamerstuk_unknown.html", {"code": code}, status=404)
    motion = Motion.objects.published(at=at).filter(dossier=paper.dossier, number=paper.number)
    if found := motion.first():
        return HttpResponseRedirect(found.get_absolute_url())
    if doubt := read_doubt(paper, at=at):
        context = {"paper": paper, "doubt": doubt, "numbers": actions_citing(paper, at=at)}
        return render(request, "kamerstuk_doubtful.html", context)
    return HttpResponseRedirect(paper.address())
