"""Sets of rows as bits, and points for them."""

from hypothesis import given
from hypothesis import strategies as st

from pok_tracker.lib.row_bits import RowPoints, bits_of, in_order, rows_of

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


@given(rows=ROWS, order=st.permutations(range(41)))
def test_a_set_comes_in_any_order(rows: set[int], order: list[int]):
    assert list(in_order(bits_of(rows, 41), order, 41)) == [row for row in order if row in rows]


def test_an_empty_list_has_no_rows_in_any_order():
    assert list(in_order(0, range(0), 0)) == []
