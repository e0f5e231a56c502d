"""Letters that cannot be seen are shown and refused; spaces become one kind of space."""

import pytest

from actions.statustable.errors import Place, StatusTableError
from actions.statustable.letters import find_invisible, plain_text, refuse_invisible
from actions.statustable.lines import read_lines


def test_white_space_of_every_kind_becomes_one_space() -> None:
    assert plain_text(" een\u00a0 twee\u2003drie\tvier\u2028vijf ") == "een twee drie vier vijf"


def test_soft_hyphens_are_left_out() -> None:
    assert plain_text("kinder\u00adopvang\u00adtoeslag") == "kinderopvangtoeslag"


@pytest.mark.parametrize(
    "letter",
    [
        "\u202e",
        "\u2066",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u2060",
        "\x07",
        "\x9f",
        "\ue000",
        "\ufffd",
        "\u3164",
        "\U000e0041",
        "\ufe00",
    ],
)
def test_a_letter_that_cannot_be_seen_is_found(letter: str) -> None:
    assert find_invisible(f"toe{letter}slag") == 3


@pytest.mark.parametrize(
    "text",
    ["één – “twee” € ½ ² ①", "👩\u200d🔬 👍🏽 ❤\ufe0f", "مرحبا שלום 中文", "e\u0301", "a\u00adb"],
)
def test_letters_of_any_language_and_emoji_are_allowed(text: str) -> None:
    assert find_invisible(text) is None


def test_the_refusal_shows_the_letter_and_its_place() -> None:
    with pytest.raises(StatusTableError) as refused:
        refuse_invisible("Betaal \u202e000.1 euro", Place(table="tabel 1", table_row=4, column="B"))
    assert str(refused.value) == (
        "Tabel 1, rij 4, kolom B: Hier staat een onzichtbaar teken: “Betaal [U+202E]000.1 euro”. "
        "Doe dit: haal het teken U+202E (right-to-left override) weg."
    )


def test_plain_text_files_are_held_to_the_same_letters() -> None:
    with pytest.raises(StatusTableError) as refused:
        read_lines("een\ntwee \u200b drie\n".encode())
    assert (refused.value.line, refused.value.message) == (
        2,
        "Hier staat een onzichtbaar teken: “een twee [U+200B] drie”.",
    )
