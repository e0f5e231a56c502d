"""The pages about motions."""

import datetime

import pytest
from django.test import Client

from motions.filters import MotionFilter
from motions.models import Motion
from pok_tracker.seeding import seed_empty_database
from tests.factories import (
    link_motion,
    make_member,
    make_milestone,
    make_motion,
    make_motion_term,
    make_public_action,
    make_secret_action,
)
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db


def test_the_list_says_how_many_of_how_many_it_shows(client: Client):
    link_motion(make_public_action(1, status="afgerond"), make_motion(13))
    link_motion(make_public_action(2), make_motion(14))

    page = read_page(client.get("/moties/?afdoening=afgedaan"))

    assert "1 van 2 moties" in page.words("p")
    assert "/moties/35510-13/" in page.links
    assert "/moties/35510-14/" not in page.links


def test_a_motion_shows_each_part_with_the_public_actions_that_carry_it_out(client: Client):
    motion = make_motion(16, submitters=("Omtzigt", "Segers"))
    link_motion(make_public_action(1, status="afgerond"), motion, part=1)
    link_motion(make_public_action(2), motion, part=2)
    link_motion(make_secret_action(3), motion, part=2)

    page = read_page(client.get("/moties/35510-16/"))

    assert [part for part in page.words("h3") if part.startswith("Deel")] == ["Deel 1", "Deel 2"]
    assert [link for link in page.links if link.startswith("/acties/") and link != "/acties/"] == [
        "/acties/1/",
        "/acties/2/",
    ]
    assert page.words("span").count("deels afgedaan") == 2
    assert "Deel 1: afgerond. Deel 2: nog niet." in page.words("span")
    assert [name for name in page.words("li") if "(CDA)" in name] == [
        "Omtzigt (CDA)",
        "Segers (CDA)",
    ]


def test_a_motion_in_one_piece_says_so(client: Client):
    link_motion(make_public_action(1), make_motion(13))

    assert "De hele motie" in read_page(client.get("/moties/35510-13/")).words("h3")


def test_a_motion_leads_to_its_publication_and_its_dossier(client: Client):
    link_motion(make_public_action(1), make_motion(13))

    links = read_page(client.get("/moties/35510-13/")).links

    assert {
        "https://zoek.officielebekendmakingen.nl/kst-35510-13.html",
        "https://zoek.officielebekendmakingen.nl/dossier/35510",
    } <= set(links)


@pytest.mark.parametrize(
    ("source", "linked"),
    [
        ("https://www.tweedekamer.nl/x", ["https://www.tweedekamer.nl/x"]),
        ("Handelingen 2020-2021, nr. 45", []),
        ("javascript:alert(1)", []),
    ],
)
def test_the_source_of_a_result_is_a_link_when_it_is_a_web_page(
    client: Client, source: str, linked: list[str]
):
    link_motion(make_public_action(1), make_motion(13))
    Motion.objects.update(result="aangenomen", result_source=source)

    page = read_page(client.get("/moties/35510-13/"))

    assert [link for link in page.links if link == source] == linked
    assert f"Bron: {source}" in page.words("p")


def test_the_result_stays_unknown_without_a_source(client: Client):
    link_motion(make_public_action(1), make_motion(13))

    page = read_page(client.get("/moties/35510-13/"))

    assert "Er is hier nog geen bron voor de stemming ingevuld." in page.words("p")


@pytest.mark.parametrize(
    "code", ["35510-13", "35510-0", "35510-013", "99999-1", "onzin", "kst-35510-13"]
)
def test_a_motion_that_is_not_public_or_not_written_so_is_not_found(client: Client, code: str):
    link_motion(make_secret_action(1), make_motion(13))

    assert client.get(f"/moties/{code}/").status_code == 404


def test_a_part_without_an_action_is_shown_and_keeps_the_motion_open(client: Client):
    link_motion(make_public_action(1, status="afgerond"), make_motion(16), part=1)

    page = read_page(client.get("/moties/35510-16/"))

    assert [part for part in page.words("h3") if part.startswith("Deel")] == ["Deel 1", "Deel 2"]
    assert "Bij dit deel staat geen openbare actie." in " ".join(page.words("p"))
    assert "afgedaan" not in page.words("span")


def test_a_party_that_no_source_confirms_is_said_to_be_unknown(client: Client):
    link_motion(make_public_action(1), make_motion(13))
    make_member("Omtzigt").memberships.all().delete()

    page = read_page(client.get("/moties/35510-13/"))

    assert "Omtzigt (fractie op die dag onbekend)" in page.words("li")


def test_the_terms_of_the_motion_have_their_source_and_those_of_its_actions_their_words(
    client: Client,
):
    motion = make_motion(13)
    make_motion_term(motion, reading="Vanaf de dag van de motie.")
    action = make_public_action(1, "In juli 2021 komt het rapport.")
    make_milestone(
        action.updates.get(), "In juli 2021", last_day=datetime.date(2021, 7, 31), precision="dag"
    )
    link_motion(action, motion)
    other = make_public_action(2, "In mei 2022 iets anders.")
    make_milestone(other.updates.get(), "In mei 2022", last_day=datetime.date(2022, 5, 31))

    page = read_page(client.get("/moties/35510-13/"))

    assert [item for item in page.words("li") if "2021" in item] == [
        "uiterlijk 9 februari 2021 voorbij een voorstel, binnen drie weken "
        "Onze lezing: Vanaf de dag van de motie. Bron: Handelingen",
        "31 juli 2021 verstreken, geen uitkomst bekend In juli 2021 Actie 1",
    ]
    assert [words for words in page.words("q") if "2022" in words] == []


def test_a_motion_without_terms_says_that_none_was_filled_in(client: Client):
    link_motion(make_public_action(1), make_motion(13))

    page = read_page(client.get("/moties/35510-13/"))

    assert (
        "Hier is geen termijn uit de motie zelf ingevuld. Dat zegt niet dat zij er geen noemt."
        in page.words("p")
    )


def test_the_open_motions_of_one_party_can_be_asked_for(client: Client):
    seed_empty_database()

    page = read_page(
        client.get("/moties/?fractie=denk&afdoening=open&afdoening=deels-afgedaan&uitslag=onbekend")
    )

    shown = {link for link in page.links if link.startswith("/moties/35510")}
    assert shown == {f"/moties/35510-{number}/" for number in (30, 31, 33, 35, 45)}


def test_every_filter_has_its_choices_in_the_panel(client: Client):
    link_motion(make_public_action(1), make_motion(13))

    fields = {box.attributes.get("name") for box in read_page(client.get("/moties/")).all("input")}

    assert fields - {None} == {*MotionFilter.base_filters} - {"sort"}
