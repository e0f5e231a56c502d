"""What a process knows to be published, for how long, and what publishing waits for."""

import datetime
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test import override_settings

from actions.models import Theme
from pok_tracker.lib import publication
from pok_tracker.lib.publication import (
    LEASE,
    POLL,
    WAIT,
    Publications,
    known_publication,
    wait_for_leases,
)
from tests.factories import make_public_action, make_theme, make_update
from tests.turned_clock import TurnedClock, hang_clock

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

EVENING = datetime.datetime(2026, 11, 23, 20, tzinfo=datetime.UTC)
MIDNIGHT_IN_AMSTERDAM = datetime.datetime(2026, 11, 23, 23, tzinfo=datetime.UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> TurnedClock:
    return hang_clock(monkeypatch, EVENING)


@pytest.fixture
def worker(clock: TurnedClock) -> Iterator[Publications]:
    worker = Publications(monotonic=clock.monotonic, wall=clock.wall)
    yield worker
    worker.close()


@pytest.fixture(autouse=True)
def _with_memory() -> Iterator[None]:
    with override_settings(CACHE_PAGES=True):
        yield


def elsewhere(do: Callable[[], Any]) -> Any:
    """Do it in another thread, so on another connection, as a colleague would."""

    def and_leave() -> Any:
        try:
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        return threads.submit(and_leave).result()


def backend_of(opened: Any) -> int:
    """The process of the server behind a connection."""
    return opened.connection.info.backend_pid


def terminate(pid: int) -> None:
    """End a process of the server, and wait until it has ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def rename_a_theme() -> None:
    Theme.objects.filter(slug="herstel").update(name="Anders")


# -- What it is ------------------------------------------------------------------


def test_the_same_publication_has_the_same_key(worker: Publications, clock: TurnedClock) -> None:
    first = worker.known()
    clock.turn(POLL)
    second = worker.known()

    assert first is not None
    assert second is not None
    assert (first.key, first.until + POLL) == (second.key, second.until)


def test_whatever_changes_makes_another_publication(
    worker: Publications, clock: TurnedClock
) -> None:
    make_theme("Herstel", slug="herstel")
    first = worker.known()
    rename_a_theme()
    clock.turn(POLL)

    assert worker.known().key != first.key


def test_what_is_rolled_back_changes_nothing(worker: Publications, clock: TurnedClock) -> None:
    make_theme("Herstel", slug="herstel")
    first = worker.known()
    with transaction.atomic():
        rename_a_theme()
        transaction.set_rollback(True)
    clock.turn(POLL)

    assert worker.known().key == first.key


def test_two_who_write_at_once_do_not_wait_for_each_other_and_both_are_told(
    worker: Publications, clock: TurnedClock
) -> None:
    make_theme("Herstel", slug="herstel")
    keys = [worker.known().key]
    with transaction.atomic():
        rename_a_theme()
        elsewhere(lambda: make_theme("Toezicht", slug="toezicht"))
        clock.turn(POLL)
        keys.append(worker.known().key)
    clock.turn(POLL)
    keys.append(worker.known().key)

    assert len(set(keys)) == 3


def test_at_midnight_in_amsterdam_it_is_another_publication(
    worker: Publications, clock: TurnedClock
) -> None:
    clock.turn_to(MIDNIGHT_IN_AMSTERDAM - datetime.timedelta(seconds=0.1))
    before = worker.known()
    clock.turn(0.1)
    after = worker.known()

    assert before.until_by_wall == MIDNIGHT_IN_AMSTERDAM.timestamp()
    assert after.key != before.key


def test_at_the_moment_of_an_embargo_it_is_another_publication(
    worker: Publications, clock: TurnedClock
) -> None:
    embargo = EVENING + datetime.timedelta(seconds=0.1)
    standing = make_public_action(7).updates.get()
    type(standing).objects.filter(pk=standing.pk).update(superseded_at=embargo)
    make_update(standing.action, "Pas straks.", slug="2026-11", published_at=embargo)
    before = worker.known()
    clock.turn(0.1)
    after = worker.known()

    assert before.until_by_wall == embargo.timestamp()
    assert after.key == (before.key[0], MIDNIGHT_IN_AMSTERDAM.timestamp())


# -- For how long ----------------------------------------------------------------


@pytest.fixture
def questions(worker: Publications, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The moments at which the worker asked the database."""
    asked: list[float] = []
    read = worker._read_key

    def counted(at: float) -> Any:
        asked.append(at)
        return read(at)

    monkeypatch.setattr(worker, "_read_key", counted)
    return asked


def test_it_is_asked_once_in_so_many_seconds(
    worker: Publications, clock: TurnedClock, questions: list[float]
) -> None:
    for _ in range(9):
        worker.known()
        clock.turn(0.125)

    assert [at - EVENING.timestamp() for at in questions] == [0, 0.25, 0.5, 0.75, 1]


def test_while_one_asks_others_go_on_with_what_they_know_until_the_lease_ends(
    worker: Publications, clock: TurnedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = worker.known()
    monkeypatch.setattr(publication, "LEASE", 0)
    with worker._asking:
        clock.turn(POLL)
        during = worker.known()
        clock.turn(LEASE - POLL - 0.01)
        at_last = worker.known()
        clock.turn(0.01)
        after = worker.known()

    assert (during, at_last, after) == (known, known, None)


def test_a_lease_counts_from_the_moment_before_it_was_asked(
    worker: Publications, clock: TurnedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, read = clock.monotonic(), worker._read_key

    def slowly(at: float) -> Any:
        clock.turn(1)
        return read(at)

    monkeypatch.setattr(worker, "_read_key", slowly)

    assert worker.known().until == began + LEASE


@pytest.mark.parametrize("which", ["monotonic", "wall"])
def test_either_clock_ends_a_lease(
    clock: TurnedClock, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    """A machine that slept, or whose clock was set back, does not go on with what it knew."""
    others = {"monotonic": clock.monotonic(), "wall": clock.wall()}
    stands = {name: lambda value=value: value for name, value in others.items() if name != which}
    worker = Publications(**{which: getattr(clock, which), **stands})
    assert worker.known() is not None
    monkeypatch.setattr(worker, "_ask", lambda: None)
    clock.turn(LEASE)

    assert worker.known() is None
    worker.close()


def test_without_the_database_nothing_is_known_and_with_it_again_it_is(
    worker: Publications, clock: TurnedClock
) -> None:
    assert worker.known() is not None
    terminate(backend_of(worker._connection))
    clock.turn(POLL)
    away = worker.known()
    clock.turn(POLL)

    assert away is None
    assert worker.known() is not None


def test_switched_off_nothing_is_known() -> None:
    with override_settings(CACHE_PAGES=False):
        assert known_publication() is None


# -- What publishing waits for ---------------------------------------------------


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, each time."""
    seconds: list[float] = []
    monkeypatch.setattr(publication, "sleep", seconds.append)
    return seconds


def test_publishing_waits_longer_than_a_lease_lasts() -> None:
    assert WAIT > LEASE > POLL


def test_a_transaction_waits_once(waited: list[float]) -> None:
    with transaction.atomic():
        wait_for_leases()
        with transaction.atomic():
            wait_for_leases()
    with transaction.atomic():
        wait_for_leases()

    assert waited == [WAIT, WAIT]


def test_it_waits_again_when_the_lock_went_with_a_part_that_was_undone(
    waited: list[float],
) -> None:
    with transaction.atomic():
        with transaction.atomic():
            wait_for_leases()
            transaction.set_rollback(True)
        wait_for_leases()

    assert waited == [WAIT, WAIT]


def test_who_publishes_while_another_does_waits_as_well(waited: list[float]) -> None:
    def publish() -> None:
        with transaction.atomic():
            wait_for_leases()

    with transaction.atomic():
        wait_for_leases()
        elsewhere(publish)

    assert waited == [WAIT, WAIT]


def test_without_a_transaction_it_refuses(waited: list[float]) -> None:
    with pytest.raises(TransactionManagementError):
        wait_for_leases()


def test_switched_off_nobody_waits(waited: list[float]) -> None:
    with override_settings(CACHE_PAGES=False), transaction.atomic():
        wait_for_leases()

    assert waited == []


def test_while_somebody_publishes_nothing_is_known(
    worker: Publications, clock: TurnedClock, waited: list[float]
) -> None:
    with transaction.atomic():
        wait_for_leases()
        during = worker.known()
    clock.turn(POLL)

    assert during is None
    assert worker.known() is not None


def test_the_lock_of_one_who_died_is_gone(
    worker: Publications, clock: TurnedClock, waited: list[float]
) -> None:
    def die() -> None:
        with suppress(DatabaseError), transaction.atomic():
            wait_for_leases()
            pid = backend_of(connection)
            elsewhere(lambda: terminate(pid))

    elsewhere(die)

    assert worker.known() is not None


def test_who_looked_for_the_lock_before_it_was_taken_loses_the_lease_before_the_commit(
    worker: Publications, clock: TurnedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_theme("Herstel", slug="herstel")
    known = worker.known()
    monkeypatch.setattr(publication, "sleep", clock.turn)
    with transaction.atomic():
        wait_for_leases()
        rename_a_theme()
        at_commit = clock.monotonic()

    assert known.until < at_commit


def test_who_looked_for_the_lock_after_it_was_let_go_sees_what_was_written(
    worker: Publications, clock: TurnedClock, waited: list[float]
) -> None:
    """The worst moment: the lock is let go between the two looks."""
    make_theme("Herstel", slug="herstel")
    first = worker.known()
    looks: list[str] = []

    def publish_between(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        looks.append(str(sql))
        if len(looks) == 2:
            elsewhere(publish)
        return execute(sql, params, many, context)

    def publish() -> None:
        with transaction.atomic():
            wait_for_leases()
            rename_a_theme()

    clock.turn(POLL)
    with worker._connection.execute_wrapper(publish_between):
        second = worker.known()

    assert "pg_locks" in looks[0]
    assert second.key != first.key
