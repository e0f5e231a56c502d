"""History kept by the database: every insert, update and delete of an editorial row."""

from collections.abc import Callable, Sequence

import pghistory
from django.db import models

from pok_tracker.lib.refusing_trigger import never_emptied


def with_history(
    *, exclude: Sequence[str] = ()
) -> Callable[[type[models.Model]], type[models.Model]]:
    """Class decorator: write each change of a row to an event table that only grows.

    Triggers do it, so `.update()`, raw SQL and deletions are seen as well. `exclude` names
    columns that the database computes itself.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude),
        append_only=True,
        meta={"triggers": [never_emptied("De geschiedenis wordt nooit gewist.")]},
    )
