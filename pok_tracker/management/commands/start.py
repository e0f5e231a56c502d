"""`make run`: everything between an empty checkout and the first page."""

import argparse
import signal
import sys
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.core.servers.basehttp import (
    ThreadedWSGIServer,
    WSGIRequestHandler,
    get_internal_wsgi_application,
)
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from pok_tracker.demo_accounts import renew_demo_accounts
from pok_tracker.lib.advisory_lock import advisory_lock
from pok_tracker.seeding import seed_empty_database

HOST = "127.0.0.1"
DEFAULT_PORT = 8000
SECONDS_BETWEEN_LOOKS = 0.2
STOPPING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class PortTakenError(Exception):
    """Another program listens on the port."""


class Command(BaseCommand):
    """Prepare the database, fill an empty one, and serve the site to this computer."""

    help = "Maakt de database klaar, vult een lege database en toont de site op deze computer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port",
            type=read_port,
            default=DEFAULT_PORT,
            help=f"Het poortnummer op {HOST}. Zonder deze optie {DEFAULT_PORT}.",
        )

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        """Serve until a signal comes; exit with 1 when the port or the database is no use."""
        self.stop_requested = False
        self._listen_for_signals()
        try:
            self._start(port)
        except PortTakenError:
            self._refuse(
                f"Poort {port} is al in gebruik. Kies een andere, bijvoorbeeld: PORT=8123 make run"
            )
        except OperationalError as problem:
            # Ctrl-C reaches an initdb that is still at work as well.
            if not self.stop_requested:
                self._refuse(f"De database antwoordt niet. {problem}")
        self._tell("Gestopt. De gegevens blijven bewaard.")

    def _listen_for_signals(self) -> None:
        # Only a note: an exception raised from a signal can be lost in a finalizer, or cut short
        # the stop of PostgreSQL when a second signal comes.
        for number in STOPPING_SIGNALS:
            signal.signal(number, self._note_stop_request)

    def _note_stop_request(self, number: int, frame: FrameType | None) -> None:
        self.stop_requested = True

    def _start(self, port: int) -> None:
        # Not runserver: it ends with os._exit when the port is taken, and then nobody stops
        # the private PostgreSQL. The port is claimed first and opened when the site can answer.
        with claim_port(port) as server:
            self._prepare_database()
            if not self.stop_requested:
                open_port(server)
                self._tell_where(port)
                self._serve(server)

    def _serve(self, server: ThreadedWSGIServer) -> None:
        server.set_app(get_internal_wsgi_application())
        server.timeout = SECONDS_BETWEEN_LOOKS
        while not self.stop_requested:
            server.handle_request()

    def _prepare_database(self) -> None:
        with advisory_lock("start"):
            if migrations_are_missing():
                self._tell("De database wordt klaargezet. Dit duurt even.")
                call_command("migrate", verbosity=0, interactive=False)
            if seed_empty_database():
                self._tell("De lege database is gevuld uit de map fixtures.")
            self._add_to_database()

    def _add_to_database(self) -> None:
        """What another command puts beside the fixtures; this one, nothing."""

    def _tell_where(self, port: int) -> None:
        self._tell(f"De site staat op http://{HOST}:{port}/ en het beheer op /beheer/.")
        for account in renew_demo_accounts():
            self._tell(f"  {account.name}  wachtwoord {account.password}  ({account.purpose})")
        self._tell("Stop met Ctrl-C.")

    def _tell(self, line: str) -> None:
        self.stdout.write(line)
        # Somebody may read this through a pipe, and wait for the address.
        self.stdout.flush()

    def _refuse(self, line: str) -> None:
        self.stderr.write(line)
        sys.exit(1)


def read_port(text: str) -> int:
    """Read a port number from the command line; raise ArgumentTypeError when it is none."""
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError(
            f"'{text}' is geen poort. Gebruik een getal van 1 tot en met 65535."
        )
    return int(text)


def claim_port(port: int) -> ThreadedWSGIServer:
    """A server bound to the port that does not listen yet; raises PortTakenError."""
    server = ThreadedWSGIServer((HOST, port), WSGIRequestHandler, bind_and_activate=False)
    server.daemon_threads = True
    try:
        server.server_bind()
    except OSError as problem:
        server.server_close()
        raise PortTakenError from problem
    return server


def open_port(server: ThreadedWSGIServer) -> None:
    """Let a claimed port answer; raises PortTakenError when another start was quicker."""
    try:
        server.server_activate()
    except OSError as problem:
        raise PortTakenError from problem


def migrations_are_missing() -> bool:
    """Whether the database lacks a migration; a look of milliseconds, migrate takes seconds."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
