"""Reads a document in a process of its own, and takes back nothing but its answer."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from actions.intake.messages import earlier_to_json, table_from_json
from actions.statustable.earlier import EarlierDescription
from actions.statustable.limits import MOST_BYTES
from actions.statustable.records import Table

PROGRAM = "actions.intake.child"
MOST_SECONDS = 100
# A web server gives up on a request after half a minute.
MOST_SECONDS_OF_A_REQUEST = 25
MOST_MEMORY = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a document could not be read: where, and what is wrong; Dutch, for the editor."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The answer of the process: a table with notices, or a problem."""

    table: Table | None = None
    notices: tuple[str, ...] = ()
    problem: Problem | None = None


TOO_LARGE = Problem(
    "Hele bestand",
    f"Het bestand is groter dan {MOST_BYTES // 1_000_000} MB. "
    "Doe dit: bied alleen de tabel zelf aan.",
)
TOO_MUCH = Problem(
    "Hele bestand",
    "Het bestand kost te veel tijd of geheugen om te lezen. "
    "Doe dit: bied alleen de tabel zelf aan, zo mogelijk als .docx.",
)


def read_apart(
    data: bytes,
    *,
    name: str,
    notes: str | None,
    earlier: Mapping[int, EarlierDescription],
    seconds: int = MOST_SECONDS,
    memory: int = MOST_MEMORY,
) -> Reading:
    """Read a document in a process of its own, with limits on its time and its memory.

    `notes` is the text of a .layout.json; `earlier` are the texts before this edition, for
    formats that lost their columns. Never raises because of what is in the file.
    """
    if len(data) > MOST_BYTES:
        return Reading(problem=TOO_LARGE)
    asked = {"name": name, "notes": notes, "earlier": earlier_to_json(earlier)}
    answer = _ask(json.dumps(asked).encode(), data, seconds, memory)
    if answer is None:
        return Reading(problem=TOO_MUCH)
    if "problem" in answer:
        return Reading(problem=Problem(answer["problem"]["plaats"], answer["problem"]["melding"]))
    return Reading(table_from_json(answer["table"]), tuple(answer["notices"]))


def known_notes() -> str | None:
    """The newest layout notes that came with the site: how these tables are printed, and by whom.

    They name the dossier of the motions and the members as they are called.
    """
    files = sorted(Path(settings.FIXTURE_DIRS[0]).glob("source/*.layout.json"))
    return files[-1].read_text(encoding="utf-8") if files else None


def _ask(question: bytes, data: bytes, seconds: int, memory: int) -> dict[str, Any] | None:
    command = [sys.executable, "-m", PROGRAM, str(seconds), str(memory)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=settings.BASE_DIR,
        # No secrets: not the address of the database, not the key that signs sessions.
        env={"PYTHONUTF8": "1"},
        # A group of its own, so that what it started ends with it.
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(question + b"\n" + data, timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return None
    return json.loads(output) if process.returncode == 0 else None
