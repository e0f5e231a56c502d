"""The last part of the address of an update: 2021-06, 2022-01-15, 2021-06-correctie-2."""

import re
from itertools import count

from actions.models import Action, StatusUpdate

CORRECTION = "-correctie"


def slug_for(update: StatusUpdate) -> str:
    """The slug of an update that is not public yet: free among the updates of its action.

    An edition gives its own slug, any other update the day it is about, and a correction the slug
    of the first text that it corrects. The caller holds the lock on the action.
    """
    return _free(_wanted(update), update)


def _wanted(update: StatusUpdate) -> str:
    if update.corrects:
        return _without_correction(update.corrects.slug) + CORRECTION
    if update.report:
        return update.report.slug
    return update.as_of.isoformat()


def _without_correction(slug: str) -> str:
    return re.sub(rf"{CORRECTION}(-[0-9]+)?$", "", slug)


def _free(wanted: str, update: StatusUpdate) -> str:
    taken = _taken(update.action, besides=update)
    numbered = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(slug for slug in numbered if slug not in taken)


def _taken(action: Action, *, besides: StatusUpdate) -> set[str]:
    return set(
        StatusUpdate.objects.filter(action=action)
        .exclude(pk=besides.pk)
        .values_list("slug", flat=True)
    )
