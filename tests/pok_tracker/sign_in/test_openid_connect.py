"""A ministry's own sign-on: whom it lets in, and what it takes to set one up."""

import datetime
import json
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as project
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client

from pok_tracker.lib.clock import now
from pok_tracker.lib.environment import OpenIdConnect, read_openid_connect
from pok_tracker.sign_in.openid_connect import SignOnAdapter
from tests.cast import give_app
from tests.pok_tracker.commands import A_DATABASE, A_KEY, run_python
from tests.pok_tracker.sign_in.people_signing_in import (
    CODE,
    SET_UP,
    SIGN_IN,
    Phone,
    make_staff,
    signed_in_as,
)
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db


ISSUER = "https://inloggen.example.nl/rijk"
THREE = {"OIDC_ISSUER": ISSUER, "OIDC_CLIENT_ID": "pok", "OIDC_CLIENT_SECRET": "geheim"}
START = "/beheer/inloggen/ministerie/"
BACK = "/beheer/inloggen/ministerie/terug/"
REFUSED = ["U kunt hier niet inloggen"]


class Answer:
    """What a request to the provider gives back."""

    status_code = 200
    headers = {"content-type": "application/json"}

    def __init__(self, content: dict[str, object]) -> None:
        self.content = content
        self.text = json.dumps(content)

    def json(self) -> dict[str, object]:
        return self.content

    def raise_for_status(self) -> None:
        return None


@dataclass
class Provider:
    """A sign-on that says about a person what the test wants; `told` is the userinfo."""

    claims: dict[str, object]
    told: dict[str, object] | None = None

    def __enter__(self) -> "Provider":
        return self

    def __exit__(self, *problem: object) -> None:
        return None

    def get(self, address: str, **options: object) -> Answer:
        if address.endswith("/.well-known/openid-configuration"):
            names = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
            return Answer({"issuer": ISSUER} | {name: f"{ISSUER}/{name}" for name in names})
        return Answer(self.told if self.told is not None else {"sub": self.claims["sub"]})

    def request(self, method: str, address: str, **options: object) -> Answer:
        token = {
            "iss": ISSUER,
            "aud": "pok",
            "exp": now() + datetime.timedelta(minutes=5),
            "iat": now(),
            **self.claims,
        }
        return Answer({"access_token": "x", "id_token": jwt.encode(token, "k" * 32)})


@pytest.fixture
def _sign_on(settings) -> None:
    settings.OIDC_CLAIM = "email"
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            **project.SOCIALACCOUNT_PROVIDERS["openid_connect"],
            "APPS": [
                {
                    "provider_id": "ministerie",
                    "name": "uw ministerie",
                    "client_id": "pok",
                    "secret": "geheim",
                    "settings": {"server_url": ISSUER},
                }
            ],
        }
    }


@pytest.fixture
def come_in(monkeypatch: pytest.MonkeyPatch, _sign_on):
    """Go to the provider and come back as the person of these claims."""

    def go(told: dict[str, object] | None = None, **claims: object) -> tuple[Client, HttpResponse]:
        provider = Provider({"sub": "7", **claims}, told)
        monkeypatch.setattr(SignOnAdapter, "get_requests_session", lambda self: provider)
        browser = Client()
        question = parse_qs(urlsplit(browser.get(START).url).query)
        return browser, browser.get(BACK, {"code": "c", "state": question["state"][0]})

    return go


MAIL = {"email": "Anna@ministerie.nl", "email_verified": True}


def test_a_person_with_a_verified_address_of_an_account_comes_in(anna: User, come_in) -> None:
    browser, answer = come_in(**MAIL)

    assert (answer.url, browser.get("/beheer/").url) == ("/beheer/", SET_UP)
    assert browser.session["_auth_user_id"] == str(anna.pk)
    assert list(SocialAccount.objects.values_list("user", "uid")) == [(anna.pk, "7")]


def test_a_sign_on_asks_for_the_second_factor_too(anna: User, come_in, phone: Phone) -> None:
    secret = give_app(anna)
    browser, answer = come_in(**MAIL)
    browser.post(CODE, {"code": phone.code(secret)})

    assert (answer.url, signed_in_as(browser)) == (CODE, "anna")


@pytest.mark.usefixtures("anna")
def test_a_session_by_sign_on_ends_at_a_fixed_moment_too(come_in) -> None:
    browser, _ = come_in(**MAIL)
    end = browser.session.get_expiry_date()
    session = browser.session
    session["iets"] = "nieuws"
    session.save()

    assert browser.session.get_expiry_date() == end


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "anna@ministerie.nl"},
        {"email": "anna@ministerie.nl", "email_verified": False},
        {"email": "anna@ministerie.nl", "email_verified": "true"},
        {"email": "bert@ministerie.nl", "email_verified": True},
        {"email": "", "email_verified": True},
        {"preferred_username": "anna"},
    ],
)
@pytest.mark.usefixtures("anna")
def test_nobody_else_comes_in_and_no_account_is_made(come_in, claims: dict[str, object]) -> None:
    browser, answer = come_in(**claims)

    assert (answer.status_code, read_page(answer).words("h1")) == (403, REFUSED)
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)
    assert "_auth_user_id" not in browser.session


@pytest.mark.usefixtures("anna")
def test_an_address_verified_in_one_answer_is_not_verified_in_the_other(come_in) -> None:
    told = {"sub": "7", "email": "anna@ministerie.nl"}

    _, answer = come_in(told, email_verified=True)

    assert answer.status_code == 403


