"""What an action looks like, on its own and in the list, and what it costs."""

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actions.models import ActionMotion
from motions.models import Document
from tests.actions.api.reading_api import (
    ACTIONS,
    PUBLICATIONS,
    TEXT,
    make_costly_action,
    make_furnished_action,
    make_public_update,
    read,
)
from tests.factories import (
    link_motion,
    make_action,
    make_milestone,
    make_motion,
    make_outcome,
    make_public_action,
    make_secret_action,
    make_theme,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_on_15_august_2021")]


MOTIONS_OF_44 = [
    {
        "dossier": "35510",
        "nummer": 13,
        "deel": None,
        "aanduiding": "NR. 13 Motie Omtzigt/Segers",
        "indieners": ["Omtzigt", "Segers"],
        "cs": False,
        "url": "http://testserver/moties/35510-13/",
    },
    {
        "dossier": "35510",
        "nummer": 16,
        "deel": 2,
        "aanduiding": "NR. 16 Motie Klaver c.s. (deel 2)",
        "indieners": ["Klaver"],
        "cs": True,
        "url": "http://testserver/moties/35510-16/",
    },
]
PAPERS_OF_44 = [
    {
        "dossier": "34352",
        "nummer": 213,
        "citaat": "TK 34352-213",
        "url": f"{PUBLICATIONS}/kst-34352-213.html",
        "twijfelachtig": False,
    },
    {
        "dossier": "35510",
        "nummer": 809,
        "citaat": "35510, nr. 809",
        "url": None,
        "twijfelachtig": True,
    },
    {
        "dossier": "30950",
        "nummer": 218,
        "citaat": "Kamerstukken II 2020/21, 30 950, nr. 218",
        "url": f"{PUBLICATIONS}/kst-30950-218.html",
        "twijfelachtig": False,
    },
]
TERMS_OF_44 = [
    {
        "citaat": "De brief is op 4 juni verstuurd",
        "soort": "gerealiseerd",
        "van": "2021-06-04",
        "tot": "2021-06-04",
        "precisie": "dag",
        "stand": None,
    },
    {
        "citaat": "In juli volgt het besluit",
        "soort": "gepland",
        "van": "2021-07-01",
        "tot": "2021-07-31",
        "precisie": "maand",
        "stand": "verstreken",
    },
    {
        "citaat": "In september de start",
        "soort": "gepland",
        "van": "2021-09-01",
        "tot": "2021-09-30",
        "precisie": "maand",
        "stand": "binnenkort",
    },
    {
        "citaat": "In december het eind",
        "soort": "gepland",
        "van": "2021-12-01",
        "tot": "2021-12-31",
        "precisie": "maand",
        "stand": "open",
    },
]


def test_an_action_reads_as_the_contract_says(client: Client):
    make_public_action(7)
    make_public_action(37)
    make_secret_action(99)
    Document.objects.create(dossier="35510", number=809, doubt="Dat nummer bestaat niet.")
    action = make_furnished_action(44)
    link_motion(action, make_motion(13, submitters=("Omtzigt", "Segers")))
    link_motion(action, make_motion(16, submitters=("Klaver",)), part=2)
    ActionMotion.objects.filter(motion__number=16).update(
        label="NR. 16 Motie Klaver c.s. (deel 2)", and_others=True
    )

    assert read(client, f"{ACTIONS}/44") == {
        "nummer": 44,
        "omschrijving": "Doe onderzoek:\n- eerst dit\n- dan dat",
        "thema": {"slug": "overheid-44", "naam": "Responsieve overheid"},
        "subthema": {"slug": "maat-44", "naam": "Menselijke maat"},
        "uitvoeringsstatus": "wacht-op-besluit",
        "uitvoeringsstatusCitaat": "Het wacht op de formatie",
        "wachtOp": "formatie",
        "ministeries": ["SZW", "BZK"],
        "moties": MOTIONS_OF_44,
        "standVanZaken": {
            "tekst": TEXT,
            "peildatum": "2021-06-30",
            "rapportage": "2021-06",
            "gedeeldMet": [7],
            "voetnoten": ["Kamerstukken II 2020/21, 30 950, nr. 218"],
        },
        "zieOok": [37],
        "kamerstukken": PAPERS_OF_44,
        "termijnen": TERMS_OF_44,
        "gewijzigdOp": "2021-06-30T00:00:00Z",
        "url": "http://testserver/acties/44/",
    }


def test_the_keys_of_an_action_come_in_the_order_of_the_contract(client: Client):
    make_public_action(1)

    assert list(read(client, f"{ACTIONS}/1")) == [
        "nummer",
        "omschrijving",
        "thema",
        "subthema",
        "uitvoeringsstatus",
        "uitvoeringsstatusCitaat",
        "wachtOp",
        "ministeries",
        "moties",
        "standVanZaken",
        "zieOok",
        "kamerstukken",
        "termijnen",
        "gewijzigdOp",
        "url",
    ]


def test_what_a_bare_action_does_not_have_is_null_or_empty(client: Client):
    make_public_action(1, "Klaar.", status="afgerond", theme=make_theme("Herstel", slug="herstel"))

    action = read(client, f"{ACTIONS}/1")

    assert action["thema"] == {"slug": "herstel", "naam": "Herstel"}
    assert [action[name] for name in ("subthema", "wachtOp")] == [None, None]
    lists = ("ministeries", "moties", "zieOok", "kamerstukken", "termijnen")
    assert [action[name] for name in lists] == [[], [], [], [], []]


def test_an_update_between_editions_names_no_edition(client: Client):
    action = make_action(1)
    make_public_update(action, "Tussendoor gemeld.")

    answer = read(client, f"{ACTIONS}/1")

    assert answer["standVanZaken"] == {
        "tekst": "Tussendoor gemeld.",
        "peildatum": "2021-08-01",
        "rapportage": None,
        "gedeeldMet": [],
        "voetnoten": [],
    }
    assert answer["gewijzigdOp"] == "2021-08-01T09:30:00Z"


def test_a_promise_that_was_met_or_moved_says_so(client: Client):
    action = make_public_action(1, "Eerst in mei, dan in juni.")
    update = action.updates.get()
    later = make_milestone(update, "in juni", last_day=datetime.date(2021, 6, 30), position=2)
    first = make_milestone(update, "in mei", last_day=datetime.date(2021, 5, 31), position=1)
    make_outcome(first, moved_to=later)
    make_outcome(later, met_on=datetime.date(2021, 6, 20))

    terms = read(client, f"{ACTIONS}/1")["termijnen"]

    assert [term["stand"] for term in terms] == ["verschoven", "gehaald"]


def test_the_list_shows_an_action_as_its_own_address_does(client: Client):
    make_furnished_action(44)

    assert read(client, ACTIONS) == {
        "aantal": 1,
        "volgende": None,
        "vorige": None,
        "resultaten": [read(client, f"{ACTIONS}/44")],
    }


def test_without_actions_the_list_is_empty(client: Client):
    assert read(client, ACTIONS) == {
        "aantal": 0,
        "volgende": None,
        "vorige": None,
        "resultaten": [],
    }


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_costs_the_same_for_one_action_and_for_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
):
    for number in range(1, rows + 1):
        make_costly_action(number)

    with django_assert_num_queries(8):
        answer = client.get(ACTIONS)

    assert answer.json()["aantal"] == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_one_action_costs_the_same_beside_none_and_beside_two(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
):
    for number in range(1, rows + 1):
        make_costly_action(number)

    with django_assert_num_queries(6):
        answer = client.get(f"{ACTIONS}/1")

    assert answer.json()["nummer"] == 1
