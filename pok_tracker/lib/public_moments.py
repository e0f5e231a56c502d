"""The moments at which what the public reads changes by itself."""

from array import array
from collections.abc import Sequence

from django.conf import settings
from django.db.backends.utils import CursorWrapper
from psycopg2.sql import SQL, Identifier

from pok_tracker.lib.shown_to_public import PUBLIC_MOMENTS

_AFTER = SQL("(SELECT min({column}) FROM {table} WHERE {column} > to_timestamp(%(at)s))")
# With midnight here among them; least() passes over what is NULL.
_EARLIEST = SQL("""
SELECT extract(epoch FROM least(
    (date_trunc('day', to_timestamp(%(at)s) AT TIME ZONE %(zone)s) + interval '1 day')
        AT TIME ZONE %(zone)s,
    {}
))::float8
""")


def read_public_moments() -> Sequence[float]:
    """All of them, past and to come, the earliest first, as timestamps; 1 query."""
    columns = [
        model._default_manager.order_by().exclude(**{column: None}).values_list(column)
        for model, moments in PUBLIC_MOMENTS.items()
        for column in moments
    ]
    found = columns[0].union(*columns[1:])
    return array("d", sorted(moment.timestamp() for (moment,) in found))


def read_next_public_moment(cursor: CursorWrapper, at: float) -> float:
    """The first one after a moment, a midnight at the latest, as a timestamp; 1 query."""
    moments = [
        _AFTER.format(column=Identifier(column), table=Identifier(model._meta.db_table))
        for model, columns in PUBLIC_MOMENTS.items()
        for column in columns
    ]
    query = _EARLIEST.format(SQL(", ").join(moments))
    cursor.execute(query, {"at": at, "zone": settings.TIME_ZONE})
    (moment,) = cursor.fetchone()
    return float(moment)
