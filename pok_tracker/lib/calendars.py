"""Promises as a calendar to subscribe to (RFC 5545, with the properties of RFC 7986).

The same promises give the same bytes: nothing in it tells when it was asked for.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event, vDuration, vUri

from pok_tracker.lib.about_file import LICENCE, LICENCE_URL, AboutFile

PRODUCT = "-//POK-tracker//Termijnen//NL"
# How often a calendar program need not ask more often than.
REFRESH = datetime.timedelta(hours=12)
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """One event of whole days, both ends included.

    `key` names it for ever; `called_off` is a promise that another has taken the place of.
    """

    key: str
    summary: str
    description: str
    first_day: datetime.date
    last_day: datetime.date
    address: str
    changed_at: datetime.datetime
    called_off: bool = False


def write_calendar(about: AboutFile, events: Iterable[CalendarDays], *, site: str) -> bytes:
    """Return the calendar; `site` is the host name that makes the keys unique in the world."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, f"{about.title}: termijnen")
    for name in ("description", "x-wr-caldesc"):
        calendar.add(name, _description(about))
    calendar.add("x-wr-timezone", "Europe/Amsterdam")
    calendar.add("url", vUri(about.address))
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for days in events:
        calendar.add_component(_event(days, site))
    return calendar.to_ical()


def _description(about: AboutFile) -> str:
    told = dict(about.lines())
    names = ("Filters", "Peildatum", "Bron")
    words = [f"{name}: {told[name]}." for name in names]
    return " ".join(
        [
            "De beloften met een datum in de laatste stand van zaken.",
            *words,
            f"Licentie: {LICENCE}, {LICENCE_URL}",
        ]
    )


def _event(days: CalendarDays, site: str) -> Event:
    event = Event()
    event.add("uid", f"{days.key}@{site}")
    # Not the moment of asking: a program would take every event for changed, every time.
    event.add("dtstamp", days.changed_at.astimezone(datetime.UTC))
    event.add("dtstart", days.first_day)
    # The end of a day event is the day after it.
    event.add("dtend", days.last_day + ONE_DAY)
    event.add("summary", days.summary)
    event.add("description", days.description)
    event.add("url", vUri(days.address))
    event.add("status", "CANCELLED" if days.called_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event
