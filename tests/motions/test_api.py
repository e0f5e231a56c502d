"""The JSON API of motions: names and values of the contract, and never a secret."""

import datetime

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from motions.filters import MotionFilter
from motions.models import Membership, Motion, MotionSubmitter
from tests.factories import (
    link_motion,
    make_action,
    make_draft,
    make_member,
    make_motion,
    make_public_action,
    make_secret_action,
)

pytestmark = pytest.mark.django_db

MOTIONS = "/api/v1/moties"
AUGUST_2021 = datetime.datetime(2021, 8, 15, 12, tzinfo=datetime.UTC)
PUBLICATIONS = "https://zoek.officielebekendmakingen.nl"


@pytest.fixture(autouse=True)
def _on_15_august_2021(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pok_tracker.lib.viewpoint.now", lambda: AUGUST_2021)


@pytest.fixture
def _real_table() -> None:
    names = ["themes", "ministries", "motions", "editions/2021-06"]
    call_command("loaddata", *names, verbosity=0)


def read(client: Client, url: str) -> dict:
    answer = client.get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    return answer.json()


def numbers(client: Client, query: str = "") -> list[int]:
    return [motion["nummer"] for motion in read(client, MOTIONS + query)["resultaten"]]


def make_signed_motion(number: int, **parties: str) -> Motion:
    """A motion signed by members, given as name=party, in that order."""
    motion = make_motion(number, submitters=())
    for position, (name, party) in enumerate(parties.items(), 1):
        member = make_member(name.replace("_", " "), party=party)
        MotionSubmitter.objects.create(motion=motion, member=member, position=position)
    return motion


def make_public_motion(
    number: int, *, status: str = "in-uitvoering", motion: Motion | None = None
) -> Motion:
    motion = motion or make_motion(number)
    link_motion(make_public_action(number, status=status), motion)
    return motion


# -- What a motion looks like -------------------------------------------------


def test_a_motion_of_which_all_is_known(client: Client):
    motion = make_signed_motion(16, Segers="ChristenUnie", Omtzigt="CDA")
    Motion.objects.filter(pk=motion.pk).update(
        title="over een onderzoek",
        request="verzoekt de regering",
        and_others=True,
        result="aangenomen",
        result_source="Handelingen, 2 februari 2021",
        case_number="2021Z01085",
        document_number="2021D02423",
    )
    link_motion(make_public_action(81, status="afgerond"), motion, part=1)
    link_motion(make_public_action(80), motion, part=2)

    assert read(client, f"{MOTIONS}/35510-16") == {
        "dossier": "35510",
        "nummer": 16,
        "code": "35510-16",
        "titel": "over een onderzoek",
        "indieners": [
            {"naam": "Segers", "slug": "segers", "fractie": "ChristenUnie"},
            {"naam": "Omtzigt", "slug": "omtzigt", "fractie": "CDA"},
        ],
        "cs": True,
        "verzoek": "verzoekt de regering",
        "datum": "2021-01-19",
        "uitslag": "aangenomen",
        "uitslagBron": "Handelingen, 2 februari 2021",
        "afdoening": "deels-afgedaan",
        "afdoeningUitleg": "Deel 1: afgerond. Deel 2: nog niet.",
        "delen": [
            {"deel": 1, "afgedaan": True, "acties": [81]},
            {"deel": 2, "afgedaan": False, "acties": [80]},
        ],
        "acties": [
            {
                "nummer": 80,
                "deel": 2,
                "uitvoeringsstatus": "in-uitvoering",
                "url": "http://testserver/acties/80/",
            },
            {
                "nummer": 81,
                "deel": 1,
                "uitvoeringsstatus": "afgerond",
                "url": "http://testserver/acties/81/",
            },
        ],
        "termijnen": [],
        "zaakNummer": "2021Z01085",
        "documentNummer": "2021D02423",
        "publicatie": f"{PUBLICATIONS}/kst-35510-16.html",
        "url": "http://testserver/moties/35510-16/",
    }


def test_what_is_not_known_of_a_motion_is_null(client: Client):
    motion = make_public_motion(13)
    Motion.objects.filter(pk=motion.pk).update(proposed_on=None)

    answer = read(client, f"{MOTIONS}/35510-13")

    unknown = ("titel", "verzoek", "datum", "uitslagBron", "zaakNummer", "documentNummer")
    assert {name: answer[name] for name in unknown} == dict.fromkeys(unknown)
    assert (answer["uitslag"], answer["afdoening"], answer["cs"]) == ("onbekend", "open", False)
    assert answer["indieners"] == [{"naam": "Omtzigt", "slug": "omtzigt", "fractie": None}]


def test_a_party_is_that_of_the_day_of_the_motion(client: Client):
    make_public_motion(13)
    Membership.objects.update(first_day=datetime.date(2021, 6, 1), last_day=None)

    assert read(client, f"{MOTIONS}/35510-13")["indieners"][0]["fractie"] is None


def test_the_list_shows_a_motion_as_its_own_address_does(client: Client):
    make_public_motion(13)

    assert read(client, MOTIONS) == {
        "aantal": 1,
        "volgende": None,
        "vorige": None,
        "resultaten": [read(client, f"{MOTIONS}/35510-13")],
    }


# -- What nobody may see ------------------------------------------------------


def test_a_motion_with_only_secret_actions_is_not_there(client: Client):
    make_public_motion(13)
    link_motion(make_secret_action(2), make_motion(14))

    assert numbers(client) == [13]
    assert client.get(f"{MOTIONS}/35510-14").status_code == 404


def test_a_motion_without_an_action_is_not_there(client: Client):
    make_motion(14)

    assert numbers(client) == []


def test_a_secret_action_is_not_named_and_does_not_count(client: Client):
    motion = make_public_motion(13, status="afgerond")
    link_motion(make_secret_action(2), motion)

    answer = read(client, f"{MOTIONS}/35510-13")

    assert [action["nummer"] for action in answer["acties"]] == [13]
    assert answer["afdoening"] == "afgedaan"


def test_a_draft_on_a_public_action_changes_nothing(client: Client):
    motion = make_motion(13)
    action = make_public_action(1)
    link_motion(action, motion)
    before = read(client, MOTIONS)
    make_draft(action, status="afgerond")

    assert read(client, MOTIONS) == before


def test_a_withdrawn_update_takes_its_motion_with_it(client: Client):
    link_motion(make_public_action(1, state="ingetrokken"), make_motion(13))

    assert numbers(client) == []


# -- Addresses, filters and order ---------------------------------------------


@pytest.mark.parametrize("code", ["35510-013", "35510", "13", "kst-35510-13", "35510-13x", "motie"])
def test_a_motion_has_one_spelling(client: Client, code: str):
    make_public_motion(13)

    answer = client.get(f"{MOTIONS}/{code}")

    assert answer.json() == {
        "status": 404,
        "title": "Niet gevonden",
        "detail": "Deze motie bestaat niet. Schrijf dossier en nummer, zoals 35510-13.",
    }


@pytest.fixture
def _three_motions() -> None:
    make_public_motion(13, motion=make_signed_motion(13, Segers="ChristenUnie", Van_Dam="CDA"))
    adopted = make_signed_motion(7, Segers="ChristenUnie")
    make_public_motion(7, motion=adopted, status="afgerond")
    make_public_motion(37)
    Motion.objects.filter(pk=adopted.pk).update(result="aangenomen", result_source="Handelingen")


@pytest.mark.usefixtures("_three_motions")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [7, 13, 37]),
        ("q=35+510,+nr.+13", [13]),
        ("q=segers", [7, 13]),
        ("afdoening=open", [13, 37]),
        ("afdoening=open&afdoening=afgedaan", [7, 13, 37]),
        ("indiener=van-dam", [13]),
        ("indiener=segers&indiener=omtzigt", [7, 13, 37]),
        ("fractie=christenunie&afdoening=open", [13]),
        ("uitslag=aangenomen", [7]),
        ("sort=-nummer", [37, 13, 7]),
        ("sort=afdoening", [7, 13, 37]),
        ("sort=-uitslag&pagina=1", [13, 37, 7]),
    ],
)
def test_a_query_selects_and_sorts_as_on_the_page(client: Client, query: str, expected: list[int]):
    page = MotionFilter(QueryDict(query), at=AUGUST_2021)

    assert numbers(client, f"?{query}") == expected
    assert [motion.number for motion in page.qs] == expected


