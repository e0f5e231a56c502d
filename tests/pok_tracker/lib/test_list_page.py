"""The pages of a list whose length is known."""

import pytest
from django.core.paginator import Page
from django.test import RequestFactory

from pok_tracker.lib.list_page import BEST_PER_PAGE, PER_PAGE, read_page

ROWS = range(2 * PER_PAGE + 50)


def page_of(query: str) -> Page:
    return read_page(RequestFactory().get(f"/acties/?{query}"), ROWS, found=len(ROWS))


@pytest.mark.parametrize(
    ("query", "number", "first"),
    [
        ("", 1, 0),
        ("pagina=2", 2, PER_PAGE),
        ("pagina=3", 3, 2 * PER_PAGE),
        ("pagina=99", 3, 2 * PER_PAGE),
        ("pagina=0", 3, 2 * PER_PAGE),
        ("pagina=onzin", 1, 0),
        ("pagina=%00", 1, 0),
        ("pagina=1&pagina=2", 2, PER_PAGE),
    ],
)
def test_the_page_asked_for_or_else_the_nearest(query: str, number: int, first: int):
    page = page_of(query)

    assert (page.number, page.object_list[0]) == (number, first)


def test_the_number_of_rows_is_taken_as_told_and_never_counted():
    page = read_page(RequestFactory().get("/acties/"), ROWS, found=101)

    assert (page.paginator.count, page.paginator.num_pages) == (101, 2)


@pytest.mark.parametrize(
    ("found", "best_first", "on_a_page"),
    [
        (PER_PAGE, True, PER_PAGE),
        (PER_PAGE + 1, True, BEST_PER_PAGE),
        (PER_PAGE + 1, False, PER_PAGE),
    ],
)
def test_a_search_with_more_than_a_page_shows_only_the_best(
    found: int, best_first: bool, on_a_page: int
):
    request = RequestFactory().get("/acties/?q=toeslag")

    page = read_page(request, ROWS[:found], found=found, best_first=best_first)

    assert len(page.object_list) == on_a_page


def test_an_empty_list_is_one_page():
    page = read_page(RequestFactory().get("/acties/"), [], found=0)

    assert (page.number, list(page.object_list), page.has_other_pages()) == (1, [], False)
