"""What Dutch does to words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pok_tracker.lib.dutch_words import (
    compound_cuts,
    known_part,
    letters_apart,
    one_letter_less,
    plain_word,
    split_compound,
    word_forms,
)

LETTERS = st.text("abcd", max_size=7)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("moties", "motie"),
        ("motie", "moties"),
        ("toeslagen", "toeslag"),
        ("wetten", "wet"),
        ("rapporten", "rapport"),
        ("gesprekken", "gesprek"),
        ("thema's", "thema"),
        ("thema’s", "thema"),
        ("brieven", "kamerbrief"),
        ("brief", "kamerbrieven"),
        ("prijzen", "prijs"),
        ("prijs", "prijzen"),
        ("zaken", "strafzaak"),
        ("zaak", "strafzaken"),
        ("maten", "maat"),
        ("hardheden", "hardheid"),
        ("hardheid", "hardheden"),
        ("opleiden", "opleiding"),
        ("opleidingen", "opleiden"),
        ("kinderen", "kind"),
        ("hardvochtige", "hardvochtig"),
        ("discriminerende", "discriminatie"),
        ("gecompenseerd", "compensatie"),
    ],
)
def test_a_word_shows_in_a_text_that_has_another_form_of_it(word: str, text: str):
    assert [form for form in word_forms(word) if form in text] != []


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("wet", ("wet",)),
        ("eens", ("eens",)),
        ("zaken", ("zaken", "zaak")),
        ("Moties", ("Moties", "motie")),
        ("wetten", ("wetten", "wet")),
        ("", ("",)),
    ],
)
def test_no_form_is_so_short_that_it_is_part_of_everything(word: str, forms: tuple[str, ...]):
    assert word_forms(word) == forms


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        ("ouders", "ouders", 0),
        ("ouedrs", "ouders", 1),
        ("ouder", "ouders", 1),
        ("oulders", "ouders", 1),
        ("oubers", "ouders", 1),
        ("uodesr", "ouders", 2),
        ("ouders", "kinderen", 3),
        ("", "abc", 3),
    ],
)
def test_a_slip_of_the_finger_is_one_letter(left: str, right: str, apart: int):
    assert (letters_apart(left, right, 2), letters_apart(right, left, 2)) == (apart, apart)


@given(left=LETTERS, right=LETTERS)
def test_words_that_are_one_letter_apart_share_a_word_of_one_letter_less(left: str, right: str):
    shared = set(one_letter_less(left)) & set(one_letter_less(right))

    assert letters_apart(left, right, 1) > 1 or shared != set()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("toeslagenouders", ("toeslagen", "ouders")),
        ("rechtsstaat", ("rechts", "staat")),
        ("onderzoeksbureau", ("onderzoek", "bureau")),
        ("huurtoeslag", ()),
        ("ouders", ()),
        ("", ()),
    ],
)
def test_a_compound_falls_apart_in_two_known_words(word: str, parts: tuple[str, ...]):
    known = {"toeslagen", "toeslag", "ouders", "rechts", "staat", "onderzoek", "bureau"}

    assert split_compound(word, known) == parts


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("toeslagenschandaal", "toeslagen"),
        ("superouders", "ouders"),
        ("meerjarenprogrammaouders", ""),
        ("bijwet", ""),
    ],
)
def test_of_a_compound_that_is_half_known_the_known_part_counts(word: str, part: str):
    assert known_part(word, {"toeslag", "toeslagen", "ouders", "wet"}) == part


def test_a_cut_leaves_two_pieces_of_four_letters_or_more():
    assert compound_cuts("wetsboek") == (("wets", "boek"),)


@pytest.mark.parametrize(
    ("word", "plain"), [("Financiën", "financien"), ("ENQUÊTE", "enquete"), ("", "")]
)
def test_a_plain_word_has_no_capitals_and_no_accents(word: str, plain: str):
    assert plain_word(word) == plain
