"""What changed from one text to another, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.word_difference import Change, ChangedText, word_difference

SIGNS = {Change.KEPT: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "[+{}+]"}


def marked(before: str, after: str) -> str:
    """The difference on one line, as the tables of these tests write it."""
    return "".join(
        SIGNS[piece.change].format(piece.text) for piece in word_difference(before, after)
    )


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        ("De wet is klaar.", "De wet is klaar.", "De wet is klaar."),
        ("", "", ""),
        ("", "Nieuw.", "[+Nieuw.+]"),
        ("Oud.", "", "[-Oud.-]"),
        ("De wet is klaar.", "De wet is af.", "De wet is [-klaar-][+af+]."),
        ("in juni 2021", "in juli 2022", "in [-juni 2021-][+juli 2022+]"),
        ("De wet is klaar.", "De wet is klaar. Nu de rest.", "De wet is klaar.[+ Nu de rest.+]"),
        ("De wet is klaar.", "Nu: de wet is klaar.", "[-De-][+Nu: de+] wet is klaar."),
        ("Eerst. Dan.", "Dan.", "[-Eerst. -]Dan."),
        ("één twee drie", "één drie", "één [-twee -]drie"),
        ("Eén alinea.\nNog een.", "Eén alinea. Nog een.", "Eén alinea.[-\n-][+ +]Nog een."),
    ],
)
def test_a_difference_is_told_in_words(before: str, after: str, difference: str):
    assert marked(before, after) == difference


def test_each_piece_knows_in_which_text_it_stands():
    pieces = word_difference("blijft weg", "blijft nieuw")

    assert pieces == (
        ChangedText("blijft ", Change.KEPT),
        ChangedText("weg", Change.REMOVED),
        ChangedText("nieuw", Change.ADDED),
    )
    assert [(piece.is_kept, piece.is_removed, piece.is_added) for piece in pieces] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]


WORDS = st.lists(st.sampled_from(["de", "wet", "is", "klaar", " ", "  ", "\n", ".", "é"]))


@given(before=WORDS.map("".join) | st.text(), after=WORDS.map("".join) | st.text())
def test_the_pieces_give_both_texts_back_to_the_letter(before: str, after: str):
    pieces = word_difference(before, after)

    assert "".join(piece.text for piece in pieces if not piece.is_added) == before
    assert "".join(piece.text for piece in pieces if not piece.is_removed) == after


def test_a_text_of_one_word_repeated_is_compared_at_its_ends_only():
    before = "begin " + "ja nee " * 20_000 + "einde"
    after = "begin " + "nee ja " * 20_000 + "einde"

    changes = [piece.change for piece in word_difference(before, after)]

    assert changes == [Change.KEPT, Change.REMOVED, Change.ADDED, Change.KEPT]
