"""After publishing and withdrawing: two workers and nginx, the real verbs, readers everywhere."""

import json
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import IO, Any

from bench.cases.case import Case, Workplace
from bench.database import REAL
from bench.load.slice import WrongAnswer
from bench.places import LOGS, PYTHON, ROOT
from bench.servers.process import Server
from bench.servers.proxy import proxy
from bench.servers.site import full_environment, site
from bench.verdict import Row
from bench.watching import Readers, Sight, Text, addresses_showing

EDITOR = "from bench.editor import main; main()"
ROUNDS = 3
# What was asked: new everywhere within this, and never old again.
WITHIN_SECONDS = 2.0
SECONDS_BEFORE = 1.0
SECONDS_AFTER = 3.0


class Editor:
    """The process in which somebody publishes."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def do(self, line: str) -> dict[str, Any]:
        """Tell it a verb; when it began, when it was done. Raises WrongAnswer."""
        entering, answering = _pipes(self._process)
        entering.write(f"{line}\n")
        entering.flush()
        told = answering.readline()
        if not told:
            raise WrongAnswer(f"de redacteur kon niet: {line}")
        said: dict[str, Any] = json.loads(told)
        return said


def _pipes(process: "subprocess.Popen[str]") -> tuple[IO[str], IO[str]]:
    if process.stdin is None or process.stdout is None:
        raise WrongAnswer("de redacteur is er niet")
    return process.stdin, process.stdout


def publish_and_withdraw(place: Workplace) -> Iterator[Row]:
    """Both verbs, some rounds; a database of its own, for what is published stays."""
    database = place.databases.copy(REAL, "bench_publishing")
    with ExitStack() as stack:
        workers = [stack.enter_context(site(database)) for _ in range(2)]
        servers = [*workers, stack.enter_context(proxy(workers))]
        editor = stack.enter_context(_editor(database))
        addresses = _addresses(editor, servers[0])
        rounds = [_round(editor, servers, addresses, f"kenmerk{n}z") for n in range(ROUNDS)]
    where = f"{len(addresses)} adressen, {ROUNDS} keer, twee werkers en nginx"
    seen = sum(one.sights for one in rounds)
    yield _published_row(rounds, f"{where}, {seen} antwoorden")
    yield _withdrawn_row(rounds, where)


def _addresses(editor: Editor, server: Server) -> list[str]:
    """Where a first text shows up; it is withdrawn again."""
    text = _prepared(editor, "kenmerkproef")
    editor.do("publish")
    number = text.own.split("/")[2]
    pages = [f"/acties/{number}/", f"/api/v1/acties/{number}", f"/api/v1/acties/{number}/standen"]
    time.sleep(WITHIN_SECONDS)
    found = addresses_showing(server, text, ["{own}", *pages])
    editor.do("withdraw")
    return found


def _prepared(editor: Editor, word: str) -> Text:
    """A text of a writer that waits for the second person."""
    return Text(word, editor.do(f"prepare {word}")["address"])


class Seen:
    """What readers saw around one publication and its withdrawal."""

    def __init__(self, published: "Event", withdrawn: "Event") -> None:
        self.published = published
        self.withdrawn = withdrawn

    @property
    def sights(self) -> int:
        """How many answers were read."""
        return len(self.published.sights) + len(self.withdrawn.sights)


class Event:
    """A verb, and what readers saw around it."""

    def __init__(self, done: float, sights: Sequence[Sight]) -> None:
        self.done = done
        self.sights = sights

    def slowest(self, *, shows: bool) -> float:
        """The last moment, in seconds after it was done, at which an answer began the other way."""
        other = [one.asked - self.done for one in self.sights if one.shows is not shows]
        return max(other, default=0.0)

    def relapses(self) -> int:
        """Answers without the text, asked for after the same address had shown it to somebody."""
        first: dict[str, float] = {}
        for one in self.sights:
            if one.shows:
                first[one.address] = min(first.get(one.address, one.answered), one.answered)
        return sum(
            1
            for one in self.sights
            if not one.shows and one.asked > first.get(one.address, float("inf"))
        )

    def after(self) -> int:
        """Answers with the text, asked for after it was done."""
        return sum(1 for one in self.sights if one.shows and one.asked > self.done)


def _round(editor: Editor, servers: Sequence[Server], addresses: Sequence[str], word: str) -> Seen:
    text = _prepared(editor, word)
    return Seen(
        _around(editor, "publish", servers, addresses, text),
        _around(editor, "withdraw", servers, addresses, text),
    )


def _around(
    editor: Editor, verb: str, servers: Sequence[Server], addresses: Sequence[str], text: Text
) -> Event:
    readers = Readers(servers, addresses, text)
    readers.start()
    time.sleep(SECONDS_BEFORE)
    done = editor.do(verb)["done"]
    time.sleep(SECONDS_AFTER)
    return Event(done, readers.stop())


def _published_row(rounds: Sequence[Seen], where: str) -> Row:
    slowest = max(one.published.slowest(shows=True) for one in rounds)
    relapses = sum(one.published.relapses() for one in rounds)
    good = slowest <= WITHIN_SECONDS and not relapses
    return Row(
        name="na publiceren: overal nieuw, nergens meer oud",
        asked=f"<= {WITHIN_SECONDS:g} s",
        verdict="ok" if good else "tekort",
        remark=f"laatste oude antwoord begon {slowest:.2f} s na ok; {relapses} keer oud na nieuw; "
        f"{where}",
    )


def _withdrawn_row(rounds: Sequence[Seen], where: str) -> Row:
    left = sum(one.withdrawn.after() for one in rounds)
    return Row(
        name="na intrekken: weg voordat de redacteur ok ziet",
        asked="0 antwoorden",
        verdict="tekort" if left else "ok",
        remark=f"{left} antwoorden met de tekst na ok; {where}",
    )


@contextmanager
def _editor(database: str) -> Iterator[Editor]:
    with (
        (LOGS / "editor.log").open("w") as log,
        subprocess.Popen(
            [PYTHON, "manage.py", "shell", "--no-imports", "--command", EDITOR],
            cwd=ROOT,
            env=full_environment(database),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
    ):
        # Leaving closes its input, and then it ends by itself.
        yield Editor(process)


CASES = [Case("publiceren", "na publiceren en intrekken", publish_and_withdraw)]
