"""The dates in a running text: where they stand, and which days they are."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pok_tracker.lib.dutch_date_reading.phrase import LONGEST, read_span
from pok_tracker.lib.dutch_date_reading.spans import Span
from pok_tracker.lib.dutch_date_reading.which_year import tells_its_year
from pok_tracker.lib.dutch_date_reading.words import (
    AROUND,
    BEFORE_IT,
    MONTH,
    ORDINAL,
    PART,
    SEASON,
    YEAR,
    plain,
)

# "Jaar van 1 juli 2020 tot en met 30 juni 2021" has eleven.
MOST_WORDS = 12
WORD = re.compile(r"\S+")
ENDS_WITH_A_DOT = re.compile(r"\b(?:jl|j\. ?l|a\. ?s)$", re.IGNORECASE)
STARTS_A_DATE = re.compile(
    rf"(?:voor|na|uiterlijk|niet|ten|zijn|z'n|aanloop|rest|tussen|{PART}|{BEFORE_IT}"
    rf"|{ORDINAL}|week|(?:kalender)?jaar|prinsjesdag|kwartaal"
    rf"|(?:{SEASON}|{MONTH}|[qkh][1-4])(?:circulaire|[- ].*)?|[0-9]{{1,4}}\b.*"
    rf"|(?:maan|dins|woens|donder|vrij|zater|zon)dag)$"
)
# Numbers look like years, and people are called Jan.
DATE_ONLY_BEHIND_IN = re.compile(rf"{YEAR}|jan\.?")
BEHIND_IN = re.compile(r"\b(?:in|in de loop van) $", re.IGNORECASE)
LONGEST_BEHIND = len("in de loop van ") + 1
# "31 juni" is no June, "december 2021 tot en met 1 mei 2021" no 1 May of another year.
MONTH_FIRST = re.compile(rf"(?:{MONTH})\b")
BEHIND_A_NUMBER = re.compile(r"\b[0-9]{1,2} $")
BEFORE_A_YEAR = re.compile(rf" {YEAR}\b")
YEAR_AT_THE_END = re.compile(rf"\b{YEAR}$")
CLOSING = re.compile(rf"[\s{re.escape(AROUND)}]+\Z")
AND = re.compile(r"(?:,|,? (?:en|of|en/of)) ")


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """The words text[start:end], and the days that they mean."""

    start: int
    end: int
    words: str
    span: Span


def find_spans(text: str, *, on: datetime.date) -> list[FoundSpan]:
    """Return every place in a text whose words read_span reads, in order, the longest words first.

    "Binnen drie weken" is left out: in a text it is told from a day that the text tells elsewhere.
    Two dates that share a year are two: "maart en mei 2022". A year by itself only counts behind
    "in": other numbers look like it.
    """
    words = list(WORD.finditer(text))
    found: list[FoundSpan] = []
    place = 0
    while place < len(words):
        span = _span_from(text, words[place : place + MOST_WORDS], on)
        place += 1
        if span:
            found.append(span)
            while place < len(words) and words[place].start() < span.end:
                place += 1
    return _with_shared_years(text, found, on)


def _span_from(text: str, words: Sequence[re.Match[str]], on: datetime.date) -> FoundSpan | None:
    first = words[0][0]
    start = words[0].start() + len(first) - len(first.lstrip(AROUND))
    before = text[max(0, start - LONGEST_BEHIND) : start]
    if not _can_start(first, before):
        return None
    for last in reversed(words):
        piece = text[start : min(last.end(), start + LONGEST + 1)]
        is_cut_off = BEFORE_A_YEAR.match(text, last.end()) is not None
        span = None if is_cut_off or "\n" in piece else read_span(piece, on=on)
        if span:
            kept = _without_closing(piece)
            found = FoundSpan(start, start + len(kept), kept, span)
            return found if _is_date(kept, before) else None
    return None


def _can_start(word: str, before: str) -> bool:
    if len(word) > LONGEST:
        return False
    bare = plain(word)
    is_after_its_day = MONTH_FIRST.match(bare) and BEHIND_A_NUMBER.search(before)
    return STARTS_A_DATE.match(bare) is not None and not is_after_its_day


def _is_date(words: str, before: str) -> bool:
    needs_in = DATE_ONLY_BEHIND_IN.fullmatch(plain(words)) is not None
    return not needs_in or BEHIND_IN.search(before) is not None


def _without_closing(piece: str) -> str:
    """Leave out the punctuation of the sentence; the last dot of "j.l." is of the date."""
    kept = CLOSING.sub("", piece)
    is_dotted = ENDS_WITH_A_DOT.search(kept) and piece.startswith(f"{kept}.")
    return f"{kept}." if is_dotted else kept


def _with_shared_years(text: str, found: list[FoundSpan], on: datetime.date) -> list[FoundSpan]:
    """Give "maart" in "maart en mei 2022" the year behind mei; the last ones first."""
    shared = list(found)
    year = 0
    for place in range(len(found) - 2, -1, -1):
        this, following = found[place], shared[place + 1]
        printed = YEAR_AT_THE_END.search(following.words)
        year = int(printed[0]) if printed else year
        is_joined = AND.fullmatch(text[this.end : following.start]) is not None
        if not is_joined or tells_its_year(plain(this.words)):
            year = 0
        elif year:
            shared[place] = replace(this, span=_in_year_up_to(this, following, year, on))
            year = shared[place].span.first.year
    return shared


def _in_year_up_to(this: FoundSpan, following: FoundSpan, year: int, on: datetime.date) -> Span:
    """December, before januari 2022, is that of the year before."""
    for candidate in (year, year - 1):
        span = read_span(f"{this.words} {candidate}", on=on)
        if span and span.first <= following.span.first:
            return span
    return this.span
