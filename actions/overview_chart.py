"""The counts of the overview as bars, as a table, and as sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from actions.models import Status
from actions.overview import Overview, ThemeCount
from pok_tracker.lib.stacked_bars import Part, Piece, draw_bar, largest_of


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme or sub-theme as a bar, and its parts under the heads of the table.

    A part is None where no action of the theme stands so.
    """

    counted: ThemeCount
    is_subtheme: bool
    pieces: list[Piece]
    cells: list[Part | None]


@dataclass(frozen=True, slots=True)
class OverviewChart:
    """One bar of all actions and one a theme; `heads` are the statuses that occur."""

    total: int
    url: str
    heads: list[Part]
    pieces: list[Piece]
    rows: list[ThemeRow]
    sentence: str
    themes_sentence: str

    @property
    def legend(self) -> list[tuple[str, str]]:
        """The codes of the statuses that occur, with their words."""
        return [(head.code, head.label) for head in self.heads]


def draw_overview(overview: Overview) -> OverviewChart:
    """Lay the counts out; the longest bar of a theme fills the width."""
    most = max((theme.count for theme in overview.themes), default=0)
    return OverviewChart(
        total=overview.total,
        url=reverse("actions:list"),
        heads=overview.statuses,
        pieces=draw_bar(overview.statuses, scale=overview.total),
        rows=[_row(counted, overview, most) for counted in _in_order(overview.themes)],
        sentence=_sentence(overview),
        themes_sentence=_themes_sentence(overview.themes),
    )


def _in_order(themes: Sequence[ThemeCount]) -> Iterator[ThemeCount]:
    for theme in themes:
        yield theme
        yield from theme.subthemes


def _row(counted: ThemeCount, overview: Overview, most: int) -> ThemeRow:
    by_code = {part.code: part for part in counted.statuses}
    return ThemeRow(
        counted=counted,
        is_subtheme=counted.theme.parent_id is not None,
        pieces=draw_bar(counted.statuses, scale=most),
        cells=[by_code.get(head.code) for head in overview.statuses],
    )


def _sentence(overview: Overview) -> str:
    if not overview.total:
        return "Er is nog geen actie gepubliceerd."
    done = sum(part.count for part in overview.statuses if part.code == Status.DONE)
    noun = "actie" if overview.total == 1 else "acties"
    parts = [f"Van de {overview.total} {noun} {_are(done)} {Status.DONE.label}."]
    if (largest := largest_of(overview.statuses)) and largest.code != Status.DONE:
        parts.append(f"De grootste groep is ‘{largest.label}’: {largest.count}.")
    return " ".join(parts)


def _are(count: int) -> str:
    if not count:
        return "is er nog geen"
    return "is er 1" if count == 1 else f"zijn er {count}"


def _themes_sentence(themes: Sequence[ThemeCount]) -> str:
    if not themes:
        return ""
    finished = sum(any(part.code == Status.DONE for part in theme.statuses) for theme in themes)
    most = max(themes, key=lambda theme: theme.count)
    noun = "thema" if len(themes) == 1 else "thema's"
    said = f"In {finished or 'geen'} van de {len(themes)} {noun} is minstens één actie afgerond."
    if [theme.count for theme in themes].count(most.count) == 1 and len(themes) > 1:
        said += f" Het thema met de meeste acties is {most.theme.name}: {most.count}."
    return said
