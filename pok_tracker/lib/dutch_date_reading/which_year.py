"""The year of a period: a printed one, one told from the day of reading, or the nearest one."""

import datetime
import re
from collections.abc import Callable

from pok_tracker.lib.dutch_date_reading import words
from pok_tracker.lib.dutch_date_reading.in_a_year import is_part_of_nothing, read_in_year
from pok_tracker.lib.dutch_date_reading.spans import Span, one_day

HALF_A_YEAR = datetime.timedelta(days=183)
# A leap day returns after at most eight years.
YEARS_TO_TRY = 9

WHICH_YEAR = rf"het|dit|{words.BEFORE_IT}"
BEHIND_IT = "jl|as|jongstleden|aanstaande"
NUMBERED_DAY = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?P<sign>[-/.])(?P<month>[0-9]{{1,2}})(?P=sign)(?P<year>{words.YEAR})"
)
ISO_DAY = re.compile(rf"{words.YEAR}-[0-9]{{2}}-[0-9]{{2}}")
WINTER = re.compile(
    rf"(?:(?:de|begin|eind) )*winter (?:van )?(?P<year>{words.YEAR})"
    rf"(?: ?[-/] ?| op )(?P<next>{words.YEAR}|[0-9]{{2}})"
)
NAMED_YEAR = re.compile(
    rf"(?:(?P<rest>.*?) ?(?:van )?)?(?:(?:het )?\b(?:kalender)?jaar )?\b(?P<year>{words.YEAR})"
)
RELATIVE_YEAR = re.compile(rf"(?:(?P<rest>.+?) (?:van )?(?:het )?)?(?P<which>{WHICH_YEAR}) jaar")
YEAR_IN_FRONT = re.compile(rf"(?P<which>{WHICH_YEAR}) jaar (?:in )?(?P<rest>.+)")
DIRECTION_BEHIND = re.compile(rf"(?P<rest>.+?) ?\b(?P<which>{BEHIND_IT})")
DIRECTION_BEFORE = re.compile(rf"(?P<which>{words.BEFORE_IT}) (?P<rest>.+)")
OWN_YEAR = re.compile(rf"\b(?:{words.YEAR}|jaar|{BEHIND_IT}|{words.BEFORE_IT})\b")


def read_exact(text: str) -> Span | None:
    """Return the days of words that tell all by themselves and contain a sign: 1-7-2021, or None.

    ValueError says that there are no such days: 31-6-2021, winter 2021-2023.
    """
    if ISO_DAY.fullmatch(text):
        return one_day(datetime.date.fromisoformat(text))
    day = NUMBERED_DAY.fullmatch(text)
    if day:
        return one_day(datetime.date(int(day["year"]), int(day["month"]), int(day["day"])))
    winter = WINTER.fullmatch(text)
    if winter is None:
        return None
    if not str(int(winter["year"]) + 1).endswith(winter["next"]):
        message = "A winter is of two years that follow each other."
        raise ValueError(message)
    return read_in_year("winter", int(winter["year"]))


def read_in_some_year(text: str, on: datetime.date, *, is_past: bool) -> Span | None:
    """Read words with their year, with a word that tells which one, or without either."""
    exact = read_exact(text)
    if exact:
        return exact
    text = words.without_article(text)
    found = NAMED_YEAR.fullmatch(text)
    if found:
        return read_in_year(found["rest"] or "", int(found["year"]))
    found = RELATIVE_YEAR.fullmatch(text) or YEAR_IN_FRONT.fullmatch(text)
    if found:
        return read_in_year(found["rest"] or "", on.year + _years_away(found["which"]))
    found = DIRECTION_BEHIND.fullmatch(text) or DIRECTION_BEFORE.fullmatch(text)
    if found and found["which"] not in words.HERE:
        return _read_in_direction(found["rest"], found["which"], on)
    text = found["rest"] if found else text
    if not text or is_part_of_nothing(text):
        return None
    return nearest(lambda year: read_in_year(text, year), on, is_past=is_past)


def tells_its_year(text: str) -> bool:
    """Whether something in the words says which year they mean."""
    return OWN_YEAR.search(text) is not None or read_exact(text) is not None


def nearest(read: Callable[[int], Span | None], on: datetime.date, *, is_past: bool) -> Span | None:
    """Choose the year of words that do not tell it; `read` reads them in a given year.

    That is the year of the day, or the next when that was over half a year ago. What began in the
    year before and has not ended is that one: in January, "de winter". What has happened began at
    the latest on that day.
    """
    before, here = _read_if_there(read, on.year - 1), _read_if_there(read, on.year)
    if is_past:
        return here if here and here.first <= on else before
    if before and before.first <= on <= before.last:
        return before
    if here and on - here.last > HALF_A_YEAR:
        return _read_if_there(read, on.year + 1)
    return here


def _years_away(which: str) -> int:
    return 1 if which in words.AHEAD else -1 if which in words.BACK else 0


def _read_in_direction(text: str, which: str, on: datetime.date) -> Span | None:
    """The last one up to that day ("jl."), or the first one after it ("a.s.")."""
    for years in range(YEARS_TO_TRY):
        if which in words.BACK:
            span = _read_if_there(lambda year: read_in_year(text, year), on.year - years)
            fits = span is not None and span.last <= on
        else:
            span = _read_if_there(lambda year: read_in_year(text, year), on.year + years)
            fits = span is not None and span.first > on
        if fits:
            return span
    return None


def _read_if_there(read: Callable[[int], Span | None], year: int) -> Span | None:
    try:
        return read(year)
    except (ValueError, OverflowError):
        # Not every year has a 29 February or a week 53; there is no year 10000.
        return None
