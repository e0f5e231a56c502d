"""The two cores of a measurement, and what the kernel tells of them."""

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SERVER_CORE = 0
LOAD_CORE = 1
IDLE = 0.10
LOOK_SECONDS = 0.05
# On a machine where others work the core is never idle; the table then says so.
PATIENCE_SECONDS = 2.0
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class CoreTimes:
    """What a core did since the machine started, in ticks."""

    busy: int
    total: int


def core_times(core: int) -> CoreTimes:
    """Read /proc/stat for one core."""
    lines = Path("/proc/stat").read_text(encoding="ascii").splitlines()
    values = [
        int(value)
        for line in lines
        if line.startswith(f"cpu{core} ")
        for value in line.split()[1:9]
    ]
    idle = values[3] + values[4]
    return CoreTimes(busy=sum(values) - idle, total=sum(values))


def busy_between(before: CoreTimes, after: CoreTimes) -> float:
    """The share of the time that the core worked."""
    return (after.busy - before.busy) / max(after.total - before.total, 1)


def wait_until_idle(
    core: int = SERVER_CORE, *, patience: float = PATIENCE_SECONDS, look: float = LOOK_SECONDS
) -> bool:
    """Wait for the requests of the last slice to be done; False when the core never rested.

    Both in seconds: how long to wait at most, and how long it has to rest.
    """
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        before = core_times(core)
        time.sleep(look)
        if busy_between(before, core_times(core)) < IDLE:
            return True
    return False


def cpu_seconds(processes: Iterable[int]) -> float:
    """What living processes used of any core, without their children."""
    return sum(_ticks(process) for process in processes) / TICKS


def _ticks(process: int) -> int:
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    # The name of the program, in brackets, may hold spaces.
    values = stat.rpartition(")")[2].split()
    return int(values[11]) + int(values[12])


def memory_bytes(processes: Iterable[int]) -> int:
    """What processes hold of memory; what they share is divided between them."""
    return sum(_proportional(process) for process in processes)


def _proportional(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def tree_of(process: int) -> list[int]:
    """A process and all that it started, and they."""
    children = _children()
    found, todo = [], [process]
    while todo:
        one = todo.pop()
        found.append(one)
        todo.extend(children.get(one, []))
    return found


def _children() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            parent = _parent(folder)
            if parent is not None:
                found.setdefault(parent, []).append(int(folder.name))
    return found


def _parent(folder: Path) -> int | None:
    try:
        stat = (folder / "stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    return int(stat.rpartition(")")[2].split()[1])
