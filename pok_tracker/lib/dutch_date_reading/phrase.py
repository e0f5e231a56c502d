"""A whole phrase: the days that Dutch words mean to somebody who reads them on a day."""

import datetime
import re

from pok_tracker.lib.dutch_date_reading.limits import read_limit
from pok_tracker.lib.dutch_date_reading.near_now import read_near_now
from pok_tracker.lib.dutch_date_reading.ranges import read_range
from pok_tracker.lib.dutch_date_reading.spans import Span
from pok_tracker.lib.dutch_date_reading.which_year import read_exact, read_in_some_year
from pok_tracker.lib.dutch_date_reading.words import plain

LONGEST = 200

AFTER_SUMMER = re.compile(r"na (?:de zomer|het zomerreces)\b")
LEAD_IN = re.compile(
    r"^(?:(?:in|op|per|vanaf|sinds|sedert|rond|omstreeks|gedurende|tijdens|nog|al|reeds|ingaande"
    r"|tot minimaal|naar verwachting|met ingang van|m\.i\.v\.?|de loop van|(?:de )?periode"
    r"|de ministerraad van) )+"
)


def read_span(words: str, *, on: datetime.date, is_past: bool = False) -> Span | None:
    """Return the days that the words mean to somebody who reads them on that day, or None.

    Without a year the words mean the year of that day, or the next when that was over half a year
    ago. `is_past` says that it is about something that has happened: then it lies before `on`.
    Years are those from 1000 to 2999. Never raises, whatever the words.
    """
    if len(words) > LONGEST:
        return None
    try:
        text = plain(words)
        # Some single characters stand for many: "\ufdfa" for eighteen.
        return _read(text, on, is_past) if len(text) <= LONGEST else None
    except (ValueError, OverflowError):
        # 31 februari, week 60, a day before the first year or after the last.
        return None


def _read(text: str, on: datetime.date, is_past: bool) -> Span | None:
    text = LEAD_IN.sub("", AFTER_SUMMER.sub("najaar", text), count=1)
    is_limit, limit = read_limit(text, on, lambda rest: _read(rest, on, is_past))
    if is_limit:
        return limit
    return (
        read_near_now(text, on, is_past=is_past)
        or read_exact(text)
        or read_range(text, on, is_past=is_past)
        or read_in_some_year(text, on, is_past=is_past)
    )
