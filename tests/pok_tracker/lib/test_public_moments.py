"""The moments at which the public reads something else."""

import datetime

import pytest
from django.db import connection

from pok_tracker.lib.public_moments import read_next_public_moment, read_public_moments
from tests.factories import make_draft, make_milestone, make_outcome, make_public_action

pytestmark = pytest.mark.django_db

UTC = datetime.UTC
JUNE = datetime.datetime(2021, 6, 30, tzinfo=UTC)
JULY = datetime.datetime(2021, 7, 1, 8, 30, 0, 123456, tzinfo=UTC)
EMBARGO = datetime.datetime(2051, 1, 1, tzinfo=UTC)


def test_each_moment_is_told_once_the_earliest_first():
    action = make_public_action(2, published_at=JUNE, superseded_at=EMBARGO)
    make_public_action(1, published_at=JUNE)
    make_draft(action)
    promise = make_milestone(action.updates.get(slug="2021-06"), last_day=JUNE.date())
    make_outcome(promise, met_on=JUNE.date(), at=JULY)

    assert list(read_public_moments()) == [moment.timestamp() for moment in (JUNE, JULY, EMBARGO)]


def test_without_anything_public_there_is_none():
    assert list(read_public_moments()) == []


def next_after(moment: datetime.datetime) -> datetime.datetime:
    """The first public moment after one."""
    with connection.cursor() as cursor:
        found = read_next_public_moment(cursor, moment.timestamp())
    return datetime.datetime.fromtimestamp(found, UTC)


def test_the_next_one_is_the_first_after_a_moment_not_that_moment_itself():
    make_public_action(1, published_at=JULY, superseded_at=EMBARGO)
    second = datetime.timedelta(seconds=1)

    assert next_after(JULY - second) == JULY
    assert next_after(JULY) == datetime.datetime(2021, 7, 1, 22, tzinfo=UTC)
    assert next_after(EMBARGO - second) == EMBARGO


@pytest.mark.parametrize(
    ("evening", "midnight"),
    [
        ((2026, 1, 15, 22, 59), (2026, 1, 15, 23)),
        ((2026, 1, 15, 23), (2026, 1, 16, 23)),
        # The days on which the clock is turned, of 23 and of 25 hours.
        ((2026, 3, 28, 23), (2026, 3, 29, 22)),
        ((2026, 10, 24, 22), (2026, 10, 25, 23)),
    ],
)
def test_a_day_ends_at_midnight_in_amsterdam(evening: tuple[int, ...], midnight: tuple[int, ...]):
    assert next_after(datetime.datetime(*evening, tzinfo=UTC)) == datetime.datetime(
        *midnight, tzinfo=UTC
    )
