"""A page that was asked before: from the application server, beside nginx with the same bytes."""

from collections.abc import Iterator

from bench.answers import get_ok
from bench.cases.case import Case, Workplace, compare
from bench.database import REAL
from bench.load.slice import Side
from bench.questions import write
from bench.servers.nginx import serving_file
from bench.servers.site import site
from bench.verdict import Row

PAGE = "/acties/?status=in-uitvoering"
PACKED = {"Accept-Encoding": "gzip"}
FILE = "acties.html"
# Enough that neither side waits for the load generator.
CONNECTIONS = 32


def alone(place: Workplace) -> Iterator[Row]:
    """The application server alone."""
    with site(place.databases.of(REAL)) as here:
        answer = get_ok(here, PAGE, PACKED)
        answer = get_ok(here, PAGE, PACKED)
        with serving_file(FILE, answer.body, {"Content-Encoding": "gzip"}) as file:
            sent = get_ok(file, f"/{FILE}", PACKED)
            yield compare(
                "warme bladzijde, alleen de applicatieserver",
                base=Side(file, write("file", [f"/{FILE}"]), headers=PACKED,
                          answer_bytes=sent.size, connections=CONNECTIONS),
                target=Side(here, write("warm", [PAGE]), headers=PACKED,
                            answer_bytes=answer.size, connections=CONNECTIONS),
                asked=0.4,
                options=place.options,
            )  # fmt: skip


def itself(place: Workplace) -> Iterator[Row]:
    """The measure beside itself: one file of nginx beside the same file."""
    body = b"<!doctype html><title>Maat</title>" + b"x" * 20_000
    with serving_file(FILE, body, {}) as file:
        size = get_ok(file, f"/{FILE}").size
        yield compare(
            "de maat naast zichzelf",
            base=Side(
                file, write("file", [f"/{FILE}"]), answer_bytes=size, connections=CONNECTIONS
            ),
            target=Side(
                file, write("file", [f"/{FILE}"]), answer_bytes=size, connections=CONNECTIONS
            ),
            asked=None,
            options=place.options,
        )


CASES = [
    Case("zichzelf", "de maat naast zichzelf", itself),
    Case("warm", "warme bladzijde naast nginx", alone),
]
