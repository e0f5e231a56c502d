"""The page of one action."""

from collections.abc import Iterator

from bench.cases.case import Case, Workplace, compare
from bench.database import REAL
from bench.equality import same_texts
from bench.load.slice import Side
from bench.questions import details, write
from bench.servers.datasette import TABLE, datasette, make_file
from bench.servers.site import site
from bench.verdict import Row

REPEATS = 400


def on_days(place: Workplace) -> Iterator[Row]:
    """Each question another action on another day: no answer can have been kept."""
    questions = details(REAL)
    yield from _beside(
        place,
        "koude actiepagina, elke keer een andere dag (peildatum)",
        [(f"/acties/{number}/?peildatum={day}", f"{TABLE}/{number}") for number, day in questions],
        {},
    )


def without_memory(place: Workplace) -> Iterator[Row]:
    """The pages as most people ask them, from a site that keeps no page."""
    numbers = [number for _ in range(REPEATS) for number in range(1, REAL + 1)]
    yield from _beside(
        place,
        "koude actiepagina, geen bladzijde bewaard (CACHE_PAGES=false)",
        [(f"/acties/{number}/", f"{TABLE}/{number}") for number in numbers],
        {"CACHE_PAGES": "false"},
    )


def _beside(
    place: Workplace, name: str, pairs: list[tuple[str, str]], extra: dict[str, str]
) -> Iterator[Row]:
    database = place.databases.of(REAL)
    with site(database, extra=extra) as here, datasette(make_file(database, REAL)) as peer:
        same_texts(here, peer, pairs)
        yield compare(
            name,
            base=Side(peer, write("detail-datasette", (theirs for _, theirs in pairs))),
            target=Side(here, write("detail", (ours for ours, _ in pairs))),
            asked=3,
            options=place.options,
        )


CASES = [
    Case("actie", "koude actiepagina op een andere dag", on_days),
    Case("actie-zonder", "koude actiepagina, geen bladzijde bewaard", without_memory),
]
