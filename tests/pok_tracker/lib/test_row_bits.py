"""Sets of rows as bits, and points for them."""

from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

import pok_tracker.lib.row_bits as row_bits
from pok_tracker.lib.row_bits import RowOrder, RowPoints, bits_of, rows_from_last, rows_of

ROWS = st.sets(st.integers(0, 40))
GIFTS = st.lists(st.tuples(ROWS, st.integers(0, 5000)), max_size=8)


def given_points(gifts: list[tuple[set[int], int]]) -> tuple[RowPoints, dict[int, int]]:
    points, plain = RowPoints(), dict.fromkeys(range(41), 0)
    for rows, number in gifts:
        points.give(bits_of(rows, 41), number)
        for row in rows:
            plain[row] += number
    return points, plain


@given(rows=ROWS)
def test_a_set_has_the_rows_it_was_made_of_in_order(rows: set[int]):
    assert list(rows_of(bits_of(rows, 41))) == sorted(rows)


@given(gifts=GIFTS, rows=ROWS)
def test_points_add_up_per_row(gifts: list[tuple[set[int], int]], rows: set[int]):
    points, plain = given_points(gifts)

    assert points.of(sorted(rows)) == [plain[row] for row in sorted(rows)]


@given(gifts=GIFTS, among=ROWS, least=st.integers(0, 12000))
def test_rows_with_so_many_points_or_more_are_found(
    gifts: list[tuple[set[int], int]], among: set[int], least: int
):
    points, plain = given_points(gifts)

    found = points.at_least(least, bits_of(among, 41))

    assert list(rows_of(found)) == [row for row in sorted(among) if plain[row] >= least]


@given(gifts=GIFTS, among=ROWS, number=st.integers(0, 41))
def test_the_best_are_those_with_most_points_and_of_equal_ones_the_first(
    gifts: list[tuple[set[int], int]], among: set[int], number: int
):
    points, plain = given_points(gifts)
    best = sorted(among, key=lambda row: (-plain[row], row))[:number]

    assert list(rows_of(points.best(number, bits_of(among, 41)))) == sorted(best)


@given(rows=ROWS)
def test_a_set_comes_from_its_last_row_as_well(rows: set[int]):
    assert list(rows_from_last(bits_of(rows, 41))) == sorted(rows, reverse=True)


@given(
    rows=ROWS,
    order=st.permutations(range(41)),
    start=st.integers(0, 45),
    length=st.integers(0, 45),
    most_sorted=st.sampled_from([0, 5, 1_000]),
    missing=st.integers(0, 3),
)
def test_each_page_of_a_set_comes_in_any_order_few_rows_and_many_alike(
    rows: set[int], order: list[int], start: int, length: int, most_sorted: int, missing: int
):
    asked = slice(start, start + length)
    with mock.patch.object(row_bits, "MOST_SORTED", most_sorted):
        page = RowOrder(order[missing:], 41).page(bits_of(rows, 41), asked)

    assert page == [row for row in order[missing:] if row in rows][asked]


def test_an_empty_list_has_no_rows_in_any_order():
    assert RowOrder([], 0).page(0, slice(0, 100)) == []
    assert list(rows_of(0)) == list(rows_from_last(0)) == []
