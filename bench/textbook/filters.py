"""The filters, as the tutorial of django-filter declares them."""

import django_filters
from django.db.models import Q, QuerySet

from bench.textbook.models import Theme, Update

STATUSES = [
    (code, code)
    for code in (
        "niet-gestart",
        "in-voorbereiding",
        "in-uitvoering",
        "doorlopend",
        "wacht-op-besluit",
        "afgerond",
        "niet-uitgevoerd",
    )
]


class UpdateFilter(django_filters.FilterSet):
    """Statuses, themes, and changed since a day."""

    status = django_filters.MultipleChoiceFilter(choices=STATUSES)
    theme = django_filters.ModelMultipleChoiceFilter(
        queryset=Theme.objects.all(), to_field_name="slug", method="filter_theme"
    )
    since = django_filters.DateFilter(field_name="published_at", lookup_expr="date__gte")

    class Meta:
        model = Update
        fields = ["status", "theme", "since"]

    def filter_theme(self, updates: QuerySet, name: str, values: list[Theme]) -> QuerySet:
        """A theme with what is below it."""
        if not values:
            return updates
        return updates.filter(Q(action__theme__in=values) | Q(action__theme__parent__in=values))
