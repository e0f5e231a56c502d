"""What all tests share: a database of their own, the settings of a desk, no quiet skips in CI."""

import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import override_settings

from pok_tracker.lib.compiled_query import forget_compiled

BROWSER = Path(__file__).parent / "browser"


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Two runs at once on one server must not take each other's database."""
    connection.settings_dict["TEST"]["NAME"] = f"test_pok_{os.getpid()}_{secrets.token_hex(3)}"


@pytest.fixture(scope="session", autouse=True)
def _settings_of_a_desk() -> Iterator[None]:
    """The same answers with DEBUG on and off: no redirect to https, static files as they lie."""
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(
        SECURE_SSL_REDIRECT=False,
        # Most tests sign a person in at once; those in pok_tracker/sign_in ask for it again.
        SECOND_FACTOR_REQUIRED=False,
        STORAGES=storages,
        # Publishing would wait for leases that nobody has; tests of the memory ask for it.
        CACHE_PAGES=False,
        # Without these WhiteNoise warns that collectstatic has not run.
        WHITENOISE_AUTOREFRESH=True,
        WHITENOISE_USE_FINDERS=True,
    ):
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what tests the private PostgreSQL when there is none."""
    _refuse_half_restored(items)
    _leave_browser_to_a_run_of_its_own(config, items)
    if settings.EMBEDDED_DATABASE:
        return
    left_out = [item for item in items if item.get_closest_marker("embedded")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a test that should have run."""
    if _skipped_in_ci(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why a run without failures still fails."""
    skipped = _skipped_in_ci(terminalreporter.config)
    if skipped:
        terminalreporter.write_line(f"In CI no test may be skipped; {len(skipped)} were.", red=True)


def _leave_browser_to_a_run_of_its_own(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Once a browser is open, Django takes all that follows for asynchronous, and refuses it."""
    in_browser = [item for item in items if BROWSER in item.path.parents]
    if len(in_browser) < len(items):
        config.hook.pytest_deselected(items=in_browser)
        items[:] = [item for item in items if item not in in_browser]


def _refuse_half_restored(items: Iterable[pytest.Item]) -> None:
    """Every test with real transactions puts the rows of the migrations back.

    One that does not leaves Django to refill a part of them with other keys, on which the next
    test that does put them back stumbles.
    """
    marks = ((item, item.get_closest_marker("django_db")) for item in items)
    names = [
        item.nodeid
        for item, mark in marks
        if mark and mark.kwargs.get("transaction") and not mark.kwargs.get("serialized_rollback")
    ]
    if names:
        raise pytest.UsageError(f"Add serialized_rollback=True to {', '.join(names)}")


def _skipped_in_ci(config: pytest.Config) -> list[object]:
    if not os.environ.get("CI"):
        return []
    return config.pluginmanager.getplugin("terminalreporter").stats.get("skipped", [])


@pytest.fixture
def queries_written_again() -> Iterator[None]:
    """For a test that changes a queryset: none that was written as SQL before is used."""
    forget_compiled()
    yield
    forget_compiled()
