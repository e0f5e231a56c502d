"""Every guard of signing in has a twin: the same attempt with the guard taken out."""

import pytest
from django.conf import settings as project
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.test import Client

from pok_tracker.sign_in import accounts, forms
from pok_tracker.sign_in.accounts import StaffAccountAdapter
from pok_tracker.sign_in.backends import StaffBackend
from pok_tracker.sign_in.middleware import SecondFactorMiddleware
from pok_tracker.sign_in.openid_connect import SignOnAdapter
from pok_tracker.sign_in.views import SetUpSecondFactorView
from tests.pok_tracker.sign_in.people_signing_in import (
    CODE,
    PASSWORD,
    SET_UP,
    SIGN_IN,
    Phone,
    give_password,
    make_staff,
)

pytestmark = pytest.mark.django_db


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
