"""A clock that stands until a test turns it, for the pages and for the leases alike."""

import datetime
from dataclasses import dataclass

import pytest
from django.utils import timezone


@dataclass
class TurnedClock:
    """Seconds since 1970 by the wall; the monotonic clock began at another moment."""

    seconds: float

    def wall(self) -> float:
        """What time.time() says."""
        return self.seconds

    def monotonic(self) -> float:
        """What time.monotonic() says."""
        return self.seconds - 1_000_000

    def now(self) -> datetime.datetime:
        """What timezone.now() says."""
        return datetime.datetime.fromtimestamp(self.seconds, datetime.UTC)

    def turn(self, seconds: float) -> None:
        """Let time pass."""
        self.seconds += seconds

    def turn_to(self, moment: datetime.datetime) -> None:
        """Let time pass up to a moment."""
        self.seconds = moment.timestamp()


def hang_clock(monkeypatch: pytest.MonkeyPatch, at: datetime.datetime) -> TurnedClock:
    """The clock that pages look at from now on."""
    clock = TurnedClock(at.timestamp())
    monkeypatch.setattr(timezone, "now", clock.now)
    return clock
