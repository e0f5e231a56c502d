"""The forms of signing in, with Dutch labels and the fields of the site."""

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.http import HttpRequest, HttpResponse

from pok_tracker.sign_in.accounts import fix_end_of_session


class SiteForm(forms.Form):
    """Fields as the site draws them: a label above, no placeholder inside."""

    labels: dict[str, str] = {}
    help_texts: dict[str, str] = {}
    attributes: dict[str, str] = {}

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        for name, field in self.fields.items():
            field.label = self.labels[name]
            field.help_text = self.help_texts.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs |= {"class": "input", **self.attributes}


class SignInForm(SiteForm, LoginForm):
    """Name and password."""

    labels = {"login": "Gebruikersnaam", "password": "Wachtwoord"}
    attributes = {"autocapitalize": "none", "spellcheck": "false"}

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Go on with a person whose password is right; the answer is where to."""
        response = super().login(request, redirect_url=redirect_url)
        # allauth has just set an end that moves with every save of the session.
        fix_end_of_session(request)
        return response


class PasswordAgainForm(SiteForm, ReauthenticateForm):
    """The password once more, before something that cannot be undone."""

    labels = {"password": "Wachtwoord"}


class NewPasswordForm(SiteForm, ChangePasswordForm):
    """The password as it is, and twice as it will be."""

    labels = {
        "oldpassword": "Huidig wachtwoord",
        "password1": "Nieuw wachtwoord",
        "password2": "Nieuw wachtwoord, nog een keer",
    }
    help_texts = {
        "password1": "Minstens 14 tekens. Geen veelgebruikt wachtwoord en niet uw eigen naam."
    }


class SecondFactorForm(SiteForm, AuthenticateForm):
    """A code of the app, or one of the recovery codes."""

    labels = {"code": "Code"}
    help_texts = {"code": "De 6 cijfers uit uw authenticator-app, of een herstelcode."}
    attributes = {"inputmode": "numeric"}


class SecondFactorAgainForm(SiteForm, CodeAgainForm):
    """A code once more, before something that cannot be undone."""

    labels = SecondFactorForm.labels
    help_texts = SecondFactorForm.help_texts
    attributes = SecondFactorForm.attributes


class SetUpSecondFactorForm(SiteForm, ActivateTOTPForm):
    """The first code of a new app, which proves that it holds the secret."""

    labels = {"code": "Code uit de app"}
    help_texts = {"code": "De 6 cijfers die de app nu laat zien."}
    attributes = {"inputmode": "numeric"}
