"""Pieces go into a file of the process, and come out as they went in."""

import os
from errno import ENOSPC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pok_tracker.lib import filed_pieces
from pok_tracker.lib.filed_pieces import FIRST, MOST_KINDS, FiledPieces

KINDS = st.sampled_from(["rij", ("csv", "https://a.nl/")])


@given(st.lists(st.tuples(KINDS, st.dictionaries(st.integers(0, 6), st.binary(max_size=300)))))
def test_every_piece_comes_out_as_it_first_went_in(added: list[tuple[str, dict[int, bytes]]]):
    kept = FiledPieces(places=7, limit=100_000)
    expected: dict[tuple[str, int], bytes] = {}

    for kind, pieces in added:
        kept.add(kind, pieces)
        expected = {(kind, place): piece for place, piece in pieces.items()} | expected

    assert {key: kept.get(*key) for key in expected} == expected
    assert [kept.get("anders", place) for place in range(7)] == [None] * 7


def test_what_does_not_fit_any_more_is_left_out_and_what_is_there_stays():
    kept = FiledPieces(places=3, limit=FIRST + 10)

    kept.add("rij", {0: b"12345"})
    kept.add("rij", {1: b"123456"})
    kept.add("rij", {2: b"12345"})

    assert [kept.get("rij", place) for place in range(3)] == [b"12345", None, b"12345"]


@pytest.mark.parametrize("fault", [OSError(ENOSPC, "vol"), None])
def test_a_full_disk_leaves_a_piece_out(monkeypatch: pytest.MonkeyPatch, fault: OSError | None):
    kept = FiledPieces(places=2, limit=1_000)

    def write(*_: object) -> int:
        if fault:
            raise fault
        return 3

    with monkeypatch.context() as full:
        full.setattr(os, "pwrite", write)
        kept.add("rij", {0: b"12345"})
    kept.add("rij", {1: b"67890"})

    assert (kept.get("rij", 0), kept.get("rij", 1)) == (None, b"67890")


def test_without_a_place_for_a_file_nothing_is_kept_and_nothing_breaks(
    monkeypatch: pytest.MonkeyPatch,
):
    kept = FiledPieces(places=2, limit=1_000)

    def refuse(**_: object) -> None:
        raise FileNotFoundError("geen map")

    with monkeypatch.context() as nowhere:
        nowhere.setattr(filed_pieces, "TemporaryFile", refuse)
        kept.add("rij", {0: b"12345"})
    kept.add("rij", {1: b"67890"})

    assert (kept.get("rij", 0), kept.get("rij", 1)) == (None, b"67890")


def test_readers_cannot_make_ever_more_kinds():
    kept = FiledPieces(places=1, limit=10_000)

    for number in range(MOST_KINDS + 1):
        kept.add(f"http://{number}.nl/", {0: b"rij"})

    assert kept.get(f"http://{MOST_KINDS - 1}.nl/", 0) == b"rij"
    assert kept.get(f"http://{MOST_KINDS}.nl/", 0) is None
