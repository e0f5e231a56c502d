"""Signing in: who comes in, what it takes, and what whoever guesses is told."""

import datetime
import json
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

import jwt
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as project
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from pok_tracker.lib.clock import now
from pok_tracker.lib.environment import OpenIdConnect, read_openid_connect
from pok_tracker.sign_in import accounts, forms
from pok_tracker.sign_in.accounts import StaffAccountAdapter
from pok_tracker.sign_in.backends import StaffBackend
from pok_tracker.sign_in.middleware import SecondFactorMiddleware
from pok_tracker.sign_in.openid_connect import SignOnAdapter
from pok_tracker.sign_in.views import SetUpSecondFactorView
from tests.cast import give_app
from tests.pok_tracker.commands import A_DATABASE, A_KEY, run_python
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db

PASSWORD = "een-lang-wachtwoord-voor-de-test"
SIGN_IN = "/beheer/inloggen/"
CODE = "/beheer/inloggen/code/"
SET_UP = "/beheer/tweede-factor/instellen/"
CODES = "/beheer/herstelcodes/"
WRONG = "De gebruikersnaam of het wachtwoord klopt niet. Probeer het opnieuw."
LOCKED = "Er is te vaak geprobeerd in te loggen. Wacht een kwartier en probeer het dan opnieuw."
WRONG_CODE = "Deze code klopt niet, of is al gebruikt. Wacht op een nieuwe code."


@dataclass
class Phone:
    """The clock that app and site share; a test moves it to the next code."""

    period: int = 1_000

    def code(self, secret: str) -> str:
        """What the app shows now."""
        return totp.format_hotp_value(totp.hotp_value(secret, self.period))


