"""The table, and the same for a program."""

import json
import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.options import Options
from bench.places import LATEST
from bench.verdict import Row

COLUMNS = (
    "hier/s", "ander/s", "p50 ms", "p99 ms", "cpu ms", "MB", "maal", "spreiding", "zelf",
    "gevraagd",
)  # fmt: skip
EMPTY = "-"


def print_table(rows: Sequence[Row], *, pinned: bool) -> None:
    """Print a line per case, and what a reader must know of the machine."""
    lines = [("", *COLUMNS, "oordeel"), *(_cells(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    for line in lines:
        name, *cells = line
        shown = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
        sys.stdout.write(f"{name.ljust(widths[0])}  {'  '.join(shown)}\n")
    for row in rows:
        if row.remark:
            sys.stdout.write(f"  {row.name}: {row.remark}\n")
    where = "op kern 0" if pinned else "NIET vastgezet op een kern: DATABASE_URL noemt een eigen"
    sys.stdout.write(f"PostgreSQL draait {where}.\n")


def write_json(rows: Sequence[Row], options: Options, *, pinned: bool) -> Path:
    """Keep the same beside the machine it was measured on."""
    told = {
        "gemeten": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "kernen": os.cpu_count(),
            "processor": processor(),
            "python": platform.python_version(),
            "postgresqlVastgezet": pinned,
        },
        "ronden": options.rounds,
        "seconden": options.seconds,
        "schaal": options.scale,
        "gevallen": [row.as_json() for row in rows],
    }
    LATEST.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return LATEST


def processor() -> str:
    """Its name, as the kernel tells it."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), "")


def _cells(row: Row) -> tuple[str, ...]:
    spread = EMPTY
    if row.lowest is not None and row.highest is not None:
        spread = f"{row.lowest:.2f}-{row.highest:.2f}"
    return (
        row.name,
        _shown(row.here), _shown(row.peer), _shown(row.p50_ms), _shown(row.p99_ms),
        _shown(row.cpu_ms), _shown(row.memory_mb), _shown(row.ratio), spread, _shown(row.itself),
        row.asked or EMPTY,
        row.verdict,
    )  # fmt: skip


def _shown(value: float | None) -> str:
    """Three figures say enough."""
    if value is None:
        return EMPTY
    if value >= 100:
        return f"{value:,.0f}".replace(",", ".")
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"
