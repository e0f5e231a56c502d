"""From one period to another: van maart tot en met mei 2022, tussen 1 en 15 juli."""

import datetime
import re

from pok_tracker.lib.dutch_date_reading import words
from pok_tracker.lib.dutch_date_reading.in_a_year import read_in_year
from pok_tracker.lib.dutch_date_reading.spans import (
    Span,
    days_between,
    is_a_week,
    is_a_year,
    one_day,
    week_of,
)
from pok_tracker.lib.dutch_date_reading.which_year import (
    nearest,
    read_in_some_year,
    tells_its_year,
)

# The first that fits decides: 1-7-2021 t/m 15-7-2021 has hyphens of its own.
RANGES = (
    re.compile(r"tussen (?P<start>.+?) en (?P<end>.+)"),
    re.compile(r"(?:van )?(?P<start>.+?) ?\b(?:t/m|tot en met) ?(?P<end>.+)"),
    re.compile(r"(?:van )?(?P<start>.+?) - ?(?P<end>.+)"),
    re.compile(r"(?:van )?(?P<start>[^-]+)- ?(?P<end>[^-]+)"),
)
DAY_ALONE = re.compile(rf"{words.WEEKDAY}(?P<day>[0-9]{{1,2}})")
UNIT_OF_DAYS = re.compile(r"(?:(?:de|het) )?(?P<unit>week|jaar) van (?P<days>.+)")


def read_range(text: str, on: datetime.date, *, is_past: bool) -> Span | None:
    """Return the days from the first up to and including the last, or None.

    The first takes the year, and if need be the month, of the last.
    """
    unit = UNIT_OF_DAYS.fullmatch(text)
    if unit:
        return _read_unit_of_days(unit, on, is_past=is_past)
    found = next((found for pattern in RANGES if (found := pattern.fullmatch(text))), None)
    if found is None:
        return None
    start, end = found["start"], found["end"].strip()
    if tells_its_year(end):
        return _read_up_to(start, read_in_some_year(end, on, is_past=is_past), on)
    if tells_its_year(start):
        return _read_on_from(read_in_some_year(start, on, is_past=is_past), end)
    return nearest(lambda year: _read_from(start, end, year, on), on, is_past=is_past)


def _read_unit_of_days(found: re.Match[str], on: datetime.date, *, is_past: bool) -> Span | None:
    """De week van 5 juli; het jaar van 1 juli 2020 tot en met 30 juni 2021."""
    days = read_range(found["days"], on, is_past=is_past) or read_in_some_year(
        found["days"], on, is_past=is_past
    )
    if days is None:
        return None
    if found["unit"] == "jaar":
        return Span(days.first, days.last, "jaar") if is_a_year(days.first, days.last) else None
    if days.precision == "dag":
        return week_of(days.first)
    return Span(days.first, days.last, "week") if is_a_week(days.first, days.last) else None


def _read_from(start: str, end: str, year: int, on: datetime.date) -> Span | None:
    """The days that begin in a year; november tot en met februari ends in the next."""
    span = _read_up_to(start, read_in_year(end, year), on)
    if span and span.first.year < year:
        return _read_up_to(start, read_in_year(end, year + 1), on)
    return span


def _read_up_to(text: str, end: Span | None, on: datetime.date) -> Span | None:
    if end is None:
        return None
    start = _read_start(text, end, on)
    return days_between(start.first, end.last) if start else None


def _read_start(text: str, end: Span, on: datetime.date) -> Span | None:
    day_alone = DAY_ALONE.fullmatch(text)
    if day_alone:
        is_of_its_month = end.precision == "dag"
        return one_day(end.last.replace(day=int(day_alone["day"]))) if is_of_its_month else None
    if tells_its_year(text):
        return read_in_some_year(text, on, is_past=False)
    if end.precision == "jaar":
        # "April - 2022" is no period from April on.
        return None
    start = read_in_year(text, end.last.year)
    if start and start.first > end.last:
        return read_in_year(text, end.last.year - 1)
    return start


def _read_on_from(start: Span | None, text: str) -> Span | None:
    if start is None:
        return None
    for year in (start.first.year, start.first.year + 1):
        end = read_in_year(text, year)
        if end and end.last >= start.first:
            return days_between(start.first, end.last)
    return None
