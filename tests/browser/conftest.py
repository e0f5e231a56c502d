"""One Chromium and one site for all tests in this folder."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.test.utils import override_settings, setup_databases, teardown_databases
from playwright.sync_api import BrowserContext, Page
from pytest_django import DjangoDbBlocker

from tests.browser.furnished_site import Furnished, furnish_site
from tests.browser.running_site import copied_database, served, working_in

INSTALL = "Geen Chromium gevonden. Installeer hem met: apt install chromium"
# A computer without a display, and no word to anybody but the site itself.
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The Chromium of this computer; without one every test here is skipped, which CI refuses."""
    path = shutil.which("chromium")
    if not path:
        pytest.skip(INSTALL)
    return path


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """The test database, also though no test here says that it needs one: the site does."""
    with django_db_blocker.unblock():
        made = setup_databases(
            verbosity=0, interactive=False, aliases={DEFAULT_DB_ALIAS}, serialized_aliases=set()
        )
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def site(
    chromium: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Furnished]:
    """The running site over the table of June 2021, a later edition, and work of the staff."""
    with (
        django_db_blocker.unblock(),
        copied_database() as database,
        served(database) as address,
    ):
        with working_in(database):
            furnished = furnish_site(address)
        yield furnished


@pytest.fixture(scope="session")
def base_url(site: Furnished) -> str:
    """Where an address without a host leads."""
    return site.address


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium: str, site: Furnished) -> dict[str, object]:
    """The site comes first: once Playwright runs, this thread may not ask the database."""
    # Chromium's sandbox refuses to run as root.
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    return {"executable_path": chromium, "args": flags}


@pytest.fixture(scope="session")
def browser_context_args(base_url: str) -> dict[str, object]:
    """A Dutch reader at a desk."""
    return {
        "base_url": base_url,
        "locale": "nl-NL",
        "timezone_id": settings.TIME_ZONE,
        "viewport": {"width": 1440, "height": 900},
    }


@pytest.fixture(autouse=True)
def _the_site_may_answer(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The site may use its database, and its cookies travel without https."""
    with (
        django_db_blocker.unblock(),
        override_settings(SESSION_COOKIE_SECURE=False, CSRF_COOKIE_SECURE=False),
    ):
        yield


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page; what takes longer than half a minute is broken."""
    context.set_default_timeout(30_000)
    return context.new_page()
