"""Password and second factor: what it takes to come in, and to change what it takes."""

import datetime
import json
import re
from urllib.parse import unquote, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.cast import give_app
from tests.pok_tracker.sign_in.people_signing_in import (
    CODE,
    CODES,
    PASSWORD,
    SET_UP,
    SIGN_IN,
    WRONG_CODE,
    Phone,
    errors_of,
    give_password,
    make_staff,
    signed_in_as,
)
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db


def test_the_admin_sends_a_visitor_to_our_own_page_and_back_afterwards(client: Client) -> None:
    answer = client.get("/beheer/actions/action/", follow=True)

    assert answer.redirect_chain[-1] == (
        f"{SIGN_IN}?next=%2Fbeheer%2Factions%2Faction%2F",
        302,
    )
    assert read_page(answer).words("h1") == ["Inloggen"]


@pytest.mark.usefixtures("anna")
def test_without_a_second_factor_every_page_leads_to_setting_one_up(client: Client) -> None:
    give_password(client)

    for address in ("/beheer/", "/beheer/actions/action/", "/beheer/wachtwoord/", CODES):
        assert (client.get(address).url, address) == (SET_UP, address)
    assert client.get(SET_UP).status_code == 200


@pytest.mark.usefixtures("anna")
def test_setting_up_shows_the_recovery_codes_once_and_as_a_file(
    client: Client, phone: Phone
) -> None:
    give_password(client)
    secret = client.get(SET_UP).context["form"].secret
    set_up = client.post(SET_UP, {"code": phone.code(secret)})
    first, again = client.get(CODES), client.get(CODES)
    codes = first.context["unused_codes"]

    assert (set_up.url, len(set(codes)), signed_in_as(client)) == (CODES, 10, "anna")
    assert read_page(first).words("code") == codes
    assert unquote(first.context["file"]).split("\n")[2:12] == codes
    assert [link for link in read_page(first).links if link.startswith("data:text/plain")] == [
        first.context["file"]
    ]
    assert (read_page(again).words("code"), set(again.context["unused_codes"])) == ([], {"****"})


@pytest.mark.usefixtures("anna")
def test_a_wrong_first_code_sets_nothing_up(client: Client, phone: Phone) -> None:
    give_password(client)
    client.get(SET_UP)

    assert errors_of(client.post(SET_UP, {"code": "000000"})) == [WRONG_CODE]
    assert Authenticator.objects.count() == 0


@pytest.mark.usefixtures("anna")
def test_the_code_that_set_it_up_signs_nobody_in(client: Client, phone: Phone) -> None:
    give_password(client)
    code = phone.code(client.get(SET_UP).context["form"].secret)
    client.post(SET_UP, {"code": code})
    other = Client()
    give_password(other)

    assert errors_of(other.post(CODE, {"code": code})) == [WRONG_CODE]


def test_with_one_the_password_leads_to_the_code_and_the_code_to_the_admin(
    client: Client, anna: User, phone: Phone
) -> None:
    secret = give_app(anna)

    after_password = give_password(client)
    before_code = signed_in_as(client)
    after_code = client.post(CODE, {"code": phone.code(secret)})

    assert (after_password.url, before_code) == (CODE, None)
    assert (after_code.url, signed_in_as(client)) == ("/beheer/", "anna")


def test_a_wrong_code_signs_nobody_in(client: Client, anna: User, phone: Phone) -> None:
    secret = give_app(anna)
    give_password(client)
    wrong = f"{(int(phone.code(secret)) + 1) % 1_000_000:06}"

    assert errors_of(client.post(CODE, {"code": wrong})) == [WRONG_CODE]
    assert signed_in_as(client) is None


def test_a_code_works_once_and_the_next_one_works(anna: User, phone: Phone) -> None:
    secret = give_app(anna)
    first, second = Client(), Client()
    for browser in (first, second):
        give_password(browser)
    first.post(CODE, {"code": phone.code(secret)})

    assert errors_of(second.post(CODE, {"code": phone.code(secret)})) == [WRONG_CODE]
    phone.period += 1
    second.post(CODE, {"code": phone.code(secret)})
    assert (signed_in_as(first), signed_in_as(second)) == ("anna", "anna")


