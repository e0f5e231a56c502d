"""What came out of a case, beside what was asked."""

from dataclasses import asdict, dataclass
from typing import Literal

Verdict = Literal["ok", "tekort", "geen oordeel", "mislukt", "ter vergelijking"]


@dataclass(frozen=True)
class Row:
    """A line of the table; what a case does not measure is None."""

    name: str
    asked: str
    verdict: Verdict
    here: float | None = None
    peer: float | None = None
    p50_ms: float | None = None
    p99_ms: float | None = None
    cpu_ms: float | None = None
    memory_mb: float | None = None
    ratio: float | None = None
    lowest: float | None = None
    highest: float | None = None
    itself: float | None = None
    remark: str = ""

    def as_json(self) -> dict[str, object]:
        """The same for a program."""
        return asdict(self)


def judged(value: float, asked: float | None, *, at_most: bool = False) -> Verdict:
    """Whether a figure is what was asked; without a demand it is there to compare."""
    if asked is None:
        return "ter vergelijking"
    enough = value <= asked if at_most else value >= asked
    return "ok" if enough else "tekort"


def asked_ratio(asked: float | None, *, at_most: bool = False) -> str:
    """The demand as the table prints it."""
    if asked is None:
        return ""
    return f"{'<=' if at_most else '>='} {asked:g} x"
