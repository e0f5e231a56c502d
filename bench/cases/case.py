"""A case: its name on the command line, and what runs it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from bench.database import Databases
from bench.load.slice import Side, ask
from bench.options import Options
from bench.pairs import Measured, measure
from bench.verdict import Row, Verdict, asked_ratio, judged


@dataclass(frozen=True)
class Workplace:
    """What every case may use."""

    databases: Databases
    options: Options


@dataclass(frozen=True)
class Case:
    """One or more lines of the table, measured together."""

    key: str
    title: str
    run: Callable[[Workplace], Iterable[Row]]


def compare(
    name: str, *, base: Side, target: Side, asked: float | None, options: Options, remark: str = ""
) -> Row:
    """Measure two sides by turns and judge what came out."""
    measured = measure(
        partial(ask, base),
        partial(ask, target),
        rounds=options.rounds,
        seconds=options.seconds,
    )
    verdict, why = _judged(measured, asked)
    lowest, highest = measured.spread
    return Row(
        name=name,
        asked=asked_ratio(asked),
        verdict=verdict,
        here=measured.target("per_second"),
        peer=measured.base("per_second"),
        p50_ms=measured.target("p50_ms"),
        p99_ms=measured.target("p99_ms"),
        cpu_ms=measured.target("cpu_ms"),
        memory_mb=measured.target("memory_bytes") / 1e6,
        ratio=measured.ratio,
        lowest=lowest,
        highest=highest,
        itself=measured.itself,
        remark="; ".join(part for part in (remark, why) if part),
    )


def _judged(measured: Measured, asked: float | None) -> tuple[Verdict, str]:
    restless = "" if measured.began_idle else "kern 0 kwam niet tot rust"
    if not measured.steady:
        return "geen oordeel", restless or "de machine is te onrustig"
    if measured.generator_full:
        return "geen oordeel", "wrk kon niet sneller"
    return judged(measured.ratio, asked), restless
