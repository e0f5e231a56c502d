"""Rows that several branches of one query need, selected once."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connections
from django.db.models import Expression, IntegerField, QuerySet
from django.db.models.sql.compiler import SQLCompiler


class SharedKeys(Expression):
    """The keys that `run_with_shared` selects under this name; for `pk__in`."""

    template = "(SELECT shared_key FROM %(table)s)"
    output_field = IntegerField()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: object) -> tuple[str, tuple[()]]:
        """Return a subquery on the shared rows."""
        return self.template % {"table": compiler.quote_name_unless_alias(self.name)}, ()


def run_with_shared(query: QuerySet, shared: Mapping[str, QuerySet]) -> Iterator[dict[str, Any]]:
    """Run a query of values in which SharedKeys stand for the one column of each shared query.

    PostgreSQL selects the shared rows once, however many branches of a union ask for them.
    """
    connection = connections[query.db]
    tables, values = [], []
    for name, rows in shared.items():
        sql, params = rows.query.get_compiler(connection=connection).as_sql()
        tables.append(f"{connection.ops.quote_name(name)} (shared_key) AS MATERIALIZED ({sql})")
        values += params
    sql, params = query.query.get_compiler(connection=connection).as_sql()
    prefix = f"WITH {', '.join(tables)} " if tables else ""
    with connection.cursor() as cursor:
        cursor.execute(prefix + sql, [*values, *params])
        names = [column[0] for column in cursor.description]
        for row in cursor.fetchall():
            yield dict(zip(names, row, strict=True))
