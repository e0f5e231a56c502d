"""Where a paragraph starts inside a cell, and how wide a text is."""

from dataclasses import replace

import pytest

from actions.statustable.columns import Piece
from actions.statustable.letterwidths import STATUS_COLUMN, text_width
from actions.statustable.paragraphs import as_cell, read_paragraphs, too_wide_for_bullet

# The last word does not fit any more on a line of the status column after these.
FULL = (
    "De noodzaak om ook deze gedupeerden recht te doen staat vast, zo zegt het kabinet, en dat is "
)
FULL += "van belang voor allen."
SHORT = "De noodzaak staat vast."


def pieces(*texts: str) -> list[Piece]:
    return [Piece(number, 1, text, False, False) for number, text in enumerate(texts, start=1)]


def text_of(*texts: str) -> str:
    return as_cell(read_paragraphs(pieces(*texts), STATUS_COLUMN)).text


def test_a_full_line_goes_on_and_a_short_line_ends_its_paragraph() -> None:
    assert text_of(FULL, "Gemeenten helpen.") == f"{FULL} Gemeenten helpen."
    assert text_of(SHORT, "Gemeenten helpen.") == f"{SHORT}\nGemeenten helpen."


def test_a_sentence_goes_on_after_a_short_line() -> None:
    assert text_of("De noodzaak", "staat vast.") == "De noodzaak staat vast."
    assert text_of("De noodzaak,", "Zei men.") == "De noodzaak, Zei men."


def test_two_spaces_at_a_line_end_end_the_paragraph_of_a_full_line() -> None:
    first, second = pieces(FULL, "Gemeenten helpen.")
    first = replace(first, ends_paragraph=True)
    cell = as_cell(read_paragraphs([first, second], STATUS_COLUMN))
    assert cell.text == f"{FULL}\nGemeenten helpen."


def test_an_empty_line_ends_the_paragraph_of_a_full_line() -> None:
    first, second = pieces(FULL, "Gemeenten helpen.")
    second = replace(second, after_blank=True)
    cell = as_cell(read_paragraphs([first, second], STATUS_COLUMN))
    assert cell.text == f"{FULL}\nGemeenten helpen."


def test_a_label_stands_apart_also_when_its_line_is_full() -> None:
    label = f"(NR. 7 Motie {'X' * 80})"
    texts = [paragraph.text for paragraph in read_paragraphs(pieces(FULL, label, FULL), 10**6)]
    assert texts == [FULL, label, FULL]


def test_a_text_after_a_label_stands_apart_also_without_a_capital() -> None:
    assert text_of("(NR. 7 Motie X)", "onder andere") == "(NR. 7 Motie X)\nonder andere"
    assert text_of("(NR. 7 Motie X", "en Y)") == "(NR. 7 Motie X en Y)"


def test_a_word_with_a_hyphen_may_have_left_its_first_part_on_the_line() -> None:
    assert text_of(FULL[:-12], "Op-de-afgesproken-manier-uitgewerkt.").count("\n") == 1
    assert text_of(FULL[:-12], "Opdeafgesprokenmanieruitgewerkt.").count("\n") == 0


def test_a_bullet_starts_a_paragraph_also_after_a_full_line() -> None:
    assert text_of(FULL, "- een", "- twee") == f"{FULL}\n- een\n- twee"
    assert text_of(FULL, "a. een", "b. twee") == f"{FULL}\na. een\nb. twee"


def test_a_letter_that_is_not_the_next_one_is_no_bullet() -> None:
    assert text_of(FULL, "p. 6 van de brief.") == f"{FULL} p. 6 van de brief."
    assert text_of("a. een", "c. drie.") == "a. een c. drie."


def test_words_that_were_broken_after_a_hyphen_are_joined() -> None:
    broken = pieces("Het onderzoek naar het ABD-", "stelsel en de voor-", "en nadelen.")
    cell = as_cell(read_paragraphs(broken, STATUS_COLUMN, ["ABD-stelsel"]))
    assert cell.text == "Het onderzoek naar het ABD-stelsel en de voor- en nadelen."
    assert cell.lines == (1, 2, 3)


@pytest.mark.parametrize(
    ("bullet", "found"),
    [
        (("- Een punt, helemaal uitgeschreven.", "x" * 86), None),
        (("- Een punt, dat verder gaat", "Z" + "x" * 109), None),
        ((f"- {FULL}", "Op " + "x" * 106), 2),
        ((f"- {FULL}", "Op " + "x" * 200), None),
    ],
)
def test_a_line_too_wide_for_its_bullet_is_found(
    bullet: tuple[str, ...], found: int | None
) -> None:
    paragraphs = read_paragraphs(pieces(*bullet), 10**6)
    joined = [replace(paragraphs[0], lines=tuple(range(1, len(bullet) + 1)))]
    assert too_wide_for_bullet(pieces(*bullet), joined, STATUS_COLUMN) == found


def test_letters_have_their_own_widths() -> None:
    assert text_width("iii") * 3 < text_width("mmm")
    assert text_width("07") == text_width("19")
    assert text_width("i" * 100_000) == text_width("i" * 400)
