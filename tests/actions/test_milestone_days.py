"""Days of a milestone that are left empty are read from its words."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from actions.milestone_days import read_days
from actions.models import Milestone, StatusUpdate
from tests.admin_pages import errors_on, save
from tests.cast import Cast
from tests.factories import make_action, make_draft

PEILDATUM = datetime.date(2026, 6, 30)


@pytest.mark.parametrize(
    ("words", "kind", "first_day"),
    [
        ("26 november", "", "2026-11-26"),
        ("26 november", "gepland", "2026-11-26"),
        ("26 november", "gerealiseerd", "2025-11-26"),
        ("26 november", "lopend", "2025-11-26"),
    ],
)
def test_what_was_done_lies_before_the_day_of_the_update(words: str, kind: str, first_day: str):
    span = read_days(words, kind=kind, as_of=PEILDATUM)

    assert str(span.first) == first_day


@pytest.fixture
def draft(cast: Cast) -> StatusUpdate:
    return make_draft(make_action(44), "Klaar na de zomer, en soms snel.", as_of=PEILDATUM)


@pytest.fixture
def staff(client: Client, cast: Cast) -> Client:
    client.force_login(cast.superuser)
    return client


def a_milestone(**changes: str) -> dict[str, str]:
    values = {
        "position": "1",
        "kind": "gepland",
        "quote": "Klaar na de zomer",
        "date_words": "na de zomer",
        "precision": "",
        "first_day": "",
        "last_day": "",
        **changes,
    }
    return {
        "milestones-TOTAL_FORMS": "1",
        "milestones-INITIAL_FORMS": "0",
        **{f"milestones-0-{name}": value for name, value in values.items()},
    }


def saved_with(staff: Client, draft: StatusUpdate, **changes: str) -> list[str]:
    """What the form answers when it is saved with such a milestone."""
    address = reverse("admin:actions_statusupdate_change", args=[draft.pk])
    page = save(staff, address, **a_milestone(**changes))
    return [] if page.status_code == 302 else errors_on(page)


def test_days_left_empty_are_those_of_the_words(staff: Client, draft: StatusUpdate):
    assert saved_with(staff, draft) == []
    assert Milestone.objects.values_list("first_day", "last_day", "precision").get() == (
        datetime.date(2026, 9, 1),
        datetime.date(2026, 11, 30),
        "seizoen",
    )


def test_days_are_read_from_the_day_that_was_typed(staff: Client, draft: StatusUpdate):
    address = reverse("admin:actions_statusupdate_change", args=[draft.pk])
    save(staff, address, as_of="2027-02-01", **a_milestone())

    assert Milestone.objects.get().first_day == datetime.date(2027, 9, 1)


def test_days_that_were_typed_stay_as_they_were_typed(staff: Client, draft: StatusUpdate):
    typed = {"first_day": "2026-09-15", "last_day": "2026-09-20", "precision": "periode"}

    assert saved_with(staff, draft, **typed) == []
    assert Milestone.objects.values_list("first_day", "precision").get() == (
        datetime.date(2026, 9, 15),
        "periode",
    )


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (
            {"quote": "en soms snel", "date_words": "soms snel", "precision": "dag"},
            2 * ['In de woorden "soms snel" lezen wij geen dagen. Vul deze dag zelf in.'],
        ),
        ({"first_day": "2026-09-01", "precision": "dag"}, ["Dit veld is vereist."]),
        ({"first_day": "2026-09-01", "last_day": "2026-09-01"}, ["Dit veld is vereist."]),
    ],
)
def test_days_that_the_words_leave_open_are_asked_for(
    staff: Client, draft: StatusUpdate, changes: dict[str, str], messages: list[str]
):
    assert saved_with(staff, draft, **changes) == messages
    assert Milestone.objects.count() == 0
