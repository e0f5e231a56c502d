"""A ministry's own sign-on: who comes in by it, and who does not."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.shortcuts import render

from pok_tracker.sign_in.backends import StaffBackend


class SignOnAdapter(DefaultSocialAccountAdapter):
    """Lets in persons who have an account here already, and never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: an administrator makes the accounts."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account of a person; the first time, tie it to that person for good.

        Raises ImmediateHttpResponse, with one page for every reason, when there is none.
        """
        if not _both_answers_are_about_one_person(sociallogin):
            raise _refusal(request)
        if not sociallogin.is_existing:
            user = find_account(sociallogin)
            if user is None:
                raise _refusal(request)
            sociallogin.connect(request, user)
        if not StaffBackend().user_can_authenticate(sociallogin.user):
            raise _refusal(request)


def find_account(sociallogin: SocialLogin) -> AbstractBaseUser | None:
    """The one account that the chosen claim names and that no other person came in by.

    The claim `email` counts only when the sign-on says that it was verified. Any other claim is
    compared with the user name, letter for letter.
    """
    claims = _claims(sociallogin)
    value = claims.get(settings.OIDC_CLAIM)
    if not isinstance(value, str) or not value.strip():
        return None
    if settings.OIDC_CLAIM == "email":
        # Not `"true"`: only the boolean of the standard counts.
        if claims.get("email_verified") is not True:
            return None
        return _only_account(sociallogin, email__iexact=value)
    return _only_account(sociallogin, username=value)


def _only_account(sociallogin: SocialLogin, **wanted: str) -> AbstractBaseUser | None:
    found = list(get_user_model().objects.filter(is_active=True, is_staff=True, **wanted)[:2])
    if len(found) != 1:
        return None
    # An address that was given to somebody new does not give that person the old one's account.
    taken = SocialAccount.objects.filter(user=found[0], provider=sociallogin.account.provider)
    return None if taken.exists() else found[0]


def _claims(sociallogin: SocialLogin) -> dict[str, object]:
    """The answer that holds the chosen claim; never a mixture of two."""
    for answer in _answers(sociallogin):
        if settings.OIDC_CLAIM in answer:
            return answer
    return {}


def _both_answers_are_about_one_person(sociallogin: SocialLogin) -> bool:
    """OpenID Connect Core 1.0, 5.3.2: userinfo about another `sub` must not be used."""
    return {answer.get("sub") for answer in _answers(sociallogin)} == {sociallogin.account.uid}


def _answers(sociallogin: SocialLogin) -> list[dict[str, object]]:
    told = sociallogin.account.extra_data
    return [told[name] for name in ("id_token", "userinfo") if told.get(name)]


def _refusal(request: HttpRequest) -> ImmediateHttpResponse:
    return ImmediateHttpResponse(render(request, "socialaccount/refused.html", status=403))
