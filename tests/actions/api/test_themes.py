"""Themes, with the actions that they count."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.actions.api.reading_api import THEMES, make_costly_action, read
from tests.factories import make_public_action, make_theme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_on_15_august_2021")]


def test_a_theme_counts_its_own_actions_and_those_of_its_sub_themes(client: Client):
    main = make_theme("Dienstverlening", slug="dienstverlening")
    signals = make_theme("Signalen", slug="signalen", parent=main)
    make_public_action(1, theme=main)
    make_public_action(2, theme=signals)
    make_public_action(3, theme=signals)

    assert read(client, THEMES) == {
        "aantal": 1,
        "volgende": None,
        "vorige": None,
        "resultaten": [
            {
                "slug": "dienstverlening",
                "naam": "Dienstverlening",
                "aantalActies": 3,
                "subthemas": [{"slug": "signalen", "naam": "Signalen", "aantalActies": 2}],
                "url": "http://testserver/themas/dienstverlening/",
            }
        ],
    }


@pytest.mark.parametrize("rows", [1, 3])
def test_themes_cost_the_same_for_one_and_for_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
):
    for number in range(1, rows + 1):
        make_costly_action(number)

    with django_assert_num_queries(2):
        answer = client.get(THEMES)

    assert answer.json()["aantal"] == rows
