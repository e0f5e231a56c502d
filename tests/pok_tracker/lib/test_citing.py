"""Citing a page: its words, the day of it and the address that stays."""

import datetime

import pytest
from django.test import Client

from motions.models import Motion
from pok_tracker.lib import citing
from tests.factories import link_motion, make_motion, make_public_action, make_update
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
LATER = datetime.datetime(2021, 10, 1, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pok_tracker.lib.citing", "pok_tracker.lib.viewpoint"):
        monkeypatch.setattr(f"{module}.now", lambda: NOON)


def copied(client: Client, address: str) -> list[str]:
    return [
        element.words
        for element in read_page(client.get(address)).all("dd")
        if element.attributes.get("class") == "cite__text"
    ]


def test_an_action_is_cited_with_its_text_and_its_day(client: Client):
    make_public_action(44)

    assert copied(client, "/acties/44/") == [
        "POK-tracker, actie 44, stand van zaken 30 juni 2021, geraadpleegd op 23 november 2026, "
        "http://testserver/acties/44/?peildatum=2026-11-23",
        "http://testserver/acties/44/?peildatum=2026-11-23",
    ]


def test_an_earlier_day_is_named_and_stays_in_the_address(client: Client):
    make_public_action(44)

    assert copied(client, "/acties/44/stand/2021-06/?peildatum=2021-07-01&hash=") == [
        "POK-tracker, actie 44, stand van zaken 30 juni 2021, zoals de site was op 1 juli 2021, "
        "geraadpleegd op 23 november 2026, "
        "http://testserver/acties/44/stand/2021-06/?peildatum=2021-07-01",
        "http://testserver/acties/44/stand/2021-06/?peildatum=2021-07-01",
    ]


def test_a_correction_is_cited_as_one(client: Client):
    action = make_public_action(44, superseded_at=LATER)
    make_update(
        action,
        "Verbeterd.",
        slug="2021-06-correctie",
        kind="correctie",
        corrects=action.updates.get(),
        report=action.updates.get().report,
        published_at=LATER,
    )

    [sentence, _] = copied(client, "/acties/44/")

    assert "actie 44, stand van zaken 30 juni 2021, correctie, geraadpleegd op" in sentence


def test_a_motion_is_cited_as_parliament_does(client: Client):
    link_motion(make_public_action(1), make_motion(13))

    assert copied(client, "/moties/35510-13/")[:2] == [
        "Kamerstukken II 2020/21, 35 510, nr. 13",
        "POK-tracker, motie 35 510, nr. 13, geraadpleegd op 23 november 2026, "
        "http://testserver/moties/35510-13/?peildatum=2026-11-23",
    ]


def test_the_session_year_of_a_motion_without_a_day_is_left_out(client: Client):
    link_motion(make_public_action(1), make_motion(13))
    Motion.objects.update(proposed_on=None)

    assert copied(client, "/moties/35510-13/")[0] == "Kamerstukken II, 35 510, nr. 13"


def test_a_list_is_cited_with_its_choices_and_their_number(client: Client):
    make_public_action(1, status="afgerond")
    make_public_action(2)

    assert copied(client, "/acties/?status=afgerond&sort=-nummer&q=&pagina=1") == [
        "POK-tracker, acties (Status: afgerond), aantal: 1, geraadpleegd op 23 november 2026, "
        "http://testserver/acties/?status=afgerond&sort=-nummer&peildatum=2026-11-23",
        "http://testserver/acties/?status=afgerond&sort=-nummer&peildatum=2026-11-23",
    ]
    assert citing.SITE == "POK-tracker"


@pytest.mark.parametrize("address", ["/acties/?status=x", "/acties/?q=nergens"])
def test_a_list_without_rows_is_not_cited(client: Client, address: str):
    make_public_action(1)

    assert copied(client, address) == []
