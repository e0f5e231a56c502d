"""One slice of questions by wrk, and whether all answers were what they should be."""

import json
import os
import resource
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.machine import (
    LOAD_CORE,
    SERVER_CORE,
    busy_between,
    core_times,
    cpu_seconds,
    memory_bytes,
    wait_until_idle,
)
from bench.places import BENCH
from bench.servers.process import HOST, Server

SCRIPT = BENCH / "load" / "questions.lua"
CONNECTIONS = 8
TIMEOUT_SECONDS = 30
LEAST_SHARE = 0.97
# In less, a slow server may have no answer ready yet.
PATIENT_SECONDS = 5


class WrongAnswer(Exception):
    """A server did not answer as it should: the case says nothing of its speed."""


@dataclass
class Side:
    """A server with its questions; remembers how far it was asked."""

    server: Server
    questions: Path
    status: int = 200
    headers: Mapping[str, str] | None = None
    # The size of a whole answer, head and body, when all are equal; then no answer is looked at.
    answer_bytes: int | None = None
    connections: int = CONNECTIONS
    # After so many lines from the top again; without it no question is ever asked twice.
    again_after: int | None = None
    asked: int = 0


@dataclass(frozen=True)
class Slice:
    """What one slice gave."""

    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float
    memory_bytes: int
    generator_busy: float
    server_core_busy: float
    began_idle: bool


def ask(side: Side, seconds: int) -> Slice:
    """Ask for so many seconds, none of the questions twice. Raises WrongAnswer."""
    began_idle = wait_until_idle()
    processes = side.server.processes
    spent, core = cpu_seconds(processes), core_times(SERVER_CORE)
    used = _children_seconds()
    told = _run(side, seconds)
    elapsed = told["microseconds"] / 1e6
    _refuse_wrong(side, told, seconds)
    side.asked += told["asked"]
    if side.again_after is not None:
        side.asked %= side.again_after
    return Slice(
        per_second=told["requests"] / elapsed,
        p50_ms=told["p50"] / 1000,
        p99_ms=told["p99"] / 1000,
        cpu_ms=(cpu_seconds(processes) - spent) * 1000 / max(told["requests"], 1),
        memory_bytes=memory_bytes(processes),
        generator_busy=(_children_seconds() - used) / elapsed,
        server_core_busy=busy_between(core, core_times(SERVER_CORE)),
        began_idle=began_idle,
    )


def _run(side: Side, seconds: int) -> dict[str, int]:
    headers = {**side.server.headers, **(side.headers or {})}
    finished = subprocess.run(
        [
            "taskset", "--cpu-list", str(LOAD_CORE), "wrk", "--threads", "1",
            "--connections", str(side.connections), "--duration", f"{seconds}s",
            "--timeout", f"{TIMEOUT_SECONDS}s", "--script", str(SCRIPT),
            f"http://{HOST}:{side.server.port}/", "--", str(side.questions), str(side.asked),
            str(side.status), "sum" if side.answer_bytes else "each",
            *(f"{name}: {value}" for name, value in headers.items()),
        ],
        capture_output=True, text=True, check=False, env=os.environ,
    )  # fmt: skip
    last = finished.stdout.strip().rpartition("\n")[2]
    if finished.returncode or not last.startswith("{"):
        raise WrongAnswer(f"wrk: {(finished.stderr or finished.stdout).strip()[-300:]}")
    told: dict[str, int] = json.loads(last)
    return told


def _refuse_wrong(side: Side, told: dict[str, int], seconds: int) -> None:
    if told["failed"] or told["refused"] or told["wrong_status"]:
        wrong = max(told["refused"], told["wrong_status"])
        raise WrongAnswer(f"{told['failed']} zonder antwoord, {wrong} met een andere status")
    if told["exhausted"]:
        raise WrongAnswer("de vragen waren op")
    if not told["requests"] and seconds >= PATIENT_SECONDS:
        raise WrongAnswer("geen enkel antwoord binnen de tijd")
    if side.answer_bytes and told["requests"]:
        # A moment in a header may be shorter, and the last answers of a slice are cut off.
        whole = told["requests"] * side.answer_bytes
        most = whole + side.connections * side.answer_bytes
        if not whole * LEAST_SHARE <= told["bytes"] <= most:
            raise WrongAnswer(f"antwoorden van {told['bytes'] / told['requests']:.0f} bytes")


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
