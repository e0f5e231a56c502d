"""Pieces that are alike take little, and come out as they went in."""

from hypothesis import given
from hypothesis import strategies as st

from pok_tracker.lib.kept_bytes import OVERHEAD
from pok_tracker.lib.packed_pieces import PackedPieces

ROW = b"<tr><td>%d</td><td>in uitvoering</td><td>Hersteloperatie, actie %d</td></tr>" * 20


@given(st.lists(st.tuples(st.sampled_from(["rij", "regel"]), st.binary(max_size=300)), max_size=9))
def test_every_piece_comes_out_as_it_went_in(given_pieces: list[tuple[str, bytes]]):
    pieces = {(kind, place): piece for place, (kind, piece) in enumerate(given_pieces)}
    kept = PackedPieces(limit=10_000)

    kept.add(pieces)

    assert {key: kept.get(key) for key in pieces} == pieces


def test_rows_that_are_alike_fit_where_they_would_not_as_they_are():
    rows = {("rij", place): ROW.replace(b"%d", b"%d" % place) for place in range(20)}
    kept = PackedPieces(limit=20 * (OVERHEAD + len(ROW) // 5))

    kept.add(rows)

    assert [kept.get(key) for key in rows] == list(rows.values())


def test_what_came_first_goes_first_and_the_example_of_its_kind_stays():
    kept = PackedPieces(limit=OVERHEAD + 100)
    kept.add({("rij", 1): ROW})
    kept.add({("rij", 2): ROW + b"!"})

    assert (kept.get(("rij", 1)), kept.get(("rij", 2))) == (None, ROW + b"!")
