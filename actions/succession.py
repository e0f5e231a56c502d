"""Which update of an action stands, which one waits, and which one stood before."""

import datetime

from django.db.models import Q

from actions.models import Action, StatusUpdate

PUBLISHED = StatusUpdate.State.PUBLISHED


def standing_at(action: Action, moment: datetime.datetime) -> StatusUpdate | None:
    """The update that stands at that moment; at most one, a constraint holds that. Locks it."""
    return (
        _published(action)
        .filter(published_at__lte=moment)
        .filter(Q(superseded_at=None) | Q(superseded_at__gt=moment))
        .first()
    )


def waiting_at(action: Action, at: datetime.datetime) -> StatusUpdate | None:
    """The update that is to be published after that moment; the first, should there be more."""
    return _published(action).filter(published_at__gt=at).order_by("published_at").first()


def stood_before(update: StatusUpdate) -> StatusUpdate | None:
    """The update that a published one replaced, or will replace. Locks it."""
    return _published(update.action).filter(superseded_at=update.published_at).first()


def _published(action: Action):
    return StatusUpdate.objects.select_for_update().filter(action=action, state=PUBLISHED)
