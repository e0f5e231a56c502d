"""Queries that Django writes as SQL once, and that run with other values each time.

To build and write a query takes Django milliseconds, many times what a small one takes in the
database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.db import connections
from django.db.models import QuerySet, TextField, Value


class Slot(str):
    """The name of a value that comes when the query runs; text to Django, which leaves it alone."""

    __slots__ = ()


def slot(name: str) -> Value:
    """An expression in a query for the value of that name."""
    return Value(Slot(name), TextField())


@dataclass(frozen=True, slots=True)
class CompiledQuery:
    """The SQL of a query, with slots among its parameters."""

    database: str
    sql: str
    parameters: tuple[Any, ...]

    @classmethod
    def of(cls, query: QuerySet) -> Self:
        """Write a queryset of values as SQL."""
        connection = connections[query.db]
        sql, parameters = query.query.get_compiler(connection=connection).as_sql()
        return cls(query.db, sql, tuple(parameters))

    def filled(self, values: Mapping[str, Any]) -> list[Any]:
        """The parameters of one run; an unknown slot is a KeyError."""
        return [values[one] if isinstance(one, Slot) else one for one in self.parameters]

    def rows(self, *runs: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows for one run after the other, all in one statement."""
        sql = " UNION ALL ".join(f"({self.sql})" for _ in runs)
        with connections[self.database].cursor() as cursor:
            cursor.execute(sql, [value for run in runs for value in self.filled(run)])
            return cursor.fetchall()
