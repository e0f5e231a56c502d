"""Every list in every form: where the lists of both apps get their feeds and calendars.

A motion knows nothing of updates, so what happened to it is asked of its actions here.
"""

import datetime
from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from actions.brief.forms import BRIEF_DOCUMENTS
from actions.feeds import changes_of, days_of, promises_of
from actions.files import ACTIONS
from actions.models import Action, Milestone
from actions.selection.files import file_from_memory
from actions.term_files import TERMS
from motions.files import MOTIONS
from motions.models import Motion
from pok_tracker.lib.calendars import CalendarDays
from pok_tracker.lib.change_feed import ChangeEntry
from pok_tracker.lib.clock import now
from pok_tracker.lib.exports import ListForms, answer_list
from pok_tracker.lib.viewpoint import moment_of_filters


def changes_of_actions(
    actions: Sequence[Action], request: HttpRequest, *, at: datetime.datetime
) -> list[ChangeEntry]:
    """What happened to the actions of a list."""
    return changes_of({action.pk for action in actions}, request, at=at)


def promises_of_actions(
    actions: Sequence[Action], request: HttpRequest, *, at: datetime.datetime
) -> list[CalendarDays]:
    """What the actions of a list promise."""
    return promises_of({action.pk for action in actions}, request, at=at)


def changes_of_motions(
    motions: Sequence[Motion], request: HttpRequest, *, at: datetime.datetime
) -> list[ChangeEntry]:
    """What happened to the actions that carry out the motions of a list."""
    return changes_of(_carrying(motions), request, at=at)


def promises_of_motions(
    motions: Sequence[Motion], request: HttpRequest, *, at: datetime.datetime
) -> list[CalendarDays]:
    """What the actions promise that carry out the motions of a list."""
    return promises_of(_carrying(motions), request, at=at)


def changes_of_terms(
    promises: Sequence[Milestone], request: HttpRequest, *, at: datetime.datetime
) -> list[ChangeEntry]:
    """What happened to the actions that promised."""
    return changes_of({promise.update.action_id for promise in promises}, request, at=at)


def days_of_terms(
    promises: Sequence[Milestone], request: HttpRequest, *, at: datetime.datetime
) -> list[CalendarDays]:
    """The promises of a list as days; `at` has done its work."""
    return days_of(promises, request)


LISTS = (
    ListForms(ACTIONS, changes_of_actions, promises_of_actions, BRIEF_DOCUMENTS, file_from_memory),
    ListForms(MOTIONS, changes_of_motions, promises_of_motions),
    ListForms(TERMS, changes_of_terms, days_of_terms),
)


def _carrying(motions: Sequence[Motion]) -> set[int]:
    return {link.action_id for motion in motions for link in motion.action_links.all()}


def _view(forms: ListForms) -> Callable[..., HttpResponse]:
    @require_safe
    def list_in_form(request: HttpRequest, ending: str) -> HttpResponse:
        made_at = now()
        kept = forms.from_memory(request, ending, made_at=made_at) if forms.from_memory else None
        at = moment_of_filters(request)
        return kept or answer_list(request, forms, ending, at=at, made_at=made_at)

    return list_in_form


urlpatterns: list[URLPattern] = [
    path(f"{forms.table.name}.<slug:ending>", _view(forms), name=f"{forms.table.name}-file")
    for forms in LISTS
]
