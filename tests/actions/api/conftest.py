"""The day on which the API is asked."""

import pytest
from django.core.management import call_command

from tests.actions.api.reading_api import AUGUST_2021


@pytest.fixture
def _on_15_august_2021(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pok_tracker.lib.viewpoint.now", lambda: AUGUST_2021)


@pytest.fixture
def _real_table(_on_15_august_2021: None) -> None:
    names = ["themes", "ministries", "motions", "editions/2021-06"]
    call_command("loaddata", *names, verbosity=0)
