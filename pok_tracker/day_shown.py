"""What every page tells about the day that it shows, and how to choose another one."""

import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import DisallowedHost
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.http import escape_leading_slashes

from actions.models import StatusUpdate
from pok_tracker.lib.clock import day_of, now
from pok_tracker.lib.compiled_query import MOMENT, compiled
from pok_tracker.lib.dutch_dates import day_in_words
from pok_tracker.lib.peildatum_links import WITHOUT_DAY
from pok_tracker.lib.per_publication import PerPublication
from pok_tracker.lib.query_string import query_string
from pok_tracker.lib.viewpoint import PARAMETER, RefusedPeildatum, Viewpoint, query_of, viewpoint_of

_FIRST: PerPublication[tuple[datetime.datetime | None]] = PerPublication()


class DayShown:
    """The day that a page shows. Each part is worked out when a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def can_be_chosen(self) -> bool:
        """Whether this is a page of the public, where a reader may look at another day."""
        return not self._request.path.startswith(WITHOUT_DAY)

    @cached_property
    def peildatum(self) -> datetime.date | None:
        """The day that the reader asked for; None for now, and for a day that was refused."""
        return self._viewpoint.peildatum if self._viewpoint and self.can_be_chosen else None

    def written(self) -> str:
        """The day that the reader asked for as it stands in an address; empty for none."""
        return self.peildatum.isoformat() if self.peildatum else ""

    def in_words(self) -> str:
        """The same day as people say it; empty for none."""
        return day_in_words(self.peildatum) if self.peildatum else ""

    @property
    def refused(self) -> bool:
        """Whether the reader asked for a day that cannot be."""
        return self._viewpoint is None

    @cached_property
    def today(self) -> datetime.date:
        """The last day that can be chosen."""
        return day_of(now())

    @cached_property
    def first_day(self) -> datetime.date | None:
        """The first day on which something was public; None when nothing is. One query at most."""
        (first,) = _FIRST.get(_read_first_moment) or _read_first_moment()
        return day_of(first) if first else None

    @property
    def is_before_everything(self) -> bool:
        """Whether nothing was public yet on the day that the reader asked for."""
        return bool(self.peildatum and self.first_day and self.peildatum < self.first_day)

    @cached_property
    def path(self) -> str:
        """The address of this page without its query."""
        # Two slashes in front would lead to another host; this spells the second one out.
        return escape_leading_slashes(self._request.get_full_path().partition("?")[0])

    @cached_property
    def address_now(self) -> str:
        """This page with the same choices, as it is now."""
        query = query_string(query_of(self._request), {PARAMETER: []})
        return f"{self.path}?{query}" if query else self.path

    @property
    def address_on_first_day(self) -> str:
        """This page with the same choices, on the first day that shows something."""
        first_day = {PARAMETER: [str(self.first_day)]}
        return f"{self.path}?{query_string(query_of(self._request), first_day)}"

    @cached_property
    def canonical_url(self) -> str:
        """The full address of this page as it is now, for search engines."""
        try:
            return self._request.build_absolute_uri(self.address_now)
        except DisallowedHost:
            # The page that refuses a host that is not ours has no address of its own.
            return self.address_now

    @property
    def other_choices(self) -> list[tuple[str, str]]:
        """The other parameters of the address, for a form that only changes the day."""
        return [
            (name, value)
            for name, values in query_of(self._request).lists()
            for value in values
            if name not in {PARAMETER, "pagina"}
        ]

    @cached_property
    def _viewpoint(self) -> Viewpoint | None:
        try:
            return viewpoint_of(self._request)
        except RefusedPeildatum:
            return None


def _read_first_moment() -> tuple[datetime.datetime | None]:
    """When something was public for the first time; a new publication when that changes."""
    found = _published_moments().rows({"at": now()})
    return found[0] if found else (None,)


@compiled
def _published_moments() -> QuerySet:
    published = StatusUpdate.objects.published(at=MOMENT).order_by("published_at")
    return published.values_list("published_at")[:1]


def day_shown(request: HttpRequest) -> dict[str, Any]:
    """Give every template `day_shown`; for TEMPLATES in the settings.

    How the day is printed stands apart, so that a page kept for many days can leave it open. A
    template calls those two when it prints them.
    """
    shown = DayShown(request)
    return {
        "day_shown": shown,
        "shown_day": shown.written,
        "shown_day_in_words": shown.in_words,
    }
