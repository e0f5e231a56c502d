"""The pages of signing in that allauth does not have, or has otherwise."""

from io import BytesIO
from urllib.parse import quote

import qrcode
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import PasswordChangeView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from qrcode.image.svg import SvgPathFillImage


class SetUpSecondFactorView(ActivateTOTPView):
    """Shows a secret to an app, and asks it for a code."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Keep the secret; this session has shown that it holds it."""
        response = super().form_valid(form)
        app = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        # Marks the code as used: it signs nobody in a second time.
        app.wrap().validate_code(form.cleaned_data["code"])
        # "reauthenticated": the recovery codes may be shown without another password.
        record_authentication(
            self.request, self.request.user, "mfa", type=app.type, reauthenticated=True
        )
        return response


@login_required
@require_safe
def totp_image(request: HttpRequest) -> HttpResponse:
    """The QR code of the secret that is being set up, as an image of its own.

    An address of the site, since our security policy allows no `data:` image. 404 when nothing is
    being set up.
    """
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    address = get_adapter().build_totp_url(request.user, secret)
    drawing = BytesIO()
    qrcode.make(address, image_factory=SvgPathFillImage).save(drawing)
    return HttpResponse(drawing.getvalue(), content_type="image/svg+xml")


class RecoveryCodesView(ViewRecoveryCodesView):
    """Shows the recovery codes once, with the same codes as a file inside the page."""

    def get_context_data(self, **options: object) -> dict[str, object]:
        """Add the file: the page is the only place where the codes are, so it cannot be fetched."""
        context = super().get_context_data(**options)
        lines = ["Herstelcodes van POK-tracker. Elke code werkt één keer.", ""]
        text = "\n".join([*lines, *context["unused_codes"], ""])
        return {**context, "file": f"data:text/plain;charset=utf-8,{quote(text)}"}


@method_decorator(login_required, name="dispatch")
class ChangePasswordView(PasswordChangeView):
    """Asks for the password as it is and as it will be; then every session ends."""

    def dispatch(self, request: HttpRequest, *arguments: object, **options: object) -> HttpResponse:
        """Answer; somebody who comes in by a sign-on alone has no password to change."""
        if not request.user.has_usable_password():
            messages.warning(request, "U logt in via uw ministerie en hebt hier geen wachtwoord.")
            return redirect("admin:index")
        return super().dispatch(request, *arguments, **options)
