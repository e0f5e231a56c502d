"""The rows of which the list from memory is compared with the list from the database."""

import datetime
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from actions.models import Theme
from pok_tracker.seeding import seed_empty_database
from tests.actions.selection.same_answers import NOW
from tests.factories import (
    link_motion,
    make_action,
    make_draft,
    make_milestone,
    make_ministry,
    make_motion,
    make_outcome,
    make_public_action,
    make_update,
)
from tests.shared_rows import rows_for_all

REPLACED = datetime.datetime(2022, 1, 15, tzinfo=datetime.UTC)
CLOCKS = ("lib.viewpoint", "lib.citing", "day_shown", "list_forms")


@pytest.fixture(scope="class")
def real_table(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The table of June 2021; some texts replaced later, drafts and secrets beside them."""
    with rows_for_all(django_db_blocker):
        seed_empty_database()
        theme = Theme.objects.get(slug="toekomst-toeslagen")
        for number in range(101, 106):
            action = make_public_action(
                number, 'Zo & "zo" <b>', theme=theme, superseded_at=REPLACED
            )
            later = make_update(
                action,
                "Klaar in mei.",
                slug="2022-01",
                status="afgerond",
                published_at=REPLACED,
                as_of=REPLACED.date(),
            )
            promise = make_milestone(later, "in mei", last_day=datetime.date(2022, 5, number - 90))
            link_motion(action, make_motion(number, submitters=("Nieuw lid",)))
            make_ministry("NIEUW", action=action)
            make_draft(action, "Nog geheim.", status="niet-gestart")
            if number == 101:
                make_outcome(promise, met_on=REPLACED.date())
        secret = make_action(99, theme=theme)
        make_draft(secret, "Nog geheim.")
        link_motion(secret, make_motion(99, submitters=("Geheim lid",)))
        yield


@pytest.fixture(autouse=True)
def _clock_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in CLOCKS:
        monkeypatch.setattr(f"pok_tracker.{name}.now", lambda: NOW)
