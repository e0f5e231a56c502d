"""Queries that Django writes as SQL once, and that run with other values each time.

To build and write a query takes Django milliseconds, many times what a small one takes in the
database. Such a query is built for MOMENT and with slots: each run puts its own moment and values
in their place.
"""

import copy
import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Self

from django.db import connections
from django.db.models import Model, QuerySet, TextField, Value
from django.db.models.sql.compiler import SQLCompiler

from pok_tracker.lib.clock import day_of

# Stands for the moment of a run; no text is so old. Days counted from it are those of the run.
MOMENT = datetime.datetime(1900, 6, 15, 12, 34, 56, 789, datetime.UTC)
AT = "at"


class Slot(str):
    """The name of a value that comes when the query runs; text to Django, which leaves it alone."""

    __slots__ = ()


def slot(name: str) -> Value:
    """An expression in a query for the value of that name."""
    return Value(Slot(name), TextField())


@dataclass(frozen=True, slots=True)
class CompiledQuery:
    """The SQL of a query, with slots and MOMENT among its parameters.

    Each run takes the values of the slots by name, and its moment as "at".
    """

    model: type[Model]
    database: str
    sql: str
    parameters: tuple[Any, ...]
    compiler: SQLCompiler

    @classmethod
    def of(cls, query: QuerySet) -> Self:
        """Write a queryset as SQL; what it prefetches is left out."""
        compiler = query.query.get_compiler(connection=connections[query.db])
        sql, parameters = compiler.as_sql()
        return cls(query.model, query.db, sql, tuple(parameters), compiler)

    def filled(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """The parameters of one run; an unknown slot is a KeyError."""
        return tuple(_filled(one, values) for one in self.parameters)

    def rows(self, *runs: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows for one run after the other as the driver gives them, all in one statement.

        No runs, no query.
        """
        if not runs:
            return []
        sql = " UNION ALL ".join(f"({self.sql})" for _ in runs)
        with connections[self.database].cursor() as cursor:
            cursor.execute(sql, [value for run in runs for value in self.filled(run)])
            return cursor.fetchall()

    def tuples(self, **values: Any) -> Iterator[tuple[Any, ...]]:
        """The rows of a query of values, as Django reads them."""
        return self._run(values).results_iter(tuple_expected=True)

    def instances(self, **values: Any) -> list[Any]:
        """The rows as instances of the model, with what was selected along."""
        run = _Run(self._run(values))
        return list(QuerySet(self.model, query=run, using=self.database))

    def _run(self, values: Mapping[str, Any]) -> SQLCompiler:
        """A compiler that has written its query already; a connection belongs to one thread."""
        written = self.sql, self.filled(values)
        run = copy.copy(self.compiler)
        run.connection = connections[self.database]
        run.as_sql = lambda *_, **__: written
        return run


@dataclass(frozen=True, slots=True)
class _Run:
    """All that Django asks of a query to make instances of its rows."""

    compiler: SQLCompiler

    def get_compiler(self, using: str) -> SQLCompiler:
        return self.compiler


_written: dict[tuple[object, ...], CompiledQuery] = {}


def compiled(build: Callable[..., QuerySet]) -> Callable[..., CompiledQuery]:
    """Make of a function that builds a queryset one that writes it as SQL, once a process."""

    @wraps(build)
    def written(*given: object) -> CompiledQuery:
        asked = (build, *given)
        query = _written.get(asked)
        if query is None:
            query = _written[asked] = CompiledQuery.of(build(*given))
        return query

    return written


def forget_compiled() -> None:
    """Write every query again; for whoever changes what querysets are made of."""
    _written.clear()


def _filled(parameter: Any, values: Mapping[str, Any]) -> Any:
    if isinstance(parameter, Slot):
        return values[parameter]
    if parameter == MOMENT:
        return values[AT]
    if type(parameter) is datetime.date:
        return day_of(values[AT]) + (parameter - day_of(MOMENT))
    return parameter
