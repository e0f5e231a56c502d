"""The moment from which a reader looks at the site: now, or the end of a day that has been."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from pok_tracker.lib.clock import day_of, now
from pok_tracker.lib.dutch_dates import day_in_words

PARAMETER = "peildatum"
WRITTEN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# An address can be long; a message that repeats it should stay readable.
LONGEST_SHOWN = 40


class RefusedPeildatum(ValueError):
    """The peildatum is no day up to today; the message is Dutch, with the value and the remedy."""


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """The moment that a page shows, and the day that the reader asked for, if any."""

    at: datetime.datetime
    peildatum: datetime.date | None

    @property
    def on(self) -> datetime.date:
        """The day of that moment, for what is counted in days."""
        return day_of(self.at)


def viewpoint_of(request: HttpRequest) -> Viewpoint:
    """The viewpoint that a request asks for with `?peildatum=`; raises RefusedPeildatum.

    This asks the clock, so it belongs at the edge: views and API.
    """
    return viewpoint_at(query_of(request).getlist(PARAMETER), at=now())


def query_of(request: HttpRequest) -> QueryDict:
    """The parameters of a request; none when there are too many to read.

    Such an address is refused as a whole, by a page that again looks for the day in it.
    """
    try:
        return request.GET
    except TooManyFieldsSent:
        return QueryDict()


def moment_of_filters(request: HttpRequest) -> datetime.datetime:
    """The moment for a filter set over the query of this request; never refuses.

    A filter set names a peildatum that cannot be among its other faults, so that a reader sees
    all of them at once. It selects nothing then, whatever the moment.
    """
    at = now()
    try:
        return viewpoint_at(request.GET.getlist(PARAMETER), at=at).at
    except RefusedPeildatum:
        return at


def viewpoint_at(values: Sequence[str], *, at: datetime.datetime) -> Viewpoint:
    """The viewpoint that these values of `peildatum` mean at that moment.

    A day that is over is seen at its last moment in Amsterdam, today and no day at all as it
    is at that moment. Raises RefusedPeildatum.
    """
    today = day_of(at)
    peildatum = read_peildatum(values, today=today)
    if peildatum is None or peildatum == today:
        return Viewpoint(at, peildatum)
    return Viewpoint(_last_moment(peildatum), peildatum)


def read_peildatum(values: Sequence[str], *, today: datetime.date) -> datetime.date | None:
    """The one day that the values name, None for none; raises RefusedPeildatum.

    As with every parameter, an empty value counts as not given and the same value as one.
    """
    given = [value for value in dict.fromkeys(values) if value.strip()]
    if not given:
        return None
    if len(given) > 1:
        raise RefusedPeildatum(
            f"De peildatum staat er meer dan één keer: {_shown(' en '.join(given))}. Laat er één "
            "staan."
        )
    day = written_day(given[0])
    if day is None:
        raise RefusedPeildatum(
            f"De peildatum '{_shown(given[0])}' is geen dag. Schrijf een dag als jaar-maand-dag, "
            "zoals 2021-06-30."
        )
    if day > today:
        raise RefusedPeildatum(
            f"De peildatum '{given[0]}' ligt in de toekomst. Kies een dag tot en met vandaag, "
            f"{day_in_words(today)}."
        )
    return day


def written_day(text: str) -> datetime.date | None:
    """The day that a text like 2021-06-30 means, None for any other text.

    Stricter than fromisoformat, which also reads 20210630 and 2021-W26-3.
    """
    if not WRITTEN_DAY.fullmatch(text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _last_moment(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.max))


def _shown(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
