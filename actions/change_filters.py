"""Which changes the public saw, and the filters of their list."""

import datetime

import django_filters
from django.db.models import Case, F, Q, QuerySet, TextChoices, Value, When
from django.http import QueryDict
from django.utils import timezone

from actions.models import Ministry, StatusUpdate, Theme
from pok_tracker.lib.facets import FOUND, TOTAL, count_facets, grouped
from pok_tracker.lib.filtering import StrictChoices, StrictFilterSet
from pok_tracker.lib.list_page import ListCounts
from pok_tracker.lib.vocabulary import choices_from, read_choices

SHOWN = ("soort", "thema", "ministerie")


class ChangeKind(TextChoices):
    """What kind of change the public saw."""

    EDITION = "rapportage", "tekst uit een rapportage"
    INTERIM = "tussentijds", "tussentijdse stand"
    CORRECTION = "correctie", "correctie"
    WITHDRAWAL = "intrekking", "intrekking"


def public_changes(*, at: datetime.datetime) -> QuerySet[StatusUpdate]:
    """Updates of which the public saw something by that moment.

    Adds `change`, a ChangeKind, and `changed_at`, when it was. Of an update that was taken back
    only that is told: see `withdrawn()`.
    """
    is_withdrawn = Q(state=StatusUpdate.State.WITHDRAWN)
    updates = StatusUpdate.objects
    return (updates.published(at=at) | updates.withdrawn(at=at)).annotate(
        change=Case(When(is_withdrawn, then=Value(ChangeKind.WITHDRAWAL.value)), default=F("kind")),
        changed_at=Case(When(is_withdrawn, then=F("withdrawn_at")), default=F("published_at")),
    )


class ChangeFilter(StrictFilterSet):
    """Which public changes a reader asks for; the names are the public contract."""

    soort = StrictChoices("Soort", field_name="change", choices=ChangeKind.choices)
    thema = StrictChoices("Thema", method="filter_theme")
    ministerie = StrictChoices("Ministerie", method="filter_ministry")
    gewijzigdSinds = django_filters.DateFilter(
        label="Gewijzigd sinds",
        method="filter_since",
        error_messages={"invalid": "Schrijf een datum als jaar-maand-dag, zoals 2021-06-30."},
    )

    def __init__(self, data: QueryDict, *, at: datetime.datetime) -> None:
        themes = Theme.objects.published(at=at)
        super().__init__(
            data,
            queryset=public_changes(at=at),
            at=at,
            vocabulary=read_choices(
                choices_from("thema", themes, "slug", "name", place="position"),
                choices_from("ministerie", Ministry.objects.order_by(), "code", "name"),
            ),
        )

    def sorted(self, queryset: QuerySet) -> QuerySet:
        """The newest first."""
        return queryset.order_by("-changed_at", "action__number")

    def filter_theme(self, changes: QuerySet, name: str, values: list[str]) -> QuerySet:
        """A theme includes its sub-themes."""
        return changes.filter(
            Q(action__theme__slug__in=values) | Q(action__theme__parent__slug__in=values)
        )

    def filter_ministry(self, changes: QuerySet, name: str, values: list[str]) -> QuerySet:
        """Any of the ministries acts, leading or not."""
        acting = Ministry.objects.filter(code__in=values).values("action_links__action")
        return changes.filter(action__in=acting)

    def filter_since(self, changes: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """On that day or later, by the clock in Amsterdam."""
        start = timezone.make_aware(datetime.datetime.combine(value, datetime.time.min))
        return changes.filter(changed_at__gte=start)


def count_changes(chosen: ChangeFilter) -> ListCounts:
    """Count for a valid filter set; a facet counts what all the other filters leave; 1 query."""
    without = chosen.without
    in_subtheme = without("thema").filter(action__theme__parent__isnull=False)
    ministries = without("ministerie").filter(action__ministries__isnull=False)
    return count_facets(
        chosen,
        SHOWN,
        [
            grouped("soort", without("soort"), F("change")),
            grouped("thema", without("thema"), F("action__theme__slug")),
            grouped("thema", in_subtheme, F("action__theme__parent__slug")),
            grouped("ministerie", ministries, F("action__ministries__code")),
            grouped(FOUND, without("sort"), Value(FOUND)),
            grouped(TOTAL, public_changes(at=chosen.at).order_by(), Value(TOTAL)),
        ],
    )
