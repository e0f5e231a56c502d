"""The textbook application, by the same server and settings of it as the site."""

from collections.abc import Iterator
from contextlib import contextmanager

from bench.places import LOGS
from bench.servers.process import Server, free_port, running
from bench.servers.site import command, environment


@contextmanager
def textbook(database: str) -> Iterator[Server]:
    """It over one database, for as long as the block takes."""
    port = free_port()
    with running(
        command(port, application="bench.textbook.wsgi"),
        port=port,
        log=LOGS / f"textbook-{port}.log",
        environment={
            **environment(database),
            "DJANGO_SETTINGS_MODULE": "bench.textbook.settings",
        },
    ) as server:
        yield server
