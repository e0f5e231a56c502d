"""Which days the words of a milestone mean, seen from the day of its update."""

import datetime

from actions.models import Milestone
from pok_tracker.lib.dutch_dates import Span, read_span


def read_days(words: str, *, kind: str, as_of: datetime.date) -> Span | None:
    """Return the days that the words mean, or None when they leave that open.

    `kind` is a code of Milestone.Kind: what was done, or has been running since, lies before the
    day of the update. A kind that is not chosen yet, "", reads as something still to come.
    """
    is_past = kind in (Milestone.Kind.DONE, Milestone.Kind.RUNNING)
    return read_span(words, on=as_of, is_past=is_past)
