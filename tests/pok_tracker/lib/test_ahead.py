"""Work ahead is done step by step, gives way to newer work, and never breaks anything."""

from collections.abc import Iterator
from threading import Event
from unittest.mock import Mock

import pytest
from django.db import OperationalError
from django.test.utils import override_settings

from pok_tracker.lib import ahead as module
from pok_tracker.lib.ahead import LONGEST_REST, Ahead

LONGEST = 10


@pytest.fixture
def ahead() -> Iterator[Ahead]:
    with override_settings(CACHE_PAGES=True):
        yield Ahead()


def test_every_step_is_done(ahead: Ahead):
    done: list[int] = []

    thread = ahead.begin(done.append(step) for step in range(3))
    thread.join(LONGEST)

    assert (done, thread.is_alive()) == ([0, 1, 2], False)


def test_newer_work_ends_what_was_begun_before(ahead: Ahead):
    done: list[str] = []
    began, goes_on = Event(), Event()

    def older() -> Iterator[None]:
        done.append("eerst")
        began.set()
        goes_on.wait(LONGEST)
        yield
        done.append("te laat")
        yield

    first = ahead.begin(older())
    began.wait(LONGEST)
    second = ahead.begin(done.append(step) for step in ["nieuw"])
    second.join(LONGEST)
    goes_on.set()
    first.join(LONGEST)

    assert done == ["eerst", "nieuw"]


def test_it_rests_as_long_as_it_worked_but_never_long_and_lets_its_connection_go(
    ahead: Ahead, monkeypatch: pytest.MonkeyPatch
):
    rests: list[float] = []
    moments = iter([0.0, 0.05, 10.0, 15.0, 20.0])
    connection = Mock()
    monkeypatch.setattr(module, "connection", connection)
    monkeypatch.setattr(module, "time", Mock(monotonic=moments.__next__, sleep=rests.append))

    ahead.begin(iter([None, None])).join(LONGEST)

    assert rests == [0.05, LONGEST_REST]
    connection.close.assert_called_once_with()


def test_a_database_that_is_gone_ends_the_work_and_is_told(
    ahead: Ahead, caplog: pytest.LogCaptureFixture
):
    def broken() -> Iterator[None]:
        raise OperationalError("weg")
        yield

    ahead.begin(broken()).join(LONGEST)

    assert caplog.messages == ["Vooruit werken is gestopt."]


def test_nothing_is_made_where_no_page_comes_from_memory(ahead: Ahead):
    with override_settings(CACHE_PAGES=False):
        assert ahead.begin(iter([None])) is None
