"""All that the page of one action shows, for what is published and for a preview of a draft."""

import datetime
from typing import Any

from django.db.models import F, QuerySet

from actions.dossier import (
    read_addresses,
    read_citations,
    read_doubts,
    read_footnotes,
    read_ministries,
    read_motions,
    read_named_motions,
    read_source,
    read_status,
    read_terms,
)
from actions.models import Action, StatusUpdate
from actions.models.text_search import OneOf, array_text
from actions.reading_text import read_blocks
from actions.term_picture import draw_terms
from pok_tracker.lib.clock import day_of
from pok_tracker.lib.compiled_query import MOMENT, compiled, slot


def read_action(number: int, *, at: datetime.datetime) -> Action | None:
    """The published action of that number; one query."""
    found = _with_number().instances(at=at, number=number)
    return found[0] if found else None


@compiled
def _with_number() -> QuerySet:
    return Action.objects.for_detail(at=MOMENT).filter(number=slot("number"))


def read_dossier(action: Action, update: StatusUpdate, *, at: datetime.datetime) -> dict[str, Any]:
    """Return what the template of an action shows when that update is its answer.

    The action comes with what `for_detail` loads. Whatever it refers to is published by `at`.
    """
    doubts = read_doubts(update.cited)
    related = related_actions(update, at)
    milestones, earlier_promises = read_terms(action, update, at=at)
    term_picture = draw_terms([*milestones, *earlier_promises])
    return {
        "action": action,
        "current": update,
        "description_blocks": read_blocks(action.description),
        "status_blocks": read_status(update, actions=frozenset(related), doubts=doubts),
        "footnotes": read_footnotes(update, doubts),
        "motions": read_motions(action),
        "ministries": read_ministries(action),
        "milestones": milestones,
        "earlier_promises": earlier_promises,
        "term_picture": term_picture,
        "today_in_picture": term_picture and term_picture.place_of(day_of(at)),
        "shared_with": [related[n] for n in update.shared_with if n in related],
        "see_also": [related[n] for n in update.see_also if n in related],
        "addresses": read_addresses(update),
        "citations": read_citations(update, doubts),
        "named_motions": read_named_motions(action, update),
        "source": read_source(action, update),
        "history": _history().instances(at=at, action=action.pk),
    }


@compiled
def _history() -> QuerySet:
    updates = StatusUpdate.objects.published(at=MOMENT).filter(action=slot("action"))
    return updates.select_related("report").order_by("-published_at")


def related_actions(update: StatusUpdate, at: datetime.datetime) -> dict[int, Action]:
    """The published actions that a text refers to or shares its cell with, by number."""
    numbers = [*update.see_also, *update.shared_with]
    if not numbers:
        return {}
    found = _with_numbers().instances(at=at, numbers=array_text(numbers))
    return {action.number: action for action in found}


@compiled
def _with_numbers() -> QuerySet:
    actions = Action.objects.published(at=MOMENT)
    return actions.filter(OneOf(F("number"), slot("numbers")))
