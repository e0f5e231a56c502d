"""The site as it is deployed: no DEBUG, one worker."""

import os
import secrets
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from bench.machine import wait_until_idle
from bench.places import LOGS, PYTHON, ROOT
from bench.servers.process import HOST, Server, answers, free_port, running

# What the proxy in front of it says: without it every answer is a redirect to https.
HEADERS = {"X-Forwarded-Proto": "https"}
# With 100,000 actions it takes a minute; with a million nobody waits for all of them.
MADE_AHEAD_SECONDS, RESTED_SECONDS = 300, 1.0
LIST = "/acties/"
SECRET = secrets.token_urlsafe(50)
SERVICE = ROOT / "deploy" / "pok-tracker.service"


def environment(database: str) -> dict[str, str]:
    """The variables of README, as a real site sets them."""
    return {
        "DATABASE_URL": database,
        "SECRET_KEY": SECRET,
        "DEBUG": "false",
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}",
        "SITE_OWNER": "Meting",
        "CONTACT_EMAIL": "meting@example.nl",
        "SECURITY_CONTACT": "security@example.nl",
        "DJANGO_SETTINGS_MODULE": "pok_tracker.settings",
    }


def full_environment(database: str) -> dict[str, str]:
    """Those on top of what this process has."""
    return {**os.environ, **environment(database)}


def collect_static(database: str) -> None:
    """Pages name their style sheets by fingerprint; those are made once."""
    subprocess.run(
        [PYTHON, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
        check=True,
        cwd=ROOT,
        env=full_environment(database),
    )


def command(port: int, *, application: str = "pok_tracker.wsgi") -> list[str]:
    """The server as deploy/ starts it, with one worker on one port."""
    lines = SERVICE.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    started = next(line for line in lines if line.startswith("ExecStart="))
    program, *words = started.removeprefix("ExecStart=").split()
    other = {"--port": str(port), "--workers": "1", "--host": HOST}
    given = [other.get(before, word) for before, word in pairwise(["", *words])]
    return [PYTHON, "-m", Path(program).name, *given[:-1], f"{application}:application"]


@contextmanager
def site(database: str, *, extra: Mapping[str, str] | None = None) -> Iterator[Server]:
    """The site over one database, for as long as the block takes."""
    port = free_port()
    with running(
        command(port),
        port=port,
        log=LOGS / f"site-{port}.log",
        ready=LIST,
        environment={**environment(database), **(extra or {})},
        headers=HEADERS,
    ) as server:
        # It makes the rows of the list ahead, and works every other moment while it does. Asked
        # twice: of a database that was busy the first answer may have left nothing behind.
        for _ in range(2):
            answers(server, LIST)
            wait_until_idle(patience=MADE_AHEAD_SECONDS, look=RESTED_SECONDS)
        yield server
