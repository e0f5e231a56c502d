"""The head of a table: what it is sorted by, and the links that sort it otherwise."""

import django_tables2 as tables
import pytest
from django.http import QueryDict

from pok_tracker.lib.accessible_table import AccessibleTable, HeaderCell, Sort


class TreeTable(AccessibleTable):
    caption = "Bomen"
    sorts = ("naam",)

    naam = tables.Column("Naam")
    soort = tables.Column("Soort")


def head(query: str, sort: str) -> list[HeaderCell]:
    return TreeTable([], query=QueryDict(query), sort=sort).header_cells


@pytest.mark.parametrize(
    ("sort", "aria", "link"),
    [
        ("", "none", "?q=eik&sort=naam"),
        ("naam", "ascending", "?q=eik&sort=-naam"),
        ("-naam", "descending", "?q=eik&sort=naam"),
        ("soort", "none", "?q=eik&sort=naam"),
    ],
)
def test_a_sort_link_reverses_the_order_and_keeps_the_rest_of_the_question(
    sort: str, aria: str, link: str
):
    query = f"q=eik&sort={sort}" if sort else "q=eik"

    assert head(query, sort)[0] == HeaderCell("naam", "Naam", Sort(link, aria))


def test_another_order_starts_at_the_first_page():
    assert head("pagina=3&q=eik", "")[0].sort == Sort("?q=eik&sort=naam", "none")


def test_a_column_outside_sorts_has_no_link():
    assert head("", "")[1] == HeaderCell("soort", "Soort", None)
