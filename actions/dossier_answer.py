"""The page of one action: made from the database, or from what this process kept of it.

What it shows on a day follows from what was public at that moment and, for its terms, from the
day. Between two moments at which something became public or ceased to be, and between two days on
which one of its terms comes to stand differently, only the day in it changes. So it is kept once
for all of those days, with holes for what is another every day.
"""

import datetime
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
from pok_tracker.lib.citing import Citation, cited_sentence
from pok_tracker.lib.clock import day_of, now
from pok_tracker.lib.cut_templates import hole
from pok_tracker.lib.day_frames import DayFrame
from pok_tracker.lib.dutch_dates import day_in_words, days_in_words
from pok_tracker.lib.kept_bytes import KeptPieces
from pok_tracker.lib.per_publication import PerPublication
from pok_tracker.lib.public_moments import read_public_moments
from pok_tracker.lib.viewpoint import PARAMETER, Viewpoint, query_of

TEMPLATE = "actions/action_detail.html"


@dataclass(frozen=True, slots=True)
class DayDetails:
    """What the page shows that is another every day, as far as it has to be known for that."""

    address: str
    subject: str
    fingerprint: str
    staleness: Staleness | None
    term_picture: TermPicture | None

    def printed(self, on: datetime.date) -> dict[str, str]:
        """What the template prints of a day, by the names it has there."""
        printed = {"day": on.isoformat(), "day_in_words": day_in_words(on)}
        if self.staleness:
            printed["age"] = days_in_words(self.staleness.days_on(on))
        place = self.term_picture and self.term_picture.place_of(on)
        if place is not None:
            printed["today_in_picture"] = str(place)
        return printed

    def values(
        self, request: HttpRequest, printed: Mapping[str, str], *, is_chosen: bool
    ) -> dict[str, Any]:
        """The same with all that holds the day; `is_chosen` when the reader asked for it."""
        on_day = f"?{PARAMETER}={printed['day']}"
        address = request.build_absolute_uri(request.path) + on_day
        words = printed["day_in_words"] if is_chosen else ""
        sentence = cited_sentence(self.subject, address, day=words)
        return {
            **printed,
            "shown_day": printed["day"] if is_chosen else "",
            "shown_day_in_words": words,
            # Where the page will still be what it was on that day.
            "day_url": request.build_absolute_uri(self.address) + on_day,
            "citation": Citation(sentence, address, fingerprint=self.fingerprint),
        }


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the page shows: the same for all days that it is kept for, and of the day."""

    values: Mapping[str, Any]
    of_day: DayDetails

    @property
    def days_of_change(self) -> Sequence[int]:
        """On which days it comes to look differently by itself, as ordinals."""
        rows = [*self.values["milestones"], *self.values["earlier_promises"]]
        days = days_of_change(row.milestone.last_day for row in rows)
        picture = self.of_day.term_picture
        return array("l", sorted([*days, *(picture.days_of_change if picture else ())]))

    def page(self, request: HttpRequest, viewpoint: Viewpoint) -> HttpResponse:
        """The page from a viewpoint."""
        printed, is_chosen = self.of_day.printed(viewpoint.on), viewpoint.peildatum is not None
        values = self.of_day.values(request, printed, is_chosen=is_chosen)
        return render(request, TEMPLATE, {**self.values, **values})

    def frame(self, request: HttpRequest, viewpoint: Viewpoint) -> DayFrame:
        """The page with holes for the day; the address names no other choice than that."""
        holes = {name: hole(name) for name in self.of_day.printed(viewpoint.on)}
        is_chosen = viewpoint.peildatum is not None
        values = {**self.values, **self.of_day.values(request, holes, is_chosen=is_chosen)}
        return DayFrame.of(request, TEMPLATE, values, day=holes["day"] if is_chosen else "")


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The page for all days on which it shows the same."""

    frame: DayFrame
    of_day: DayDetails

    def __len__(self) -> int:
        return len(self.frame)

    def on(self, day: datetime.date) -> HttpResponse:
        """The page of that day."""
        return self.frame.render(self.of_day.printed(day))


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
    # Links to this page and the form on it know no other choices; with them it is not kept.
    memory = _KEPT.get(_begin_memory) if query_of(request).keys() <= {PARAMETER} else None
    if memory is None:
        return read_page(request, number, viewpoint).page(request, viewpoint)
    place = _place(request, viewpoint)
    page = _find(memory, place, number, viewpoint)
    if page is None:
        dossier = read_page(request, number, viewpoint)
        page = KeptPage(dossier.frame(request, viewpoint), dossier.of_day)
        _keep(memory, place, number, viewpoint, dossier.days_of_change, page)
    return page.on(viewpoint.on)


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
        "staleness": read_staleness(at=at, actions=[action.pk]).get(action.pk),
        "permanent_url": request.build_absolute_uri(update.get_absolute_url()),
    }
    of_day = DayDetails(
        address=action.get_absolute_url(),
        subject=subject_of(update),
        fingerprint=update.content_hash,
        staleness=values["staleness"],
        term_picture=values["term_picture"],
    )
    return Dossier(values, of_day)


def _begin_memory() -> DossierMemory:
    limit = settings.KEPT_DOSSIERS_BYTES
    return DossierMemory(
        read_public_moments(), days=KeptPieces(limit=limit), pages=KeptPieces(limit=limit)
    )


def _place(request: HttpRequest, viewpoint: Viewpoint) -> tuple[Hashable, ...]:
    """What the page depends on beside the action and the day."""
    return (
        viewpoint.peildatum is None,
        request.scheme,
        request.get_host(),
        # Not every spelling of a number is the same address.
        request.path,
        # It says on which day it was read.
        day_of(now()),
    )


def _find(
    memory: DossierMemory, place: Hashable, number: int, viewpoint: Viewpoint
) -> KeptPage | None:
    span = _span(memory, number, viewpoint)
    days = memory.days.get(span)
    return None if days is None else memory.pages.get((place, span, _stretch(days, viewpoint)))


def _keep(
    memory: DossierMemory,
    place: Hashable,
    number: int,
    viewpoint: Viewpoint,
    days: Sequence[int],
    page: KeptPage,
) -> None:
    span = _span(memory, number, viewpoint)
    memory.pages.add({(place, span, _stretch(days, viewpoint)): page})
    memory.days.add({span: days})


def _span(memory: DossierMemory, number: int, viewpoint: Viewpoint) -> tuple[int, int]:
    """The action, and between which moments the viewpoint lies."""
    return number, bisect_right(memory.moments, viewpoint.at.timestamp())


def _stretch(days: Sequence[int], viewpoint: Viewpoint) -> int:
    """Between which days of change the viewpoint lies."""
    return bisect_right(days, viewpoint.on.toordinal())
