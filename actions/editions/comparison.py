"""What changed between two moments, action by action; without the database.

Two sides go in: what stood of every action at the one and at the other. It does not matter whether
a side is an edition or a day.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actions.editions.promises import Promise, PromiseChange, compare_promises


@dataclass(frozen=True, slots=True)
class Said:
    """What stood of one action: what was asked, what was answered, and how we read that."""

    number: int
    description: str
    theme: str
    labels: tuple[str, ...]
    text: str
    as_of: datetime.date
    url: str
    status: str
    status_quote: str
    waiting_for: str
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """What stood at one moment, by the number of the action; `day` is what people call it.

    `unread` are the actions that it names without a text that may be read: withdrawn since, or
    not published yet. They have not vanished.
    """

    day: datetime.date
    moment: datetime.datetime
    said: Mapping[int, Said]
    unread: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """An action that stood on both sides."""

    before: Said
    after: Said

    @property
    def number(self) -> int:
        """The number of the action."""
        return self.after.number

    @property
    def has_other_status(self) -> bool:
        """Whether we read another status, or another that it waits for."""
        return _reading(self.before) != _reading(self.after)

    @property
    def has_other_text(self) -> bool:
        """Whether the answer changed."""
        return self.before.text != self.after.text

    @property
    def has_other_question(self) -> bool:
        """Whether the description, the theme or the labels of motions changed."""
        return _question(self.before) != _question(self.after)


@dataclass(frozen=True, slots=True)
class Silence:
    """An action whose answer did not change, and how many days old that is on the later day."""

    pair: Pair
    days: int


@dataclass(frozen=True, slots=True)
class Differences:
    """Every action of either side in one of `pairs`, `new` and `vanished`, by number.

    Only what the later side names without a text to read is in none of them.
    """

    pairs: tuple[Pair, ...]
    new: tuple[Said, ...]
    vanished: tuple[Said, ...]
    silent: tuple[Silence, ...]
    promises: tuple[PromiseChange, ...]

    @property
    def other_status(self) -> tuple[Pair, ...]:
        """The actions with another status."""
        return tuple(pair for pair in self.pairs if pair.has_other_status)

    @property
    def other_text(self) -> tuple[Pair, ...]:
        """The actions with another answer."""
        return tuple(pair for pair in self.pairs if pair.has_other_text)

    @property
    def other_question(self) -> tuple[Pair, ...]:
        """The actions of which something else was asked, or under another heading."""
        return tuple(pair for pair in self.pairs if pair.has_other_question)

    @property
    def statuses(self) -> Mapping[int, tuple[str | None, str | None]]:
        """From which status to which, by number; None where the action did not stand."""
        return {
            **{said.number: (None, said.status) for said in self.new},
            **{said.number: (said.status, None) for said in self.vanished},
            **{
                pair.number: (pair.before.status, pair.after.status)
                for pair in self.pairs
                if pair.before.status != pair.after.status
            },
        }


def compare_sides(earlier: Side, later: Side) -> Differences:
    """Return what changed from the one side to the other."""
    before, after = earlier.said, later.said
    pairs = [Pair(before[number], after[number]) for number in _in_order(before.keys() & after)]
    return Differences(
        pairs=tuple(pairs),
        new=tuple(after[number] for number in _in_order(after.keys() - before)),
        vanished=tuple(
            before[number] for number in _in_order(before.keys() - after - later.unread)
        ),
        silent=tuple(
            Silence(pair, (later.day - pair.before.as_of).days)
            for pair in pairs
            if not pair.has_other_text
        ),
        promises=tuple(_promises(earlier, later)),
    )


def _promises(earlier: Side, later: Side) -> Iterable[PromiseChange]:
    """An action that is gone promises nothing any more: that it is gone is told elsewhere."""
    for number in _in_order(later.said):
        before = earlier.said.get(number)
        yield from compare_promises(
            number,
            before.promises if before else (),
            later.said[number].promises,
            since=(earlier.day, earlier.moment),
            until=(later.day, later.moment),
        )


def _in_order(numbers: Iterable[int]) -> list[int]:
    return sorted(numbers)


def _reading(said: Said) -> tuple[str, str]:
    return said.status, said.waiting_for


def _question(said: Said) -> tuple[str, str, tuple[str, ...]]:
    return said.description, said.theme, said.labels
