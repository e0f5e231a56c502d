"""Work that only one process at a time may do, held by a lock in the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def advisory_lock(name: str) -> Iterator[None]:
    """Wait until no other connection holds the lock of this name, and hold it for the block.

    A connection that already holds it passes. Do not open a transaction around this: what the
    next one must see has to be committed before the lock is let go.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])
