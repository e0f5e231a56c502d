"""Short pieces of long texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.snippets import AROUND, BEGINNING, Snippet, around_first_hit, beginning, on_one_line
from pok_tracker.lib.marked_text import FoldedText, sought

LONG = "woord " * 100


def words_in(snippet: Snippet) -> str:
    return f"{snippet.before}{snippet.text.text}{snippet.after}"


def around(text: str, *hits: str) -> Snippet | None:
    return around_first_hit(FoldedText(on_one_line(text)), sought(hits))


def test_a_text_that_is_a_list_begins_without_its_dash():
    said = beginning("- Casussen bespreken\n- Overleg").text.text

    assert said == "Casussen bespreken; Overleg"


def test_a_short_text_is_shown_whole_on_one_line():
    assert words_in(beginning("Een\nkorte  tekst")) == "Een korte tekst"


def test_a_long_text_is_cut_at_a_space():
    cut = ("woord " * (BEGINNING // 6)).strip()

    assert words_in(beginning(LONG)) == f"{cut} …"


def test_a_long_word_without_spaces_is_cut_as_well():
    address = "https://voorbeeld.nl/" + "x" * 300

    assert words_in(beginning(address)) == f"{address[:BEGINNING]} …"


@pytest.mark.parametrize("hits", [[], ["niets"]])
def test_without_a_hit_there_is_nothing_around_it(hits: list[str]):
    assert around("Een tekst", *hits) is None


def test_the_words_around_the_first_hit_are_shown_between_dots():
    found = around(f"{LONG}hier {LONG}hier", "hier")
    shown = words_in(found)

    assert (shown[:2], shown[-2:], shown.count("hier")) == ("… ", " …", 1)
    assert len(shown) <= 2 * AROUND + len("… hier …")
    [(start, end)] = found.text.places(sought(["hier"]))
    assert found.text.text[start:end] == "hier"


def test_a_hit_at_the_edge_needs_no_dots():
    assert words_in(around("hier en daar", "hier")) == "hier en daar"


@given(text=st.text("ab \n", max_size=600), hit=st.sampled_from(["a", "ab", "b a"]))
def test_a_snippet_is_a_piece_of_the_text_with_the_hit_in_it(text: str, hit: str):
    flat = on_one_line(text)
    found = around(text, hit)
    shown = words_in(found).removeprefix("… ").removesuffix(" …") if found else ""

    assert (shown in flat, hit in shown) == (True, hit in flat)
    assert words_in(beginning(text)).removesuffix(" …") in flat
