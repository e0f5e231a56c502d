"""A table whose head tells people and screen readers what it is sorted by, with plain links."""

from dataclasses import dataclass

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class Sort:
    """The link in a head cell, and the order that the column has now (an aria-sort value)."""

    url: str
    aria: str


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One cell of the table's head; `sort` is None when the column cannot be sorted."""

    name: str
    label: str
    sort: Sort | None


class AccessibleTable(tables.Table):
    """A django-tables2 table with a caption and its own sort links.

    The rows come sorted: the filter set owns the order, because a wrong `sort` has to be refused.
    `query` are the parameters of the address, `sorts` the columns that may be sorted by.
    """

    sorts: tuple[str, ...] = ()
    caption = ""

    class Meta:
        template_name = "includes/table.html"
        orderable = False

    def __init__(self, rows: QuerySet | list[object], *, query: QueryDict, sort: str) -> None:
        super().__init__(rows)
        self.query = query
        self.sort = sort

    @property
    def header_cells(self) -> list[HeaderCell]:
        """The head of the table, in the order of its columns."""
        return [
            HeaderCell(column.name, str(column.header), self._sort_of(column.name))
            for column in self.columns
        ]

    def _sort_of(self, name: str) -> Sort | None:
        if name not in self.sorts:
            return None
        state = {name: "ascending", f"-{name}": "descending"}.get(self.sort, "none")
        query = self.query.copy()
        query.pop("pagina", None)
        query["sort"] = f"-{name}" if state == "ascending" else name
        return Sort(f"?{query.urlencode()}", state)
