"""What Django and allauth keep of people, under Dutch names and with a history.

Proxies: no tables of our own but those of the history. Secrets and passwords are not in it.
"""

import pghistory
import pgtrigger
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User

from pok_tracker.lib.history import with_history


# Whoever could read the hash back could guess at it; that it changed is told.
@with_history(
    exclude=["password", "last_login"],
    also=[pghistory.UpdateEvent("password", condition=pgtrigger.AnyChange("password"))],
)
class Account(User):
    """Somebody of the staff."""

    class Meta:
        proxy = True
        verbose_name = "account"
        verbose_name_plural = "accounts"


@with_history()
class AccountRole(User.groups.through):
    """A role that somebody has."""

    class Meta:
        proxy = True
        verbose_name = "rol van een account"
        verbose_name_plural = "rollen van accounts"


@with_history()
class AccountRight(User.user_permissions.through):
    """A single right that somebody has beside the roles."""

    class Meta:
        proxy = True
        verbose_name = "los recht van een account"
        verbose_name_plural = "losse rechten van accounts"


KINDS = {
    Authenticator.Type.TOTP: "authenticator-app",
    Authenticator.Type.RECOVERY_CODES: "herstelcodes",
}


@with_history(exclude=["data", "last_used_at"])
class SecondFactor(Authenticator):
    """An authenticator app, or the recovery codes that belong to it."""

    class Meta:
        proxy = True
        verbose_name = "tweede factor"
        verbose_name_plural = "tweede factoren"

    def __str__(self) -> str:
        return f"{KINDS[self.type]} van {self.user}"


@with_history(exclude=["extra_data", "last_login"])
class SignOn(SocialAccount):
    """The person of a ministry's own sign-on that an account is tied to."""

    class Meta:
        proxy = True
        verbose_name = "inlog via ministerie"
        verbose_name_plural = "inloggen via ministerie"
