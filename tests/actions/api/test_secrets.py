"""What nobody may see: no answer about actions or themes says a word of it."""

import datetime

import pytest
from django.test import Client

from tests.actions.api.reading_api import (
    ACTIONS,
    AUGUST_2021,
    THEMES,
    make_furnished_action,
    make_public_update,
    numbers,
    read,
)
from tests.factories import (
    make_action,
    make_draft,
    make_milestone,
    make_public_action,
    make_secret_action,
    make_theme,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_on_15_august_2021")]


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
