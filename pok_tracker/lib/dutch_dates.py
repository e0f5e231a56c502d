"""Days and spans of days as people say them in Dutch: reads such words, and prints them.

What span_in_words prints of a span that was read, is read as that span again.
"""

import datetime
from calendar import monthrange

from pok_tracker.lib.dutch_date_reading import FoundSpan, Span, find_spans, read_span
from pok_tracker.lib.dutch_date_reading.spans import is_a_week, is_a_year
from pok_tracker.lib.dutch_date_reading.words import MONTHS

__all__ = [
    "FoundSpan",
    "Span",
    "day_in_words",
    "days_in_words",
    "find_spans",
    "moved_in_words",
    "read_span",
    "span_in_words",
]

QUARTERS = ("eerste", "tweede", "derde", "vierde")
# The months (first, last) of the seasons as parliament uses them.
SEASONS = {(3, 5): "voorjaar", (6, 8): "zomer", (9, 11): "najaar"}


def day_in_words(day: datetime.date) -> str:
    """Print a day: 30 juni 2021."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def span_in_words(first: datetime.date, last: datetime.date, precision: str) -> str:
    """Print the days from first up to and including last, as precise as the source was.

    `precision` is a code of Milestone.Precision. A span that does not have the shape its
    precision promises is printed in full.
    """
    if precision == "uiterlijk":
        return f"uiterlijk {day_in_words(last)}"
    if precision == "week" and is_a_week(first, last):
        return f"week van {_days_in_full(first, last)}"
    if precision == "maand" and _covers_months(first, last, first.month, first.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    if precision == "kwartaal" and first.month % 3 == 1 and _covers_quarter(first, last):
        return f"{QUARTERS[first.month // 3]} kwartaal van {first.year}"
    if precision == "seizoen":
        return _season_in_words(first, last)
    if precision == "halfjaar" and _covers_months(first, last, 1, 6):
        return f"eerste helft van {first.year}"
    if precision == "halfjaar" and _covers_months(first, last, 7, 12):
        return f"tweede helft van {first.year}"
    if precision == "jaar":
        return _year_in_words(first, last)
    return _days_in_full(first, last)


def days_in_words(count: int) -> str:
    """Print a number of days: 1 dag, 1.972 dagen."""
    return "1 dag" if count == 1 else f"{count:,} dagen".replace(",", ".")


def moved_in_words(days: int) -> str:
    """Print by how many days something moved: 92 dagen later; fewer than none is earlier."""
    return f"{days_in_words(abs(days))} {'eerder' if days < 0 else 'later'}"


def _season_in_words(first: datetime.date, last: datetime.date) -> str:
    season = SEASONS.get((first.month, last.month))
    if season and _covers_months(first, last, first.month, last.month):
        return f"{season} {first.year}"
    if _is_winter(first, last):
        return f"winter {first.year}-{last.year}"
    return _days_in_full(first, last)


def _year_in_words(first: datetime.date, last: datetime.date) -> str:
    """A year by its number; another one, like "het afgelopen jaar", by its days."""
    if _covers_months(first, last, 1, 12):
        return str(first.year)
    if is_a_year(first, last):
        return f"jaar van {_days_in_full(first, last)}"
    return _days_in_full(first, last)


def _is_winter(first: datetime.date, last: datetime.date) -> bool:
    return (
        (first.day, first.month) == (1, 12)
        and last.year == first.year + 1
        and (last.day, last.month) == (monthrange(last.year, 2)[1], 2)
    )


def _covers_quarter(first: datetime.date, last: datetime.date) -> bool:
    return _covers_months(first, last, first.month, first.month + 2)


def _covers_months(
    first: datetime.date, last: datetime.date, first_month: int, last_month: int
) -> bool:
    """Whether the span is exactly these whole months of one year."""
    return (
        first.year == last.year
        and (first.day, first.month, last.month) == (1, first_month, last_month)
        and last.day == monthrange(last.year, last.month)[1]
    )


def _days_in_full(first: datetime.date, last: datetime.date) -> str:
    if first == last:
        return day_in_words(first)
    if first.year != last.year:
        return f"{day_in_words(first)} tot en met {day_in_words(last)}"
    if first.month != last.month:
        start = f"{first.day} {MONTHS[first.month - 1]}"
        return f"{start} tot en met {day_in_words(last)}"
    return f"{first.day} tot en met {day_in_words(last)}"