@pytest.mark.usefixtures("anna")
def test_an_answer_about_another_person_is_not_used(come_in) -> None:
    _, answer = come_in({"sub": "8", **MAIL})

    assert (answer.status_code, SocialAccount.objects.count()) == (403, 0)


def test_the_first_person_keeps_the_account_whoever_gets_the_address_later(
    anna: User, come_in
) -> None:
    come_in(**MAIL)
    _, other = come_in(sub="8", **MAIL)
    _, same = come_in(sub="7", email="anna.nieuw@ministerie.nl", email_verified=True)

    assert (other.status_code, same.url) == (403, "/beheer/")
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_a_person_whose_account_is_closed_does_not_come_in(
    anna: User, come_in, change: dict[str, bool]
) -> None:
    come_in(**MAIL)
    User.objects.update(**change)

    _, known = come_in(**MAIL)
    SocialAccount.objects.all().delete()
    _, new = come_in(**MAIL)

    assert (known.status_code, new.status_code) == (403, 403)


def test_two_accounts_with_one_address_are_nobody_in_particular(anna: User, come_in) -> None:
    User.objects.filter(pk=make_staff("bert").pk).update(email=anna.email)

    assert come_in(**MAIL)[1].status_code == 403


def test_another_claim_names_the_account_letter_for_letter(anna: User, come_in, settings) -> None:
    settings.OIDC_CLAIM = "personeelsnummer"
    refused = come_in(personeelsnummer="ANNA")[1]
    browser, _ = come_in(personeelsnummer="anna")

    assert refused.status_code == 403
    assert browser.session["_auth_user_id"] == str(anna.pk)


def test_the_way_to_the_provider_is_bound_to_this_browser(client: Client, come_in) -> None:
    come_in(**MAIL)
    question = parse_qs(urlsplit(client.get(START).url).query)
    elsewhere = Client().get(BACK, {"code": "c", "state": question["state"][0]})

    assert question["code_challenge_method"] == ["S256"]
    assert question["redirect_uri"] == [f"http://testserver{BACK}"]
    assert (elsewhere.status_code, read_page(elsewhere).words("h1")) == (
        401,
        ["Inloggen is niet gelukt"],
    )


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "een-andere-site"},
        {"iss": "https://kwaad.example"},
        {"exp": datetime.datetime(2021, 1, 1, tzinfo=datetime.UTC)},
    ],
)
@pytest.mark.usefixtures("anna")
def test_a_token_for_another_site_of_another_issuer_or_of_long_ago_is_not_used(
    come_in, claims: dict[str, object]
) -> None:
    _, answer = come_in(**MAIL, **claims)

    assert (answer.status_code, SocialAccount.objects.count()) == (401, 0)


@pytest.mark.usefixtures("_sign_on")
def test_the_page_offers_the_sign_on_when_there_is_one(client: Client) -> None:
    links = read_page(client.get(f"{SIGN_IN}?next=/beheer/actions/")).links

    assert [link for link in links if link.startswith(START)] == [
        f"{START}?process=login&next=%2Fbeheer%2Factions%2F"
    ]


def test_without_one_there_is_no_such_address(client: Client, settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}

    assert [link for link in read_page(client.get(SIGN_IN)).links if START in link] == []
    assert (client.get(START).status_code, client.get(BACK).status_code) == (404, 404)


def test_a_person_without_a_password_here_has_none_to_change(
    client: Client, anna: User, settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    anna.set_unusable_password()
    anna.save()
    client.force_login(anna)

    assert client.get("/beheer/wachtwoord/").url == "/beheer/"


@pytest.mark.parametrize("source", [{}, {"OIDC_ISSUER": "", "OIDC_CLAIM": " "}])
def test_the_sign_on_is_off_unless_it_is_set(source: dict[str, str]) -> None:
    assert read_openid_connect(source) is None


@pytest.mark.parametrize(("claim", "read"), [({}, "email"), ({"OIDC_CLAIM": "upn"}, "upn")])
def test_a_sign_on_is_read_with_the_claim_that_names_a_person(
    claim: dict[str, str], read: str
) -> None:
    assert read_openid_connect({**THREE, **claim}) == OpenIdConnect(ISSUER, "pok", "geheim", read)


@pytest.mark.parametrize("missing", THREE)
def test_a_sign_on_that_is_half_set_is_refused(missing: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        read_openid_connect({**THREE, missing: ""})

    assert str(refused.value) == (
        f"De inlog via OpenID Connect is half ingesteld: {missing} ontbreekt. "
        "Zet OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET alle drie, of geen van drie."
    )


@pytest.mark.parametrize(
    "issuer", ["http://inloggen.example.nl", "inloggen.example.nl", "https://"]
)
def test_a_sign_on_without_tls_is_refused(issuer: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        read_openid_connect({**THREE, "OIDC_ISSUER": issuer})

    assert str(refused.value) == (
        f"OIDC_ISSUER is '{issuer}'. Gebruik het https-adres van de inlogdienst, "
        "bijvoorbeeld https://inloggen.example.nl/realms/rijk."
    )


def test_half_a_sign_on_ends_a_command_with_one_line() -> None:
    done = run_python(
        "manage.py", "check", DATABASE_URL=A_DATABASE, SECRET_KEY=A_KEY, OIDC_CLIENT_ID="pok"
    )

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr[:43] == "De inlog via OpenID Connect is half ingeste"
