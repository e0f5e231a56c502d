"""What a worker holds of memory after a hundred thousand different requests."""

import time
from collections.abc import Iterator
from itertools import zip_longest

from bench.cases.case import Case, Workplace
from bench.cases.lists import read_questions
from bench.cases.search import read_searches
from bench.database import REAL
from bench.load.slice import Side, ask
from bench.machine import memory_bytes
from bench.questions import details, write
from bench.servers.process import Server
from bench.servers.site import site
from bench.verdict import Row

FEW = 1_000
MANY = 100_000
GROWTH = 1.3
MOST_BYTES = 200_000_000
# Time for so many at a hundred a second: what grows shows only at the end. A site that is slower
# still is not judged; the line says how many it did.
BUDGET_SECONDS = 1_000.0
SLICE_SECONDS = 5


def hundred_thousand(place: Workplace) -> Iterator[Row]:
    """Lists, searches and pages of actions by turns, none of them twice."""
    database = place.databases.of(REAL)
    # By turns for as long as there are of each; then the pages of actions alone.
    kinds = zip_longest(
        (one.here() for one in read_questions(database)),
        (one.here() for one in read_searches(database)),
        (f"/acties/{number}/?peildatum={day}" for number, day in details(REAL)),
    )
    questions = write("memory", (line for lines in kinds for line in lines if line))
    with site(database) as here:
        side = Side(here, questions)
        deadline = time.monotonic() + BUDGET_SECONDS
        while side.asked < FEW and time.monotonic() < deadline:
            ask(side, 1)
        first, begun = _worker_bytes(here), side.asked
        while side.asked < MANY and time.monotonic() < deadline:
            ask(side, SLICE_SECONDS)
        yield _row(first, _worker_bytes(here), begun, side.asked)


def _worker_bytes(server: Server) -> int:
    """The largest of its processes: that is the worker."""
    return max(memory_bytes([process]) for process in server.processes)


def _row(first: int, last: int, begun: int, asked: int) -> Row:
    small = last <= MOST_BYTES and last <= GROWTH * first
    done = f"{last / 1e6:.0f} MB na {asked} verzoeken, {first / 1e6:.0f} MB na {begun}"
    if asked < MANY:
        done += f"; meer dan {asked} van de {MANY} pasten niet in de tijd"
    return Row(
        name="geheugen van een werker na 100.000 verzoeken",
        asked=f"<= {GROWTH} x, 200 MB",
        verdict="tekort" if not small else "ok" if asked >= MANY else "geen oordeel",
        memory_mb=last / 1e6,
        ratio=last / first,
        remark=done,
    )


CASES = [Case("geheugen", "geheugen na 100.000 verzoeken", hundred_thousand)]
