"""Reads the days that Dutch words mean: "na de zomer 2026" is September to November 2026.

The reading follows the rules by which the first edition was read. What these leave open is not
guessed: such words give None, and people fill in the days.

    phrase.py          a whole phrase, each step in its turn
    words.py           the words for months, seasons, numbers and directions
    limits.py          up to a day: voor, uiterlijk, binnen
    near_now.py        periods told from the day itself: deze week, de komende drie maanden
    ranges.py          from one period to another: van maart tot en met mei
    which_year.py      the year: eind volgend jaar, 17 juni jl., januari
    in_a_year.py       a period of one year: Q3, het najaar, week 26
    spans.py           the days that are the answer
    running_text.py    the phrases in a text of many sentences
"""

from pok_tracker.lib.dutch_date_reading.phrase import read_span
from pok_tracker.lib.dutch_date_reading.running_text import FoundSpan, find_spans
from pok_tracker.lib.dutch_date_reading.spans import Span

__all__ = ["FoundSpan", "Span", "find_spans", "read_span"]
