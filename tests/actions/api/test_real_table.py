"""The table of June 2021, as the API answers it."""

import datetime
from typing import Any

import pytest
from django.test import Client

from tests.actions.api.reading_api import ACTIONS, PUBLICATIONS, THEMES, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_on_15_august_2021")]


# The example of the contract; its texts are asked for apart.
FACTS_OF_44 = {
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
OCTOBER_OF_44 = {
    "citaat": "De Kamer wordt geïnformeerd over tussenproducten in oktober en december 2021",
    "soort": "gepland",
    "van": "2021-10-01",
    "tot": "2021-10-31",
    "precisie": "maand",
    "stand": "verstreken",
}


@pytest.fixture
def action_44(client: Client, monkeypatch: pytest.MonkeyPatch, _real_table: None) -> dict[str, Any]:
    """Action 44 as it was told on 1 December 2021."""
    december = datetime.datetime(2021, 12, 1, tzinfo=datetime.UTC)
    monkeypatch.setattr("pok_tracker.lib.viewpoint.now", lambda: december)
    return read(client, f"{ACTIONS}/44")


def test_action_44_of_the_table_is_the_example_of_the_contract(action_44: dict[str, Any]):
    terms = action_44.pop("termijnen")
    del action_44["omschrijving"], action_44["uitvoeringsstatusCitaat"]
    del action_44["standVanZaken"]["tekst"]

    assert action_44 == FACTS_OF_44
    assert terms[2] == OCTOBER_OF_44


def test_no_text_of_action_44_is_cut_short(action_44: dict[str, Any]):
    """The texts themselves are held by the tests of the table."""
    description, text = action_44["omschrijving"], action_44["standVanZaken"]["tekst"]

    assert description.startswith("Met behulp van een externe partij — bijvoorbeeld de Ombudsman")
    assert description.endswith("een eerste rapportage voor 1 juli aan de Kamer te doen toekomen,")
    assert text.startswith("Op 4 juni is een Kamerbrief verstuurd met de uitkomsten")
    assert text.endswith("in het kader van de motie Ploumen/Jetten, zie actie 37.")
    assert action_44["uitvoeringsstatusCitaat"] == "De start is voorzien na de zomer."


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
