"""Counts as the pieces of a bar."""

from pok_tracker.lib.stacked_bars import Part, Piece, draw_bar, largest_of


def part(code: str, count: int) -> Part:
    return Part(code, code, count, f"/?code={code}")


def test_pieces_lie_side_by_side_on_the_scale_and_nothing_is_not_drawn() -> None:
    parts = [part("a", 1), part("b", 0), part("c", 3)]

    assert draw_bar(parts, scale=8) == [
        Piece(parts[0], "0.00%", "12.50%", "6.25%"),
        Piece(parts[2], "12.50%", "37.50%", "31.25%"),
    ]


def test_a_scale_of_nothing_draws_nothing() -> None:
    assert draw_bar([part("a", 0)], scale=0) == []


def test_the_largest_part_is_the_one_with_the_most_rows() -> None:
    assert largest_of([part("a", 1), part("b", 3), part("c", 2)]) == part("b", 3)


def test_two_parts_as_large_are_neither_the_largest() -> None:
    assert largest_of([part("a", 3), part("b", 3)]) is None


def test_of_nothing_there_is_no_largest() -> None:
    assert largest_of([part("a", 0)]) is None


def test_a_piece_too_narrow_for_its_number_has_none() -> None:
    parts = [part("a", 2), part("b", 3), part("c", 95)]

    assert [piece.middle for piece in draw_bar(parts, scale=100)] == [None, "3.50%", "52.50%"]
