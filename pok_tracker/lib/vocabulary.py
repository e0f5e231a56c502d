"""The values that filters may have because the database has them, read in one query."""

from collections import defaultdict

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

Vocabulary = dict[str, list[tuple[str, str]]]
NO_PLACE = Value(0)


def choices_from(
    parameter: str,
    rows: QuerySet,
    value: str | Combinable,
    label: str | Combinable,
    *,
    place: str | Combinable = NO_PLACE,
) -> QuerySet:
    """One branch of a vocabulary: the value and label of each row, sorted by place, then label."""
    return rows.order_by().values(
        parameter=Value(parameter, CharField()),
        choice=Cast(_column(value), CharField()),
        caption=Cast(_column(label), CharField()),
        place=Cast(_column(place), IntegerField()),
    )


def read_choices(first: QuerySet, *others: QuerySet) -> Vocabulary:
    """Return (value, label) per parameter; each once, although joins may find it more often."""
    vocabulary: Vocabulary = defaultdict(list)
    for row in first.union(*others).order_by("parameter", "place", "caption"):
        vocabulary[row["parameter"]].append((row["choice"], row["caption"]))
    return vocabulary


def _column(expression: str | Combinable) -> Combinable:
    return F(expression) if isinstance(expression, str) else expression
