"""What whoever measures may set: CASES, ROUNDS, SECONDS, SCALE."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from bench.pairs import ROUNDS, SECONDS

SCALE = 100_000


@dataclass(frozen=True)
class Options:
    """How long, how often, on how many rows, and which cases; no cases means all."""

    rounds: int = ROUNDS
    seconds: int = SECONDS
    scale: int = SCALE
    cases: tuple[str, ...] = ()


def read_options(environment: Mapping[str, str] = os.environ) -> Options:
    """Read them from the environment; exits with what is wrong."""
    try:
        return Options(
            rounds=int(environment.get("ROUNDS", ROUNDS)),
            seconds=int(environment.get("SECONDS", SECONDS)),
            scale=int(environment.get("SCALE", SCALE)),
            cases=tuple(environment.get("CASES", "").replace(",", " ").split()),
        )
    except ValueError as problem:
        sys.exit(f"ROUNDS, SECONDS en SCALE zijn hele getallen: {problem}")
