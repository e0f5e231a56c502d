"""Fingerprints: anybody computes them again, and they tell which public text they belong to."""

import datetime
import hashlib
import re
import runpy
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from actions.fingerprints import hashed_line
from actions.models import Action, StatusUpdate
from pok_tracker.seeding import seed_empty_database
from tests.factories import JUNE_2021, make_draft, make_public_action, make_update
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db

LATER = datetime.datetime(2021, 10, 1, tzinfo=datetime.UTC)
NEXT_CENTURY = datetime.datetime(2121, 1, 1, tzinfo=datetime.UTC)
AWKWARD = 'Een "punt" \\ met\ttab,\nregel, \x1f en \x7f, é, 🙂, \u2028 en </script>.'
ADDRESS = "/acties/44/stand/2021-06/"


@pytest.fixture
def recipe(client: Client, tmp_path: Path) -> Callable[..., str]:
    """The function that the page with definitions prints."""
    page = client.get("/definities/").content.decode()
    [code] = re.findall(r'<code id="recept">(.*?)</code>', page, re.DOTALL)
    (tmp_path / "recept.py").write_text(unescape(code))
    return runpy.run_path(str(tmp_path / "recept.py"))["vingerafdruk"]


def answer(client: Client, value: str, address: str = ADDRESS) -> tuple[int, str]:
    response = client.get(address, {"hash": value})
    [notice] = [
        element
        for element in read_page(response).all("div")
        if element.attributes.get("role") == "status"
    ]
    return response.status_code, notice.words


def fingerprint_of(update: StatusUpdate) -> str:
    return StatusUpdate.objects.get(pk=update.pk).content_hash


class TestTheRecipe:
    """What a fingerprint is made of."""

    def test_the_printed_recipe_gives_the_fingerprint_of_every_text_of_the_edition(
        self, recipe: Callable[..., str]
    ):
        seed_empty_database()

        computed = {
            update.pk: recipe(
                update.text,
                update.status,
                update.status_quote,
                update.waiting_for,
                str(update.as_of),
                update.footnotes,
            )
            for update in StatusUpdate.objects.all()
        }

        assert computed == dict(StatusUpdate.objects.values_list("pk", "content_hash"))
        assert len(set(computed.values())) > 80

    def test_letters_that_need_care_count_the_same_in_the_database(
        self, recipe: Callable[..., str]
    ):
        note = {"position": 3, "text": AWKWARD, "marker": "*"}
        update = make_public_action(1, AWKWARD, footnotes=[note]).updates.get()

        line = hashed_line(update)

        assert hashlib.sha256(line.encode()).hexdigest() == fingerprint_of(update)
        assert recipe(
            AWKWARD, "in-uitvoering", AWKWARD, "", "2021-06-30", [note]
        ) == fingerprint_of(update)

    def test_the_page_of_a_text_prints_the_line_and_its_fingerprint(self, client: Client):
        update = make_public_action(44, "Wij doen <dit> & dat.").updates.get()

        codes = read_page(client.get(ADDRESS)).words("code")

        assert codes == [fingerprint_of(update), hashed_line(update)]


class TestChecking:
    """What `?hash=` on the page of a text answers."""

    def test_the_fingerprint_of_a_text_belongs_to_it_also_after_later_texts(self, client: Client):
        action = make_public_action(44, superseded_at=LATER)
        cited = fingerprint_of(action.updates.get())
        make_update(action, "Nieuw.", slug="2021-10", published_at=LATER)

        assert answer(client, f" {cited.upper()[:32]} {cited[32:]} ") == (
            200,
            "Deze vingerafdruk hoort bij deze tekst. Er is niets aan veranderd.",
        )
        assert answer(client, cited, "/acties/44/stand/2021-10/") == (
            200,
            "Deze vingerafdruk hoort niet bij deze tekst, maar bij de stand van 30 juni 2021 van "
            "deze actie.",
        )

    def test_of_a_withdrawn_text_it_says_so_without_the_text(self, client: Client):
        action = make_public_action(44)
        gone = make_update(
            action, "GEHEIM geworden.", slug="2021-05", state="ingetrokken", withdrawn_at=LATER
        )
        said = (
            "Deze vingerafdruk hoort bij een tekst van deze actie die op 1 oktober 2021 is "
            "ingetrokken. Die tekst is niet meer te lezen. De reden: Dubbel."
        )

        before = client.get(ADDRESS, {"hash": fingerprint_of(gone), "peildatum": "2021-07-01"})
        at_its_own_address = client.get("/acties/44/stand/2021-05/", {"hash": fingerprint_of(gone)})

        assert answer(client, fingerprint_of(gone)) == (200, said)
        assert said in read_page(before).words("p")
        assert (
            at_its_own_address.status_code,
            said in read_page(at_its_own_address).words("p"),
        ) == (
            410,
            True,
        )
        assert client.get("/acties/44/stand/2021-05/").status_code == 404
        assert b"GEHEIM" not in before.content + at_its_own_address.content

    def test_what_was_never_public_has_no_fingerprint_outside(self, client: Client):
        action = make_public_action(44)
        secrets = [
            make_draft(action, "GEHEIM een."),
            make_draft(action, "GEHEIM twee.", slug="beoordeling", state="ter-beoordeling"),
            make_update(
                make_public_action(45, superseded_at=NEXT_CENTURY),
                "GEHEIM drie.",
                slug="2121-01",
                published_at=NEXT_CENTURY,
            ),
            make_update(
                action,
                "GEHEIM vier.",
                slug="2021-09",
                state="ingetrokken",
                published_at=LATER,
                withdrawn_at=JUNE_2021,
            ),
        ]

        answers = {
            answer(client, fingerprint_of(update), f"/acties/{number}/stand/2021-06/")
            for update, number in zip(secrets, (44, 44, 45, 44), strict=True)
        }

        assert answers == {
            (
                200,
                "Deze vingerafdruk hoort bij geen enkele gepubliceerde stand van deze actie. "
                "Hebt u haar helemaal gekopieerd?",
            )
        }
        assert (
            client.get(
                "/acties/44/stand/2021-09/", {"hash": fingerprint_of(secrets[3])}
            ).status_code
            == 404
        )

    def test_the_text_of_another_action_is_not_that_of_this_one(self, client: Client):
        make_public_action(44)
        other = make_public_action(45, "Iets anders.").updates.get()

        assert answer(client, fingerprint_of(other))[1].startswith(
            "Deze vingerafdruk hoort bij geen enkele"
        )

    @pytest.mark.parametrize(
        "value", ["x", "0" * 63, "0" * 65, "٠" * 64, "\x00" * 64, "<b>" * 30, "%00", "é" * 5000]
    )
    def test_what_is_no_fingerprint_gets_a_kind_message(self, client: Client, value: str):
        make_public_action(44)

        assert answer(client, value) == (
            400,
            "Dit is geen vingerafdruk. Een vingerafdruk is 64 tekens lang: cijfers en de letters a "
            "tot en met f. Kopieer er één, en helemaal.",
        )

    def test_two_fingerprints_are_not_one(self, client: Client):
        make_public_action(44)

        assert client.get(f"{ADDRESS}?hash={'0' * 64}&hash={'1' * 64}").status_code == 400

    def test_without_a_fingerprint_nothing_is_said(self, client: Client):
        make_public_action(44)

        page = read_page(client.get(f"{ADDRESS}?hash="))

        assert [div for div in page.all("div") if div.attributes.get("role") == "status"] == []
        assert Action.objects.count() == 1
