"""Words that name a limit: voor 1 juli, uiterlijk dit najaar, in aanloop naar Prinsjesdag."""

import datetime
import re
from collections.abc import Callable

from pok_tracker.lib.dutch_date_reading import words
from pok_tracker.lib.dutch_date_reading.spans import ONE_DAY, Span, days_between, until

ReadsRest = Callable[[str], Span | None]

RUN_UP = re.compile(r"(?:in )?(?:de )?aanloop naar (?P<rest>.+)")
BEFORE = re.compile(r"voor (?P<rest>.+)")
AT_LATEST = re.compile(
    r"(?:uiterlijk|ten laatste|niet later dan|(?:op )?(?:zijn|z'n) laatst"
    r"|voor of op) (?P<rest>.+)"
)
REST_OF = re.compile(r"(?:de )?rest van (?P<rest>.+)")
# The recess itself has no days here, its eve has: the last day of meetings.
SUMMER_RECESS = re.compile(r"^(?:het )?zomerreces\b")
LAST_MEETING_DAY = "laatste vergaderdag"
# Summer is also said of the recess of parliament, and "voor" also means "for the sake of".
BEFORE_OR_FOR = re.compile(rf"zomer\b|(?:{words.BEFORE_IT}) (?!week\b|maand\b)")


def read_limit(text: str, on: datetime.date, read_rest: ReadsRest) -> tuple[bool, Span | None]:
    """Return whether the words name a limit, and the days that they leave.

    `read_rest` reads the words behind the ones that make it a limit.
    """
    for pattern, read in READERS:
        found = pattern.fullmatch(text)
        if found:
            return True, read(found["rest"], on, read_rest)
    return False, None


def _read_before(text: str, on: datetime.date, read_rest: ReadsRest) -> Span | None:
    """Before a period is before its first day; before its end is up to and including its last."""
    text = SUMMER_RECESS.sub(LAST_MEETING_DAY, text)
    bare = words.without_article(text)
    if BEFORE_OR_FOR.match(bare):
        return None
    target = read_rest(text)
    if target is None or target.precision == "uiterlijk":
        return None
    if REST_OF.fullmatch(bare):
        # Not before the rest of the year, but for it.
        return target
    if bare.startswith(("eind", LAST_MEETING_DAY)):
        return until(target.last, on)
    if bare.startswith(("medio", "half", "midden")):
        return until(_middle_of(target), on)
    return until(target.first - ONE_DAY, on)


def _middle_of(target: Span) -> datetime.date:
    """The 15th of a month, or the end of June: medio of a year is April to September."""
    if target.precision == "maand":
        return target.first.replace(day=15)
    if target.precision == "periode":
        return datetime.date(target.first.year, 6, 30)
    return target.first - ONE_DAY


def _read_run_up(text: str, on: datetime.date, read_rest: ReadsRest) -> Span | None:
    target = read_rest(SUMMER_RECESS.sub(LAST_MEETING_DAY, text))
    return until(target.last, on) if target else None


def _read_at_latest(text: str, on: datetime.date, read_rest: ReadsRest) -> Span | None:
    """At the latest on a day is a limit; at the latest this autumn is that autumn."""
    target = read_rest(text)
    return until(target.last, on) if target and target.precision == "dag" else target


def _read_rest_of(text: str, on: datetime.date, read_rest: ReadsRest) -> Span | None:
    whole = read_rest(text)
    if whole is None or not whole.first <= on < whole.last:
        return None
    start = on + ONE_DAY
    if whole.precision == "jaar" and (start.day, start.month) == (1, 7):
        return Span(start, whole.last, "halfjaar")
    return days_between(start, whole.last)


READERS: tuple[
    tuple[re.Pattern[str], Callable[[str, datetime.date, ReadsRest], Span | None]], ...
] = (
    (RUN_UP, _read_run_up),
    (AT_LATEST, _read_at_latest),
    (BEFORE, _read_before),
    (REST_OF, _read_rest_of),
)