@pytest.fixture(autouse=True)
def _as_on_a_real_site(settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def phone(monkeypatch: pytest.MonkeyPatch) -> Phone:
    phone = Phone()
    monkeypatch.setattr(totp, "yield_hotp_counters_from_time", lambda: iter([phone.period]))
    return phone


@pytest.fixture
def anna() -> User:
    return make_staff("anna")


def make_staff(name: str, **fields: object) -> User:
    return User.objects.create_user(
        name, f"{name}@ministerie.nl", PASSWORD, **{"is_staff": True, "is_superuser": True} | fields
    )


def give_password(client: Client, name: str = "anna", password: str = PASSWORD, **more: str):
    return client.post(SIGN_IN, {"login": name, "password": password, **more})


def signed_in_as(client: Client) -> str | None:
    """Who the admin greets; None when it asks to sign in first."""
    answer = client.get("/beheer/")
    return answer.context["user"].get_username() if answer.status_code == 200 else None


def errors_of(answer: HttpResponse) -> list[str]:
    form = answer.context["form"]
    return [error for errors in form.errors.values() for error in errors]


def sentences_of(answer: HttpResponse) -> str:
    """A page without what is new on each: the token, and the name that was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return re.sub(r'name="login" value="[^"]*"', "", text)


# -- Password and second factor --------------------------------------------------


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


# -- Guessing --------------------------------------------------------------------


def test_every_reason_not_to_let_somebody_in_looks_the_same(anna: User) -> None:
    make_staff("bert", is_active=False)
    make_staff("carla", is_staff=False, is_superuser=False)
    tries = [("anna", "fout"), ("niemand", "fout"), ("bert", PASSWORD), ("carla", PASSWORD)]

    answers = [give_password(Client(), *one) for one in tries]

    assert [errors_of(answer) for answer in answers] == [[WRONG]] * 4
    assert len({sentences_of(answer) for answer in answers}) == 1


@pytest.mark.parametrize("name", ["anna", "niemand"])
@pytest.mark.usefixtures("anna")
def test_after_five_wrong_passwords_the_right_one_does_not_help_either(name: str) -> None:
    answers = [give_password(Client(), name, "fout") for _ in range(5)]
    locked = give_password(Client(), name, PASSWORD)

    assert [errors_of(answer) for answer in answers] == [[WRONG]] * 5
    assert (locked.status_code, errors_of(locked)) == (200, [LOCKED])


@pytest.mark.usefixtures("anna")
def test_a_lock_out_looks_the_same_whether_the_name_exists_or_not() -> None:
    pages = []
    for name in ("anna", "niemand"):
        for _ in range(5):
            give_password(Client(), name, "fout")
        pages.append(give_password(Client(), name, PASSWORD))

    assert sentences_of(pages[0]) == sentences_of(pages[1])
    assert pages[0].headers.keys() == pages[1].headers.keys()


@pytest.mark.usefixtures("anna")
def test_a_lock_out_holds_under_every_name_of_the_site_and_however_the_name_is_typed(
    settings,
) -> None:
    settings.ALLOWED_HOSTS = [".example.nl"]
    for number, name in enumerate(["anna", "ANNA", " anna", "Anna ", "aNNa"]):
        Client().post(
            SIGN_IN, {"login": name, "password": "fout"}, headers={"host": f"h{number}.example.nl"}
        )

    locked = Client().post(
        SIGN_IN, {"login": "anna", "password": PASSWORD}, headers={"host": "nieuw.example.nl"}
    )

    assert errors_of(locked) == [LOCKED]


def test_a_lock_out_of_one_leaves_the_others_alone(client: Client, anna: User) -> None:
    for _ in range(6):
        give_password(Client(), "niemand", "fout")

    assert give_password(client).url == "/beheer/"


def test_guessing_codes_is_locked_out_as_well(client: Client, anna: User, phone: Phone) -> None:
    secret = give_app(anna)
    give_password(client)
    for _ in range(5):
        client.post(CODE, {"code": "geen code"})

    locked = client.post(CODE, {"code": phone.code(secret)})

    assert (errors_of(locked), signed_in_as(client)) == ([LOCKED], None)


@pytest.mark.usefixtures("anna")
def test_the_counts_are_kept_where_other_processes_see_them() -> None:
    give_password(Client(), "anna", "fout")

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache")
        keys = [key for (key,) in cursor.fetchall()]
    assert len([key for key in keys if ":login_failed:5/900" in key]) == 1


def test_the_cache_is_too_large_to_be_emptied_by_guessing() -> None:
    assert project.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] == 100_000


@pytest.mark.usefixtures("anna")
def test_guesses_are_counted_by_the_address_that_our_own_proxy_saw(settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "1/15m/ip"}
    seen = ["1.1.1.1, 10.0.0.1", "2.2.2.2, 10.0.0.1", "1.1.1.1, 10.0.0.2"]

    answers = [
        Client().post(
            SIGN_IN,
            {"login": "anna", "password": "fout"},
            headers={"x-forwarded-for": forwarded},
        )
        for forwarded in seen
    ]

    assert [errors_of(answer) for answer in answers] == [[WRONG], [LOCKED], [WRONG]]


@pytest.mark.parametrize(("debug", "proxies"), [("true", 0), ("false", 1)])
def test_a_real_site_stands_behind_one_proxy(debug: str, proxies: int) -> None:
    script = "from django.conf import settings; print(settings.ALLAUTH_TRUSTED_PROXY_COUNT)"

    done = run_python("-c", script, DATABASE_URL=A_DATABASE, DEBUG=debug, SECRET_KEY=A_KEY)

    assert done.stdout == f"{proxies}\n"


@pytest.mark.usefixtures("anna")
def test_a_flood_of_tries_is_told_to_wait(settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    give_password(Client(), "anna", "fout")

    flood = give_password(Client())

    assert (flood.status_code, read_page(flood).words("h1")) == (429, ["Even wachten"])


@pytest.mark.parametrize("name", ["anna", "niemand", "bert"])
def test_a_wrong_password_costs_one_hash_whether_the_name_exists_or_not(
    anna: User, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    make_staff("bert", is_active=False)
    hashed = []
    encode = MD5PasswordHasher.encode

    def counted(self, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    give_password(Client(), name, "fout")

    assert hashed == ["fout"]


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_reset_password",
        "account_set_password",
        "socialaccount_signup",
        "socialaccount_connections",
    ],
)
def test_there_is_no_way_to_make_or_recover_an_account(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


# -- Where it leads --------------------------------------------------------------


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


# -- Sessions --------------------------------------------------------------------


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


# -- The demo --------------------------------------------------------------------


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


# -- A ministry's own sign-on ----------------------------------------------------

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


# -- Every guard has a twin: the same attempt with the guard taken out -------------


def sees_the_start_page(anna: User, phone: Phone) -> bool:
    browser = Client()
    give_password(browser)
    return browser.get("/beheer/").status_code == 200


def may_be_kept_by_a_cache(anna: User, phone: Phone) -> bool:
    return "Cache-Control" not in Client().get(f"{SET_UP}qr.svg").headers


def comes_in_without_being_staff(anna: User, phone: Phone) -> bool:
    make_staff("carla", is_staff=False)
    return give_password(Client(), "carla").status_code == 302


def tells_that_an_account_is_closed(anna: User, phone: Phone) -> bool:
    make_staff("bert", is_active=False)
    answer = give_password(Client(raise_request_exception=False), "bert")
    return answer.status_code != 200


def guesses_on_under_another_name_of_the_site(anna: User, phone: Phone) -> bool:
    for number in range(5):
        Client().post(
            SIGN_IN, {"login": "anna", "password": "x"}, headers={"host": f"h{number}.example.nl"}
        )
    right = {"login": "anna", "password": PASSWORD}
    answer = Client().post(SIGN_IN, right, headers={"host": "h9.example.nl"})
    return answer.status_code == 302


def comes_in_after_five_wrong_passwords(anna: User, phone: Phone) -> bool:
    for _ in range(5):
        give_password(Client(), "anna", "fout")
    return give_password(Client()).status_code == 302


def moves_the_end_of_the_session(anna: User, phone: Phone) -> bool:
    browser = Client()
    give_password(browser)
    return isinstance(browser.session.get("_session_expiry"), int | None)


def sets_up_an_app_long_after_the_password(anna: User, phone: Phone) -> bool:
    browser = Client()
    give_password(browser)
    session = browser.session
    session["account_authentication_methods"][0]["at"] -= 301
    session.save()
    return browser.get(SET_UP).status_code == 200


def signs_in_with_the_code_that_set_it_up(anna: User, phone: Phone) -> bool:
    browser, other = Client(), Client()
    give_password(browser)
    browser.get(SET_UP)
    code = phone.code(browser.session["mfa.totp.secret"])
    browser.post(SET_UP, {"code": code})
    give_password(other)
    return other.post(CODE, {"code": code}).status_code == 302


def makes_an_account_by_sign_on(anna: User, phone: Phone) -> bool:
    return SignOnAdapter().is_open_for_signup(None, None)


def makes_an_account(anna: User, phone: Phone) -> bool:
    return StaffAccountAdapter().is_open_for_signup(None)


def always(*values: object, **options: object) -> bool:
    return True


def nothing(*values: object, **options: object) -> None:
    return None


def straight_on(middleware: SecondFactorMiddleware, request: HttpRequest) -> HttpResponse:
    return middleware.get_response(request)


TAKE_OUT = {
    sees_the_start_page: lambda patch: patch.setattr(
        SecondFactorMiddleware, "process_view", nothing
    ),
    may_be_kept_by_a_cache: lambda patch: patch.setattr(
        SecondFactorMiddleware, "__call__", straight_on
    ),
    comes_in_without_being_staff: lambda patch: patch.delattr(
        StaffBackend, "user_can_authenticate"
    ),
    tells_that_an_account_is_closed: lambda patch: patch.delattr(
        StaffAccountAdapter, "authenticate"
    ),
    guesses_on_under_another_name_of_the_site: lambda patch: patch.delattr(
        StaffAccountAdapter, "_get_login_attempts_cache_key"
    ),
    comes_in_after_five_wrong_passwords: lambda patch: patch.setattr(
        project, "ACCOUNT_RATE_LIMITS", {"login_failed": "99/m/key"}
    ),
    moves_the_end_of_the_session: lambda patch: (
        patch.setattr(accounts, "fix_end_of_session", nothing),
        patch.setattr(forms, "fix_end_of_session", nothing),
    ),
    sets_up_an_app_long_after_the_password: lambda patch: patch.setattr(
        accounts, "_sets_up_right_after_password", always
    ),
    signs_in_with_the_code_that_set_it_up: lambda patch: patch.delattr(
        SetUpSecondFactorView, "form_valid"
    ),
    # Without its own answer it gives that of the accounts, so both have to go.
    makes_an_account_by_sign_on: lambda patch: (
        patch.delattr(SignOnAdapter, "is_open_for_signup"),
        patch.delattr(StaffAccountAdapter, "is_open_for_signup"),
    ),
    makes_an_account: lambda patch: patch.delattr(StaffAccountAdapter, "is_open_for_signup"),
}


@pytest.mark.parametrize("attempt", TAKE_OUT, ids=lambda attempt: attempt.__name__)
def test_a_guard_stops_it(anna: User, phone: Phone, settings, attempt) -> None:
    settings.ALLOWED_HOSTS = ["testserver", ".example.nl"]
    assert attempt(anna, phone) is False


@pytest.mark.parametrize("attempt", TAKE_OUT, ids=lambda attempt: attempt.__name__)
def test_without_the_guard_it_happens(
    anna: User, phone: Phone, settings, monkeypatch: pytest.MonkeyPatch, attempt
) -> None:
    settings.ALLOWED_HOSTS = ["testserver", ".example.nl"]
    TAKE_OUT[attempt](monkeypatch)
    assert attempt(anna, phone) is True
