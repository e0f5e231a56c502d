"""Reads the days that Dutch words mean: "na de zomer 2026" is September to November 2026.

The reading follows the rules by which the first edition was read. What these leave open is not
guessed: such words give None, and people fill in the days.
"""

import datetime
import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pok_tracker.lib.dutch_dates import MONTHS

LONGEST = 200
HALF_A_YEAR = datetime.timedelta(days=183)
ONE_DAY = datetime.timedelta(days=1)
# A leap day returns after at most eight years.
YEARS_TO_TRY = 9

SHORT_MONTHS = {"mrt": 3, "sept": 9} | {name[:3]: number for number, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS = SHORT_MONTHS | {name: number for number, name in enumerate(MONTHS, 1)}
SEASON_STARTS = {"voorjaar": 3, "lente": 3, "zomer": 6, "najaar": 9, "herfst": 9, "winter": 12}
PARTS_OF_A_YEAR = {
    "begin": (1, 3, "kwartaal"),
    "medio": (4, 9, "periode"),
    "eind": (10, 12, "kwartaal"),
}
ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4}
YEARS_AWAY = {"dit": 0, "het": 0, "volgend": 1, "komend": 1, "vorig": -1, "afgelopen": -1}
BACK = ("jl", "afgelopen", "vorig", "vorige")
AHEAD = ("as", "komend", "komende", "volgend", "volgende", "aanstaande")

_MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_ORDINAL = rf"{'|'.join(ORDINALS)}|[1-4](?:e|de|ste)"
_WEEKDAY = "(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag )?"

LEAD_IN = re.compile(
    r"(?:(?:in|op|per|vanaf|sinds|rond|omstreeks|gedurende|tijdens|nog|al|reeds|tot minimaal"
    r"|de ministerraad van) )+"
)
ARTICLE = re.compile(r"(?:de|het) (?!jaar$)")
AFTER_SUMMER = re.compile(r"na (?:de zomer|het zomerreces)\b")
BEFORE = re.compile(r"(?:uiterlijk |nog )?voor (?P<rest>.+)")
RUN_UP = re.compile(r"in (?:de )?aanloop naar (?P<rest>.+)")
AT_LATEST = re.compile(r"(?:uiterlijk|ten laatste) (?P<rest>.+)")
REST_OF = re.compile(r"(?:de )?rest van (?P<rest>.+)")
BETWEEN = re.compile(r"tussen (?P<start>.+?) en (?P<end>.+)")
RANGE = re.compile(r"(?:van )?(?P<start>.+?) ?(?:-|t/m|tot en met) ?(?P<end>.+)")
NUMBERED_DAY = re.compile(
    r"(?P<day>[0-9]{1,2})(?P<sign>[-/])(?P<month>[0-9]{1,2})(?P=sign)([0-9]{4})"
)
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
THIS_UNIT = re.compile(
    r"(?P<which>deze|dit|volgende?|komende?|vorige?|afgelopen) (?P<unit>week|maand|kwartaal)"
)
LAST_TWELVE_MONTHS = "afgelopen jaar"

NAMED_YEAR = re.compile(r"(?:(?P<rest>.*?) ?(?:van )?)?\b(?P<year>[12][0-9]{3})")
RELATIVE_YEAR = re.compile(rf"(?:(?P<rest>.+?) (?:van )?)?(?P<which>{'|'.join(YEARS_AWAY)}) jaar")
DIRECTION_BEHIND = re.compile(r"(?P<rest>.+?) ?\b(?P<which>jl|as)")
DIRECTION_BEFORE = re.compile(
    r"(?P<which>deze|dit|komende?|volgende?|aanstaande|afgelopen|vorige?) (?P<rest>.+)"
)

PART = re.compile(r"(?:het )?(?P<part>begin|medio|half|einde?)(?: van)?(?: (?P<whole>.+))?")
DAY_OF_MONTH = re.compile(rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}}) (?P<month>{_MONTH})\.?")
MONTH = re.compile(rf"(?:de )?(?:maand )?(?P<month>{_MONTH})\.?(?:circulaire(?: gemeentefonds)?)?")
SEASON = re.compile(rf"(?:de |het )?(?P<season>{'|'.join(SEASON_STARTS)})")
QUARTER = re.compile(rf"(?:het )?(?:[qk](?P<digit>[1-4])|(?P<ordinal>{_ORDINAL}) kwartaal)")
HALF = re.compile(
    rf"(?:de |het )?(?:h(?P<digit>[12])|(?P<ordinal>{_ORDINAL}) (?:helft|half ?jaar))"
)
WEEK = re.compile(r"week (?P<week>[0-9]{1,2})")

