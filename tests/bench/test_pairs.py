"""The arithmetic of base, target, base."""

import pytest

from bench.load.slice import Slice
from bench.pairs import Measured, Round, measure


def one(per_second: float, *, busy: float = 0.5, idle: bool = True) -> Slice:
    return Slice(
        per_second=per_second,
        p50_ms=1000 / per_second,
        p99_ms=2000 / per_second,
        cpu_ms=1.0,
        memory_bytes=1_000_000,
        generator_busy=busy,
        server_core_busy=1.0,
        began_idle=idle,
    )


def paired(before: float, target: float, after: float) -> Round:
    return Round(one(before), one(target), one(after))


def test_the_target_is_told_in_the_mean_of_the_base_around_it() -> None:
    assert paired(80, 300, 120).ratio == 3.0


def test_the_median_of_the_rounds_forgets_one_that_was_disturbed() -> None:
    measured = Measured([paired(100, 200, 100), paired(100, 10, 100), paired(100, 210, 100)])

    assert (measured.ratio, measured.spread) == (2.0, (0.1, 2.1))


def test_a_base_that_differs_from_itself_allows_no_verdict() -> None:
    restless = Measured([paired(100, 500, 84)] * 3)
    quiet = Measured([paired(100, 500, 86)] * 3)

    assert (restless.itself, restless.steady) == (0.84, False)
    assert (quiet.itself, quiet.steady) == (0.86, True)


@pytest.mark.parametrize("side", ["before", "target"])
def test_a_generator_without_time_left_is_noticed_on_either_side(side: str) -> None:
    slices = {"before": one(100), "target": one(100), "after": one(100)}

    assert not Measured([Round(**slices)]).generator_full
    assert Measured([Round(**{**slices, side: one(100, busy=0.95)})]).generator_full


def test_one_slice_on_a_busy_core_is_told() -> None:
    restless = Round(one(100), one(100), one(100, idle=False))

    assert Measured([paired(1, 1, 1)]).began_idle
    assert not Measured([paired(1, 1, 1), restless]).began_idle


def test_both_are_asked_by_turns_after_warming_up_and_the_slow_one_longer() -> None:
    asked: list[tuple[str, int]] = []

    def fast(seconds: int) -> Slice:
        asked.append(("base", seconds))
        return one(100)

    def slow(seconds: int) -> Slice:
        asked.append(("target", seconds))
        return one(4.9)

    measured = measure(fast, slow, rounds=2, seconds=1)

    warming = [("base", 1), ("target", 1)]
    around = [("base", 1), ("target", 5), ("base", 1)]
    assert asked == [*warming, *around, *around]
    assert len(measured.rounds) == 2


def test_a_spent_budget_leaves_three_rounds() -> None:
    measured = measure(lambda _: one(100), lambda _: one(50), rounds=7, budget=0)

    assert len(measured.rounds) == 3
