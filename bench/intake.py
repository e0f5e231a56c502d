"""How long a preview of 500 actions takes, and what a zip bomb costs the process that is asked.

Run it as `DJANGO_SETTINGS_MODULE=pok_tracker.settings python -m bench.intake`. It asks nothing of
a database.
"""

import io
import sys
import time
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from actions.editions.shown import shown_against
from actions.intake.reading import Reading, known_notes, read_apart
from actions.statustable.exported import ExportedEdition
from actions.statustable.files import read_edition_file
from actions.statustable.records import Cell, Record, Table
from actions.statustable.writers import WRITERS, write_document
from tests.actions.statustable.made_pdf import pdf_of_records

SOURCE = Path("fixtures/source/stand-van-zaken-2021-06.txt")
ACTIONS = 500
PARAGRAPHS = b"<w:p/>" * 1000
BOMB_BYTES = 100_000_000


def main() -> None:
    """Measure and print: a line for the bomb, and one per format."""
    measure_bomb()
    measure_previews()


def measure_bomb() -> None:
    """First of all, while the peak of this process is still its own."""
    data = bomb()
    before, started = peak(), time.perf_counter()
    problem = read(data, "bom.docx").problem
    grown, seconds = peak() - before, time.perf_counter() - started
    say(f"bom van {len(data):,} bytes: {grown / 1e6:.1f} MB groei, {seconds:.2f} s, {problem}")


def measure_previews() -> None:
    """Every action of the table has changed."""
    earlier = rows()
    later = tuple(replace(row, status=Cell(f"{row.status.text} Klaar.", ())) for row in earlier)
    documents = {form: write_document(edition(later), form) for form in WRITERS}
    documents["pdf"] = pdf_of_records(in_theme_order(later), ruled=True)
    for form, data in documents.items():
        started = time.perf_counter()
        reading = read(data, f"tabel.{form}")
        shown = shown_against(earlier, reading.table.records if reading.table else ())
        seconds = time.perf_counter() - started
        say(f"{form}: {len(data):,} bytes, {len(shown)} gewijzigd, voorbeeld in {seconds:.2f} s")


def rows() -> tuple[Record, ...]:
    """The received table, repeated until it has enough actions."""
    records = read_edition_file(SOURCE).table.records
    plain = [replace(record, shared_with=(), footnotes=()) for record in records]
    return tuple(
        replace(plain[number % len(plain)], number=number + 1) for number in range(ACTIONS)
    )


def edition(records: tuple[Record, ...]) -> ExportedEdition:
    """Those rows, to be written."""
    table = Table(Cell("Stand van zaken", ()), Cell("", ()), (), in_theme_order(records), ())
    return ExportedEdition("Stand van zaken", "", "2022-01", date(2022, 1, 15), "", table)


def in_theme_order(records: tuple[Record, ...]) -> tuple[Record, ...]:
    """All under one heading: a table prints a heading again for every change of theme."""
    return tuple(replace(record, theme="Herstel", subtheme=None) for record in records)


def bomb() -> bytes:
    """A small docx that unpacks to empty paragraphs."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as part:
            for _ in range(BOMB_BYTES // len(PARAGRAPHS)):
                part.write(PARAGRAPHS)
    return packed.getvalue()


def read(data: bytes, name: str) -> Reading:
    """Read as the site does."""
    return read_apart(data, name=name, notes=known_notes(), earlier={})


def peak() -> int:
    """The most bytes of memory that this process ever had in use; of no child."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
