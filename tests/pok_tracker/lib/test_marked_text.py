"""Where the words searched for stand in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pok_tracker.lib.marked_text import FoldedText, WholeWord, find_hits, sought


def marked(text: str, *parts: str) -> list[str]:
    return [text[start:end] for start, end in find_hits(text, parts)]


@pytest.mark.parametrize(
    ("text", "part", "found"),
    [
        ("De enquête en de ENQUETE", "enquete", ["enquête", "ENQUETE"]),
        ("De enquete", "enquête", ["enquete"]),
        ("De enque\u0302te is klaar", "enquête", ["enque\u0302te"]),
        ("kinderopvangtoeslag", "toeslag", ["toeslag"]),
        ("Straße", "strasse", ["Straße"]),
        ("ﬁnanciën", "financien", ["ﬁnanciën"]),
        ("aaaa", "aa", ["aaaa"]),
        ("50% van a_b", "%", ["%"]),
        ("niets", "", []),
        ("", "iets", []),
        ("te kort", "te kort maar langer", []),
    ],
)
def test_hits_are_found_whatever_their_accents_and_capitals(text: str, part: str, found: list[str]):
    assert marked(text, part) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("AI, mail en aí", ["AI", "aí"]),
        ("AI-kader", ["AI"]),
        ("mailt haai", []),
    ],
)
def test_a_whole_word_is_no_part_of_a_longer_one(text: str, found: list[str]):
    assert marked(text, WholeWord("ai")) == found


def test_overlapping_hits_become_one():
    assert marked("kinderopvangtoeslag", "opvangtoe", "toeslag") == ["opvangtoeslag"]


def test_hits_come_in_the_order_of_the_text():
    assert marked("wet en regel", "regel", "wet") == ["wet", "regel"]


@given(
    text=st.text("aAé ß\u0302", max_size=20), parts=st.lists(st.text("aé", max_size=2), max_size=3)
)
def test_the_first_place_is_where_the_first_of_all_places_begins(text: str, parts: list[str]):
    folded, asked = FoldedText(text), sought([*parts, WholeWord("a")])

    first, every = folded.first_place(asked), folded.places(asked)

    assert (first and first[0]) == (every[0][0] if every else None)


@given(text=st.text(max_size=60), parts=st.lists(st.text(max_size=4), max_size=4))
def test_hits_are_always_inside_the_text_in_order_and_apart(text: str, parts: list[str]):
    places = [place for hit in find_hits(text, parts) for place in hit]

    assert places == sorted(set(places))
    assert [place for place in places if not 0 <= place <= len(text)] == []


@given(
    text=st.text(st.sampled_from("aá ßﬁA\u0301’"), max_size=40),
    part=st.text(st.sampled_from("aá sf"), min_size=1, max_size=3),
    cut=st.tuples(st.integers(0, 40), st.integers(0, 40)),
)
def test_a_text_that_was_folded_before_has_the_same_hits(
    text: str, part: str, cut: tuple[int, int]
):
    start, end = sorted(cut)
    again = FoldedText(text, FoldedText(text).kept)

    assert again.places(sought([part])) == find_hits(text, [part])
    assert again.cut(start, end).places(sought([part])) == find_hits(text[start:end], [part])


def test_a_word_that_counts_anywhere_is_looked_for_once():
    assert sought(["Wét", WholeWord("wet"), "", WholeWord("AI"), WholeWord("ai")]) == [
        ("wet", False),
        ("ai", True),
    ]
