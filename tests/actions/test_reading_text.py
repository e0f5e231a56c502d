"""Texts as blocks and segments: nothing lost, and what may be linked linked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reading_text import Marks, Segment, read_blocks, read_segments

ADDRESS = "https://zoek.officielebekendmakingen.nl/kst-34352-213.html"


def shape(text: str) -> list[tuple[str, list[str]]]:
    return [
        (block.kind, [paragraph.marker for paragraph in block.paragraphs])
        for block in read_blocks(text)
    ]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Een alinea.", [("text", [""])]),
        ("Een alinea.\nNog een.", [("text", ["", ""])]),
        ("Dit:\n- een\n- twee\nEn dat.", [("text", [""]), ("list", ["-", "-"]), ("text", [""])]),
        ("A. een\nB. twee", [("list", ["A.", "B."])]),
        ("a. een\nb. twee", [("list", ["a.", "b."])]),
        ("- een\nA. twee\n- drie", [("list", ["-"]), ("list", ["A."]), ("list", ["-"])]),
        ("-geen lijst", [("text", [""])]),
        ("uitvoerings- en", [("text", [""])]),
        ("16. In het kort", [("text", [""])]),
        ("AB. geen lijst", [("text", [""])]),
        ("- ", [("text", [""])]),
        ("", [("text", [""])]),
    ],
)
def test_bullets_and_letters_become_lists(text: str, blocks: list[tuple[str, list[str]]]):
    assert shape(text) == blocks


def test_a_citation_is_linked_to_its_official_publication():
    assert read_segments("Zie TK 34352-213.") == (
        Segment("Zie "),
        Segment("TK 34352-213", ADDRESS),
        Segment("."),
    )


def test_a_doubtful_citation_is_not_linked_but_explained_behind_it():
    marks = Marks(doubts={"34352-213": "Dit kan niet."})

    assert read_segments("Zie TK 34352-213.", marks) == (
        Segment("Zie "),
        Segment("TK 34352-213", note="Dit kan niet."),
        Segment("."),
    )


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Zie actie 18.", ["18"]),
        ("zie ook 33", ["33"]),
        ("Zie ook actie 18 en meer", ["18"]),
        ("Zie acties 18, 33 en 37", ["18", "33", "37"]),
        ("Zie acties 17 en 18", ["18"]),
        ("Zie actie 17", []),
        ("Actie 18 is klaar", []),
        ("zie artikel 18", []),
    ],
)
def test_only_actions_that_may_be_shown_are_linked(text: str, linked: list[str]):
    marks = Marks(actions=frozenset({18, 33, 37}))
    links = [segment for segment in read_segments(text, marks) if segment.url]

    assert [(segment.text, segment.url) for segment in links] == [
        (number, f"/acties/{number}/") for number in linked
    ]


def test_a_hit_within_a_link_stays_within_the_link():
    assert read_segments("TK 34352-213", Marks(hits=["34352"])) == (
        Segment("TK ", ADDRESS),
        Segment("34352", ADDRESS, hit=True),
        Segment("-213", ADDRESS),
    )


def test_the_remark_on_a_doubtful_citation_stands_once_however_it_is_marked():
    marks = Marks(doubts={"34352-213": "Nee."}, hits=["34352"])

    assert [s.note for s in read_segments("TK 34352-213", marks)] == ["", "", "Nee."]


@pytest.mark.parametrize(
    ("position", "before"),
    [(3, "Een"), (10, "Een alinea"), (13, "Pu"), (16, "Punt."), (1, "E")],
)
def test_a_footnote_marker_stands_at_its_place(position: int, before: str):
    # The bullet's "- " is a marker on the page, but counts as two places in the text.
    text = "Een alinea\n- Punt."
    place = position + 2 if position > 10 else position
    blocks = read_blocks(text, Marks(notes=[(place, "3")]))

    paragraphs = [paragraph for block in blocks for paragraph in block.paragraphs]
    found = [
        "".join(segment.text for segment in paragraph.segments[:index])
        for paragraph in paragraphs
        for index, segment in enumerate(paragraph.segments)
        if segment.note == "3"
    ]

    assert found == [before]


@pytest.mark.parametrize("position", [0, -1, 99])
def test_a_footnote_outside_the_text_is_not_placed(position: int):
    segments = read_segments("Een alinea", Marks(notes=[(position, "3")]))

    assert segments == (Segment("Een alinea"),)


TEXTS = st.lists(
    st.sampled_from(
        ["- ", "A. ", "zie actie 18", "TK 34352-213", "35 510, nr. 809", "é", "\n", " ", "x", "<b>"]
    ),
    max_size=12,
).map("".join)


@given(text=TEXTS, notes=st.lists(st.tuples(st.integers(-2, 40), st.just("1")), max_size=3))
def test_no_mark_ever_changes_a_letter_of_the_text(text: str, notes: list[tuple[int, str]]):
    marks = Marks(frozenset({18}), {"35510-809": "Nee."}, ["e", "3435"], notes)
    blocks = read_blocks(text, marks)
    paragraphs = [paragraph for block in blocks for paragraph in block.paragraphs]

    printed = "\n".join(
        "".join([f"{p.marker} " if p.marker else "", *(segment.text for segment in p.segments)])
        for p in paragraphs
    )

    assert printed == text
