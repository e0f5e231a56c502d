"""A process keeps pieces up to a number of bytes."""

from pok_tracker.lib.kept_bytes import OVERHEAD, KeptPieces


def test_what_came_first_goes_first():
    kept = KeptPieces(limit=2 * (OVERHEAD + 10))
    kept.add({"a": b"1" * 10, "b": b"2" * 10})
    kept.add({"c": b"3" * 10})

    assert [kept.get(key) for key in "abc"] == [None, b"2" * 10, b"3" * 10]


def test_the_same_piece_counts_once():
    kept = KeptPieces(limit=2 * (OVERHEAD + 10))
    for _ in range(5):
        kept.add({"a": b"1" * 10, "b": b"2" * 10})

    assert [kept.get(key) for key in "ab"] == [b"1" * 10, b"2" * 10]


def test_a_piece_that_does_not_fit_is_not_kept():
    kept = KeptPieces(limit=OVERHEAD)
    kept.add({"a": b"1"})

    assert kept.get("a") is None
