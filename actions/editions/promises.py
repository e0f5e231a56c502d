"""What became of dated promises between two moments; without the database."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

PLANNED = "gepland"
Until = tuple[datetime.date, datetime.datetime]


class Fate(StrEnum):
    """What became of a promise; the first that fits, in this order."""

    MET = "gehaald"
    MOVED = "verschoven"
    PASSED = "verstreken"
    DROPPED = "niet-meer-genoemd"
    NEW = "nieuw"


@dataclass(frozen=True, slots=True)
class Promise:
    """A dated promise or fact in a text, with its outcome as it is known now.

    `successor` is the later one that replaced it, `replaced_at` the moment at which that one was
    published. `carried_from` is the key of the promise that first said what this one repeats.
    """

    key: int
    quote: str
    date_words: str
    kind: str
    first_day: datetime.date
    last_day: datetime.date
    precision: str
    met_on: datetime.date | None = None
    successor: "Promise | None" = None
    replaced_at: datetime.datetime | None = None
    carried_from: int | None = None

    @property
    def is_planned(self) -> bool:
        """Whether it was still to come when the text was written."""
        return self.kind == PLANNED


@dataclass(frozen=True, slots=True)
class PromiseChange:
    """One promise and what became of it; `later` is what it moved to, or what says it is done."""

    number: int
    fate: Fate
    promise: Promise
    later: Promise | None = None
    met_on: datetime.date | None = None

    @property
    def days(self) -> int:
        """By how many days it moved; fewer than none when it came earlier."""
        return (self.later.last_day - self.promise.last_day).days if self.later else 0


def compare_promises(
    number: int,
    before: Sequence[Promise],
    after: Sequence[Promise],
    *,
    since: Until,
    until: Until,
) -> Iterator[PromiseChange]:
    """Tell what became of the promises of one action; each is told at most once.

    `since` and `until` are a day and its moment. A promise is the same one when the later text
    says that it carries it on, or when both texts use the same words. What was settled, or had
    passed, on the earlier day already is not told again.
    """
    matches = _matches(before, after)
    told = set(matches.values())
    for promise in before:
        if promise.successor and _is_replaced(promise, until):
            told.add(promise.successor.key)
    by_key = {promise.key: promise for promise in after}
    for promise in before:
        if promise.is_planned and not _is_settled(promise, since):
            same = by_key.get(matches.get(promise.key, 0))
            change = _fate(number, promise, same, since, until)
            if change:
                yield change
    for promise in after:
        if promise.is_planned and promise.key not in told:
            change = _fate(number, promise, promise, since, until)
            yield change or PromiseChange(number, Fate.NEW, promise)


def _fate(
    number: int, promise: Promise, same: Promise | None, since: Until, until: Until
) -> PromiseChange | None:
    """What became of a promise; `same` is that promise in the later text, None when it is not."""
    latest = same or promise
    met_on = latest.met_on or promise.met_on
    if met_on and met_on <= until[0]:
        return PromiseChange(number, Fate.MET, promise, met_on=met_on)
    if not latest.is_planned:
        return PromiseChange(number, Fate.MET, promise, later=latest)
    replaced = next((one for one in (latest, promise) if _is_replaced(one, until)), None)
    moved_to = replaced.successor if replaced else latest
    if moved_to and moved_to.last_day != promise.last_day:
        return PromiseChange(number, Fate.MOVED, promise, later=moved_to)
    if since[0] <= latest.last_day < until[0]:
        return PromiseChange(number, Fate.PASSED, latest)
    if same is None and latest.last_day >= until[0]:
        return PromiseChange(number, Fate.DROPPED, promise)
    return None


def _matches(before: Sequence[Promise], after: Sequence[Promise]) -> dict[int, int]:
    """The key of the later promise by that of the earlier one that it repeats."""
    free = list(after)
    found: dict[int, int] = {}
    for is_same in (_carries_on, _says_the_same, _is_quoted_alike):
        for promise in before:
            if promise.key in found:
                continue
            same = next((other for other in free if is_same(promise, other)), None)
            if same is not None:
                found[promise.key] = same.key
                free.remove(same)
    return found


def _carries_on(promise: Promise, other: Promise) -> bool:
    return _first_said(other) == _first_said(promise)


def _first_said(promise: Promise) -> int:
    return promise.carried_from or promise.key


def _says_the_same(promise: Promise, other: Promise) -> bool:
    return _is_quoted_alike(promise, other) and other.date_words == promise.date_words


def _is_quoted_alike(promise: Promise, other: Promise) -> bool:
    return other.quote == promise.quote


def _is_replaced(promise: Promise, until: Until) -> bool:
    """Whether a later one that replaced it was published by then."""
    return promise.replaced_at is not None and promise.replaced_at <= until[1]


def _is_settled(promise: Promise, since: Until) -> bool:
    """Whether it had an outcome by then, or had been replaced."""
    met = promise.met_on is not None and promise.met_on <= since[0]
    return met or _is_replaced(promise, since)
