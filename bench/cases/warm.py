"""A page that was asked before: beside nginx with the same bytes as a file."""

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bench.answers import Answer, get, get_ok
from bench.cases.case import Case, Workplace, compare
from bench.database import REAL
from bench.load.slice import Side, WrongAnswer
from bench.questions import SEED, write
from bench.servers.nginx import serving_file
from bench.servers.process import Server
from bench.servers.proxy import proxy
from bench.servers.site import site
from bench.verdict import Row

PAGE = "/acties/?status=in-uitvoering&thema=hersteloperatie"
FEED = "/acties.atom"
FILE = "acties.html"
PACKED = {"Accept-Encoding": "gzip"}
# Enough that neither side waits for the load generator.
CONNECTIONS = 32
JUNK_LINES = 240_000
# As many as the generator takes in for a slice stay behind it.
JUNK_AGAIN = 180_000
LANGUAGES = ("nl", "nl-NL,nl;q=0.9", "en-GB,en;q=0.8", "fr", "tr-TR", "ar", "fy", "de-AT")


def alone(place: Workplace) -> Iterator[Row]:
    """The application server alone, for a page and for a feed."""
    with site(place.databases.of(REAL)) as here:
        yield _beside_file("warme bladzijde, alleen de applicatieserver", here, PAGE, 0.4, place)
        yield _beside_file("warme Atom-feed, alleen de applicatieserver", here, FEED, None, place)


def through_nginx(place: Workplace) -> Iterator[Row]:
    """With deploy/nginx.conf in front."""
    with site(place.databases.of(REAL)) as worker, proxy([worker]) as here:
        yield _beside_file("warme bladzijde, door nginx van deploy/", here, PAGE, 0.85, place)


def unchanged(place: Workplace) -> Iterator[Row]:
    """The reader has it already: 304 through nginx, beside the 304 of a file."""
    with (
        site(place.databases.of(REAL)) as worker,
        proxy([worker]) as here,
        _as_file(_warmed(here, PAGE)) as file,
    ):
        yield compare(
            "304, door nginx van deploy/",
            base=_unchanged_side(file, f"/{FILE}"),
            target=_unchanged_side(here, PAGE),
            asked=0.8,
            options=place.options,
        )


def junk(place: Workplace) -> Iterator[Row]:
    """Parameters that nobody knows, in any order, with cookies and languages of all kinds."""
    with site(place.databases.of(REAL)) as here:
        plain = _warmed(here, PAGE)
        lines = list(_junk_lines())
        address, *told = lines[-1].split("\t")
        odd = get_ok(here, address, {**PACKED, **dict(one.split(": ", 1) for one in told)})
        if odd.body != plain.body:
            raise WrongAnswer("een onbekende parameter verandert de bladzijde")
        yield compare(
            "onbekende parameters, volgorde, cookies en talen",
            base=_side(here, write("warm", [PAGE]), plain.size, PACKED),
            target=replace(
                _side(here, write("junk", lines), odd.size, PACKED), again_after=JUNK_AGAIN
            ),
            asked=0.8,
            options=place.options,
        )


def itself(place: Workplace) -> Iterator[Row]:
    """The measure beside itself: one file of nginx beside the same file."""
    body = b"<!doctype html><title>Maat</title>" + b"x" * 20_000
    with serving_file(FILE, body, {}) as file:
        size = get_ok(file, f"/{FILE}").size
        yield compare(
            "de maat naast zichzelf",
            base=_side(file, write("file", [f"/{FILE}"]), size, {}),
            target=_side(file, write("file", [f"/{FILE}"]), size, {}),
            asked=None,
            options=place.options,
        )


def _beside_file(name: str, here: Server, path: str, asked: float | None, place: Workplace) -> Row:
    answer = _warmed(here, path)
    with _as_file(answer) as file:
        sent = get_ok(file, f"/{FILE}", PACKED)
        return compare(
            name,
            base=_side(file, write("file", [f"/{FILE}"]), sent.size, PACKED),
            target=_side(here, write("warm", [path]), answer.size, PACKED),
            asked=asked,
            options=place.options,
        )


def _warmed(here: Server, path: str) -> Answer:
    """The answer once it was asked before."""
    get_ok(here, path, PACKED)
    return get_ok(here, path, PACKED)


@contextmanager
def _as_file(answer: Answer) -> Iterator[Server]:
    """nginx with the bytes of that answer, packed as they are."""
    packed = answer.headers.get("content-encoding")
    with serving_file(FILE, answer.body, {"Content-Encoding": packed} if packed else {}) as file:
        yield file


def _side(server: Server, questions: Path, size: int, headers: Mapping[str, str]) -> Side:
    return Side(server, questions, headers=headers, answer_bytes=size, connections=CONNECTIONS)


def _unchanged_side(server: Server, path: str) -> Side:
    tag = get_ok(server, path, PACKED).headers.get("etag", "")
    headers = {**PACKED, "If-None-Match": tag}
    answer = get(server, path, headers)
    if answer.status != 304:
        raise WrongAnswer(f"status {answer.status} en geen 304 op {path}")
    return Side(
        server,
        write(f"unchanged-{server.port}", [path]),
        status=304,
        headers=headers,
        answer_bytes=answer.size,
        connections=CONNECTIONS,
    )


def _junk_lines() -> Iterator[str]:
    """Lines that all mean PAGE."""
    draw = random.Random(SEED)
    path, _, query = PAGE.partition("?")
    for number in range(JUNK_LINES):
        pairs = [*query.split("&"), f"utm_source=n{number}", f"x{number}={draw.random()}"]
        draw.shuffle(pairs)
        language, cookie = draw.choice(LANGUAGES), f"bezoek={number}; keus={draw.random()}"
        yield f"{path}?{'&'.join(pairs)}\tAccept-Language: {language}\tCookie: {cookie}"


CASES = [
    Case("zichzelf", "de maat naast zichzelf", itself),
    Case("warm", "warme bladzijde naast nginx", alone),
    Case("warm-nginx", "warme bladzijde door nginx", through_nginx),
    Case("304", "304 door nginx", unchanged),
    Case("rommel", "onbekende parameters, cookies en talen", junk),
]
