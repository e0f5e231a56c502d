"""What is published now, as far as this process may know it without asking.

A process that knows the publication may answer from memory what it made for the same one. It asks
PostgreSQL again after POLL seconds, and what it heard is good for LEASE seconds from the moment
before it asked. After that, or while somebody is publishing, it knows nothing.

Whoever publishes takes a lock first, waits until no lease from before the lock is left, and then
writes. So nothing old is shown after the commit, by any process:

* Each question looks first whether somebody holds the lock, then, in a second statement, at the
  publication.
* The first saw no lock because it was not taken yet: then the lease ends before the writing.
* Or because it was let go: PostgreSQL lets go after the commit, so the second sees what was
  written.

The lock goes with its transaction, also when the process dies. What is changed without the lock
(a name, a ministry) shows within POLL seconds, at the latest after LEASE.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from time import sleep

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import TransactionManagementError

from pok_tracker.lib.public_moments import read_next_public_moment

POLL = 0.2
LEASE = 1.5
# The clocks of two machines do not run exactly alike.
WAIT = LEASE + 0.05
# Two numbers that nothing else locks in this database.
LOCK = (20_201_217, 35_510)

_HOLDERS = """
SELECT pid FROM pg_locks
WHERE locktype = 'advisory' AND classid = %s AND objid = %s AND objsubid = 2
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
_VERSION = """
SELECT coalesce(string_agg(changed_in::text, ' ' ORDER BY place), '') FROM public_change
"""


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published, and how long this process may take that for true.

    `key` never comes back once anything public changed, by writing or by time. `until` is by the
    monotonic clock, `until_by_wall` by the one that pages look at.
    """

    key: tuple[str, float]
    until: float
    until_by_wall: float


class Publications:
    """Asks PostgreSQL what is published, over a connection of its own, for all threads together."""

    def __init__(
        self,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._monotonic, self._wall = monotonic, wall
        self._asking = Lock()
        self._asked_at = float("-inf")
        self._known: Publication | None = None
        self._connection: BaseDatabaseWrapper | None = None

    def known(self) -> Publication | None:
        """The publication of this moment, None when nothing may be taken from memory."""
        # While one asks, others go on with what is known; without that they wait for it.
        if self._is_time_to_ask() and self._asking.acquire(timeout=0 if self._good() else LEASE):
            try:
                # Somebody else asked while this one waited for the turn.
                if self._is_time_to_ask():
                    self._known = self._ask()
            finally:
                self._asking.release()
        return self._good()

    def close(self) -> None:
        """Let go of the connection; the next question opens another."""
        if self._connection is not None:
            with suppress(Error):
                self._connection.close()
        self._connection = None

    def _good(self) -> Publication | None:
        known = self._known
        # By both clocks: the one stands still while a machine sleeps, the other can be set back.
        if known and self._monotonic() < known.until and self._wall() < known.until_by_wall:
            return known
        return None

    def _is_time_to_ask(self) -> bool:
        """Also at once when what was known has ended; who knows nothing asked just now."""
        has_ended = self._known is not None and self._good() is None
        return has_ended or self._monotonic() - self._asked_at >= POLL

    def _ask(self) -> Publication | None:
        self._asked_at, at = self._monotonic(), self._wall()
        try:
            key = self._read_key(at)
        except Error:
            self.close()
            return None
        if key is None:
            return None
        return Publication(key, self._asked_at + LEASE, min(at + LEASE, key[1]))

    def _read_key(self, at: float) -> tuple[str, float] | None:
        if self._connection is None:
            self._connection = _open_connection()
        with self._connection.cursor() as cursor:
            cursor.execute(_HOLDERS, LOCK)
            if cursor.fetchone():
                return None
            cursor.execute(_VERSION)
            (version,) = cursor.fetchone()
            known = self._known
            if known and known.key[0] == version and at < known.key[1]:
                return known.key
            return version, read_next_public_moment(cursor, at)


def known_publication() -> Publication | None:
    """What this process knows to be published, None when nothing may be taken from memory."""
    return publications.known() if settings.CACHE_PAGES else None


def wait_for_leases() -> None:
    """Let every lease end before this transaction publishes or takes back; once a transaction.

    Belongs at the start of the outermost transaction, before it locks a row that others wait for.
    """
    if not settings.CACHE_PAGES:
        return
    if not connection.in_atomic_block:
        raise TransactionManagementError("Without a transaction the lock would be gone at once.")
    with connection.cursor() as cursor:
        cursor.execute(f"{_HOLDERS} AND pid = pg_backend_pid()", LOCK)
        if cursor.fetchone():
            return
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", LOCK)
    sleep(WAIT)


def _open_connection() -> BaseDatabaseWrapper:
    opened = connections.create_connection(DEFAULT_DB_ALIAS)
    # Whoever comes first asks, whichever thread that is.
    opened.inc_thread_sharing()
    with opened.cursor() as cursor:
        cursor.execute("SET statement_timeout = '1s'")
    return opened


publications = Publications()
