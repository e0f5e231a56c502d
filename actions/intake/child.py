"""Run as a program of its own: reads one document and prints its table, within limits.

On standard input a line of JSON (name, notes, earlier) and behind it the bytes of the document;
on standard output one JSON object: {"table", "notices"} or {"problem"}. It knows no Django, no
database and no secrets. Whatever a file makes it run out of ends this process and no other.

usage: python -m actions.intake.child SECONDS BYTES
"""

import hashlib
import json
import resource
import sys
from typing import Any

from actions.intake.messages import earlier_from_json, table_to_json
from actions.statustable.errors import StatusTableError
from actions.statustable.layout import LayoutNotes, read_layout_notes
from actions.statustable.readers import read_document


def main() -> None:
    """Set the limits, read the document, print the answer."""
    seconds, memory = (int(argument) for argument in sys.argv[1:3])
    # Soft limits: the reader of PDFs starts a process that sets its own.
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_AS, memory)
    asked = json.loads(sys.stdin.buffer.readline())
    json.dump(answer(asked, sys.stdin.buffer.read()), sys.stdout)


def answer(asked: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Return the table with its notices, or the problem, as JSON can hold it."""
    try:
        read = read_document(
            data,
            name=asked["name"],
            notes=_notes(asked["notes"], data),
            earlier=earlier_from_json(asked["earlier"]),
        )
    except StatusTableError as error:
        words = {"plaats": error.place, "melding": f"{error.message} Doe dit: {error.remedy}"}
        return {"problem": words}
    return {
        "table": table_to_json(read.table),
        "notices": [str(notice) for notice in read.notices],
    }


def _limit(what: int, most: int) -> None:
    resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


def _notes(text: str | None, data: bytes) -> LayoutNotes:
    """Return the notes; those made for another file only tell how such tables are printed."""
    if text is None:
        return LayoutNotes()
    notes = read_layout_notes(text.encode())
    same = notes.source_sha256 == hashlib.sha256(data).hexdigest()
    return notes if same else notes.for_another_edition()


if __name__ == "__main__":
    main()
