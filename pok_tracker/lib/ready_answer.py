"""An answer as it goes out: compressed, with a tag, and without its body for who has that already.

Not by the middleware of Django: pages of staff go through that as well, and it adds bytes at random
before it compresses, so the same page would never be the same bytes.
"""

import gzip
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

# Below this a compressed body is hardly smaller.
SMALLEST_COMPRESSED = 200
COMPRESSED_TYPES = (
    *("text/", "application/json", "application/ld+json"),
    *("application/xml", "application/atom+xml"),
)
# Headers that describe a body; an answer without one does not have them.
OF_THE_BODY = {"content-type", "content-length", "content-encoding", "content-disposition"}


@dataclass(frozen=True, slots=True)
class ReadyAnswer:
    """An answer that can be sent to any reader who asked the same; one without a tag has no 304."""

    status: str
    headers: Headers
    body: bytes
    headers_without_body: Headers
    tag: str | None = None
    is_good_for_everybody: bool = False

    def send(
        self, environ: Environ, start_response: StartResponse, *more: tuple[str, str]
    ) -> Iterable[bytes]:
        """Answer a request with it, and with more headers."""
        has = environ.get("HTTP_IF_NONE_MATCH")
        if has is not None and self.tag is not None and _names(has, self.tag):
            start_response("304 Not Modified", [*self.headers_without_body, *more])
            return []
        start_response(self.status, [*self.headers, *more])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]


def answer_of(application: Application, environ: Environ, *, in_gzip: bool) -> ReadyAnswer:
    """What the application answers, read to its end; compressed where that can be."""
    began: list[Any] = []
    parts = application(environ, lambda *given: began.extend(given))
    try:
        body = b"".join(parts)
    finally:
        # Django ends the request here, and gives its connection back.
        if hasattr(parts, "close"):
            parts.close()
    status, headers = began[:2]
    if not status.startswith("200 "):
        return ReadyAnswer(status, list(headers), body, [])
    return _page(list(headers), body, in_gzip=in_gzip)


@lru_cache(maxsize=1_000)
def accepts_gzip(accepted: str) -> bool:
    """Whether a reader with this Accept-Encoding can read gzip."""
    for part in accepted.lower().split(","):
        name, _, weight = part.replace(" ", "").partition(";")
        if name == "gzip":
            return weight.removeprefix("q=").strip("0.") != "" if weight else True
    return False


def _page(headers: Headers, body: bytes, *, in_gzip: bool) -> ReadyAnswer:
    told = {name.lower(): value for name, value in headers}
    # Weak: the same page in gzip is not the same bytes.
    tag = told.get("etag") or f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    varies = [name.strip() for name in told.get("vary", "").split(",") if name.strip()]
    kinds = told.get("cache-control", "no-cache")
    own = {"ETag": tag, "Cache-Control": kinds, "Vary": ", ".join(["Accept-Encoding", *varies])}
    if in_gzip and _is_compressible(told, body):
        # Without a moment in it the same body is the same bytes.
        body = gzip.compress(body, mtime=0)
        own["Content-Encoding"] = "gzip"
    own["Content-Length"] = str(len(body))
    replaced = {name.lower() for name in own}
    headers = [*(one for one in headers if one[0].lower() not in replaced), *own.items()]
    return ReadyAnswer(
        "200 OK",
        headers,
        body,
        headers_without_body=[one for one in headers if one[0].lower() not in OF_THE_BODY],
        tag=tag,
        is_good_for_everybody="set-cookie" not in told
        and not varies
        and "no-store" not in kinds
        and "private" not in kinds,
    )


def _is_compressible(told: dict[str, str], body: bytes) -> bool:
    return (
        len(body) >= SMALLEST_COMPRESSED
        and "content-encoding" not in told
        and told.get("content-type", "").startswith(COMPRESSED_TYPES)
    )


def _names(has: str, tag: str) -> bool:
    """Whether If-None-Match names the tag; compared weakly, as RFC 9110 asks."""
    if has == tag or has.strip() == "*":
        return True
    wanted = tag.removeprefix("W/")
    return any(one.strip().removeprefix("W/") == wanted for one in has.split(","))
