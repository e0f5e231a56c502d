"""The standing pages: about this site, not about one action or motion."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from actions.models import Action, Status, StatusReport, Theme, WaitingFor
from actions.rubric import DEFINITIONS
from motions.models import Motion
from pok_tracker.lib.exports import FORMS, address_of
from pok_tracker.lib.viewpoint import viewpoint_of
from pok_tracker.list_forms import LISTS


@dataclass(frozen=True, slots=True)
class StandingPage:
    """A page that the foot of every page leads to."""

    name: str
    address: str
    view: Callable[[HttpRequest], HttpResponse]


def _telling_of_owner(template: str) -> Callable[[HttpRequest], HttpResponse]:
    """A view of a text in which only the owner of this copy of the site differs."""

    @require_safe
    def page(request: HttpRequest) -> HttpResponse:
        return render(request, template, {"owner": settings.SITE_OWNER})

    return page


@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    """What each status and each kind of term means."""
    rows = [(status.value, status.label, DEFINITIONS[status]) for status in Status]
    return render(
        request,
        "standing_pages/definitions.html",
        {
            "statuses": rows,
            "waiting_for": WaitingFor.labels,
            "results": Motion.Result.labels,
        },
    )


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """How the site is kept for later, with every edition and every file."""
    return render(
        request,
        "standing_pages/archive.html",
        {
            "reports": StatusReport.objects.published(at=viewpoint_of(request).at),
            "lists": [
                (
                    forms.table.title,
                    [(form.label, address_of(forms.table, end)) for end, form in FORMS.items()],
                )
                for forms in LISTS
            ],
        },
    )


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page of the site on one page."""
    at = viewpoint_of(request).at
    return render(
        request,
        "standing_pages/sitemap.html",
        {
            "themes": _by_main_theme(Theme.objects.published(at=at).select_related("parent")),
            "actions": Action.objects.published(at=at).order_by("number"),
            "motions": Motion.objects.published(at=at).prefetch_related("submissions__member"),
            "reports": StatusReport.objects.published(at=at),
        },
    )


def _by_main_theme(themes: Iterable[Theme]) -> list[tuple[Theme, list[Theme]]]:
    """Each main theme with its sub-themes, in the order of the themes."""
    found: dict[Theme, list[Theme]] = {}
    for theme in themes:
        below = found.setdefault(theme.main, [])
        if theme != theme.main:
            below.append(theme)
    return list(found.items())


STANDING_PAGES = (
    StandingPage("about", "over/", _telling_of_owner("standing_pages/about.html")),
    StandingPage("definitions", "definities/", definitions),
    StandingPage("contact", "contact/", _telling_of_owner("standing_pages/contact.html")),
    StandingPage(
        "accessibility",
        "toegankelijkheid/",
        _telling_of_owner("standing_pages/accessibility.html"),
    ),
    StandingPage("privacy", "privacy/", _telling_of_owner("standing_pages/privacy.html")),
    StandingPage(
        "report-weakness",
        "kwetsbaarheid-melden/",
        _telling_of_owner("standing_pages/report_weakness.html"),
    ),
    StandingPage("archive", "archief/", archive),
    StandingPage("releases", "releases/", _telling_of_owner("standing_pages/releases.html")),
    StandingPage("sitemap", "sitemap/", sitemap),
)

urlpatterns: list[URLPattern] = [path(p.address, p.view, name=p.name) for p in STANDING_PAGES]