def test_every_wrong_parameter_is_named(client: Client):
    answer = client.get(f"{MOTIONS}?afdoening=x&indiener=x&fractie=x&uitslag=x&sort=x&q=-")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [wrong["parameter"] for wrong in answer.json()["fouten"]] == [
        "q",
        "afdoening",
        "indiener",
        "fractie",
        "uitslag",
        "sort",
    ]


# -- The cost -----------------------------------------------------------------


def make_costly_motion(number: int) -> None:
    motion = make_motion(number, submitters=("Omtzigt", "Segers"))
    link_motion(make_public_action(number), motion)
    link_motion(make_public_action(number + 100), motion, part=2)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_costs_the_same_for_one_motion_and_for_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
):
    for number in range(1, rows + 1):
        make_costly_motion(number)

    with django_assert_num_queries(7):
        answer = client.get(MOTIONS)

    assert answer.json()["aantal"] == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_one_motion_costs_the_same_with_one_action_and_with_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
):
    motion = make_motion(13, submitters=("Omtzigt", "Segers"))
    for number in range(1, rows + 1):
        link_motion(make_public_action(number), motion)
    make_draft(make_action(99))

    with django_assert_num_queries(5):
        answer = client.get(f"{MOTIONS}/35510-13")

    assert len(answer.json()["acties"]) == rows


