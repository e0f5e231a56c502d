"""The filters and the order of the list, and what is not understood."""

import datetime

import pytest
from django.http import QueryDict
from django.test import Client

from actions.filters import ActionFilter
from tests.actions.api.reading_api import ACTIONS, AUGUST_2021, numbers, read, wrong_parameters
from tests.factories import (
    link_motion,
    make_milestone,
    make_ministry,
    make_motion,
    make_public_action,
    make_secret_action,
    make_theme,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_on_15_august_2021")]


@pytest.fixture
def _five_actions() -> None:
    recovery = make_theme("Herstel", slug="herstel")
    signals = make_theme("Signalen", slug="signalen", parent=recovery)
    make_public_action(1, "Ouders krijgen geld.", theme=recovery, status="afgerond")
    second = make_public_action(2, "De toeslagen veranderen.", theme=signals)
    third = make_public_action(3, "Zie 35510, nr. 26.", cited=["35510-26"], status="doorlopend")
    fourth = make_public_action(4, "Uiterlijk 1 juli.", theme=recovery)
    july = datetime.datetime(2021, 7, 10, tzinfo=datetime.UTC)
    fifth = make_public_action(5, "Uiterlijk 1 september.", published_at=july)
    make_ministry("BZK", action=second)
    make_ministry("SZW", action=third)
    link_motion(third, make_motion(13))
    make_milestone(fourth.updates.get(), last_day=datetime.date(2021, 7, 1))
    make_milestone(fifth.updates.get(), last_day=datetime.date(2021, 9, 1))


@pytest.mark.usefixtures("_five_actions")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [1, 2, 3, 4, 5]),
        ("status=", [1, 2, 3, 4, 5]),
        ("q=toeslag", [2]),
        ("q=35+510,+nr.+26", [3]),
        ("thema=herstel", [1, 2, 4]),
        ("thema=signalen", [2]),
        ("status=afgerond&status=doorlopend", [1, 3]),
        ("status=in-uitvoering&thema=herstel", [2, 4]),
        ("ministerie=BZK&ministerie=SZW", [2, 3]),
        ("motie=35510-13", [3]),
        ("indiener=omtzigt", [3]),
        ("fractie=cda", [3]),
        ("herkomst=motie", [3]),
        ("herkomst=kabinetsreactie", [1, 2, 4, 5]),
        ("termijn=verstreken", [4]),
        ("termijn=binnenkort", [5]),
        ("termijn=geen", [1, 2, 3]),
        ("gewijzigdSinds=2021-07-01", [5]),
        ("sort=-nummer", [5, 4, 3, 2, 1]),
        ("sort=termijn", [4, 5, 1, 2, 3]),
        ("sort=status", [2, 4, 5, 3, 1]),
        ("sort=-gewijzigd&thema=herstel&pagina=1", [1, 2, 4]),
    ],
)
def test_a_query_selects_and_sorts_as_on_the_page(client: Client, query: str, expected: list[int]):
    page = ActionFilter(QueryDict(query), at=AUGUST_2021)

    assert numbers(client, f"?{query}") == expected
    assert [action.number for action in page.qs] == expected
    assert read(client, f"{ACTIONS}?{query}")["aantal"] == len(expected)


@pytest.mark.usefixtures("_five_actions")
@pytest.mark.parametrize(
    "parameter",
    [
        "thema",
        "status",
        "ministerie",
        "motie",
        "indiener",
        "fractie",
        "herkomst",
        "termijn",
        "gewijzigdSinds",
        "sort",
    ],
)
def test_an_unknown_value_is_refused_and_never_read_as_everything(client: Client, parameter: str):
    assert wrong_parameters(client, f"{ACTIONS}?{parameter}=bestaat-niet") == [parameter]


def test_every_wrong_parameter_is_named_with_what_is_wrong(client: Client):
    url = f"{ACTIONS}?status=klaar&gewijzigdSinds=gisteren&q=-&sort=nummer"

    assert client.get(url).json() == {
        "status": 400,
        "title": "Ongeldige vraag",
        "detail": "Een of meer parameters kloppen niet. Verbeter ze en probeer het opnieuw.",
        "fouten": [
            {"parameter": "q", "melding": "Typ minstens één woord of getal."},
            {
                "parameter": "status",
                "melding": "'klaar' is geen keuze bij status. Kies er een uit de lijst.",
            },
            {
                "parameter": "gewijzigdSinds",
                "melding": "Schrijf een datum als jaar-maand-dag, zoals 2021-06-30.",
            },
        ],
    }


def test_a_value_that_only_a_secret_action_has_is_unknown(client: Client):
    link_motion(make_secret_action(1), make_motion(13))

    assert wrong_parameters(client, f"{ACTIONS}?motie=35510-13") == ["motie"]
