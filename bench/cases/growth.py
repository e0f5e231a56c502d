"""How much longer one reader waits when there are a hundred thousand actions."""

from collections.abc import Callable, Iterator
from pathlib import Path

from bench.cases.case import Case, Workplace
from bench.cases.lists import read_questions
from bench.cases.search import read_searches
from bench.database import REAL
from bench.load.slice import Side, ask
from bench.pairs import measure
from bench.questions import Filtered, write
from bench.servers.site import site
from bench.verdict import Row, asked_ratio, judged


def lists(place: Workplace) -> Iterator[Row]:
    """The first page of a filtered list, with its facets."""
    yield from _waiting(place, "koude lijst", read_questions, asked=3)


def searched(place: Workplace) -> Iterator[Row]:
    """The first page of a search, with its facets and its hits marked."""
    yield from _waiting(place, "koud zoeken", read_searches, asked=5)


def _waiting(
    place: Workplace, what: str, read: Callable[[str], list[Filtered]], *, asked: float
) -> Iterator[Row]:
    few, many = place.databases.of(REAL), place.databases.of(place.options.scale)
    with site(few) as small, site(many) as large:
        base = Side(small, _written("few", what, read(few)), connections=1)
        target = Side(large, _written("many", what, read(many)), connections=1)
        measured = measure(
            lambda seconds: ask(base, seconds),
            lambda seconds: ask(target, seconds),
            rounds=place.options.rounds,
            seconds=place.options.seconds,
        )
    ratios = [
        one.target.p50_ms / ((one.before.p50_ms + one.after.p50_ms) / 2) for one in measured.rounds
    ]
    ratio = measured.target("p50_ms") / measured.base("p50_ms")
    yield Row(
        name=f"{what}: wachten bij {place.options.scale} acties, naast 86",
        asked=asked_ratio(asked, at_most=True),
        verdict=judged(ratio, asked, at_most=True) if measured.steady else "geen oordeel",
        here=measured.target("per_second"),
        peer=measured.base("per_second"),
        p50_ms=measured.target("p50_ms"),
        p99_ms=measured.target("p99_ms"),
        cpu_ms=measured.target("cpu_ms"),
        memory_mb=measured.target("memory_bytes") / 1e6,
        ratio=ratio,
        lowest=min(ratios),
        highest=max(ratios),
        itself=measured.itself,
        remark=f"{measured.base('p50_ms'):.1f} ms bij 86",
    )


def _written(which: str, what: str, questions: list[Filtered]) -> Path:
    return write(f"growth-{which}-{what}".replace(" ", "-"), (one.here() for one in questions))


CASES = [
    Case("groei-lijst", "wachten op een lijst bij veel acties", lists),
    Case("groei-zoeken", "wachten op een zoekvraag bij veel acties", searched),
]
