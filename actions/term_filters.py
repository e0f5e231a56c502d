"""The filters of the list of promises (/termijnen/), and what its facets count."""

import datetime
from collections.abc import Iterator

import django_filters
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.http import QueryDict

from actions.models import ActionMinistry, Milestone, Ministry, Standing, Theme
from pok_tracker.lib.facets import FOUND, TOTAL, count_facets, grouped
from pok_tracker.lib.filtering import StrictChoices, StrictFilterSet
from pok_tracker.lib.list_page import ListCounts
from pok_tracker.lib.vocabulary import Vocabulary, choices_from, read_choices

SHOWN = ("stand", "ministerie", "thema")
SORT_FIELDS = {"dag": ("last_day", "first_day"), "actie": ("update__action__number", "last_day")}
SORTS = [(f"{sign}{name}", name) for name in SORT_FIELDS for sign in ("", "-")]


class TermFilter(StrictFilterSet):
    """Which promises a reader asks for, and in what order."""

    stand = StrictChoices("Stand", field_name="stand", choices=Standing.choices)
    ministerie = StrictChoices("Ministerie", method="filter_ministry")
    thema = StrictChoices("Thema", method="filter_theme")
    sort = django_filters.ChoiceFilter(
        label="Volgorde",
        choices=SORTS,
        error_messages={
            "invalid_choice": "'%(value)s' is geen volgorde. Kies dag of actie, met een - ervoor "
            "om om te keren."
        },
    )

    def __init__(self, data: QueryDict, *, at: datetime.datetime) -> None:
        super().__init__(
            data,
            queryset=Milestone.objects.for_list(at=at),
            at=at,
            vocabulary=read_vocabulary(at=at),
        )

    def sorted(self, queryset: QuerySet) -> QuerySet:
        """By the last day of what was promised, unless `sort` says otherwise."""
        name = self.form.cleaned_data["sort"] or "dag"
        fields = [F(field) for field in SORT_FIELDS[name.removeprefix("-")]]
        if name.startswith("-"):
            return queryset.order_by(*(field.desc() for field in fields), "pk")
        return queryset.order_by(*fields, "pk")

    def filter_ministry(self, promises: QuerySet, name: str, values: list[str]) -> QuerySet:
        """Any of the ministries acts, leading or not."""
        links = ActionMinistry.objects.filter(
            action=OuterRef("update__action"), ministry__code__in=values
        )
        return promises.filter(Exists(links))

    def filter_theme(self, promises: QuerySet, name: str, values: list[str]) -> QuerySet:
        """A theme includes its sub-themes."""
        theme = "update__action__theme__"
        return promises.filter(
            Q(**{f"{theme}slug__in": values}) | Q(**{f"{theme}parent__slug__in": values})
        )


def count_terms(chosen: TermFilter) -> ListCounts:
    """Count for a valid filter set; a facet counts what all the other filters leave."""
    return count_facets(chosen, SHOWN, _branches(chosen))


def read_vocabulary(*, at: datetime.datetime) -> Vocabulary:
    """Return (value, label) of the themes and ministries that a promise can have; 1 query."""
    return read_choices(
        choices_from("thema", Theme.objects.published(at=at), "slug", "name", place="position"),
        choices_from("ministerie", Ministry.objects.order_by(), "code", "name"),
    )


def _branches(chosen: TermFilter) -> Iterator[QuerySet]:
    without = chosen.without
    yield grouped("stand", without("stand"), F("stand"))
    ministries = without("ministerie").filter(update__action__ministries__isnull=False)
    yield grouped("ministerie", ministries, F("update__action__ministries__code"))
    theme = "update__action__theme__"
    yield grouped("thema", without("thema"), F(f"{theme}slug"))
    in_subtheme = without("thema").filter(**{f"{theme}parent__isnull": False})
    yield grouped("thema", in_subtheme, F(f"{theme}parent__slug"))
    yield grouped(FOUND, without("sort"), Value(FOUND))
    promises = Milestone.objects.promises(at=chosen.at).order_by()
    yield grouped(TOTAL, promises, Value(TOTAL))
