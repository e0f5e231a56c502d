"""What we ask of django-allauth where it asks back: passwords, sessions, lock-out, messages."""

import datetime
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from pok_tracker.lib.clock import now
from pok_tracker.sign_in.backends import StaffBackend


class StaffAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; nobody makes or recovers one from outside."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": (
            "De gebruikersnaam of het wachtwoord klopt niet. Probeer het opnieuw."
        ),
        "too_many_login_attempts": (
            "Er is te vaak geprobeerd in te loggen. Wacht een kwartier en probeer het dan opnieuw."
        ),
        "rate_limited": "Dit is te vaak geprobeerd. Wacht een kwartier en probeer het dan opnieuw.",
        "enter_current_password": "Dit is niet uw huidige wachtwoord.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator makes the accounts."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """The person with this name and password, or None; the same None for a closed account.

        Without this an account that is closed gets a page of its own once the password is right.
        """
        user = super().authenticate(request, **credentials)
        return user if user and StaffBackend().user_can_authenticate(user) else None

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin the session, and fix its end."""
        super().login(request, user)
        fix_end_of_session(request)

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Not for a first second factor right after the password; for all else, yes."""
        if app == "allauth.mfa" and _sets_up_right_after_password(self.request):
            return False
        return super().is_reauthentication_required(app=app, **options)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth counts per host name as well. With ".example.nl" in ALLOWED_HOSTS whoever guesses
        # would have a fresh count under every name that he makes up.
        return str(credentials.get("username", "")).lower()


def fix_end_of_session(request: HttpRequest) -> None:
    """End this session a fixed time from now, however busy it is until then."""
    # A moment, not a number of seconds: Django counts seconds anew whenever a session is saved.
    request.session.set_expiry(now() + datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE))


def has_second_factor(user: AbstractBaseUser) -> bool:
    """Whether an authenticator app belongs to this account; one query."""
    return is_mfa_enabled(user, [Authenticator.Type.TOTP])


def gave_second_factor(request: HttpRequest) -> bool:
    """Whether a code was given in this very session."""
    return "mfa" in {record["method"] for record in _records(request)}


def _sets_up_right_after_password(request: HttpRequest) -> bool:
    if has_second_factor(request.user):
        return False
    moments = [record["at"] for record in _records(request)]
    return bool(moments) and time.time() - moments[-1] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    """What this person showed in this session, the latest last."""
    return get_authentication_records(request, request.user)
