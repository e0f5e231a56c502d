"""A site with a second factor, a member of staff and the app on her phone."""

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import User

from tests.pok_tracker.sign_in.people_signing_in import Phone, make_staff


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
def anna(db: None) -> User:
    return make_staff("anna")
