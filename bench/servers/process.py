"""A server of our own: started on one core, asked when it is ready, and always ended."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.machine import SERVER_CORE, tree_of
from bench.places import ROOT

HOST = "127.0.0.1"
READY_SECONDS = 90.0
STOP_SECONDS = 10.0
LOOK_SECONDS = 0.05
LOG_LINES = 12


class NotStarted(Exception):
    """Why a server does not answer, with the end of its log."""


@dataclass(frozen=True)
class Server:
    """A running server: where it listens, which process it is, what a request must say."""

    port: int
    process: int
    headers: Mapping[str, str]

    @property
    def processes(self) -> list[int]:
        """Its own process and its workers."""
        return tree_of(self.process)


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str],
    *,
    port: int,
    log: Path,
    ready: str = "/",
    environment: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    core: int = SERVER_CORE,
) -> Iterator[Server]:
    """Run a server until the block is left, whatever happens in it.

    command is run on one core; `ready` is an address that answers below 500 once it can serve.
    Raises NotStarted.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["taskset", "--cpu-list", str(core), *command],
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            # Ctrl-C ends the measurement first, and that ends the servers.
            start_new_session=True,
        )
        server = Server(port, process.pid, headers or {})
        try:
            _wait_until_ready(server, process, ready, log)
            yield server
        finally:
            _stop(process)


def _wait_until_ready(
    server: Server, process: "subprocess.Popen[bytes]", ready: str, log: Path
) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not answers(server, ready):
        if process.poll() is not None or time.monotonic() > deadline:
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
            raise NotStarted("\n".join(lines[-LOG_LINES:]) or f"{log.stem} antwoordt niet")
        time.sleep(LOOK_SECONDS)


def answers(server: Server, path: str) -> bool:
    """Whether it answers this address below 500."""
    connection = http.client.HTTPConnection(HOST, server.port, timeout=READY_SECONDS)
    try:
        connection.request("GET", path, headers=dict(server.headers))
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End the group that this process leads; it is ours, for we made its session."""
    if process.poll() is not None:
        return
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
