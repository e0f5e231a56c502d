"""What whoever guesses is told, and when guessing stops."""

import pytest
from django.conf import settings as project
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.cast import give_app
from tests.pok_tracker.commands import A_DATABASE, A_KEY, run_python
from tests.pok_tracker.sign_in.people_signing_in import (
    CODE,
    LOCKED,
    PASSWORD,
    SIGN_IN,
    WRONG,
    Phone,
    errors_of,
    give_password,
    make_staff,
    sentences_of,
    signed_in_as,
)
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db


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
