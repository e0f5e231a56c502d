"""Fills one database, and refuses those that it could spoil."""

from typing import Any
from urllib.parse import urlsplit

import psycopg2

from bench.rows.copying import COLUMNS, write
from bench.rows.made import Recombination
from bench.rows.real import read_real_actions

ALLOWED_NAMES = ("scale", "bench")


class NotFilled(Exception):
    """Why a database was left as it is, in words for whoever asked."""


def fill(address: str, scale: int) -> int:
    """Add actions until there are `scale`; returns how many were made.

    address is a DATABASE_URL whose database holds the seeded actions and nothing else. Raises
    NotFilled, and changes nothing, when its name does not say that it may be filled.
    """
    name = urlsplit(address).path.lstrip("/")
    if not name.startswith(ALLOWED_NAMES):
        raise NotFilled(
            f"{name} kan een echte database zijn. Kies een naam die begint met scale of bench."
        )
    connection: Any = psycopg2.connect(address)
    try:
        with connection, connection.cursor() as cursor:
            made = _filled(cursor, scale)
        connection.autocommit = True
        with connection.cursor() as cursor:
            for table in COLUMNS:
                cursor.execute(f"VACUUM ANALYZE {table}")
    finally:
        connection.close()
    return made


def _filled(cursor: Any, scale: int) -> int:
    real = read_real_actions(cursor)
    cursor.execute("SELECT count(*), max(number) FROM actions_action")
    count, last = cursor.fetchone()
    if not real or count != len(real) or count != last:
        raise NotFilled("Begin met een database waarin alleen de acties van de brontabel staan.")
    write(cursor, Recombination(real).actions(last + 1, scale))
    return max(scale - count, 0)
