"""Short pieces of long texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reading_text import Segment
from actions.snippets import AROUND, BEGINNING, around_first_hit, beginning

LONG = "woord " * 100


def words_in(segments: tuple[Segment, ...]) -> str:
    return "".join(segment.text for segment in segments)


def test_a_short_text_is_shown_whole_on_one_line():
    assert beginning("Een\nkorte  tekst", []) == (Segment("Een korte tekst"),)


def test_a_long_text_is_cut_at_a_space():
    cut = ("woord " * (BEGINNING // 6)).strip()

    assert words_in(beginning(LONG, [])) == f"{cut} …"


def test_a_long_word_without_spaces_is_cut_as_well():
    address = "https://voorbeeld.nl/" + "x" * 300

    assert words_in(beginning(address, [])) == f"{address[:BEGINNING]} …"


def test_hits_in_the_beginning_are_marked():
    assert beginning("De enquête van nu", ["enquete", "nu"]) == (
        Segment("De "),
        Segment("enquête", hit=True),
        Segment(" van "),
        Segment("nu", hit=True),
    )


@pytest.mark.parametrize("hits", [[], ["niets"]])
def test_without_a_hit_there_is_nothing_around_it(hits: list[str]):
    assert around_first_hit("Een tekst", hits) == ()


def test_the_words_around_the_first_hit_are_shown_between_dots():
    found = around_first_hit(f"{LONG}hier {LONG}hier", ["hier"])
    shown = words_in(found)

    assert (shown[:2], shown[-2:], shown.count("hier")) == ("… ", " …", 1)
    assert len(shown) <= 2 * AROUND + len("… hier …")
    assert Segment("hier", hit=True) in found


def test_a_hit_at_the_edge_needs_no_dots():
    assert words_in(around_first_hit("hier en daar", ["hier"])) == "hier en daar"


@given(text=st.text("ab \n", max_size=600), hit=st.sampled_from(["a", "ab", "b a"]))
def test_a_snippet_is_a_piece_of_the_text_with_the_hit_in_it(text: str, hit: str):
    flat = " ".join(text.split())
    segments = around_first_hit(text, [hit])
    shown = words_in(segments).removeprefix("… ").removesuffix(" …")

    assert (shown in flat, hit in shown) == (True, hit in flat)
    assert words_in(beginning(text, [hit])).removesuffix(" …") in flat
