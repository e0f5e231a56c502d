"""Keeps every staff page behind a second factor, and out of every cache."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from pok_tracker.sign_in.accounts import gave_second_factor, has_second_factor

# What somebody without a second factor may do: set one up, or leave.
OPEN_WITHOUT_SECOND_FACTOR = {
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_totp_image",
}


class SecondFactorMiddleware:
    """Does nothing outside the staff's addresses: a public page knows no user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and let no answer to staff be kept."""
        response = self.get_response(request)
        if is_for_staff(request):
            add_never_cache_headers(response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *arguments: Any
    ) -> HttpResponse | None:
        """Send whoever lacks a second factor to where it is set up or asked."""
        if not is_for_staff(request) or not lacks_second_factor(request):
            return None
        if has_second_factor(request.user):
            # A session from before the second factor was set up, perhaps of somebody else.
            logout(request)
            return redirect("account_login")
        if request.resolver_match.url_name in OPEN_WITHOUT_SECOND_FACTOR:
            return None
        return redirect("mfa_activate_totp")


def is_for_staff(request: HttpRequest) -> bool:
    """Whether the address is one that the session cookie is sent to."""
    return request.path_info.startswith(settings.SESSION_COOKIE_PATH)


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether somebody is signed in with a password or a sign-on alone, where more is asked."""
    if not (settings.SECOND_FACTOR_REQUIRED and request.user.is_authenticated):
        return False
    return not (gave_second_factor(request) and has_second_factor(request.user))
