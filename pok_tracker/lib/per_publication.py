"""What a process makes of a publication and keeps until there is another."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from pok_tracker.lib.publication import known_publication

Made = TypeVar("Made")


class PerPublication(Generic[Made]):
    """One thing, made of the publication that is known; whoever began with one goes on with it."""

    def __init__(self) -> None:
        self._making = Lock()
        self._kept: tuple[object, Made] | None = None

    def get(self, make: Callable[[], Made]) -> Made | None:
        """What `make` made of the publication of this moment; None when nothing may be kept.

        None as well while another thread makes it: that takes seconds with many rows, and the
        database answers in the meantime.
        """
        publication = known_publication()
        if publication is None:
            return None
        kept = self._kept
        if kept is not None and kept[0] == publication.key:
            return kept[1]
        if not self._making.acquire(blocking=False):
            return None
        try:
            made = make()
            # What was published meanwhile may be in one half of it only.
            after = known_publication()
            if after is None or after.key != publication.key:
                return None
            self._kept = (publication.key, made)
            return made
        finally:
            self._making.release()
