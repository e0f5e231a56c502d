"""The Makefile: what it installs, when, and what it says when that fails."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ("requirements.txt", "requirements-embedded.txt", "requirements-dev.txt")
# Stands in for .venv/bin/python: notes what it is asked, and fails where the test wants it to.
PRETENDED_PYTHON = """#!/bin/sh
echo "$@" >> asked
env | grep -E '^(DEBUG|EXAMPLES|SECRET_KEY|SITE_URL)=' | sort > given
case "$*" in *"$FAIL_AT"*) exit 1;; esac
"""


# Stands in for npm, and does what make looks at.
PRETENDED_NPM = """#!/bin/sh
echo "$@" >> ../../asked-of-npm
case "$*" in *"$FAIL_AT"*) exit 1;; esac
mkdir -p node_modules && touch node_modules/.package-lock.json
"""
IN_PARALLEL = "--numprocesses logical --maxprocesses 4 --dist loadfile"
WHOLE_SUITE = [f"-m pytest {IN_PARALLEL}", f"-m pytest {IN_PARALLEL} tests/browser"]
NPM_INSTALLS = "ci --ignore-scripts --no-audit --no-fund --loglevel=error"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the Makefile, the lists of packages, and a Python that only pretends."""
    for name in ("Makefile", *REQUIREMENTS):
        shutil.copy(PROJECT / name, tmp_path)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(PRETENDED_PYTHON)
    python.chmod(0o755)
    (tmp_path / "tests" / "browser").mkdir(parents=True)
    (tmp_path / "tests" / "browser" / "package-lock.json").touch()
    # After the lists of packages, as when a newcomer has just made it.
    (tmp_path / ".venv" / "made.stamp").touch()
    return tmp_path


def test_run_installs_what_the_site_needs_and_starts_it(checkout: Path) -> None:
    make(checkout, "run", PORT="8123")

    assert installed(checkout) == ["requirements.txt", "requirements-embedded.txt"]
    assert asked(checkout)[-1] == "manage.py start --port 8123"
    assert given(checkout) == ["DEBUG=true", "SITE_URL=http://127.0.0.1:8123"]


def test_demo_starts_the_same_with_examples(checkout: Path) -> None:
    make(checkout, "demo", PORT="8123", DEBUG="false")

    assert installed(checkout) == ["requirements.txt", "requirements-embedded.txt"]
    assert asked(checkout)[-1] == "manage.py start_with_examples --port 8123"
    assert given(checkout) == ["DEBUG=true", "EXAMPLES=true", "SITE_URL=http://127.0.0.1:8123"]


def test_run_leaves_what_the_reader_set(checkout: Path) -> None:
    make(checkout, "run", DEBUG="false", SITE_URL="https://pok.example.nl")

    assert given(checkout) == ["DEBUG=false", "SITE_URL=https://pok.example.nl"]


def test_a_second_run_installs_nothing(checkout: Path) -> None:
    make(checkout, "run")
    (checkout / "asked").unlink()

    make(checkout, "run")

    assert asked(checkout) == ["manage.py start --port 8000"]


def test_a_changed_list_of_packages_is_installed_again(checkout: Path) -> None:
    make(checkout, "run")
    (checkout / "asked").unlink()
    os.utime(checkout / "requirements-embedded.txt", (2**32, 2**32))

    make(checkout, "run")

    assert installed(checkout) == ["requirements-embedded.txt"]


@pytest.mark.parametrize("target", ["run", "test"])
def test_with_a_database_address_no_private_postgresql_is_installed(
    checkout: Path, target: str
) -> None:
    make(checkout, target, DATABASE_URL="postgres://anna@db.example/pok")

    assert "requirements-embedded.txt" not in installed(checkout)


def test_tests_get_a_key_of_their_own_and_the_packages_they_need(checkout: Path) -> None:
    make(checkout, "test", DATABASE_URL="postgres://anna@db.example/pok")

    assert installed(checkout) == ["requirements.txt", "requirements-dev.txt"]
    assert asked(checkout)[-2:] == WHOLE_SUITE
    assert [line.split("=")[0] for line in given(checkout)] == ["SECRET_KEY"]


def test_what_is_asked_of_pytest_is_all_that_it_does(checkout: Path) -> None:
    make(checkout, "test", PYTEST_ARGS="tests/motions -x")

    assert asked(checkout)[-1] == "-m pytest tests/motions -x"


