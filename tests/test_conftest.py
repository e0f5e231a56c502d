"""What the suite promises about itself: in CI nothing is skipped, and nobody shares a database."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.db import connection

PROJECT = Path(__file__).resolve().parent.parent
A_SKIP = 'import pytest\n\n\n@pytest.mark.skip(reason="no Chromium")\ndef test_page(): ...\n'
A_SKIPPED_FILE = 'import pytest\n\npytest.importorskip("no_such_package")\n'
AN_EXPECTED_FAILURE = (
    "import pytest\n\n\n@pytest.mark.xfail(strict=True)\ndef test_page():\n    assert False\n"
)
ABOUT_THE_DATABASE = (
    "import pytest\n\n\n@pytest.mark.django_db\ndef test_marked(): ...\n\n\n"
    "def test_fixture(db): ...\n\n\ndef test_another(transactional_db): ...\n\n\n"
    "def test_client(admin_client): ...\n\n\n"
)
REAL_TRANSACTIONS = (
    "import pytest\n\n\n@pytest.mark.django_db({})\ndef test_page():\n    assert True\n"
)
A_TEST = "def test_page(): ...\n"


@pytest.mark.parametrize("test", [A_SKIP, A_SKIPPED_FILE], ids=["a test", "a whole file"])
def test_in_ci_a_skipped_test_fails_the_run_and_says_so(tmp_path: Path, test: str) -> None:
    done = run(tmp_path, A_TEST, test, CI="true")

    assert done.returncode == 1
    assert "In CI no test may be skipped; 1 were." in done.stdout


def test_on_a_desk_a_test_may_be_skipped(tmp_path: Path) -> None:
    assert run(tmp_path, A_TEST, A_SKIP).returncode == 0


def test_in_ci_a_run_without_skips_passes(tmp_path: Path) -> None:
    assert run(tmp_path, A_TEST, AN_EXPECTED_FAILURE, CI="true").returncode == 0


def test_real_transactions_put_the_rows_of_the_migrations_back(tmp_path: Path) -> None:
    done = run(tmp_path, REAL_TRANSACTIONS.format("transaction=True"))

    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "Add serialized_rollback=True to test_0.py::test_page" in done.stderr


def test_of_one_more_database_only_what_asks_it_is_tested(tmp_path: Path) -> None:
    done = run(tmp_path, A_TEST, ABOUT_THE_DATABASE, options=["--only-database", "--collect-only"])

    names = re.findall(r"<Function (\w+)>", done.stdout)
    assert names == ["test_marked", "test_fixture", "test_client", "test_another"]


def test_in_ci_one_of_several_processes_that_skips_fails_the_run(tmp_path: Path) -> None:
    done = run(tmp_path, A_TEST, A_SKIP, options=["--numprocesses=2"], CI="true")

    assert done.returncode == 1
    assert "In CI no test may be skipped; 1 were." in done.stdout


@pytest.mark.django_db
def test_the_database_of_this_run_has_a_name_of_its_own() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        name = cursor.fetchone()[0]

    assert name.startswith(f"test_pok_{os.getpid()}_") is True


def run(
    folder: Path, *tests: str, options: Sequence[str] = (), **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run pytest on the given tests with the project's conftest."""
    for number, text in enumerate(tests):
        (folder / f"test_{number}.py").write_text(text)
    (folder / "pytest.ini").write_text("[pytest]\n")
    inherited = {name: text for name, text in os.environ.items() if name != "CI"}
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "tests.conftest",
            f"--rootdir={folder}",
            *options,
            str(folder),
        ],
        cwd=PROJECT,
        env={**inherited, "DJANGO_SETTINGS_MODULE": "pok_tracker.settings", **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
