"""The files of an edition: the table as received, its layout notes and its reading beside it."""

import hashlib
from datetime import date
from pathlib import Path

from actions.statustable.editorial import Reading, read_editorial
from actions.statustable.errors import StatusTableError
from actions.statustable.fixture import Edition, MotionFacts, read_motion_facts
from actions.statustable.layout import LayoutNotes, read_layout_notes
from actions.statustable.readers import read_document
from actions.statustable.records import Table

LARGEST_TABLE = 20_000_000


def read_edition_file(
    source: Path,
    *,
    editorial: Path | None = None,
    peildatum: date | None = None,
    layout: Path | None = None,
) -> Edition:
    """Read the table in a file, with its layout notes and, where there is one, its reading.

    The layout notes stand beside the source with the ending .layout.json, unless `layout` names
    another file. `editorial` is the reading of fixtures/editorial. `peildatum` is only needed
    when the notes have none. Raises StatusTableError.
    """
    data = _read_file(source)
    notes = _read_notes(source, layout)
    table = _read_table(data, source.name, notes)
    day = peildatum or notes.peildatum
    if day is None:
        raise StatusTableError(
            "De peildatum is niet bekend.", "geef hem op met --peildatum 2021-06-30."
        )
    return Edition(
        slug=f"{day:%Y-%m}",
        peildatum=day,
        table=table,
        notes=notes,
        source_name=source.name,
        source_sha256=hashlib.sha256(data).hexdigest(),
        readings=_read_readings(editorial, table),
    )


def read_motion_facts_file(path: Path) -> MotionFacts:
    """Read the reviewed facts about motions and members; raises StatusTableError."""
    try:
        return read_motion_facts(_read_file(path))
    except (ValueError, KeyError, TypeError) as error:
        raise StatusTableError(
            f"De feiten over moties zijn niet te lezen ({error!r}).", f"herstel {path.name}."
        ) from error


def _read_file(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_TABLE:
            raise StatusTableError(
                "Het bestand is groter dan 20 MB.", "bied alleen de tabel zelf aan."
            )
        return path.read_bytes()
    except OSError as error:
        raise StatusTableError(
            f"Het bestand {path.name} is niet te openen ({error.strerror}).",
            "controleer de naam en de rechten van het bestand.",
        ) from error


def _read_notes(source: Path, layout: Path | None) -> LayoutNotes:
    path = layout or source.with_suffix(".layout.json")
    if layout is None and not path.exists():
        return LayoutNotes()
    return read_layout_notes(_read_file(path))


def _read_table(data: bytes, name: str, notes: LayoutNotes) -> Table:
    """Read with the notes; a changed file is refused at the place that is wrong, if there is one.

    "This is not the reviewed file" is true of every change but helps nobody find it.
    """
    if notes.source_sha256 not in (None, hashlib.sha256(data).hexdigest()):
        read_document(data, name=name, notes=notes.for_another_edition())
    return read_document(data, name=name, notes=notes).table


def _read_readings(editorial: Path | None, table: Table) -> dict[int, Reading]:
    return read_editorial(_read_file(editorial), table) if editorial else {}