def test_tests_get_the_packages_of_node_once(checkout: Path) -> None:
    path = with_npm(checkout)
    make(checkout, "test", PATH=path)
    make(checkout, "test", PATH=path)

    assert (checkout / "asked-of-npm").read_text().splitlines() == [NPM_INSTALLS]


def test_without_npm_the_other_tests_run(checkout: Path) -> None:
    make(checkout, "test", PATH=without_npm(checkout))

    assert not (checkout / "asked-of-npm").exists()
    assert asked(checkout)[-2:] == WHOLE_SUITE


def test_the_site_itself_needs_no_node(checkout: Path) -> None:
    make(checkout, "run", PATH=with_npm(checkout))

    assert not (checkout / "asked-of-npm").exists()


def test_where_no_private_postgresql_fits_the_last_word_is_to_set_database_url(
    checkout: Path,
) -> None:
    done = make(checkout, "run", FAIL_AT="requirements-embedded.txt", expected=2)

    assert done.stdout.splitlines()[-1] == (
        "Er is geen PostgreSQL voor deze computer. "
        "Zet DATABASE_URL op het adres van een PostgreSQL-server (15 of nieuwer)."
    )
    assert "manage.py start --port 8000" not in asked(checkout)


def test_without_a_python_that_is_new_enough_it_says_so(checkout: Path) -> None:
    (checkout / ".venv" / "made.stamp").unlink()
    old = checkout / "old" / "python3"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    for name in ("python", "python3.11", "python3.12", "python3.13", "python3.14"):
        (old.parent / name).symlink_to(old)

    path = f"{old.parent}:{os.environ['PATH']}"
    done = make(checkout, "run", PATH=path, expected=2)

    assert done.stdout == (
        "Er is geen Python 3.11 of nieuwer gevonden. Installeer Python 3.11 of nieuwer.\n"
    )


@pytest.mark.parametrize(
    ("target", "fails_at"),
    [
        ("run", "manage.py start"),
        ("demo", "manage.py start"),
        ("test", "pytest"),
        ("test", "--ignore-scripts"),
        ("fixtures", "rebuild_fixtures"),
    ],
)
def test_no_target_hides_a_failure(checkout: Path, target: str, fails_at: str) -> None:
    make(checkout, target, FAIL_AT=fails_at, expected=2)


@pytest.mark.parametrize(
    "fails_at", ["ruff", "djade", "djlint", "mypy", "reuse", "makemigrations", "deploy"]
)
def test_no_step_of_lint_hides_a_failure(checkout: Path, fails_at: str) -> None:
    (checkout / "templates").mkdir()
    (checkout / "templates" / "base.html").touch()
    for tool in ("ruff", "djade", "djlint", "mypy", "reuse"):
        pretended = checkout / ".venv" / "bin" / tool
        pretended.write_text(f'#!/bin/sh\nif [ "$FAIL_AT" = {tool} ]; then exit 1; fi\n')
        pretended.chmod(0o755)

    make(checkout, "lint", FAIL_AT=fails_at, expected=2)
    make(checkout, "lint")


def make(
    checkout: Path, target: str, *, expected: int = 0, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run make without the variables of this process, and look at its exit code."""
    names = ("HOME", "LANG")
    inherited = {name: os.environ[name] for name in names if name in os.environ}
    done = subprocess.run(
        ["make", target],
        cwd=checkout,
        env={"FAIL_AT": "nowhere", "PATH": with_npm(checkout), **inherited, **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == expected, done.stdout + done.stderr
    return done


def with_npm(checkout: Path) -> str:
    """A PATH on which npm only pretends."""
    programs = checkout / "programs"
    programs.mkdir(exist_ok=True)
    npm = programs / "npm"
    npm.write_text(PRETENDED_NPM)
    npm.chmod(0o755)
    return f"{programs}:{os.environ['PATH']}"


def without_npm(checkout: Path) -> str:
    """A PATH with all programs of this computer but npm."""
    programs = checkout / "all-but-npm"
    programs.mkdir()
    for folder in reversed(os.environ["PATH"].split(os.pathsep)):
        for program in Path(folder).glob("*"):
            link = programs / program.name
            link.unlink(missing_ok=True)
            link.symlink_to(program)
    (programs / "npm").unlink(missing_ok=True)
    return str(programs)


def asked(checkout: Path) -> list[str]:
    return (checkout / "asked").read_text().splitlines()


def installed(checkout: Path) -> list[str]:
    return [line.split()[-1] for line in asked(checkout) if line.startswith("-m pip install")]


def given(checkout: Path) -> list[str]:
    return (checkout / "given").read_text().splitlines()
