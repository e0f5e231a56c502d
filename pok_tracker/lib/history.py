"""History kept by the database: every insert, update and delete of an editorial row."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pghistory
from django.db import models
from pghistory import runtime

from pok_tracker.lib.refusing_trigger import never_emptied


def with_history(
    *, exclude: Sequence[str] = (), also: Sequence[pghistory.RowEvent] = ()
) -> Callable[[type[models.Model]], type[models.Model]]:
    """Class decorator: write each change of a row to an event table that only grows.

    Triggers do it, so `.update()`, raw SQL and deletions are seen as well. `exclude` names
    columns that the database computes itself, or that nobody may read back; `also` are events
    about those.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        *also,
        exclude=list(exclude),
        append_only=True,
        meta={"triggers": [never_emptied("De geschiedenis wordt nooit gewist.")]},
    )


@contextmanager
def performing(verb: str, **said: object) -> Iterator[None]:
    """Write what happens inside to the history under this verb, and nothing else.

    pghistory gives a whole request one context, so the last of several verbs would name them all.
    Here each has its own, on top of what is known of the request: who asked, and at which address.
    """
    around = getattr(runtime._tracker, "value", None)
    if around is None:
        with pghistory.context(verb=verb, **said):
            yield
        return
    own = {**around.metadata, "verb": verb, **said}
    runtime._tracker.value = runtime.Context(id=uuid.uuid4(), metadata=own)
    try:
        yield
    finally:
        runtime._tracker.value = around
