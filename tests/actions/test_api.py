"""The JSON API of actions and themes: names and values of the contract, and never a secret."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actions.filters import ActionFilter
from actions.models import Action, ActionMotion, StatusUpdate
from motions.models import Document
from tests.factories import (
    link_motion,
    make_action,
    make_draft,
    make_milestone,
    make_ministry,
    make_motion,
    make_outcome,
    make_public_action,
    make_secret_action,
    make_theme,
    make_update,
)

pytestmark = pytest.mark.django_db

ACTIONS = "/api/v1/acties"
THEMES = "/api/v1/themas"
AUGUST_2021 = datetime.datetime(2021, 8, 15, 12, tzinfo=datetime.UTC)
PUBLICATIONS = "https://zoek.officielebekendmakingen.nl"
TEXT = (
    "De brief is op 4 juni verstuurd (TK 34352-213), zie ook 37.\n"
    "- In juli volgt het besluit. In september de start. In december het eind.\n"
    "- Het wacht op de formatie (35510, nr. 809)."
)


@pytest.fixture(autouse=True)
def _on_15_august_2021(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pok_tracker.lib.viewpoint.now", lambda: AUGUST_2021)


@pytest.fixture
def _real_table(_on_15_august_2021: None) -> None:
    names = ["themes", "ministries", "motions", "editions/2021-06"]
    call_command("loaddata", *names, verbosity=0)


def read(client: Client, url: str) -> dict:
    answer = client.get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    return answer.json()


def numbers(client: Client, query: str = "") -> list[int]:
    return [action["nummer"] for action in read(client, ACTIONS + query)["resultaten"]]


def wrong_parameters(client: Client, url: str) -> list[str]:
    answer = client.get(url)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    return [wrong["parameter"] for wrong in answer.json()["fouten"]]


def make_furnished_action(number: int = 44) -> Action:
    main = make_theme("Responsieve overheid", slug=f"overheid-{number}")
    theme = make_theme("Menselijke maat", slug=f"maat-{number}", parent=main)
    action = make_public_action(
        number,
        TEXT,
        description="Doe onderzoek:\n- eerst dit\n- dan dat",
        theme=theme,
        status="wacht-op-besluit",
        status_quote="Het wacht op de formatie",
        waiting_for="formatie",
        shared_with=[7, 99],
        see_also=[37, 99],
        cited=["34352-213", "35510-809", "30950-218"],
        footnotes=[
            {"marker": "1", "position": 8, "text": "Kamerstukken II 2020/21, 30 950, nr. 218"}
        ],
    )
    make_ministry("SZW", action=action)
    make_ministry("BZK", action=action)
    update = action.updates.get()
    day = datetime.date
    make_milestone(
        update,
        "De brief is op 4 juni verstuurd",
        kind="gerealiseerd",
        last_day=day(2021, 6, 4),
        position=1,
    )
    make_milestone(
        update,
        "In december het eind",
        first_day=day(2021, 12, 1),
        last_day=day(2021, 12, 31),
        precision="maand",
        position=4,
    )
    make_milestone(
        update,
        "In juli volgt het besluit",
        first_day=day(2021, 7, 1),
        last_day=day(2021, 7, 31),
        precision="maand",
        position=2,
    )
    make_milestone(
        update,
        "In september de start",
        first_day=day(2021, 9, 1),
        last_day=day(2021, 9, 30),
        precision="maand",
        position=3,
    )
    return action


def make_public_update(action: Action, text: str, **fields: object) -> StatusUpdate:
    """An update between two editions: one person wrote it, another published it."""
    author, _ = User.objects.get_or_create(username="schrijver")
    reviewer, _ = User.objects.get_or_create(username="beoordelaar")
    values: dict[str, object] = {
        "slug": "2021-08-01",
        "kind": "tussentijds",
        "verbatim": False,
        "author": author,
        "reviewer": reviewer,
        "published_at": datetime.datetime(2021, 8, 1, 9, 30, tzinfo=datetime.UTC),
        "as_of": datetime.date(2021, 8, 1),
        **fields,
    }
    return make_update(action, text, **values)


# -- What an action looks like ------------------------------------------------


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


# -- What nobody may see ------------------------------------------------------


def test_an_action_with_only_a_draft_is_not_there(client: Client):
    make_public_action(1)
    make_secret_action(2)

    assert numbers(client) == [1]
    assert client.get(f"{ACTIONS}/2").status_code == 404


def test_a_secret_action_gets_the_same_answer_as_none(client: Client):
    make_secret_action(2)

    assert client.get(f"{ACTIONS}/2").json() == client.get(f"{ACTIONS}/3").json()


def test_a_draft_on_a_public_action_changes_nothing(client: Client):
    action = make_furnished_action(44)
    before = read(client, ACTIONS)
    draft = make_draft(action, "Nog geheim: in augustus.", status="afgerond", see_also=[44])
    make_milestone(draft, "in augustus", last_day=datetime.date(2021, 8, 31))

    assert read(client, ACTIONS) == before
    assert read(client, f"{ACTIONS}/44") == before["resultaten"][0]


def test_an_update_in_review_changes_nothing(client: Client):
    action = make_public_action(1)
    before = read(client, f"{ACTIONS}/1")
    make_draft(action, state="ter-beoordeling")

    assert read(client, f"{ACTIONS}/1") == before


def test_a_later_update_takes_the_place_of_the_earlier_one(client: Client):
    first_of_august = datetime.datetime(2021, 8, 1, 9, 30, tzinfo=datetime.UTC)
    action = make_public_action(1, "Oud, in mei.", superseded_at=first_of_august, see_also=[1])
    make_milestone(action.updates.get(), "in mei", last_day=datetime.date(2021, 5, 31))
    make_public_update(action, "Nieuw.", status="afgerond")

    answer = read(client, f"{ACTIONS}/1")

    assert answer["standVanZaken"]["tekst"] == "Nieuw."
    assert (answer["uitvoeringsstatus"], answer["termijnen"]) == ("afgerond", [])
    assert numbers(client, "?status=in-uitvoering") == []


def test_an_update_for_later_is_not_shown_before_its_moment(client: Client):
    tomorrow = AUGUST_2021 + datetime.timedelta(days=1)
    action = make_public_action(1, "Nu.", superseded_at=tomorrow)
    make_public_update(action, "Morgen.", published_at=tomorrow)

    assert read(client, f"{ACTIONS}/1")["standVanZaken"]["tekst"] == "Nu."


def test_a_withdrawn_update_is_gone(client: Client):
    make_public_action(1, state="ingetrokken")
    make_public_action(2)

    assert numbers(client) == [2]
    assert client.get(f"{ACTIONS}/1").status_code == 404


def test_themes_count_no_secret_action(client: Client):
    theme = make_theme("Herstel", slug="herstel")
    make_public_action(1, theme=theme)
    make_draft(make_action(2, theme=theme))
    make_draft(make_action(3, theme=make_theme("Geheim")))

    themes = read(client, THEMES)["resultaten"]

    assert [(theme["naam"], theme["aantalActies"]) for theme in themes] == [("Herstel", 1)]


# -- Filters and order --------------------------------------------------------


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


# -- Themes -------------------------------------------------------------------


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


# -- The cost -----------------------------------------------------------------


def make_costly_action(number: int) -> None:
    action = make_furnished_action(number)
    link_motion(action, make_motion(number))


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


@pytest.mark.parametrize("rows", [1, 3])
def test_themes_cost_the_same_for_one_and_for_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
):
    for number in range(1, rows + 1):
        make_costly_action(number)

    with django_assert_num_queries(2):
        answer = client.get(THEMES)

    assert answer.json()["aantal"] == rows


# -- The real table -----------------------------------------------------------


@pytest.mark.usefixtures("_real_table")
def test_action_44_of_the_table_is_the_example_of_the_contract(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(
        "pok_tracker.lib.viewpoint.now", lambda: datetime.datetime(2021, 12, 1, tzinfo=datetime.UTC)
    )
    action = read(client, f"{ACTIONS}/44")
    october = action.pop("termijnen")[2]

    # The four texts are held by the tests of the table; here only that none is cut short.
    description, words = action.pop("omschrijving"), action.pop("uitvoeringsstatusCitaat")
    text = action["standVanZaken"].pop("tekst")
    assert description.startswith("Met behulp van een externe partij — bijvoorbeeld de Ombudsman")
    assert description.endswith("een eerste rapportage voor 1 juli aan de Kamer te doen toekomen,")
    assert text.startswith("Op 4 juni is een Kamerbrief verstuurd met de uitkomsten")
    assert text.endswith("in het kader van de motie Ploumen/Jetten, zie actie 37.")
    assert words == "De start is voorzien na de zomer."

    assert action == {
        "nummer": 44,
        "thema": {
            "slug": "responsieve-overheid-en-antidiscriminatie",
            "naam": "Responsieve overheid en antidiscriminatie",
        },
        "subthema": {
            "slug": "wet-en-regelgeving-en-de-menselijke-maat",
            "naam": "Wet- en regelgeving en de menselijke maat",
        },
        "uitvoeringsstatus": "in-voorbereiding",
        "wachtOp": None,
        "ministeries": ["SZW"],
        "moties": [
            {
                "dossier": "35510",
                "nummer": 13,
                "deel": None,
                "aanduiding": "NR. 13 Motie Omtzigt cs",
                "indieners": ["Omtzigt"],
                "cs": True,
                "url": "http://testserver/moties/35510-13/",
            }
        ],
        "standVanZaken": {
            "peildatum": "2021-06-30",
            "rapportage": "2021-06",
            "gedeeldMet": [],
            "voetnoten": [],
        },
        "zieOok": [37],
        "kamerstukken": [
            {
                "dossier": "34352",
                "nummer": 213,
                "citaat": "TK 34352-213",
                "url": f"{PUBLICATIONS}/kst-34352-213.html",
                "twijfelachtig": False,
            }
        ],
        "gewijzigdOp": "2021-06-30T00:00:00Z",
        "url": "http://testserver/acties/44/",
    }
    assert october == {
        "citaat": "De Kamer wordt geïnformeerd over tussenproducten in oktober en december 2021",
        "soort": "gepland",
        "van": "2021-10-01",
        "tot": "2021-10-31",
        "precisie": "maand",
        "stand": "verstreken",
    }


@pytest.mark.usefixtures("_real_table")
def test_the_whole_table_is_in_the_list(client: Client):
    answer = read(client, ACTIONS)
    actions = answer["resultaten"]
    cited = [paper for action in actions for paper in action["kamerstukken"]]
    labels = [motion for action in actions for motion in action["moties"]]

    assert (answer["aantal"], answer["volgende"]) == (86, None)
    assert [action["nummer"] for action in actions] == list(range(1, 87))
    assert len(cited) == 12
    assert [paper["citaat"] for paper in cited if paper["twijfelachtig"]] == [
        "Kamerstukken II, 2020-21, 35510, nr. 809"
    ]
    assert len(labels) == 21
    assert len({motion["nummer"] for motion in labels}) == 19
    assert len([action for action in actions if action["moties"]]) == 20
    assert {action["nummer"]: action["zieOok"] for action in actions if action["zieOok"]} == {
        17: [18],
        32: [33],
        44: [37],
        48: [33],
    }
    assert [action["standVanZaken"]["gedeeldMet"] for action in actions[2:4]] == [[4], [3]]
    assert actions[57]["standVanZaken"]["voetnoten"] == ["Kamerstukken II 2020/21, 30 950, nr. 218"]


@pytest.mark.usefixtures("_real_table")
def test_the_seven_themes_of_the_table_hold_all_its_actions(client: Client):
    themes = read(client, THEMES)["resultaten"]

    assert [len(theme["subthemas"]) for theme in themes] == [0, 0, 2, 2, 2, 0, 0]
    assert sum(theme["aantalActies"] for theme in themes) == 86
