"""Filter sets that refuse what they do not know."""

import datetime

import django_filters
import pytest
from django.http import QueryDict

from motions.models import Party
from pok_tracker.lib.chosen import Chip
from pok_tracker.lib.filtering import (
    LONGEST_SEARCH,
    Choice,
    Facet,
    FieldError,
    SearchWords,
    StrictChoices,
    StrictFilterSet,
)

AT = datetime.datetime(2021, 6, 30, 22, 30, tzinfo=datetime.UTC)
COLOURS = [("rood", "Rood"), ("blauw", "Blauw")]


class FlagFilter(StrictFilterSet):
    q = SearchWords("Zoeken")
    kleur = StrictChoices("Kleur", field_name="slug", choices=COLOURS)
    vorm = StrictChoices("Vorm", field_name="name")
    sort = django_filters.ChoiceFilter(label="Volgorde", choices=[("naam", "naam")])


def asked(query: str) -> FlagFilter:
    vocabulary = {"vorm": [("rond", "Rond")]}
    return FlagFilter(QueryDict(query), queryset=Party.objects.all(), at=AT, vocabulary=vocabulary)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "kleur=rood",
        "kleur=rood&kleur=blauw",
        "kleur=rood&kleur=rood",
        "kleur=&kleur=rood",
        "vorm=rond",
        "q=eik",
        "q=eik&q=eik",
        f"q={'x' * LONGEST_SEARCH}",
        "q=",
        "q=+",
        "sort=naam",
        "sort=",
        "onbekend=waarde",
        "pagina=2",
    ],
)
def test_what_makes_sense_is_valid(query: str):
    assert asked(query).field_errors == []


@pytest.mark.parametrize(
    ("query", "parameter", "label"),
    [
        ("kleur=groen", "kleur", "Kleur"),
        ("kleur=rood&kleur=groen", "kleur", "Kleur"),
        ("kleur=ROOD", "kleur", "Kleur"),
        ("kleur=%00", "kleur", "Kleur"),
        ("kleur=null", "kleur", "Kleur"),
        ("vorm=hoekig", "vorm", "Vorm"),
        ("q=%25", "q", "Zoeken"),
        ("q=-", "q", "Zoeken"),
        ("q=a%00", "q", "Zoeken"),
        (f"q={'x' * (LONGEST_SEARCH + 1)}", "q", "Zoeken"),
        ("q=eik&q=beuk", "q", "Zoeken"),
        ("sort=-kleur", "sort", "Volgorde"),
        ("sort=naam&sort=-naam", "sort", "Volgorde"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(query: str, parameter: str, label: str):
    refused = asked(query)

    assert [(error.parameter, error.label) for error in refused.field_errors] == [
        (parameter, label)
    ]


def test_every_wrong_parameter_is_named_with_what_is_wrong():
    assert asked("kleur=groen&q=eik&q=beuk").field_errors == [
        FieldError("q", "Zoeken", "Vul dit maar één keer in."),
        FieldError("kleur", "Kleur", "'groen' is geen keuze bij kleur. Kies er een uit de lijst."),
    ]


def test_a_chip_takes_away_one_choice_and_keeps_the_others():
    assert asked("kleur=rood&kleur=blauw&q=eik&pagina=3&sort=naam").chips == [
        Chip("Zoeken: eik", "kleur=rood&kleur=blauw&sort=naam"),
        Chip("Kleur: Rood", "kleur=blauw&q=eik&sort=naam"),
        Chip("Kleur: Blauw", "kleur=rood&q=eik&sort=naam"),
    ]


def test_a_choice_that_does_not_exist_can_be_taken_away_as_well():
    assert asked("kleur=groen&kleur=rood").chips == [
        Chip("Kleur: groen", "kleur=rood"),
        Chip("Kleur: Rood", "kleur=groen"),
    ]


def test_a_refused_question_keeps_the_choices_that_the_reader_made():
    assert asked("kleur=rood&vorm=hoekig").plain_facets == [
        Facet(
            "kleur",
            "Kleur",
            [Choice("rood", "Rood", selected=True), Choice("blauw", "Blauw")],
            counted=False,
        ),
        Facet("vorm", "Vorm", [Choice("rond", "Rond")], counted=False),
    ]


def test_a_facet_is_in_use_when_something_in_it_is_chosen():
    assert [facet.in_use for facet in asked("kleur=rood").plain_facets] == [True, False]


def test_the_day_of_a_moment_is_the_day_in_amsterdam():
    assert asked("").on == datetime.date(2021, 7, 1)
