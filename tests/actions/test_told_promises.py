"""Promises that are read along with a text: in its order, each with what is public of it."""

import datetime

import pytest

from actions.editions.promises import Promise
from actions.editions.told_promises import read_told, told_promises
from actions.models import StatusUpdate
from tests.factories import JUNE_2021, make_milestone, make_outcome, make_public_action

pytestmark = pytest.mark.django_db

AT = JUNE_2021 + datetime.timedelta(days=100)
JULY, AUGUST = datetime.date(2021, 7, 31), datetime.date(2021, 8, 31)


def promises_of(update: StatusUpdate, *, at: datetime.datetime = AT) -> list[Promise]:
    rows = StatusUpdate.objects.published(at=at).annotate(told=told_promises(at=at))
    return [read_told(told) for told in rows.get(pk=update.pk).told]


def test_a_text_without_days_promises_nothing() -> None:
    assert promises_of(make_public_action(1).updates.get()) == []


def test_a_promise_says_that_it_was_met() -> None:
    update = make_public_action(1, "In juli.").updates.get()
    make_outcome(make_milestone(update, "In juli", last_day=JULY), met_on=JULY)

    [promise] = promises_of(update)

    assert (promise.quote, promise.last_day) == ("In juli", JULY)
    assert (promise.met_on, promise.successor, promise.replaced_at) == (JULY, None, None)


def test_a_promise_says_what_replaced_it_and_since_when() -> None:
    update = make_public_action(1, "Eerst in juli, nu in augustus.").updates.get()
    first = make_milestone(update, "in juli", last_day=JULY)
    later = make_milestone(update, "in augustus", last_day=AUGUST)
    make_outcome(first, moved_to=later)

    moved, successor = promises_of(update)

    assert (moved.key, successor.key) == (first.pk, later.pk)
    assert (moved.successor, moved.replaced_at) == (successor, JUNE_2021)
    assert (successor.met_on, successor.successor) == (None, None)


def test_what_was_not_confirmed_yet_is_not_told() -> None:
    update = make_public_action(1, "In juli.").updates.get()
    make_outcome(make_milestone(update, "In juli", last_day=JULY), met_on=JULY, at=AT)

    [promise] = promises_of(update, at=AT - datetime.timedelta(seconds=1))

    assert promise.met_on is None
