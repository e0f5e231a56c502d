"""The site as the proxy in front of it would ask: it says that the reader speaks https."""

from collections.abc import Iterable
from typing import Any

from pok_tracker.wsgi import application as site


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer as the site does to a request that came over https."""
    return site({**environ, "HTTP_X_FORWARDED_PROTO": "https"}, start_response)
