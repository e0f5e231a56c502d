"""Real questions in lists: each asks something else, and the peer is asked the same."""

import datetime
import itertools
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.places import LOCAL
from bench.servers.datasette import FACETS, TABLE

SEED = 35510
PAIRS = 300
WORD = re.compile(r"(?<![\w’'/-])[a-zA-Z]{6,}(?![\w’'/-])")
COMMON = {"worden", "kunnen", "hebben", "zullen", "wordt", "moeten", "tussen", "hierbij", "daarbij"}
SORTS = ("nummer", "-nummer", "thema", "-thema", "status", "-status", "gewijzigd", "-gewijzigd")
FIRST_DAY = datetime.date(2015, 1, 1)
PUBLISHED_SINCE = datetime.date(2021, 6, 30)


@dataclass(frozen=True)
class Filtered:
    """A choice of statuses and themes, rows changed since a day, in an order."""

    status: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    since: str = ""
    sort: str = ""
    words: str = ""

    def here(self, address: str = "/acties/") -> str:
        """As the site is asked."""
        pairs = [
            *(("q", word) for word in [self.words] if word),
            *(("thema", one) for one in self.theme),
            *(("status", one) for one in self.status),
            *(("gewijzigdSinds", day) for day in [self.since] if day),
            *(("sort", name) for name in [self.sort] if name),
        ]
        return f"{address}?{urlencode(pairs)}"

    def datasette(self, ending: str = "", more: str = f"{FACETS}&_size=25") -> str:
        """As Datasette is asked."""
        pairs = [
            *(("_search", word) for word in [self.words] if word),
            *(("theme__in", ",".join(self.theme)) for _ in [1] if self.theme),
            *(("status__in", ",".join(self.status)) for _ in [1] if self.status),
            *(("changed__gte", day) for day in [self.since] if day),
            *_datasette_order(self.sort),
        ]
        return f"{TABLE}{ending}?{urlencode(pairs)}&{more}"

    def textbook(self) -> str:
        """As the textbook application is asked."""
        pairs = [
            *(("theme", one) for one in self.theme),
            *(("status", one) for one in self.status),
            *(("since", day) for day in [self.since] if day),
            *(("sort", name) for name in [_textbook_order(self.sort)] if name),
        ]
        return f"/?{urlencode(pairs)}"


COLUMNS = {"nummer": "number", "thema": "theme", "status": "status", "gewijzigd": "changed"}


def _datasette_order(sort: str) -> list[tuple[str, str]]:
    name = COLUMNS.get(sort.lstrip("-"))
    if name is None:
        return []
    return [("_sort_desc" if sort.startswith("-") else "_sort", name)]


def _textbook_order(sort: str) -> str:
    name = COLUMNS.get(sort.lstrip("-"))
    return "" if name is None else ("-" if sort.startswith("-") else "") + name


def filtered_lists(cursor: Any, *, least: int = 1) -> list[Filtered]:
    """Every set of statuses with every set of themes that gives `least` rows or more, shuffled.

    cursor is on the database that is asked.
    """
    cursor.execute(
        "SELECT status, coalesce(parent.slug, theme.slug), count(*)"
        " FROM actions_action AS action"
        " JOIN actions_statusupdate ON action_id = action.id"
        " JOIN actions_theme AS theme ON theme.id = theme_id"
        " LEFT JOIN actions_theme AS parent ON parent.id = theme.parent_id"
        " WHERE state = 'gepubliceerd' AND superseded_at IS NULL GROUP BY 1, 2"
    )
    counts = {(status, theme): count for status, theme, count in cursor.fetchall()}
    statuses = sorted({status for status, _ in counts})
    themes = sorted({theme for _, theme in counts})
    found = [
        Filtered(chosen, within, sort=sort)
        for chosen in _subsets(statuses)
        for within in _subsets(themes)
        if sum(counts.get((one, other), 0) for one in chosen for other in within) >= least
        for sort in SORTS
    ]
    random.Random(SEED).shuffle(found)
    return found


def _subsets(values: list[str]) -> Iterator[tuple[str, ...]]:
    """Every choice of one or more, but not of all: that filters nothing."""
    for size in range(1, len(values)):
        yield from itertools.combinations(values, size)


def whole_lists() -> list[Filtered]:
    """Everything, asked as what changed since each of many days before anything did."""
    days = (PUBLISHED_SINCE - FIRST_DAY).days
    found = [
        Filtered(since=(FIRST_DAY + datetime.timedelta(days=day)).isoformat(), sort=sort)
        for day in range(days)
        for sort in SORTS
    ]
    random.Random(SEED).shuffle(found)
    return found


def searches(cursor: Any) -> list[Filtered]:
    """Pairs of words that one text says, shuffled: a search for both finds that text at least.

    cursor is on the database that is asked.
    """
    cursor.execute(
        "SELECT description, text FROM actions_action AS action"
        " JOIN actions_statusupdate ON action_id = action.id"
        " WHERE state = 'gepubliceerd' AND superseded_at IS NULL ORDER BY number LIMIT 500"
    )
    draw = random.Random(SEED)
    pairs = {
        tuple(sorted(draw.sample(words, 2)))
        for words in [_words(f"{asked} {said}") for asked, said in cursor.fetchall()] * PAIRS
        if len(words) > 1
    }
    found = [Filtered(words=" ".join(pair)) for pair in sorted(pairs)]
    draw.shuffle(found)
    return found


def _words(text: str) -> list[str]:
    """Words that both sides read alike: whole, of letters only, and not too common."""
    return sorted({word.lower() for word in WORD.findall(text) if word.lower() not in COMMON})


def details(numbers: int) -> list[tuple[int, str]]:
    """Actions, each on many days since they were published: none of it twice, shuffled."""
    last = datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days=1)
    days = range(1, (last - PUBLISHED_SINCE).days)
    found = [
        (number, (PUBLISHED_SINCE + datetime.timedelta(days=day)).isoformat())
        for number in range(1, numbers + 1)
        for day in days
    ]
    random.Random(SEED).shuffle(found)
    return found


def write(name: str, lines: Iterable[str]) -> Path:
    """Keep questions in a file, one a line, for the load generator."""
    path = LOCAL / "questions" / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
