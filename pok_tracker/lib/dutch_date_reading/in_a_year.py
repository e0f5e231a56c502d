"""Periods of one year whose year is known: a day, a month, a season, a quarter, Prinsjesdag."""

import datetime
import re
from collections.abc import Callable

from pok_tracker.lib.dutch_date_reading import words
from pok_tracker.lib.dutch_date_reading.spans import (
    Span,
    month_count,
    months_from,
    one_day,
    week_of,
    whole_months,
)

PARTS_OF_A_YEAR = {
    "begin": (1, 3, "kwartaal"),
    "medio": (4, 9, "periode"),
    "half": (4, 9, "periode"),
    "halverwege": (4, 9, "periode"),
    "midden": (4, 9, "periode"),
    "eind": (10, 12, "kwartaal"),
    "einde": (10, 12, "kwartaal"),
}

PART = re.compile(rf"(?:het )?(?P<part>{words.PART})(?: van)?(?: (?P<whole>.+))?")
DAY = re.compile(rf"{words.WEEKDAY}(?P<day>[0-9]{{1,2}}) (?P<month>{words.MONTH})\.?")
MONTH = re.compile(
    rf"(?:de )?(?:maand )?(?P<month>{words.MONTH})\.?(?:circulaire(?: gemeentefonds)?)?"
)
SEASON = re.compile(rf"(?:de |het )?(?P<season>{words.SEASON})")
QUARTER = re.compile(
    rf"(?:het )?(?:(?:[qk]|kwartaal )(?P<digit>[1-4])|(?P<ordinal>{words.ORDINAL}) kwartaal)"
)
HALF = re.compile(
    rf"(?:de |het )?(?:h(?P<digit>[12])|(?P<ordinal>{words.ORDINAL}) (?:(?:jaar)?helft|half ?jaar))"
)
WEEK = re.compile(r"(?:de )?week (?P<week>[0-9]{1,2})")
BUDGET_DAY = re.compile("prinsjesdag")
LAST_MEETING_DAY = re.compile("laatste vergaderdag(?: voor het zomerreces)?")


def read_in_year(text: str, year: int) -> Span | None:
    """Return the days that the words, "" for all of it, name in a year, or None.

    ValueError says that this year has no such days: 29 februari, week 53.
    """
    if not text:
        return whole_months(year, 1, 12, "jaar")
    part = PART.fullmatch(text)
    if part:
        return _read_part(part, year)
    for pattern, read in READERS:
        found = pattern.fullmatch(text)
        if found:
            return read(found, year)
    return None


def is_part_of_nothing(text: str) -> bool:
    """Whether the words are "een begin" or "het eind", and do not say of what."""
    part = PART.fullmatch(text)
    return part is not None and not part["whole"]


def _read_part(found: re.Match[str], year: int) -> Span | None:
    """The begin or end of a year is a quarter; of anything shorter it is that as a whole."""
    if found["whole"]:
        return None if PART.fullmatch(found["whole"]) else read_in_year(found["whole"], year)
    return whole_months(year, *PARTS_OF_A_YEAR[found["part"]])


def _read_day(found: re.Match[str], year: int) -> Span:
    return one_day(datetime.date(year, words.MONTH_NUMBERS[found["month"]], int(found["day"])))


def _read_month(found: re.Match[str], year: int) -> Span:
    month = words.MONTH_NUMBERS[found["month"]]
    return whole_months(year, month, month, "maand")


def _read_season(found: re.Match[str], year: int) -> Span:
    return months_from(month_count(year, words.SEASON_STARTS[found["season"]]), 3, "seizoen")


def _read_quarter(found: re.Match[str], year: int) -> Span:
    number = words.number_of(found["digit"] or found["ordinal"])
    return whole_months(year, 3 * number - 2, 3 * number, "kwartaal")


def _read_half(found: re.Match[str], year: int) -> Span | None:
    is_last = found["ordinal"] == "laatste"
    number = 2 if is_last else words.number_of(found["digit"] or found["ordinal"])
    return whole_months(year, 6 * number - 5, 6 * number, "halfjaar") if number <= 2 else None


def _read_week(found: re.Match[str], year: int) -> Span:
    return week_of(datetime.date.fromisocalendar(year, int(found["week"]), 1))


def _read_budget_day(found: re.Match[str], year: int) -> Span:
    """Prinsjesdag, the third Tuesday of September."""
    return one_day(_first_weekday_from(datetime.date(year, 9, 15), weekday=1))


def _read_last_meeting_day(found: re.Match[str], year: int) -> Span:
    """The last day of meetings before the summer recess: the Thursday between 2 and 8 July."""
    return one_day(_first_weekday_from(datetime.date(year, 7, 2), weekday=3))


def _first_weekday_from(day: datetime.date, *, weekday: int) -> datetime.date:
    return day + datetime.timedelta(days=(weekday - day.weekday()) % 7)


READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], Span | None]], ...] = (
    (DAY, _read_day),
    (MONTH, _read_month),
    (SEASON, _read_season),
    (QUARTER, _read_quarter),
    (HALF, _read_half),
    (WEEK, _read_week),
    (BUDGET_DAY, _read_budget_day),
    (LAST_MEETING_DAY, _read_last_meeting_day),
)
