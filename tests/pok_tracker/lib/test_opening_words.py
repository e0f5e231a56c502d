"""The beginning of a text as one line."""

import pytest

from pok_tracker.lib.opening_words import opening_words


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Eén twee drie vier", "Eén twee drie…"),
        ("Eén twee drie", "Eén twee drie"),
        ("- Casus\n- Overleg", "Casus; Overleg"),
        ("Drie dingen:\n• a\n• b", "Drie dingen: a…"),
        ("Twee\nregels", "Twee regels"),
        ("\n\n- a\n\n- b", "a; b"),
        ("on-line – dus", "on-line – dus"),
        ("", ""),
    ],
)
def test_a_text_begins_with_its_first_words_in_one_line(text: str, opening: str) -> None:
    assert opening_words(text, 3) == opening
