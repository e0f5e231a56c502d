"""The addresses of signing in, below the staff's part of the site.

Only what staff need: no sign-up, no change of e-mail address, no reset by e-mail. The names are
those that allauth looks for.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as sign_on
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import path
from django.views.generic import RedirectView

from pok_tracker.sign_in import views

urlpatterns = [
    # The admin's own pages for this give way to ours.
    path("login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("logout/", account.logout, name="account_logout"),
    path("password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("inloggen/", account.login, name="account_login"),
    path("inloggen/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("inloggen/opnieuw/", account.reauthenticate, name="account_reauthenticate"),
    path("inloggen/opnieuw/code/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("inloggen/afgebroken/", sign_on.login_cancelled, name="socialaccount_login_cancelled"),
    path("inloggen/<provider_id>/", openid_connect.login, name="openid_connect_login"),
    path("inloggen/<provider_id>/terug/", openid_connect.callback, name="openid_connect_callback"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("wachtwoord/", views.ChangePasswordView.as_view(), name="account_change_password"),
    path("tweede-factor/", second_factor.index, name="mfa_index"),
    path(
        "tweede-factor/instellen/",
        views.SetUpSecondFactorView.as_view(),
        name="mfa_activate_totp",
    ),
    path("tweede-factor/instellen/qr.svg", views.totp_image, name="mfa_totp_image"),
    path("tweede-factor/weghalen/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("herstelcodes/", views.RecoveryCodesView.as_view(), name="mfa_view_recovery_codes"),
    path(
        "herstelcodes/nieuw/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
