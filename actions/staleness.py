"""How long an action has been said nothing new about, apart from its status; no database."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from actions.editions.promises import Fate, Promise, PromiseChange, compare_promises

CORRECTION = "correctie"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One published text of an action; equal texts have equal fingerprints."""

    kind: str
    as_of: datetime.date
    published_at: datetime.datetime
    fingerprint: str
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class Staleness:
    """Since when a text says what it says, and what happened meanwhile.

    `editions` are the later ones in which it did not change, `unread` those that said something
    which may not be read. `moved` are the promises that got another day, each once.
    """

    as_of: datetime.date
    days: int
    editions: int
    moved: tuple[PromiseChange, ...]
    unread: int = 0

    def days_on(self, day: datetime.date) -> int:
        """`days`, counted to a day on which nothing else was published than on this one."""
        return _days_since(self.as_of, day)

    @property
    def moved_days(self) -> int:
        """By how many days promises moved, all together."""
        return sum(change.days for change in self.moved)


@dataclass(frozen=True, slots=True)
class StaleGroup:
    """How many actions went as many editions without a new text, and the oldest of those texts.

    `has_unread` tells of actions without such an edition that a later one did say something of.
    """

    editions: int
    actions: int
    oldest: datetime.date
    days: int
    has_unread: bool = False


@dataclass(frozen=True, slots=True)
class StalenessOverview:
    """The same for all actions together; `groups` with the longest silence first."""

    groups: tuple[StaleGroup, ...]
    moved: int
    moved_days: int


def read_as_stale(
    texts: Sequence[Spoken],
    editions: Collection[datetime.date],
    *,
    unread: Collection[datetime.date] = (),
    on: datetime.date,
) -> Staleness:
    """Return how stale the last text is on a day.

    `texts` are the published ones of one action in the order of publication, at least one;
    `editions` the days of all public editions, `unread` of those whose text about this action may
    not be read: withdrawn since, or not published yet. Such an edition did not leave the text as it
    was. A correction does not make a text new, and neither does an edition that repeats it word for
    word.
    """
    since = _last_new(texts)
    later = [day for day in editions if day > since.as_of]
    hidden = sum(day in unread for day in later)
    return Staleness(
        as_of=since.as_of,
        days=_days_since(since.as_of, on),
        editions=len(later) - hidden,
        moved=tuple(_moved(texts)),
        unread=hidden,
    )


def overview_of(stale: Iterable[Staleness]) -> StalenessOverview:
    """Return how stale all the actions are together."""
    everything = list(stale)
    grouped: dict[tuple[int, bool], list[Staleness]] = defaultdict(list)
    for one in everything:
        grouped[one.editions, not one.editions and one.unread > 0].append(one)
    return StalenessOverview(
        groups=tuple(_group(*key, grouped[key]) for key in sorted(grouped, reverse=True)),
        moved=sum(len(one.moved) for one in everything),
        moved_days=sum(one.moved_days for one in everything),
    )


def _days_since(day: datetime.date, on: datetime.date) -> int:
    return max(0, (on - day).days)


def _last_new(texts: Sequence[Spoken]) -> Spoken:
    new = texts[0]
    # What the text said, and what its corrections made of it: repeating either is nothing new.
    same = {new.fingerprint}
    for text in texts[1:]:
        if text.kind != CORRECTION and text.fingerprint not in same:
            new, same = text, set()
        same.add(text.fingerprint)
    return new


def _moved(texts: Sequence[Spoken]) -> Iterator[PromiseChange]:
    told = set()
    for change in (*_moved_from_text_to_text(texts), *_moved_by_staff(texts)):
        key = (change.promise.quote, change.promise.last_day, change.later.last_day)
        if key not in told:
            told.add(key)
            yield change


def _moved_from_text_to_text(texts: Sequence[Spoken]) -> Iterator[PromiseChange]:
    for before, after in pairwise(texts):
        for change in compare_promises(
            0,
            before.promises,
            after.promises,
            since=(before.as_of, before.published_at),
            until=(after.as_of, after.published_at),
        ):
            if change.fate == Fate.MOVED:
                yield change


def _moved_by_staff(texts: Iterable[Spoken]) -> Iterator[PromiseChange]:
    for promise in (promise for text in texts for promise in text.promises):
        later = promise.successor
        if later is not None and later.last_day != promise.last_day:
            yield PromiseChange(0, Fate.MOVED, promise, later)


def _group(editions: int, has_unread: bool, stale: Sequence[Staleness]) -> StaleGroup:
    oldest = min(stale, key=lambda one: one.as_of)
    return StaleGroup(editions, len(stale), oldest.as_of, oldest.days, has_unread)
