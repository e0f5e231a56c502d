"""The private PostgreSQL: shared while somebody uses it, stopped by the last one."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.pok_tracker.commands import PROJECT, environment, run_python

pytestmark = pytest.mark.embedded

USE_IT = """
import sys, django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT datcollate FROM pg_database WHERE datname = 'postgres'")
    print(cursor.fetchone()[0], flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def new_folder() -> Iterator[Path]:
    """A folder for a server of our own; not tmp_path, which only its owner may enter."""
    made = Path(tempfile.mkdtemp(prefix="pok-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """The same, for the tests that need no first start: that takes seconds."""
    made = Path(tempfile.mkdtemp(prefix="pok-"))
    leave(use(made))
    yield made
    shutil.rmtree(made)


def test_the_server_runs_until_its_last_user_leaves(folder: Path) -> None:
    first, second = use(folder), use(folder)

    leave(first)
    assert len(servers(folder)) == 1

    leave(second)
    assert servers(folder) == []


def test_a_killed_user_does_not_keep_the_server_running(folder: Path) -> None:
    first, second = use(folder), use(folder)
    kill(first)

    leave(second)

    assert servers(folder) == []


def test_a_server_left_by_a_killed_user_is_joined_and_then_stopped(folder: Path) -> None:
    first = use(folder)
    kill(first)
    left = servers(folder)

    second = use(folder)
    assert (len(left), servers(folder)) == (1, left)

    leave(second)
    assert servers(folder) == []


def test_a_pid_file_from_before_a_power_cut_is_no_running_server(folder: Path) -> None:
    # After a restart of the computer another process has that number, and has nothing to fear.
    with subprocess.Popen(["sleep", "60"]) as bystander:
        lines = [bystander.pid, folder / "postgres", 1, 5432, folder, "localhost", "1 1", "ready"]
        pid_file = folder / "postgres" / "postmaster.pid"
        pid_file.write_text("".join(f"{line}\n" for line in lines))

        leave(use(folder))

        assert (pid_file.exists(), bystander.poll()) == (False, None)
        bystander.kill()


# What initdb writes first, and what a server writes when it starts.
@pytest.mark.parametrize("moment", ["PG_VERSION", "postmaster.opts"])
# To all that a terminal started, as Ctrl-C does, and to the one process, as `kill -INT` does.
@pytest.mark.parametrize("interrupt", [os.killpg, os.kill])
def test_ctrl_c_while_the_server_starts_leaves_nothing_running(
    new_folder: Path, moment: str, interrupt: Callable[[int, int], None]
) -> None:
    user = start(new_folder)
    wait_for(new_folder / "postgres" / moment)

    interrupt(user.pid, signal.SIGINT)
    user.communicate(timeout=20)

    assert servers(new_folder) == []


def test_a_locale_that_this_computer_does_not_have_is_no_obstacle(new_folder: Path) -> None:
    user = use(new_folder, LANG="nl_NL.ISO-8859-1", LC_ALL="xx_XX.UTF-8")

    leave(user)


def test_a_server_that_cannot_start_says_where_to_look(folder: Path) -> None:
    configuration = folder / "postgres" / "postgresql.auto.conf"
    before = configuration.read_text()
    configuration.write_text("geen = instelling\n")

    done = run_python("manage.py", "migrate", "--plan", **variables(folder))

    assert done.stderr.splitlines()[-1] == (
        "django.db.utils.OperationalError: De eigen PostgreSQL start niet. "
        f"Kijk waarom in {folder}/postgres/log."
    )
    configuration.write_text(before)


def variables(folder: Path) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "tests.pok_tracker.private_settings",
        "TEST_DATA_FOLDER": str(folder / "postgres"),
        "TEST_FIXTURES": str(folder),
    }


def start(folder: Path, **further: str) -> subprocess.Popen[str]:
    """Start a process that uses the server until it reads a line."""
    return subprocess.Popen(
        [sys.executable, "-c", USE_IT],
        cwd=PROJECT,
        env=environment(**variables(folder), **further),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def use(folder: Path, **further: str) -> subprocess.Popen[str]:
    """The same, once it is connected."""
    user = start(folder, **further)
    assert user.stdout.readline() == "C.UTF-8\n"
    return user


def wait_for(path: Path) -> None:
    """Wait until a file is there, at most 20 seconds."""
    end = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < end, f"{path} did not come"
        time.sleep(0.002)


def leave(user: subprocess.Popen[str]) -> None:
    """Let it end by itself, without a word of complaint."""
    assert user.communicate("\n", timeout=20) == ("", "")


def kill(user: subprocess.Popen[str]) -> None:
    """End it as the kernel does when memory runs out."""
    user.kill()
    user.communicate()


def servers(folder: Path) -> list[int]:
    """The process of every server that runs on the folder."""
    return [
        process.pid
        for process in psutil.process_iter(["name", "cmdline"])
        if process.info["name"] == "postgres"
        and str(folder / "postgres") in (process.info["cmdline"] or [])
    ]
