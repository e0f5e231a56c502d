"""What reading a text closely adds to its points."""

import datetime

import pytest
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F

from actions.models import Action
from actions.search_closely import Neighbours, closer_points, places_of
from actions.search_index import read_index
from actions.search_terms import WantedTerm
from tests.factories import make_public_action

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 7, 1, tzinfo=datetime.UTC)
TEXT = "'kinderopvangtoeslag':7 'ouder':3,9,12 'schuld':4 'wet':13"


def added(*words: str) -> list[float]:
    """The points that each public action gets."""
    index = read_index(at=AT)
    terms = [WantedTerm(word, words=(word,), rarity=1.0) for word in words]
    points = closer_points(terms, range(len(index)), index)
    return [round(points[row], 5) for row in range(len(index))]


def test_a_vector_knows_where_a_stem_stands():
    asked = ("ouder", "schuld", "wet", "oude", "3")

    assert [places_of(stem, TEXT) for stem in asked] == ["3,9,12", "4", "13", "", ""]


@pytest.mark.parametrize(
    ("left", "right", "joined", "together"),
    [
        ("ouder", "schuld", "", True),
        ("ouder", "wet", "", True),
        ("schuld", "ouder", "", False),
        ("wet", "schuld", "", False),
        ("opvang", "toeslag", "opvangtoeslag", True),
        ("niets", "iets", "", False),
    ],
)
def test_two_words_stand_together_side_by_side_or_as_one(
    left: str, right: str, joined: str, together: bool
):
    told = {stem: places_of(stem, TEXT) for stem in (left, right)}

    assert Neighbours(left, right, joined, points=1.0).stand_in(TEXT, told) is together


def test_how_often_is_told_as_the_database_ranks():
    for number, text in enumerate(("Een ouder.", "Ouders, ouders en een wet.", "Niets."), 1):
        make_public_action(number, text, description=f"{text} Over kosten")
    words = SearchQuery("ouder | wet", config="pok_dutch", search_type="raw")
    ranked = Action.objects.published(at=AT).annotate(
        often=2 * SearchRank(F("description_words"), words)
        + 2 * SearchRank(F("description_words"), words, normalization=2)
        + SearchRank(F("current__text_words"), words)
    )

    # Neighbours that stand together would add to it: these do not.
    assert added("wet", "ouders") == [
        pytest.approx(often, abs=1e-4)
        for often in ranked.order_by("number").values_list("often", flat=True)
    ]


def test_neighbours_of_the_question_lift_the_description_most():
    make_public_action(1, "Niets.", description="Menselijke maat")
    make_public_action(2, "Menselijke maat.", description="Niets")
    make_public_action(3, "Niets.", description="De maat is niet menselijke")

    first, second, apart = added("menselijk", "maat")

    assert (first - apart > 2.9, 0.7 < second - apart < 1.1) == (True, True)


def test_digits_that_stand_together_are_not_looked_for_among_the_places():
    make_public_action(1, "Iets " * 11 + "hier.", description="Niets")
    make_public_action(2, "Iets " * 11 + "hier.", description="Niets 1 en 2")

    assert added("1", "2")[0] == 0


def test_words_that_no_text_says_add_nothing():
    make_public_action(1, "Over ouders.")
    index = read_index(at=AT)

    assert closer_points([WantedTerm("xyz", words=("xyz",))], [0], index) == {}
