"""What a text points at."""

import pytest

from actions.statustable.references import find_see_also


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(zie actie 18)", (18,)),
        ("(zie ook 33)", (33,)),
        ("Zie ook actie 33.", (33,)),
        ("zie acties 3, 4 en 12", (3, 4, 12)),
        ("zie actie 7, zie ook actie 7", ()),
        ("(Zie de Beleidslijn, hoofdstuk 3)", ()),
        ("zie ook 2021", ()),
        ("de Kamer ziet dat 18 acties", ()),
        ("zie 18", ()),
    ],
)
def test_references_to_other_actions_are_found(text: str, found: tuple[int, ...]) -> None:
    assert find_see_also([text], own_number=7) == found
