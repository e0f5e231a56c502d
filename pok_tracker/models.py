"""Names in Dutch for what allauth keeps, so that the admin can show it; no tables of our own."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount


class SecondFactor(Authenticator):
    """An authenticator app, or the recovery codes that belong to it."""

    class Meta:
        proxy = True
        verbose_name = "tweede factor"
        verbose_name_plural = "tweede factoren"


class SignOn(SocialAccount):
    """The person of a ministry's own sign-on that an account is tied to."""

    class Meta:
        proxy = True
        verbose_name = "inlog via ministerie"
        verbose_name_plural = "inloggen via ministerie"
