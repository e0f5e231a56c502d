"""What a process makes before anybody asks for it, beside its answers."""

import logging
import time
from collections.abc import Iterator
from contextlib import closing
from threading import Thread

from django.conf import settings
from django.db import Error, connection

LONGEST_REST = 0.2

logger = logging.getLogger(__name__)


class Ahead:
    """Does one piece of work at a time, step by step, in a thread of its own.

    As long as a step took, but not longer than LONGEST_REST, it rests: whoever asks something goes
    first.
    """

    _latest: Iterator[None] | None = None

    def begin(self, steps: Iterator[None]) -> Thread | None:
        """Do these steps, and no more of those that were begun before.

        None, and nothing is done, where no pages come from memory.
        """
        if not settings.CACHE_PAGES:
            return None
        self._latest = steps
        # Without it the process could not end before the work does.
        thread = Thread(target=self._work, args=(steps,), name="ahead", daemon=True)
        thread.start()
        return thread

    def _work(self, steps: Iterator[None]) -> None:
        with closing(connection):
            try:
                began = time.monotonic()
                for _ in steps:
                    if self._latest is not steps:
                        return
                    time.sleep(min(time.monotonic() - began, LONGEST_REST))
                    began = time.monotonic()
            except Error:
                # The rows are made when somebody asks for them.
                logger.warning("Vooruit werken is gestopt.", exc_info=True)


ahead = Ahead()
