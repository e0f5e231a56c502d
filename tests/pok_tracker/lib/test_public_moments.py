"""The moments at which the public reads something else."""

import datetime

import pytest

from pok_tracker.lib.public_moments import read_public_moments
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
