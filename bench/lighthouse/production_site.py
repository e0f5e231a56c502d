"""The furnished site of the browser tests, run by the server of deploy/, without DEBUG."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection
from django.test.utils import (
    override_settings,
    setup_databases,
    setup_test_environment,
    teardown_databases,
)

from bench.places import LOGS
from bench.servers.process import HOST, free_port, running
from bench.servers.site import command
from tests.browser.furnished_site import furnish_site


@contextmanager
def production_site() -> Iterator[str]:
    """Serve it from a database that is made for this and thrown away; the answer is its address."""
    port = free_port()
    with _furnished_database() as database:
        address = f"http://{HOST}:{port}"
        _furnish(address)
        environment = _environment(address, database)
        _run("manage.py", "collectstatic", "--no-input", "--verbosity=0", environment=environment)
        with running(
            command(port, application="bench.lighthouse.behind_proxy"),
            port=port,
            log=LOGS / f"lighthouse-{port}.log",
            environment=environment,
        ):
            yield address


@contextmanager
def _furnished_database() -> Iterator[str]:
    connection.settings_dict["TEST"]["NAME"] = f"lighthouse_{os.getpid()}"
    made = setup_databases(
        verbosity=0, interactive=False, aliases={DEFAULT_DB_ALIAS}, serialized_aliases=set()
    )
    try:
        connection.ensure_connection()
        # Of the connection, not of the settings: the private PostgreSQL has its address from there.
        known = connection.connection.get_dsn_parameters()
        password = settings.DATABASES[DEFAULT_DB_ALIAS].get("PASSWORD") or ""
        who = ":".join(quote(part, safe="") for part in (known["user"], password) if part)
        place = f"{quote(known['host'], safe='')}:{known['port']}/{known['dbname']}"
        yield f"postgres://{who}@{place}"
    finally:
        teardown_databases(made, verbosity=0)


def _furnish(address: str) -> None:
    setup_test_environment(debug=True)
    # What its editor does here, nobody has to confirm with a code.
    with override_settings(SECOND_FACTOR_REQUIRED=False):
        furnish_site(address)
    connection.close()


def _environment(address: str, database: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": database,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DEBUG": "false",
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": address,
    }


def _run(*words: str, environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, *words], env=environment, check=True)
