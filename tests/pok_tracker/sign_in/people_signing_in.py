"""What a person at the sign-in page types, reads and holds in the hand."""

import re
from dataclasses import dataclass

from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

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
