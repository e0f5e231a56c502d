"""What all tests share: a database of their own, the settings of a desk, no quiet skips in CI."""

import os
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import override_settings
from pytest_django import DjangoDbBlocker

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


@pytest.fixture(scope="module", autouse=True)
def _rows_of_the_migrations_are_back(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Real transactions leave every table empty, and a file without them may be the next.

    In one process such tests come last of all; in one of several, last of their file.
    """
    yield
    are_real = any(
        item.path == request.path and _has_real_transactions(item) for item in request.session.items
    )
    # Only the database of the tests has these.
    contents = getattr(connection, "_test_serialized_contents", None)
    if are_real and contents is not None:
        with django_db_blocker.unblock():
            connection.creation.deserialize_db_from_string(contents)


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
    _name_apart(items)
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
    names = [
        item.nodeid
        for item in items
        if _has_real_transactions(item)
        and not item.get_closest_marker("django_db").kwargs.get("serialized_rollback")
    ]
    if names:
        raise pytest.UsageError(f"Add serialized_rollback=True to {', '.join(names)}")


def _has_real_transactions(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    return mark is not None and bool(mark.kwargs.get("transaction"))


def _name_apart(items: Iterable[pytest.Item]) -> None:
    """Number the tests of Schemathesis, which share one name: xdist would run one of them.

    What it reads as a name, pytest 9.2 no longer does.
    """
    names: Counter[str] = Counter()
    for item in items:
        names[item.nodeid] += 1
        if names[item.nodeid] > 1:
            item._id = item.id.with_params(str(names[item.nodeid]))


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