# Finding dates in a running text.
MOST_WORDS = 8
WORD = re.compile(r"\S+")
BARE_YEAR = re.compile(r"[12][0-9]{3}")
DOTTED = re.compile(r"(?:jl|j\.l|a\.s)\.$", re.IGNORECASE)
STARTS_A_DATE = re.compile(
    rf"(?:voor|na|uiterlijk|rest|begin|medio|half|einde?|tussen|deze|dit|volgende?|komende?"
    rf"|afgelopen|vorige?|aanstaande|eerste|tweede|derde|vierde|laatste|week|prinsjesdag"
    rf"|{'|'.join(SEASON_STARTS)}|{_MONTH}|[qh][1-4]|[0-9]{{1,4}}\b.*|[a-z]+dag)$"
)


@dataclass(frozen=True, slots=True)
class Span:
    """The days from first up to and including last; precision is a code of Milestone.Precision."""

    first: datetime.date
    last: datetime.date
    precision: str


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """The words text[start:end], and the days that they mean."""

    start: int
    end: int
    words: str
    span: Span


def read_span(words: str, *, on: datetime.date, is_past: bool = False) -> Span | None:
    """Return the days that the words mean to somebody who reads them on that day, or None.

    Without a year the words mean the year of that day, or the next when that was over half a year
    ago. `is_past` says that it is about something that has happened: then it lies before `on`.
    Never raises, whatever the words.
    """
    if len(words) > LONGEST:
        return None
    try:
        return _read(_plain(words), on, is_past)
    except (ValueError, OverflowError):
        # 31 februari, week 60, a day before the first year or after the last.
        return None


def find_spans(text: str, *, on: datetime.date) -> list[FoundSpan]:
    """Return every place in a text whose words read_span reads, in order, the longest words first.

    A year by itself only counts behind "in": other numbers look like it.
    """
    words = list(WORD.finditer(text))
    found = []
    place = 0
    while place < len(words):
        span = _span_from(text, words[place : place + MOST_WORDS], on)
        if span and not (BARE_YEAR.fullmatch(_plain(span.words)) and not _is_in(words, place)):
            found.append(span)
            while place < len(words) and words[place].start() < span.end:
                place += 1
        else:
            place += 1
    return found


def _span_from(text: str, words: Sequence[re.Match[str]], on: datetime.date) -> FoundSpan | None:
    if not STARTS_A_DATE.match(_plain(words[0][0])):
        return None
    start = words[0].start() + len(words[0][0]) - len(words[0][0].lstrip("(‘“\"'"))
    for last in reversed(words):
        piece = text[start : last.end()]
        if "\n" in piece:
            continue
        span = read_span(piece, on=on)
        if span:
            kept = piece if DOTTED.search(piece) else piece.rstrip(".,;:)’”\"'!?")
            return FoundSpan(start, start + len(kept), kept, span)
    return None


def _is_in(words: Sequence[re.Match[str]], place: int) -> bool:
    return place > 0 and words[place - 1][0].casefold() == "in"