# -- The real table -----------------------------------------------------------


@pytest.mark.usefixtures("_real_table")
def test_the_nineteen_motions_of_the_table_carry_its_twenty_one_labels(client: Client):
    motions = read(client, MOTIONS)["resultaten"]
    split = {
        motion["nummer"]: sorted(action["deel"] for action in motion["acties"])
        for motion in motions
        if any(action["deel"] for action in motion["acties"])
    }

    assert len(motions) == 19
    assert {motion["dossier"] for motion in motions} == {"35510"}
    assert sum(len(motion["acties"]) for motion in motions) == 21
    assert split == {16: [1, 2], 21: [1, 2]}


@pytest.mark.usefixtures("_real_table")
def test_motion_13_of_the_table_has_what_its_source_says(client: Client):
    assert read(client, f"{MOTIONS}/35510-13") == {
        "dossier": "35510",
        "nummer": 13,
        "code": "35510-13",
        "titel": (
            "over een voorstel voor doorlichting van wetten en regelingen door een externe partij"
        ),
        "indieners": [
            {"naam": "Omtzigt", "slug": "omtzigt", "fractie": "CDA"},
            {"naam": "Segers", "slug": "segers", "fractie": "ChristenUnie"},
            {"naam": "Van der Staaij", "slug": "van-der-staaij", "fractie": "SGP"},
        ],
        "cs": False,
        "verzoek": None,
        "datum": "2021-01-19",
        "uitslag": "aangenomen",
        "uitslagBron": "Nederlands Dagblad, januari 2021 (nd.nl, 1016511)",
        "afdoening": "open",
        "afdoeningUitleg": "De hele motie: nog niet.",
        "delen": [{"deel": None, "afgedaan": False, "acties": [44]}],
        "acties": [
            {
                "nummer": 44,
                "deel": None,
                "uitvoeringsstatus": "in-voorbereiding",
                "url": "http://testserver/acties/44/",
            }
        ],
        "termijnen": [
            {
                "woorden": "een voorstel voor het onderzoek, binnen drie weken",
                "van": "2021-01-19",
                "tot": "2021-02-09",
                "uitleg": (
                    "Drie weken, geteld vanaf de dag waarop de motie is voorgesteld; de motie "
                    "noemt geen begin."
                ),
                "bron": f"{PUBLICATIONS}/kst-35510-13.html",
            },
            {
                "woorden": "een eerste rapportage, voor 1 juli",
                "van": "2021-01-19",
                "tot": "2021-06-30",
                "uitleg": "De laatste dag voor 1 juli 2021; de motie noemt geen jaar.",
                "bron": f"{PUBLICATIONS}/kst-35510-13.html",
            },
        ],
        "zaakNummer": None,
        "documentNummer": "2021D02423",
        "publicatie": f"{PUBLICATIONS}/kst-35510-13.html",
        "url": "http://testserver/moties/35510-13/",
    }
