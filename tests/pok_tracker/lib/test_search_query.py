"""What a reader types into the search box, read as terms."""

import pytest

from pok_tracker.lib.search_query import MOST_TERMS, SearchTerm, read_search


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("moties ouders", [SearchTerm("moties"), SearchTerm("ouders")]),
        ('"de menselijke  maat"', [SearchTerm("de menselijke maat", is_phrase=True)]),
        ("“de wet”", [SearchTerm("de wet", is_phrase=True)]),
        ("„de wet”", [SearchTerm("de wet", is_phrase=True)]),
        ("-wet", [SearchTerm("wet", excluded=True)]),
        ('-"de wet"', [SearchTerm("de wet", is_phrase=True, excluded=True)]),
        (
            'wet"de regel"later',
            [SearchTerm("wet"), SearchTerm("de regel", True), SearchTerm("later")],
        ),
        ('"open', [SearchTerm("open")]),
        ("wet- en (regel).", [SearchTerm("wet"), SearchTerm("regel")]),
        ("wat is er met mijn geld", [SearchTerm("geld")]),
        ("van de", [SearchTerm("van"), SearchTerm("de")]),
        ('"van de" -de het', [SearchTerm("van de", True), SearchTerm("de", excluded=True)]),
        ("ex-partner", [SearchTerm("ex"), SearchTerm("partner")]),
        ("-ex-partner", [SearchTerm("ex-partner", excluded=True)]),
        ("e-mail 34352-213", [SearchTerm("e-mail"), SearchTerm("34352-213")]),
        ("D66 50PLUS", [SearchTerm("D66"), SearchTerm("50PLUS")]),
        ("ABD-/stelsel", [SearchTerm("ABD-/stelsel")]),
        ('- -- "" ... ()', []),
        ("", []),
    ],
)
def test_a_query_is_read_as_words_phrases_and_exclusions(typed: str, terms: list[SearchTerm]):
    assert read_search(typed) == tuple(terms)


def test_no_more_terms_are_read_than_a_search_can_take():
    assert len(read_search("woord " * 100)) == MOST_TERMS


def test_a_word_is_looked_for_in_its_other_forms_too():
    assert SearchTerm("Moties").parts == ("Moties", "motie")


def test_a_phrase_is_looked_for_as_it_is():
    assert SearchTerm("alle moties", is_phrase=True).parts == ("alle moties",)
