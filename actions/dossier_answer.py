"""The page of one action: made from the database, or from what this process kept of it.

What it shows on a day follows from what was public at that moment and, for its terms, from the
day. Between two moments at which something became public or ceased to be, and between two days on
which one of its terms comes to stand differently, only the day in it changes. So it is kept once
for all of those days; what is another every day stands in a part of its template.
"""

from array import array
from bisect import bisect_right
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from actions.dossier_page import read_action, read_dossier
from actions.models.promises import days_of_change
from actions.stale_actions import read_staleness
from actions.staleness import Staleness
from actions.term_picture import TermPicture
from actions.update_citation import subject_of
from pok_tracker.lib.citing import cite
from pok_tracker.lib.day_frames import DayFrame
from pok_tracker.lib.kept_bytes import KeptPieces
from pok_tracker.lib.per_publication import PerPublication
from pok_tracker.lib.public_moments import read_public_moments
from pok_tracker.lib.viewpoint import PARAMETER, Viewpoint

TEMPLATE = "actions/action_detail.html"


@dataclass(frozen=True, slots=True)
class DayDetails:
    """What the page shows that is another every day, as far as it has to be known for that."""

    address: str
    subject: str
    fingerprint: str
    staleness: Staleness | None
    term_picture: TermPicture | None

    def values(self, request: HttpRequest, viewpoint: Viewpoint) -> dict[str, Any]:
        """What the template prints of it from a viewpoint."""
        on = viewpoint.on
        return {
            "staleness": self.staleness and self.staleness.on(on),
            "term_picture": self.term_picture and self.term_picture.on(on),
            "day": on,
            # Where the page will still be what it was on that day.
            "day_url": request.build_absolute_uri(f"{self.address}?{PARAMETER}={on.isoformat()}"),
            "citation": cite(
                request, self.subject, viewpoint=viewpoint, fingerprint=self.fingerprint
            ),
        }


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the page shows: the same for all days that it is kept for, and of the day."""

    values: Mapping[str, Any]
    of_day: DayDetails

    @property
    def days_of_change(self) -> Sequence[int]:
        """On which days one of its terms comes to stand differently, as ordinals."""
        rows = [*self.values["milestones"], *self.values["earlier_promises"]]
        return array("l", days_of_change(row.milestone.last_day for row in rows))


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The page for all days on which it shows the same."""

    frame: DayFrame
    of_day: DayDetails

    def __len__(self) -> int:
        return len(self.frame)


@dataclass(frozen=True, slots=True)
class DossierMemory:
    """What is kept of one publication: pages, and when each action shows something else."""

    moments: Sequence[float]
    days: KeptPieces[Sequence[int]]
    pages: KeptPieces[KeptPage]


_KEPT: PerPublication[DossierMemory] = PerPublication()


def dossier_answer(request: HttpRequest, number: int, viewpoint: Viewpoint) -> HttpResponse:
    """The page of the action of that number; Http404 when it is not public at that moment.

    8 queries, none for a page that is kept.
    """
    memory = _KEPT.get(_begin_memory)
    if memory is None:
        dossier = read_page(request, number, viewpoint)
        values = dossier.of_day.values(request, viewpoint)
        return render(request, TEMPLATE, {**dossier.values, **values})
    page = _find(memory, request, number, viewpoint)
    if page is None:
        page = _make(memory, request, number, viewpoint)
    values = page.of_day.values(request, viewpoint)
    return page.frame.render(request, values, day=viewpoint.peildatum)


def read_page(request: HttpRequest, number: int, viewpoint: Viewpoint) -> Dossier:
    """Read all that the page of an action shows; Http404 when the action is not public."""
    at = viewpoint.at
    action = read_action(number, at=at)
    if action is None:
        raise Http404("Deze actie is er niet.")
    update = action.current
    update.action = action
    values = {
        **read_dossier(action, update, at=at),
        "previous": action.previous,
        "following": action.following,
        "permanent_url": request.build_absolute_uri(update.get_absolute_url()),
    }
    of_day = DayDetails(
        address=action.get_absolute_url(),
        subject=subject_of(update),
        fingerprint=update.content_hash,
        staleness=read_staleness(at=at, actions=[action.pk]).get(action.pk),
        term_picture=values["term_picture"],
    )
    return Dossier(values, of_day)


def _begin_memory() -> DossierMemory:
    limit = settings.KEPT_DOSSIERS_BYTES
    return DossierMemory(
        read_public_moments(), days=KeptPieces(limit=limit), pages=KeptPieces(limit=limit)
    )


def _find(
    memory: DossierMemory, request: HttpRequest, number: int, viewpoint: Viewpoint
) -> KeptPage | None:
    days = memory.days.get(_span(memory, number, viewpoint))
    return (
        None if days is None else memory.pages.get(_key(memory, request, number, viewpoint, days))
    )


def _make(
    memory: DossierMemory, request: HttpRequest, number: int, viewpoint: Viewpoint
) -> KeptPage:
    dossier = read_page(request, number, viewpoint)
    days = dossier.days_of_change
    values = {**dossier.values, **dossier.of_day.values(request, viewpoint)}
    frame = DayFrame.of(request, TEMPLATE, values, keeps_day=viewpoint.peildatum is not None)
    page = KeptPage(frame, dossier.of_day)
    memory.pages.add({_key(memory, request, number, viewpoint, days): page})
    memory.days.add({_span(memory, number, viewpoint): days})
    return page


def _span(memory: DossierMemory, number: int, viewpoint: Viewpoint) -> tuple[int, int]:
    """The action, and between which moments the viewpoint lies."""
    return number, bisect_right(memory.moments, viewpoint.at.timestamp())


def _key(
    memory: DossierMemory,
    request: HttpRequest,
    number: int,
    viewpoint: Viewpoint,
    days: Sequence[int],
) -> Hashable:
    return (
        *_span(memory, number, viewpoint),
        bisect_right(days, viewpoint.on.toordinal()),
        viewpoint.peildatum is None,
        request.scheme,
        request.get_host(),
        # Not every spelling of a number is the same address.
        request.path,
    )
