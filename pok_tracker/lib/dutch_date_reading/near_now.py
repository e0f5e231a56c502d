"""Periods that are told from the day itself: deze week, volgende maand, de komende drie maanden."""

import datetime
import re

from pok_tracker.lib.dutch_date_reading import words
from pok_tracker.lib.dutch_date_reading.spans import (
    ONE_DAY,
    Span,
    days_between,
    month_count,
    months_away,
    months_from,
    one_day,
    until,
    week_of,
)

UNITS = r"dag(?:en)?|weken|week|maand(?:en)?|kwartaal|kwartalen|half ?jaar|jaar"
DAYS_AWAY = {"gisteren": -1, "vandaag": 0, "heden": 0, "morgen": 1}
LAST_TWELVE_MONTHS = "afgelopen jaar"
NEXT_TWELVE_MONTHS = "komende jaar"
THIS_UNIT = re.compile(
    rf"(?:(?P<part>{words.PART}) (?:van )?)?"
    rf"(?P<which>{words.BEFORE_IT}) (?P<unit>week|maand|kwartaal)"
)
PART_OF_THE_UNIT = re.compile(
    rf"(?P<part>{words.PART}) (?:van )?(?P<which>de|het) (?P<unit>week|maand|kwartaal)"
)
WITHIN = re.compile(rf"binnen (?:nu en )?(?P<count>{words.COUNT}) (?P<unit>{UNITS})")
SOME_UNITS = re.compile(
    rf"(?P<which>komende|volgende|afgelopen|vorige) (?P<count>{words.COUNT}) (?P<unit>{UNITS})"
)


def read_near_now(text: str, on: datetime.date, *, is_past: bool) -> Span | None:
    """Return the days that the words mean on a day, or None when they are not told from it."""
    text = words.without_article(text)
    if text in DAYS_AWAY:
        return one_day(on + datetime.timedelta(days=DAYS_AWAY[text]))
    if text == LAST_TWELVE_MONTHS:
        return Span(months_away(on, -12) + ONE_DAY, on, "jaar")
    if text == NEXT_TWELVE_MONTHS:
        return Span(on + ONE_DAY, months_away(on, 12), "jaar")
    unit = THIS_UNIT.fullmatch(text) or PART_OF_THE_UNIT.fullmatch(text)
    if unit:
        return _read_unit(unit["unit"], unit["which"], on)
    within = WITHIN.fullmatch(text)
    if within:
        # Of what has happened, "binnen een maand" is told from another day than this one.
        return None if is_past else until(_away(on, within, 1), on)
    some = SOME_UNITS.fullmatch(text)
    if some is None:
        return None
    if some["which"] in words.BACK:
        return days_between(_away(on, some, -1) + ONE_DAY, on)
    return days_between(on + ONE_DAY, _away(on, some, 1))


def _read_unit(unit: str, which: str, on: datetime.date) -> Span:
    steps = 1 if which in words.AHEAD else -1 if which in words.BACK else 0
    if unit == "week":
        return week_of(on + datetime.timedelta(days=7 * steps))
    if unit == "maand":
        return months_from(month_count(on.year, on.month) + steps, 1, "maand")
    quarter = (on.month - 1) // 3
    return months_from(month_count(on.year, 3 * quarter + 1) + 3 * steps, 3, "kwartaal")


def _away(on: datetime.date, found: re.Match[str], sign: int) -> datetime.date:
    count = sign * words.number_of(found["count"])
    unit = found["unit"]
    if unit.startswith("dag"):
        return on + datetime.timedelta(days=count)
    if unit.startswith("we"):
        return on + datetime.timedelta(days=7 * count)
    months = {"m": 1, "k": 3, "h": 6, "j": 12}[unit[0]]
    return months_away(on, months * count)
