"""How a reader cites a text about an action."""

from django.http import HttpRequest

from actions.models import StatusUpdate
from pok_tracker.lib.citing import Citation, cite
from pok_tracker.lib.dutch_dates import day_in_words
from pok_tracker.lib.viewpoint import Viewpoint


def cite_update(request: HttpRequest, update: StatusUpdate, viewpoint: Viewpoint) -> Citation:
    """Cite the page of a request that shows this update, from that viewpoint."""
    return cite(request, subject_of(update), viewpoint=viewpoint, fingerprint=update.content_hash)


def subject_of(update: StatusUpdate) -> str:
    """What a page that shows an update is about, in a citation."""
    correction = ", correctie" if update.kind == StatusUpdate.Kind.CORRECTION else ""
    return f"actie {update.action.number}, stand van zaken {day_in_words(update.as_of)}{correction}"
