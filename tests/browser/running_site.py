"""The whole site in this process, over a database of its own, for a browser to visit.

Rows in the database of the suite live in a transaction that no other thread can see, and rows
outside one would be found by every test that follows. So the site gets a copy of that database,
filled once, and thrown away with the browser.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.testcases import QuietWSGIRequestHandler

COPY = "browser"


@contextmanager
def copied_database() -> Iterator[BaseDatabaseWrapper]:
    """A copy of the test database as it is now; the answer is a connection to it."""
    original = connections[DEFAULT_DB_ALIAS]
    original.creation.clone_test_db(suffix=COPY, verbosity=0, autoclobber=True)
    copy = original.copy()
    copy.settings_dict["NAME"] = original.creation.get_test_db_clone_settings(COPY)["NAME"]
    try:
        yield copy
    finally:
        original.creation.destroy_test_db(suffix=COPY, verbosity=0)


@contextmanager
def working_in(database: BaseDatabaseWrapper) -> Iterator[None]:
    """What this thread reads and writes meanwhile, it reads and writes there."""
    before = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = database
    try:
        yield
    finally:
        database.close()
        connections[DEFAULT_DB_ALIAS] = before


@contextmanager
def served(database: BaseDatabaseWrapper) -> Iterator[str]:
    """The site at a free port of this computer; the answer is its address."""
    server = _Server(database)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadedWSGIServer):
    """A thread for each connection of the browser, each with its own connection to the copy."""

    # A browser keeps connections open; nobody waits for them to end.
    daemon_threads = True
    block_on_close = False

    def __init__(self, database: BaseDatabaseWrapper) -> None:
        self._database = database
        super().__init__(("127.0.0.1", 0), QuietWSGIRequestHandler)
        self.set_app(WSGIHandler())

    def process_request_thread(self, request: object, client_address: object) -> None:
        connections[DEFAULT_DB_ALIAS] = self._database.copy()
        super().process_request_thread(request, client_address)
