"""Requests at a WSGI application as a server makes them, and what came back."""

import gzip
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults


@dataclass(frozen=True)
class Reply:
    """An answer as it goes over the line."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as its reader sees it."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


def ask(
    application: Callable[..., Iterable[bytes]],
    address: str,
    *,
    method: str = "GET",
    **headers: str,
) -> Reply:
    """Ask for an address; headers as If_None_Match='"x"'."""
    path, _, query = address.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "localhost",
        "wsgi.input": BytesIO(),
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    setup_testing_defaults(environ)
    began: list[Any] = []
    parts = application(environ, lambda *given: began.extend(given))
    try:
        body = b"".join(parts)
    finally:
        getattr(parts, "close", lambda: None)()
    status, told = began[:2]
    names = [name.lower() for name, _ in told]
    assert len(names) == len(set(names)), f"a header twice: {names}"
    return Reply(int(status[:3]), {name.lower(): value for name, value in told}, body)
