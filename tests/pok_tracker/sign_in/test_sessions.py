"""Where signing in and out leads, how long a session lasts, and where its cookies go."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from pok_tracker.lib.clock import now
from tests.cast import give_app
from tests.pok_tracker.commands import A_DATABASE, A_KEY, run_python
from tests.pok_tracker.sign_in.people_signing_in import (
    CODE,
    PASSWORD,
    SET_UP,
    SIGN_IN,
    Phone,
    give_password,
    signed_in_as,
)
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("/beheer/actions/action/", "/beheer/actions/action/"),
        ("https://kwaad.example/", "/beheer/"),
        ("//kwaad.example/", "/beheer/"),
        ("/\\kwaad.example/", "/beheer/"),
        ("javascript:alert(1)", "/beheer/"),
        ("", "/beheer/"),
    ],
)
@pytest.mark.usefixtures("anna")
def test_signing_in_leads_to_this_site_only(client: Client, wanted: str, given: str) -> None:
    assert give_password(client, next=wanted).url == given


def test_signing_out_takes_a_press_of_a_button(client: Client, anna: User, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    give_password(client)

    for address in ("/beheer/uitloggen/", reverse("admin:logout")):
        assert read_page(client.get(address)).words("h1") == ["Wilt u uitloggen?"]
    still_in = signed_in_as(client)
    left = client.post("/beheer/uitloggen/", follow=True)

    assert (still_in, signed_in_as(client)) == ("anna", None)
    assert "U bent uitgelogd." in read_page(left).words("p")


@pytest.mark.parametrize("with_app", [True, False])
def test_a_session_ends_eight_hours_after_signing_in_however_busy_it_is(
    client: Client, anna: User, phone: Phone, with_app: bool
) -> None:
    if with_app:
        give_app(anna)
    give_password(client)
    if with_app:
        client.post(CODE, {"code": phone.code("JBSWY3DPEHPK3PXP")})
    end = client.session.get_expiry_date()

    busy = client.session
    busy["iets"] = "nieuws"
    busy.save()

    assert abs(end - now() - datetime.timedelta(hours=8)) < datetime.timedelta(minutes=1)
    assert client.session.get_expiry_date() == end


@pytest.mark.usefixtures("anna")
def test_the_cookies_are_sent_to_the_pages_of_staff_only(client: Client) -> None:
    client.get(SIGN_IN)
    give_password(client)
    # Leaves a message for the next page.
    client.post("/beheer/uitloggen/")

    paths = {name: cookie["path"] for name, cookie in client.cookies.items()}
    assert paths == {"csrftoken": "/beheer/", "sessionid": "/beheer/"}


def test_a_new_password_ends_every_session(anna: User, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    here, there = Client(), Client()
    for browser in (here, there):
        give_password(browser)
    new = "nog-een-lang-wachtwoord-erbij"

    here.post("/beheer/wachtwoord/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert (signed_in_as(here), signed_in_as(there)) == (None, None)
    assert give_password(Client(), password=new).url == "/beheer/"


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_whoever_stops_being_staff_is_out_at_the_next_page(
    client: Client, anna: User, settings, change: dict[str, bool]
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    give_password(client)
    before = signed_in_as(client)
    User.objects.update(**change)

    assert (before, signed_in_as(client)) == ("anna", None)


@pytest.mark.usefixtures("anna")
def test_no_answer_to_staff_is_kept_by_a_cache(client: Client) -> None:
    give_password(client)

    for address in (SIGN_IN, "/beheer/", SET_UP, f"{SET_UP}qr.svg"):
        assert "no-store" in client.get(address)["Cache-Control"]
    assert "Cache-Control" not in client.get("/over/").headers


@pytest.mark.parametrize(
    ("database", "debug", "required"),
    [("", "true", False), ("", "false", True), (A_DATABASE, "true", True), (A_DATABASE, "", True)],
)
def test_only_the_demo_does_without_a_second_factor(
    database: str, debug: str, required: bool
) -> None:
    script = "from django.conf import settings; print(settings.SECOND_FACTOR_REQUIRED)"

    done = run_python("-c", script, DATABASE_URL=database, DEBUG=debug, SECRET_KEY=A_KEY)

    assert done.stdout == f"{required}\n"


@pytest.mark.usefixtures("anna")
def test_the_demo_lets_a_password_in(client: Client, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    give_password(client)

    assert signed_in_as(client) == "anna"
