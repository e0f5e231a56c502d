"""Facets: how many rows each choice of each filter would give, all counted in one query."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from types import MappingProxyType

from django.db.models import CharField, Count, QuerySet, Value
from django.db.models.expressions import Combinable

from pok_tracker.lib.filtering import Choice, Facet, StrictFilterSet
from pok_tracker.lib.list_page import ListCounts
from pok_tracker.lib.shared_rows import run_with_shared

FOUND = "found"
TOTAL = "total"
NOTHING_SHARED: Mapping[str, QuerySet] = MappingProxyType({})


def grouped(facet: str, rows: QuerySet, choice: Combinable) -> QuerySet:
    """One branch of the count: the rows per choice of one facet. Rows must have no order."""
    return rows.values(facet=Value(facet, CharField()), choice=choice).annotate(
        rows=Count("pk", distinct=True)
    )


def count_facets(
    chosen: StrictFilterSet,
    shown: Sequence[str],
    branches: Iterable[QuerySet],
    shared: Mapping[str, QuerySet] = NOTHING_SHARED,
) -> ListCounts:
    """Run the branches as one UNION ALL; besides the facets they count `found` and `total`.

    `shared` are the keys that branches name with SharedKeys.

    `shown` names the facets in the order of the page. A choice is left out when it would give
    nothing, unless the reader has chosen it.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    union = reduce(lambda left, right: left.union(right, all=True), branches)
    for row in run_with_shared(union, shared):
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
