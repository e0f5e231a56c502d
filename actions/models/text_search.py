"""What the database makes of a text so that it can be searched."""

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler


class PlainText(Func):
    """Lower case without accents: what substring search compares."""

    function = "pok_plain"
    output_field = models.TextField()


class DutchWords(Func):
    """The words of a text, stemmed as Dutch, without accents: what word search compares."""

    function = "to_tsvector"
    template = "%(function)s('pok_dutch'::regconfig, %(expressions)s)"
    output_field = SearchVectorField()


class SaysAnyOf(Func):
    """Whether a column of plain text says one of the pieces; the trigram index finds it.

    The column comes first; each piece is compared as the column is: lower case, no accents.
    """

    template = "%(column)s LIKE ANY(ARRAY[%(pieces)s])"
    output_field = models.BooleanField()

    def __init__(self, column: str, *pieces: str) -> None:
        patterns = (PlainText(Value(f"%{_escaped(piece)}%")) for piece in pieces)
        super().__init__(F(column), *patterns)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple:
        """Return the condition and its parameters."""
        column, *patterns = [
            compiler.compile(expression) for expression in self.get_source_expressions()
        ]
        sql = self.template % {"column": column[0], "pieces": ", ".join(sql for sql, _ in patterns)}
        return sql, [value for _, values in (column, *patterns) for value in values]


class KeyOfAny(Func):
    """Whether the key of a row is among the keys of a query, which is run once and first.

    As `pk IN (SELECT ...)` the planner takes that query for bigger than it is, and sorts the whole
    table before it keeps the rows that were asked for.
    """

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()

    def __init__(self, keys: QuerySet) -> None:
        super().__init__(F("pk"), ArraySubquery(keys))


def _escaped(piece: str) -> str:
    """What LIKE reads as these letters and nothing else."""
    return piece.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
