"""A table whose head tells people and screen readers what it is sorted by, with plain links."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from pok_tracker.lib.cut_templates import cut, filled, hole
from pok_tracker.lib.query_string import query_string

ROW_TEMPLATE = "includes/table_row.html"


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


@dataclass(frozen=True, slots=True)
class RowCell:
    """One cell of every row as its template sees it; its content is filled in row by row."""

    name: str
    label: str

    @property
    def content(self) -> str:
        """The hole for what a row has here."""
        return hole(self.name)


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
        columns = list(self.columns)
        names = [column.name for column in columns]
        sorts = _sorts(names, self.sorts, query=self.query, sort=self.sort)
        return [
            HeaderCell(column.name, str(column.header), order)
            for column, order in zip(columns, sorts, strict=True)
        ]

    @property
    def body(self) -> SafeString:
        """All rows of the table, one after another."""
        # Each is escaped by itself.
        return SafeString("".join(self.rows_in_markup()))

    def rows_in_markup(self) -> Iterator[SafeString]:
        """The markup of each row; an error in a cell is an error here.

        The table asks its own columns, without what django-tables2 looks up for each cell anew:
        that takes longer than the cell. So every column has a `render_...` with a `record`.
        """
        cells = tuple(RowCell(column.name, str(column.header)) for column in self.columns)
        pieces = cut(render_to_string(ROW_TEMPLATE, {"cells": cells}))
        renders = {cell.name: getattr(self, f"render_{cell.name}") for cell in cells}
        for record in self.data:
            yield filled(pieces, {name: render(record=record) for name, render in renders.items()})


class ReadyTable:
    """The table of a class, with rows that were rendered before: `body` is their markup."""

    def __init__(
        self,
        table: type[AccessibleTable],
        body: str,
        *,
        query: QueryDict,
        sort: str,
    ) -> None:
        self.caption = table.caption
        self.header_cells = [
            HeaderCell(name, str(column.verbose_name), order)
            for (name, column), order in zip(
                table.base_columns.items(),
                _sorts(table.base_columns, table.sorts, query=query, sort=sort),
                strict=True,
            )
        ]
        # Each row was escaped when it was rendered.
        self.body = SafeString(body)


def _sorts(
    names: Iterable[str], sortable: Collection[str], *, query: QueryDict, sort: str
) -> Iterator[Sort | None]:
    """Per column the link that sorts by it, None where that cannot be."""
    for name in names:
        if name in sortable:
            state = {name: "ascending", f"-{name}": "descending"}.get(sort, "none")
            order = f"-{name}" if state == "ascending" else name
            yield Sort(f"?{query_string(query, {'pagina': [], 'sort': [order]})}", state)
        else:
            yield None
