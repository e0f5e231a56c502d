"""Facets: how many rows each choice of each filter would give, all counted in one query."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce

from django.db.models import CharField, Count, QuerySet, Value
from django.db.models.expressions import Combinable

from pok_tracker.lib.filtering import Choice, Facet, StrictFilterSet
from pok_tracker.lib.list_page import ListCounts

FOUND = "found"
TOTAL = "total"


def grouped(facet: str, rows: QuerySet, choice: Combinable) -> QuerySet:
    """One branch of the count: the rows per choice of one facet. Rows must have no order."""
    return rows.values(facet=Value(facet, CharField()), choice=choice).annotate(
        rows=Count("pk", distinct=True)
    )


def count_facets(
    chosen: StrictFilterSet, shown: Sequence[str], branches: Iterable[QuerySet]
) -> ListCounts:
    """Run the branches as one UNION ALL; besides the facets they count `found` and `total`.

    `shown` names the facets in the order of the page. A choice is left out when it would give
    nothing, unless the reader has chosen it.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in reduce(lambda left, right: left.union(right, all=True), branches):
        counts[row["facet"]][row["choice"]] += row["rows"]
    return ListCounts(
        found=counts[FOUND].total(),
        total=counts[TOTAL].total(),
        facets=[_facet(name, chosen, counts[name]) for name in shown],
    )


def _facet(name: str, chosen: StrictFilterSet, counts: Counter[str]) -> Facet:
    field = chosen.form.fields[name]
    selected = set(chosen.selected(name))
    choices = [
        Choice(value, str(label), counts[value], value in selected)
        for value, label in field.choices
        if counts[value] or value in selected
    ]
    return Facet(name, str(field.label), choices)
