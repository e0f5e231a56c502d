"""A difference without the long stretches that stayed the same."""

from hypothesis import given
from hypothesis import strategies as st

from actions.elided_difference import AROUND, shown_difference

MANY = " ".join(f"woord{number}" for number in range(100))


def printed(before: str, after: str) -> str:
    """The pieces as one line: -gone-, +new+, and … for what is left out."""
    marks = {"weg": "-", "nieuw": "+", "gebleven": ""}
    return "".join(
        "…" if piece.is_gap else f"{marks[piece.change]}{piece.text}{marks[piece.change]}"
        for piece in shown_difference(before, after).pieces
    )


def test_a_short_text_is_shown_whole() -> None:
    assert printed("Het gaat in juni in.", "Het gaat in juli in.") == "Het gaat in -juni-+juli+ in."


def test_of_a_long_stretch_only_the_words_beside_a_change_are_left() -> None:
    words = MANY.split()

    assert printed(f"eerst {MANY} oud", f"daarna {MANY} nieuw") == (
        f"-eerst-+daarna+ {' '.join(words[:AROUND])} …{' '.join(words[-AROUND:])} -oud-+nieuw+"
    )


def test_before_the_first_and_behind_the_last_change_one_side_is_left() -> None:
    words = MANY.split()

    assert printed(f"{MANY} oud {MANY}", f"{MANY} nieuw {MANY}") == (
        f"…{' '.join(words[-AROUND:])} -oud-+nieuw+ {' '.join(words[:AROUND])} …"
    )


def test_it_counts_the_words_that_went_and_came() -> None:
    found = shown_difference("een twee drie", "een vier vijf zes drie")

    assert (found.removed, found.added) == (1, 3)


@given(st.text(), st.text())
def test_every_word_that_went_or_came_is_shown(before: str, after: str) -> None:
    pieces = shown_difference(before, after).pieces

    assert "".join(piece.text for piece in pieces if not piece.is_added) in before or any(
        piece.is_gap for piece in pieces
    )
    assert all(piece.text in before for piece in pieces if piece.is_removed)
    assert all(piece.text in after for piece in pieces if piece.is_added)
