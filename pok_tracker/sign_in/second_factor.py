"""The authenticator app: how its secret is kept, and what is said about it."""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.utils.crypto import salted_hmac


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted, so that a copy of the database gives nobody a second factor."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Deze code klopt niet, of is al gebruikt. Wacht op een nieuwe code.",
        "cannot_generate_recovery_codes": "Stel eerst een authenticator-app in.",
        "cannot_delete_authenticator": "U kunt de tweede factor nu niet weghalen.",
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """What the app shows under the name of the site."""
        return user.get_username()

    def encrypt(self, text: str) -> str:
        """Lock a secret with SECRET_KEY."""
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret; one that no key opens becomes a secret that nobody has.

        Not an empty text: the codes of an empty secret can be worked out by anybody.
        """
        try:
            return _locks().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return generate_totp_secret()


def _locks() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_lock_key(key)) for key in keys])


def _lock_key(secret_key: str) -> bytes:
    digest = salted_hmac("pok_tracker.second_factor", "", secret_key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