def _plain(words: str) -> str:
    """Lower case without accents, with single blanks; "j.l." and "a.s." lose their dots."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    text = re.sub("[‐-―]", "-", text)
    text = re.sub(r"\b(j|a)\.? ?(l|s)\.(?!\w)", r"\1\2", text)
    return " ".join(text.split()).strip(" .,;:()")


def _read(text: str, on: datetime.date, is_past: bool) -> Span | None:
    text = AFTER_SUMMER.sub("najaar", text)
    for pattern, read_rest in READERS_OF_A_LIMIT:
        found = pattern.fullmatch(text)
        if found:
            return read_rest(found["rest"], on, is_past)
    text = LEAD_IN.sub("", text, count=1) if LEAD_IN.match(text) else text
    for read in (_read_numbers, _read_near_now, _read_range):
        span = read(text, on)
        if span:
            return span
    return _read_in_some_year(text, on, is_past)


# -- Up to a day ---------------------------------------------------------------


def _read_before(text: str, on: datetime.date, is_past: bool) -> Span | None:
    """Before a period is before its first day; before its end is up to and including its last."""
    bare = ARTICLE.sub("", text, count=1) if ARTICLE.match(text) else text
    if bare.startswith("zomer") and not bare.startswith("zomerreces"):
        # The season, or the recess of parliament? People mean either.
        return None
    target = _read(text, on, is_past)
    if target is None or bare.startswith("rest van"):
        # Not before the rest of the year, but for it.
        return target
    if bare.startswith(("eind", "zomerreces")):
        return _until(target.last, on)
    if bare.startswith(("medio", "half")) and target.precision == "maand":
        return _until(target.first.replace(day=15), on)
    return _until(target.first - ONE_DAY, on)


def _read_run_up(text: str, on: datetime.date, is_past: bool) -> Span | None:
    target = _read(text, on, is_past)
    return _until(target.last, on) if target else None


def _read_at_latest(text: str, on: datetime.date, is_past: bool) -> Span | None:
    """At the latest on a day is a limit; at the latest this autumn is that autumn."""
    target = _read(text, on, is_past)
    return _until(target.last, on) if target and target.precision == "dag" else target


def _read_rest_of(text: str, on: datetime.date, is_past: bool) -> Span | None:
    whole = _read(text, on, is_past)
    if whole is None or not whole.first <= on < whole.last:
        return None
    start = on + ONE_DAY
    is_half = whole.precision == "jaar" and (start.day, start.month) == (1, 7)
    return Span(start, whole.last, "halfjaar" if is_half else "periode")


def _until(last: datetime.date, on: datetime.date) -> Span:
    return Span(min(on, last), last, "uiterlijk")


READERS_OF_A_LIMIT: tuple[
    tuple[re.Pattern[str], Callable[[str, datetime.date, bool], Span | None]], ...
] = (
    (RUN_UP, _read_run_up),
    (BEFORE, _read_before),
    (AT_LATEST, _read_at_latest),
    (REST_OF, _read_rest_of),
)


# -- Without a name of their own -----------------------------------------------


def _read_numbers(text: str, on: datetime.date) -> Span | None:
    if ISO_DAY.fullmatch(text):
        return _one_day(datetime.date.fromisoformat(text))
    found = NUMBERED_DAY.fullmatch(text)
    if found is None:
        return None
    return _one_day(datetime.date(int(found[4]), int(found["month"]), int(found["day"])))


def _read_near_now(text: str, on: datetime.date) -> Span | None:
    """This week, next month, the past year: periods that are told from the day itself."""
    text = ARTICLE.sub("", text, count=1) if ARTICLE.match(text) else text
    if text == LAST_TWELVE_MONTHS:
        return Span(_same_day_in(on.year - 1, on) + ONE_DAY, on, "jaar")
    found = THIS_UNIT.fullmatch(text)
    if found is None:
        return None
    steps = 1 if found["which"] in AHEAD else -1 if found["which"] in BACK else 0
    if found["unit"] == "week":
        monday = on + datetime.timedelta(days=7 * steps - on.weekday())
        return Span(monday, monday + datetime.timedelta(days=6), "week")
    if found["unit"] == "maand":
        return _months_from(on.year * 12 + on.month - 1 + steps, 1, "maand")
    return _months_from(on.year * 12 + (on.month - 1) // 3 * 3 + 3 * steps, 3, "kwartaal")


def _same_day_in(year: int, day: datetime.date) -> datetime.date:
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _read_range(text: str, on: datetime.date) -> Span | None:
    """From one period to another; the first has the year, and if need be the month, of the last."""
    found = BETWEEN.fullmatch(text) or RANGE.fullmatch(text)
    if found is None:
        return None
    end = _read_in_some_year(found["end"], on, is_past=False)
    if end is None:
        return None
    start = _read_start(found["start"], end, on)
    if start is None or start.first > end.last:
        return None
    return Span(start.first, end.last, "periode")


def _read_start(text: str, end: Span, on: datetime.date) -> Span | None:
    if re.fullmatch("[0-9]{1,2}", text) and end.precision == "dag":
        return _one_day(end.last.replace(day=int(text)))
    if NAMED_YEAR.fullmatch(text) or RELATIVE_YEAR.fullmatch(text):
        return _read_in_some_year(text, on, is_past=False)
    start = _read_in_year(text, end.last.year)
    if start and start.first > end.last:
        return _read_in_year(text, end.last.year - 1)
    return start


# -- In a year -----------------------------------------------------------------


def _read_in_some_year(text: str, on: datetime.date, is_past: bool) -> Span | None:
    """Read words with their year, with a word that tells which one, or without either."""
    text = ARTICLE.sub("", text, count=1) if ARTICLE.match(text) else text
    found = NAMED_YEAR.fullmatch(text)
    if found:
        return _read_in_year(found["rest"] or "", int(found["year"]))
    found = RELATIVE_YEAR.fullmatch(text)
    if found:
        return _read_in_year(found["rest"] or "", on.year + YEARS_AWAY[found["which"]])
    if not text:
        return None
    found = DIRECTION_BEHIND.fullmatch(text) or DIRECTION_BEFORE.fullmatch(text)
    if found is None or found["which"] in ("dit", "deze"):
        return _read_around(found["rest"] if found else text, on, is_past)
    if found["which"] in BACK:
        years: Iterable[int] = range(on.year, on.year - YEARS_TO_TRY, -1)
        return _first_that_fits(found["rest"], years, lambda span: span.last <= on)
    years = range(on.year, on.year + YEARS_TO_TRY)
    return _first_that_fits(found["rest"], years, lambda span: span.first > on)


def _read_around(text: str, on: datetime.date, is_past: bool) -> Span | None:
    part = PART.fullmatch(text)
    if part and not part["whole"]:
        # "Een begin", "het eind": of what?
        return None
    # A winter begins in the year before most of it.
    year = on.year - 1 if text.endswith("winter") and on.month < 3 else on.year
    span = _read_in_year(text, year)
    if span and is_past and span.first > on:
        return _read_in_year(text, year - 1)
    if span and not is_past and span.last < on and on - span.last > HALF_A_YEAR:
        return _read_in_year(text, year + 1)
    return span


def _first_that_fits(text: str, years: Iterable[int], fits: Callable[[Span], bool]) -> Span | None:
    for year in years:
        try:
            span = _read_in_year(text, year)
        except ValueError:
            # The 29th of February is not in every year.
            continue
        if span is None:
            return None
        if fits(span):
            return span
    return None


def _read_in_year(text: str, year: int) -> Span | None:
    if not text:
        return _months(year, 1, 12, "jaar")
    part = PART.fullmatch(text)
    if part:
        return _read_part(part, year)
    for pattern, read in READERS_IN_A_YEAR:
        found = pattern.fullmatch(text)
        if found:
            return read(found, year)
    return None


def _read_part(found: re.Match[str], year: int) -> Span | None:
    """The begin or end of a year is a quarter; of anything shorter it is that as a whole."""
    if found["whole"]:
        return None if PART.fullmatch(found["whole"]) else _read_in_year(found["whole"], year)
    part = {"einde": "eind", "half": "medio"}.get(found["part"], found["part"])
    return _months(year, *PARTS_OF_A_YEAR[part])


def _read_day(found: re.Match[str], year: int) -> Span:
    return _one_day(datetime.date(year, MONTH_NUMBERS[found["month"]], int(found["day"])))


def _read_month(found: re.Match[str], year: int) -> Span:
    month = MONTH_NUMBERS[found["month"]]
    return _months(year, month, month, "maand")


def _read_season(found: re.Match[str], year: int) -> Span:
    return _months_from(year * 12 + SEASON_STARTS[found["season"]] - 1, 3, "seizoen")


def _read_quarter(found: re.Match[str], year: int) -> Span:
    number = _number(found)
    return _months(year, 3 * number - 2, 3 * number, "kwartaal")


def _read_half(found: re.Match[str], year: int) -> Span | None:
    number = 2 if found["ordinal"] == "laatste" else _number(found)
    return _months(year, 6 * number - 5, 6 * number, "halfjaar") if number <= 2 else None


def _read_week(found: re.Match[str], year: int) -> Span:
    monday = datetime.date.fromisocalendar(year, int(found["week"]), 1)
    return Span(monday, monday + datetime.timedelta(days=6), "week")


def _read_budget_day(found: re.Match[str], year: int) -> Span:
    """Prinsjesdag, the third Tuesday of September."""
    return _one_day(_first_weekday_from(datetime.date(year, 9, 15), weekday=1))


def _read_summer_recess(found: re.Match[str], year: int) -> Span:
    """The last day of meetings before the recess: the Thursday between 2 and 8 July."""
    return _one_day(_first_weekday_from(datetime.date(year, 7, 2), weekday=3))


def _first_weekday_from(day: datetime.date, *, weekday: int) -> datetime.date:
    return day + datetime.timedelta(days=(weekday - day.weekday()) % 7)


def _number(found: re.Match[str]) -> int:
    if found["digit"]:
        return int(found["digit"])
    return ORDINALS.get(found["ordinal"]) or int(found["ordinal"][0])


READERS_IN_A_YEAR: tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str], int], Span | None]], ...
] = (
    (DAY_OF_MONTH, _read_day),
    (MONTH, _read_month),
    (SEASON, _read_season),
    (QUARTER, _read_quarter),
    (HALF, _read_half),
    (WEEK, _read_week),
    (re.compile("prinsjesdag"), _read_budget_day),
    (re.compile("(?:het )?zomerreces"), _read_summer_recess),
)


def _one_day(day: datetime.date) -> Span:
    return Span(day, day, "dag")


def _months(year: int, first_month: int, last_month: int, precision: str) -> Span:
    last_day = monthrange(year, last_month)[1]
    return Span(
        datetime.date(year, first_month, 1),
        datetime.date(year, last_month, last_day),
        precision,
    )


def _months_from(months: int, count: int, precision: str) -> Span:
    """So many whole months from a month, given as months since the year 0."""
    first_year, first_month = divmod(months, 12)
    last_year, last_month = divmod(months + count - 1, 12)
    return Span(
        datetime.date(first_year, first_month + 1, 1),
        datetime.date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1]),
        precision,
    )
