"""One question to a server, and the whole answer."""

import gzip
import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bench.load.slice import WrongAnswer
from bench.servers.process import HOST, Server

TIMEOUT_SECONDS = 120


@dataclass(frozen=True)
class Answer:
    """Status, headers with small names, body as sent, and the size of it all."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    size: int

    @property
    def text(self) -> str:
        """The body as text, unpacked."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


def get(server: Server, path: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Ask; any status is an answer."""
    connection = http.client.HTTPConnection(HOST, server.port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("GET", path, headers={**server.headers, **(headers or {})})
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    # Status line, a line a header, an empty line; what wrk counts as read.
    head = len(f"HTTP/1.1 {response.status} {response.reason}\r\n\r\n".encode())
    head += sum(len(f"{name}: {value}\r\n".encode()) for name, value in response.getheaders())
    named = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, named, body, head + len(body))


def get_ok(server: Server, path: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Ask; raises WrongAnswer for any status but 200."""
    answer = get(server, path, headers)
    if answer.status != 200:
        raise WrongAnswer(f"status {answer.status} op {path}")
    return answer


def get_json(server: Server, path: str) -> Any:
    """Ask, and read the answer as JSON."""
    return json.loads(get_ok(server, path).text)