@pytest.mark.parametrize("step", [-1, 1])
def test_the_code_of_another_period_does_not_work(
    client: Client, anna: User, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    secret = give_app(anna)
    monkeypatch.setattr(totp.time, "time", lambda: 30_000 + 15)
    give_password(client)
    code = totp.format_hotp_value(totp.hotp_value(secret, 1_000 + step))

    # The memory of used codes holds one period: an older code that still worked could be replayed.
    assert totp.validate_totp_code(secret, code) is False
    assert list(totp.yield_hotp_counters_from_time()) == [1_000]


def test_a_recovery_code_works_once(anna: User) -> None:
    give_app(anna)
    code = RecoveryCodes.activate(anna).get_unused_codes()[0]
    first, second = Client(), Client()
    for browser in (first, second):
        give_password(browser)
    first.post(CODE, {"code": code})

    assert errors_of(second.post(CODE, {"code": code})) == [WRONG_CODE]
    assert (signed_in_as(first), signed_in_as(second)) == ("anna", None)


def test_a_session_from_before_the_second_factor_ends(client: Client, anna: User) -> None:
    give_password(client)
    give_app(anna)

    answer = client.get("/beheer/")

    assert (answer.url, "_auth_user_id" in client.session) == (SIGN_IN, False)


def test_a_session_without_any_sign_in_of_ours_lacks_a_second_factor(
    client: Client, anna: User
) -> None:
    client.force_login(anna)

    assert client.get("/beheer/").url == SET_UP


def test_the_secret_is_drawn_at_an_address_of_its_own_and_nowhere_else(
    client: Client, anna: User
) -> None:
    give_password(client)
    before = client.get(f"{SET_UP}qr.svg").status_code
    page = client.get(SET_UP)
    drawing = client.get(f"{SET_UP}qr.svg")

    assert (before, drawing.status_code) == (404, 200)
    assert drawing["Content-Type"] == "image/svg+xml"
    assert [image.attributes["src"] for image in read_page(page).all("img")][-1] == (
        f"{SET_UP}qr.svg"
    )
    assert re.findall(r"style=|<script|src=\"data:", page.content.decode()) == []
    assert "unsafe" not in page["Content-Security-Policy"]
    assert "img-src 'self';" in f"{page['Content-Security-Policy']};"


def test_the_database_holds_no_readable_secret_and_the_admin_shows_none(
    client: Client, anna: User, settings
) -> None:
    secret = give_app(anna)
    RecoveryCodes.activate(anna)
    app = Authenticator.objects.get(type="totp")
    client.force_login(anna)
    settings.SECOND_FACTOR_REQUIRED = False
    page = client.get(reverse("admin:pok_tracker_secondfactor_change", args=[app.pk]))

    assert secret not in json.dumps(app.data)
    assert (page.status_code, app.data["secret"] in page.content.decode()) == (200, False)


def test_the_admin_says_in_dutch_what_a_second_factor_is_and_when_it_was_used(
    client: Client, anna: User, settings
) -> None:
    give_app(anna)
    app = Authenticator.objects.get(type="totp")
    made = datetime.datetime(2022, 1, 15, 18, 30, tzinfo=datetime.UTC)
    Authenticator.objects.filter(pk=app.pk).update(created_at=made, last_used_at=None)
    client.force_login(anna)
    settings.SECOND_FACTOR_REQUIRED = False
    page = read_page(client.get(reverse("admin:pok_tracker_secondfactor_change", args=[app.pk])))

    told = [words for words in page.words("div") if words in {"15 januari 2022 19:30", "nog niet"}]
    assert (page.words("h2")[0], told) == (
        f"authenticator-app van {anna}",
        ["15 januari 2022 19:30", "nog niet"],
    )


def test_an_older_secret_key_still_opens_secrets_and_an_unknown_one_opens_none(
    anna: User, phone: Phone, settings
) -> None:
    secret = give_app(anna)
    code = phone.code(secret)
    app = Authenticator.objects.get(type="totp")

    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "n" * 50
    opened = app.wrap().validate_code(code)
    settings.SECRET_KEY_FALLBACKS = []
    of_nothing = totp.format_hotp_value(totp.hotp_value("", phone.period))
    not_opened = [app.wrap().validate_code(guess) for guess in (code, of_nothing)]

    assert (opened, not_opened) == (True, [False, False])


def test_removing_a_lost_app_takes_the_recovery_codes_with_it(
    client: Client, anna: User, settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    bert = make_staff("bert")
    for user in (anna, bert):
        give_app(user)
        RecoveryCodes.activate(user)
    client.force_login(anna)

    client.post(reverse("admin:auth_user_remove_second_factor", args=[bert.pk]))

    assert list(Authenticator.objects.values_list("user__username", flat=True)) == ["anna", "anna"]


def test_a_session_whose_app_was_taken_away_has_to_set_up_another(
    client: Client, anna: User, phone: Phone
) -> None:
    secret = give_app(anna)
    give_password(client)
    client.post(CODE, {"code": phone.code(secret)})
    before = signed_in_as(client)
    Authenticator.objects.all().delete()

    assert (before, client.get("/beheer/").url) == ("anna", SET_UP)


@pytest.mark.parametrize("address", ["/beheer/tweede-factor/weghalen/", f"{CODES}nieuw/", CODES])
def test_changing_the_second_factor_takes_the_password_again(
    client: Client, anna: User, phone: Phone, address: str
) -> None:
    secret = give_app(anna)
    RecoveryCodes.activate(anna)
    give_password(client)
    client.post(CODE, {"code": phone.code(secret)})

    asked = client.get(address).url
    wrong = client.post(asked, {"password": "fout"})
    right = client.post(asked, {"password": PASSWORD})

    assert urlsplit(asked).path == "/beheer/inloggen/opnieuw/"
    assert errors_of(wrong) == ["Dit wachtwoord klopt niet."]
    assert (right.url, client.get(address).status_code) == (address, 200)


def test_setting_up_long_after_the_password_takes_the_password_again(
    client: Client, anna: User
) -> None:
    give_password(client)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 301
    session.save()

    assert urlsplit(client.get(SET_UP).url).path == "/beheer/inloggen/opnieuw/"


def test_a_command_takes_away_what_an_administrator_lost(anna: User, capsys) -> None:
    give_app(anna)
    RecoveryCodes.activate(anna)

    call_command("remove_second_factor", "anna")
    call_command("remove_second_factor", "anna")

    assert capsys.readouterr().out.splitlines()[-2:] == [
        "De tweede factor van anna is weggehaald.",
        "anna had geen tweede factor.",
    ]
    with pytest.raises(CommandError, match=r"^Er is geen account met de naam niemand\.$"):
        call_command("remove_second_factor", "niemand")
