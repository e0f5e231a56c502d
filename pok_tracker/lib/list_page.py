"""What every filtered list shows around its table: errors, chips, counts and pages."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pok_tracker.lib.chosen import Chosen
from pok_tracker.lib.citing import Citation, cite
from pok_tracker.lib.filtering import Facet, StrictFilterSet
from pok_tracker.lib.viewpoint import viewpoint_of

PER_PAGE = 100
# Of a search with more answers than one page holds: few read on after the best.
BEST_PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class ListCounts:
    """What the list says about itself: rows found, rows in all, and the facets beside it."""

    found: int
    total: int
    facets: list[Facet]


class KnownCount(Paginator):
    """Pages over rows whose number is known already, so that it is not counted again."""

    def __init__(self, rows: Any, *, found: int, per_page: int) -> None:
        super().__init__(rows, per_page)
        self.found = found

    @property
    def count(self) -> int:
        """The number of rows in all pages together."""
        return self.found


def read_page(request: HttpRequest, rows: Any, *, found: int, best_first: bool = False) -> Page:
    """The page that `?pagina=` asks for; the nearest one when there is no such page.

    `best_first` when the rows answer a search and stand in its order.
    """
    per_page = BEST_PER_PAGE if best_first and found > PER_PAGE else PER_PAGE
    return KnownCount(rows, found=found, per_page=per_page).get_page(request.GET.get("pagina"))


def all_rows(page: Page, rows: list[Any]) -> list[Any] | None:
    """The rows on the page when those are all there are, None when there are more pages."""
    return None if page.has_other_pages() else rows


def refuse_filters(request: HttpRequest, template: str, chosen: StrictFilterSet) -> HttpResponse:
    """The list page with status 400: what is wrong, and the choices that the reader made."""
    return render(
        request,
        template,
        {"errors": chosen.field_errors, "facets": chosen.plain_facets, **filter_context(chosen)},
        status=400,
    )


def cite_list(request: HttpRequest, noun: str, chosen: Chosen, found: int) -> Citation:
    """How a reader cites a list: what was chosen in words, and how many rows there were."""
    choices = "; ".join(chip.label for chip in chosen.chips)
    subject = f"{noun} ({choices}), aantal: {found}" if choices else f"{noun}, aantal: {found}"
    return cite(request, subject, viewpoint=viewpoint_of(request), query=chosen.data)


def filter_context(chosen: Chosen) -> dict[str, object]:
    """What the filter form shows of the reader's choices."""
    return {
        "chips": chosen.chips,
        "search": chosen.data.get("q", ""),
        "since": chosen.data.get("gewijzigdSinds", ""),
        "sort": chosen.data.get("sort", ""),
    }
