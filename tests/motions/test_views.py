"""The pages about motions."""

import pytest
from django.test import Client

from motions.models import Motion
from tests.factories import (
    link_motion,
    make_motion,
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
