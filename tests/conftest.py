"""What all tests share: a database of their own, the settings of a desk, no quiet skips in CI."""

import os
import secrets
from collections.abc import Callable, Iterable, Iterator
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


def pytest_addoption(parser: pytest.Parser) -> None:
    """For the same suite on one more version of PostgreSQL."""
    parser.addoption(
        "--only-database",
        action="store_true",
        help="leave out every test that asks the database nothing",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what this run does not ask, or what this computer cannot answer."""
    _refuse_half_restored(items)
    _leave_browser_to_a_run_of_its_own(config, items)
    if not settings.EMBEDDED_DATABASE:
        _keep(config, items, lambda item: item.get_closest_marker("embedded") is None)
    if config.getoption("only_database"):
        _keep(config, items, _asks_database)


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
    if not all(BROWSER in item.path.parents for item in items):
        _keep(config, items, lambda item: BROWSER not in item.path.parents)


def _keep(
    config: pytest.Config, items: list[pytest.Item], is_kept: Callable[[pytest.Item], bool]
) -> None:
    config.hook.pytest_deselected(items=[item for item in items if not is_kept(item)])
    items[:] = [item for item in items if is_kept(item)]


def _asks_database(item: pytest.Item) -> bool:
    is_marked = item.get_closest_marker("django_db") is not None
    # Every fixture that opens the database asks for this one.
    return is_marked or "django_db_setup" in getattr(item, "fixturenames", ())


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
    reporter = config.pluginmanager.getplugin("terminalreporter")
    # One of several processes has none: the one that started them counts.
    return reporter.stats.get("skipped", []) if reporter else []


@pytest.fixture
def queries_written_again() -> Iterator[None]:
    """For a test that changes a queryset: none that was written as SQL before is used."""
    forget_compiled()
    yield
    forget_compiled()
