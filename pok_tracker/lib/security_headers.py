"""Response headers that Django itself does not send."""

from collections.abc import Callable

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

View = Callable[[HttpRequest], HttpResponseBase]

# What a page could ask of a browser and this site never does.
NOT_USED = (
    *("accelerometer", "autoplay", "camera", "display-capture", "fullscreen", "geolocation"),
    *("gyroscope", "magnetometer", "microphone", "midi", "payment", "usb"),
)
HEADERS = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in NOT_USED),
    # Scripts of other sites may read the API all the same: that is asked with CORS.
    "Cross-Origin-Resource-Policy": "same-origin",
}


# With DEBUG Django answers these with a page for developers, which has its styles inside.
ANSWERED_FOR_DEVELOPERS = {404, 500}


class SecurityHeadersMiddleware:
    """Adds HEADERS and the policy of the settings to every answer, also to static files.

    An answer that says otherwise keeps what it says. The policy is the same for every page, so it
    is written once; the middleware of django-csp writes it anew for each answer.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response
        self._headers = {**HEADERS, "Content-Security-Policy": build_policy()}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request with the headers."""
        response = self.get_response(request)
        if settings.DEBUG and response.status_code in ANSWERED_FOR_DEVELOPERS:
            return response
        for name, value in self._headers.items():
            response.headers.setdefault(name, value)
        return response
