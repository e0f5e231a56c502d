"""`manage.py start`: from an empty folder to a page, and nothing left behind."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from pok_tracker.management.commands.start import migrations_are_missing, read_port
from tests.pok_tracker.commands import A_DATABASE, A_KEY, PROJECT, environment, run_python

STOPPED = "Gestopt. De gegevens blijven bewaard."


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder of our own, with fixtures of one theme; root's helper account may enter it."""
    made = Path(tempfile.mkdtemp(prefix="pok-"))
    theme = {"slug": "herstel", "name": "Herstel", "position": 1}
    rows = [{"model": "actions.theme", "fields": theme}]
    (made / "themes.json").write_text(json.dumps(rows))
    (made / "ministries.json").write_text("[]")
    (made / "motions.json").write_text("[]")
    (made / "editions").mkdir()
    yield made
    shutil.rmtree(made)


@pytest.mark.embedded
def test_it_serves_after_the_first_and_the_second_start_and_stops_with_all_it_started(
    folder: Path,
) -> None:
    port = free_port()

    first = start(folder, port)
    shown_first = lines_until_the_end_of_the_start(first)
    page = read_page(port, "/beheer/inloggen/")
    stopped_first = stop(first, signal.SIGTERM)

    second = start(folder, port)
    shown_second = lines_until_the_end_of_the_start(second)
    read_page(port, "/beheer/inloggen/")
    stopped_second = stop(second, signal.SIGINT)

    assert shown_first[:2] == [
        "De database wordt klaargezet. Dit duurt even.",
        "De lege database is gevuld uit de map fixtures.",
    ]
    assert (first_words(shown_first[2:]), first_words(shown_second)) == (
        [
            f"De site staat op http://127.0.0.1:{port}/ en het beheer op /beheer/.",
            "beheerder wachtwoord",
            "redacteur wachtwoord",
            "eindredacteur wachtwoord",
            "accounts wachtwoord",
            "auditor wachtwoord",
            "Stop met Ctrl-C.",
        ],
    ) * 2
    assert set(passwords(shown_first)) & set(passwords(shown_second)) == set()
    assert "Voor medewerkers die de POK-tracker bijhouden." in page
    assert (stopped_first, stopped_second) == ((0, STOPPED), (0, STOPPED))
    assert (folder / "postgres" / "postmaster.pid").exists() is False
    assert (folder / "postgres" / "PG_VERSION").exists() is True


@pytest.mark.embedded
def test_examples_are_added_at_the_first_start_and_kept_at_the_second(folder: Path) -> None:
    port = free_port()
    demo = {"EXAMPLES": "true", "TEST_FIXTURES": str(PROJECT / "fixtures")}

    first = start(folder, port, "start_with_examples", **demo)
    shown_first = lines_until_the_end_of_the_start(first)
    page = read_page(port, "/rapportages/")
    stopped_first = stop(first, signal.SIGINT)

    second = start(folder, port, "start_with_examples", **demo)
    shown_second = lines_until_the_end_of_the_start(second)
    same_page = read_page(port, "/rapportages/")
    stopped_second = stop(second, signal.SIGINT)

    assert shown_first[2] == "De voorbeelden zijn erbij gezet."
    assert shown_second[0][:20] == "De site staat op htt"
    assert page == same_page
    assert page.count("Rapportage van januari 2022") == page.count("Verzonnen voorbeelden") == 1
    assert (stopped_first, stopped_second) == ((0, STOPPED), (0, STOPPED))


@pytest.mark.embedded
def test_a_port_in_use_is_told_before_anything_is_started(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run_python("manage.py", "start", "--port", str(port), **variables(folder))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Poort {port} is al in gebruik. Kies een andere, bijvoorbeeld: PORT=8123 make run\n"
    )
    assert (folder / "postgres").exists() is False


def test_a_database_that_does_not_answer_is_told_without_a_traceback() -> None:
    done = run_python(
        "manage.py", "start", "--port", str(free_port()), DATABASE_URL=A_DATABASE, SECRET_KEY=A_KEY
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0][:31] == "De database antwoordt niet. con"
    assert "Traceback" not in done.stderr


@pytest.mark.django_db
def test_a_database_with_every_migration_needs_none() -> None:
    assert migrations_are_missing() is False


@pytest.mark.django_db
def test_a_database_that_lacks_one_migration_is_seen() -> None:
    MigrationRecorder(connection).migration_qs.filter(app="actions").last().delete()

    assert migrations_are_missing() is True


@pytest.mark.parametrize(("text", "port"), [("1", 1), ("8123", 8123), ("65535", 65_535)])
def test_a_port_is_a_number(text: str, port: int) -> None:
    assert read_port(text) == port


@pytest.mark.parametrize("text", ["", "0", "65536", "-1", "8123a", "acht", "²"])
def test_what_is_no_port_is_refused_and_named(text: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("start", f"--port={text}")

    assert f"'{text}' is geen poort. Gebruik een getal van 1 tot en met 65535." in str(
        refused.value
    )


def variables(folder: Path) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "tests.pok_tracker.private_settings",
        "TEST_DATA_FOLDER": str(folder / "postgres"),
        "TEST_FIXTURES": str(folder),
    }


def start(folder: Path, port: int, command: str = "start", **others: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", command, "--port", str(port)],
        cwd=PROJECT,
        env=environment(**{**variables(folder), **others}),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


def lines_until_the_end_of_the_start(site: subprocess.Popen[str]) -> list[str]:
    lines: list[str] = []
    while "Stop met Ctrl-C." not in lines:
        line = site.stdout.readline()
        assert line != "", f"The start ended early: {lines}"
        lines.append(line.strip())
    return lines


def read_page(port: int, path: str) -> str:
    browser = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    browser.request("GET", path)
    page = browser.getresponse().read().decode()
    browser.close()
    return page


def stop(site: subprocess.Popen[str], number: signal.Signals) -> tuple[int, str]:
    """Stop it as a terminal does, with a signal to all of it; its exit code and last words."""
    os.killpg(site.pid, number)
    last_words, _ = site.communicate(timeout=20)
    return site.returncode, last_words.strip()


def first_words(lines: list[str]) -> list[str]:
    return [re.sub(r"^(\w+)  (wachtwoord) .*", r"\1 \2", line) for line in lines]


def passwords(lines: list[str]) -> list[str]:
    found = [re.search(r"wachtwoord (\S+)", line) for line in lines]
    return [match.group(1) for match in found if match]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
