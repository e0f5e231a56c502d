"""Counts for the overview: how many actions stand where, in all and per theme."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from actions.models import Action, Status, Theme
from pok_tracker.lib.stacked_bars import Part


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """How many actions a theme has, its sub-themes included, and how they stand.

    `url` is the page of the theme, `list_url` the list that proves the count.
    """

    theme: Theme
    url: str
    list_url: str
    count: int
    statuses: list[Part]
    subthemes: list["ThemeCount"]


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole site in numbers."""

    total: int
    statuses: list[Part]
    themes: list[ThemeCount]


def read_overview(*, at: datetime.datetime) -> Overview:
    """Count the published actions by theme and status, in two queries."""
    counts: dict[int, Counter[str]] = {}
    grouped = Action.objects.published(at=at).order_by().values("theme", "current__status")
    for row in grouped.annotate(rows=Count("pk")):
        counts.setdefault(row["theme"], Counter())[row["current__status"]] += row["rows"]
    themes = list(Theme.objects.published(at=at).select_related("parent"))
    main = [_theme_count(theme, themes, counts) for theme in themes if not theme.parent_id]
    everything = sum(counts.values(), Counter())
    return Overview(everything.total(), _status_parts(everything), main)


def _theme_count(
    theme: Theme, themes: Iterable[Theme], counts: dict[int, Counter[str]]
) -> ThemeCount:
    children = [child for child in themes if child.parent_id == theme.pk]
    own = counts.get(theme.pk, Counter())
    below = [counts.get(child.pk, Counter()) for child in children]
    total = sum(below, own)
    return ThemeCount(
        theme=theme,
        url=theme.get_absolute_url(),
        list_url=f"{reverse('actions:list')}?thema={theme.slug}",
        count=total.total(),
        statuses=_status_parts(total, theme),
        subthemes=[_theme_count(child, [], counts) for child in children],
    )


def _status_parts(counts: Counter[str], theme: Theme | None = None) -> list[Part]:
    """In the order of the rubric; only what occurs."""
    within = f"&thema={theme.slug}" if theme else ""
    return [
        Part(
            status.value,
            status.label,
            counts[status.value],
            f"{reverse('actions:list')}?status={status.value}{within}",
        )
        for status in Status
        if counts[status.value]
    ]
