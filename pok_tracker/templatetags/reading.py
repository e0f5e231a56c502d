"""Tags that print days, periods and statuses the way a reader says them."""

import datetime
from typing import Protocol

from django import template

from actions.models import Status
from motions.kamerstuk import Kamerstuk
from pok_tracker.lib import dutch_dates
from pok_tracker.lib.opening_words import opening_words

register = template.Library()

NO_BREAK = "\N{NO-BREAK SPACE}"


class Span(Protocol):
    """What has a first day, a last day and a precision: a Milestone."""

    first_day: datetime.date
    last_day: datetime.date
    precision: str


@register.filter(expects_localtime=True)
def day_in_words(day: datetime.date) -> str:
    """Print a day as "30 juni 2021"; a moment counts as the day it is in Amsterdam."""
    return dutch_dates.day_in_words(day)


@register.filter
def span_in_words(span: Span) -> str:
    """Print the days of a milestone as people say them: "najaar 2021", "uiterlijk 8 juli 2021"."""
    return dutch_dates.span_in_words(span.first_day, span.last_day, span.precision)


@register.filter
def days_in_words(count: int) -> str:
    """Print a number of days: "1 dag", "1.972 dagen"."""
    return dutch_dates.days_in_words(count)


@register.filter
def moved_in_words(days: int) -> str:
    """Print by how much a day moved: "92 dagen later", "1 dag eerder"."""
    return dutch_dates.moved_in_words(days)


@register.filter
def opening(text: str, count: int) -> str:
    """Print the first so many words of a text as one line, without the marks of a list."""
    return opening_words(text, count)


@register.filter
def unbroken(paper: Kamerstuk) -> str:
    """Print a paper as "35 510, nr. 13", of which a line ends only after the comma."""
    dossier, _, number = str(paper).partition(", ")
    return ", ".join(part.replace(" ", NO_BREAK) for part in (dossier, number))


@register.inclusion_tag("includes/status_badge.html")
def status_badge(code: str) -> dict[str, str]:
    """Show a status code as its label with its shape; an unknown code raises ValueError."""
    return {"code": code, "label": str(Status(code).label)}
