"""Base, target, base: what the second does, told in what the first does."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from bench.load.slice import PATIENT_SECONDS, Slice

ROUNDS = 7
# Whole seconds: wrk knows no other.
SECONDS = 1
SLOW_PER_SECOND = 5.0
# A run ends within a quarter of an hour, also when much is slow.
BUDGET_SECONDS = 35.0
FEWEST = 3
# When the base, asked twice, differs more from itself, the machine was too restless to judge by.
STEADY = (0.85, 1.15)
# A generator that has no time left measures itself.
GENERATOR_FULL = 0.90


@dataclass(frozen=True)
class Round:
    """One measurement of the target between two of the base."""

    before: Slice
    target: Slice
    after: Slice

    @property
    def ratio(self) -> float:
        """The target beside the mean of the base around it."""
        return self.target.per_second / ((self.before.per_second + self.after.per_second) / 2)

    @property
    def itself(self) -> float:
        """The base beside itself."""
        return self.after.per_second / self.before.per_second

    @property
    def slices(self) -> tuple[Slice, Slice, Slice]:
        """All three, in the order of the clock."""
        return self.before, self.target, self.after


@dataclass(frozen=True)
class Measured:
    """All rounds of a case."""

    rounds: Sequence[Round]

    @property
    def ratio(self) -> float:
        """The median of the paired ratios."""
        return median(one.ratio for one in self.rounds)

    @property
    def spread(self) -> tuple[float, float]:
        """The lowest and the highest of them."""
        ratios = [one.ratio for one in self.rounds]
        return min(ratios), max(ratios)

    @property
    def itself(self) -> float:
        """The median of the base beside itself."""
        return median(one.itself for one in self.rounds)

    @property
    def steady(self) -> bool:
        """Whether the machine was quiet enough to judge by."""
        return STEADY[0] <= self.itself <= STEADY[1]

    @property
    def generator_full(self) -> bool:
        """Whether the load generator, and not a server, set the pace of either side."""
        return any(
            median(getattr(one, side).generator_busy for one in self.rounds) > GENERATOR_FULL
            for side in ("before", "target")
        )

    @property
    def began_idle(self) -> bool:
        """Whether every slice began on a core that rested."""
        return all(one.began_idle for paired in self.rounds for one in paired.slices)

    def target(self, name: str) -> float:
        """The median of a figure of the target, `p50_ms` for example."""
        return median(getattr(one.target, name) for one in self.rounds)

    def base(self, name: str) -> float:
        """The median of a figure of the base, of both its slices."""
        return median(
            getattr(one, name) for pair in self.rounds for one in (pair.before, pair.after)
        )


def measure(
    base: Callable[[int], Slice],
    target: Callable[[int], Slice],
    *,
    rounds: int = ROUNDS,
    seconds: int = SECONDS,
    budget: float = BUDGET_SECONDS,
) -> Measured:
    """Ask by turns; both answer to the length of a slice. Slow servers get longer slices.

    The first slice of each is for warming up and is not counted. When the budget of seconds is
    spent there are no more rounds, but never fewer than FEWEST.
    """
    lengths = [_length(warming.per_second, seconds) for warming in (base(seconds), target(seconds))]
    deadline = time.monotonic() + budget
    found: list[Round] = []
    while len(found) < rounds and (len(found) < FEWEST or time.monotonic() < deadline):
        found.append(Round(base(lengths[0]), target(lengths[1]), base(lengths[0])))
    return Measured(found)


def _length(per_second: float, seconds: int) -> int:
    return seconds if per_second >= SLOW_PER_SECOND else max(seconds, PATIENT_SECONDS)
