"""Days from a first up to and including a last one, and how they are made."""

import datetime
from calendar import monthrange
from dataclasses import dataclass

ONE_DAY = datetime.timedelta(days=1)
SIX_DAYS = datetime.timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Span:
    """The days from first up to and including last; precision is a code of Milestone.Precision."""

    first: datetime.date
    last: datetime.date
    precision: str


def one_day(day: datetime.date) -> Span:
    """That day."""
    return Span(day, day, "dag")


def days_between(first: datetime.date, last: datetime.date) -> Span | None:
    """Any days; one day is as precise as a day is. None when they end before they begin."""
    if first > last:
        return None
    return one_day(first) if first == last else Span(first, last, "periode")


def until(last: datetime.date, on: datetime.date) -> Span:
    """At the latest on that day, said on a day that may lie after it."""
    return Span(min(on, last), last, "uiterlijk")


def week_of(day: datetime.date) -> Span:
    """The week, Monday to Sunday, that a day is in."""
    monday = day - datetime.timedelta(days=day.weekday())
    return Span(monday, monday + SIX_DAYS, "week")


def whole_months(year: int, first_month: int, last_month: int, precision: str) -> Span:
    """The months of one year from a first up to and including a last one."""
    return months_from(month_count(year, first_month), last_month - first_month + 1, precision)


def months_from(months: int, count: int, precision: str) -> Span:
    """So many whole months from a month on, which is given as month_count gives it."""
    first_year, first_month = divmod(months, 12)
    last_year, last_month = divmod(months + count - 1, 12)
    return Span(
        datetime.date(first_year, first_month + 1, 1),
        datetime.date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1]),
        precision,
    )


def month_count(year: int, month: int) -> int:
    """The months from January of the year 0 to this one."""
    return year * 12 + month - 1


def months_away(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or the last day of that month when it has no such day."""
    year, month = divmod(month_count(day.year, day.month) + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def is_a_week(first: datetime.date, last: datetime.date) -> bool:
    """Whether the days are a Monday and the Sunday after it."""
    return first.weekday() == 0 and last - first == SIX_DAYS


def is_a_year(first: datetime.date, last: datetime.date) -> bool:
    """Whether the days are a year, from any day on.

    Counted from either end: a year that a 29 February begins or ends is one from that end only.
    """
    try:
        day_before = first - ONE_DAY
        return months_away(last, -12) == day_before or months_away(day_before, 12) == last
    except (ValueError, OverflowError):
        # It would begin before the first year there is.
        return False
