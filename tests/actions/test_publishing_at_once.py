"""Two people at the same moment, with transactions as real as in production."""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from django.db import connections

from actions import publishing
from actions.models import Action, StatusUpdate
from actions.refusals import Refused
from tests.cast import EVENING, NOON, Cast, make_draft_of, published, submitted

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def _staff_in_a_real_database(transactional_db: None, cast: Cast) -> Iterator[None]:
    return


def at_once(*deeds: Callable[[], StatusUpdate]) -> list[str]:
    """Do all at the same moment, each on a connection of its own; the states or the refusals."""
    answers: list[str] = []
    start = threading.Barrier(len(deeds))

    def do(deed: Callable[[], StatusUpdate]) -> None:
        start.wait(timeout=10)
        try:
            answers.append(deed().state)
        except Refused as refused:
            answers.append(refused.message)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(answers)


def publish(update: StatusUpdate, by: User) -> Callable[[], StatusUpdate]:
    return lambda: published(update, by, at=NOON)


def standing(action: Action) -> list[str]:
    return list(
        StatusUpdate.objects.filter(action=action, state="gepubliceerd", superseded_at=None)
        .order_by("slug")
        .values_list("slug", flat=True)
    )


def test_of_two_who_publish_the_same_exactly_one_succeeds(cast: Cast, action: Action) -> None:
    waiting = submitted(make_draft_of(action, cast.writer), cast.writer)
    answers = at_once(publish(waiting, cast.reviewer), publish(waiting, cast.superuser))
    assert answers == [
        "Deze stand van zaken is gepubliceerd; publiceren kan dan niet.",
        "gepubliceerd",
    ]
    assert standing(action) == ["2022-01-15"]


def test_of_two_updates_published_at_one_moment_one_stands(cast: Cast, action: Action) -> None:
    first = submitted(make_draft_of(action, cast.writer), cast.writer)
    second = submitted(make_draft_of(action, cast.writer), cast.writer)
    answers = at_once(publish(first, cast.reviewer), publish(second, cast.superuser))
    assert (answers.count("gepubliceerd"), len(answers), len(standing(action))) == (1, 2, 1)


def test_of_two_edits_of_one_version_exactly_one_succeeds(cast: Cast, action: Action) -> None:
    draft = make_draft_of(action, cast.writer)

    def edit(by: User, status: str) -> Callable[[], StatusUpdate]:
        return lambda: publishing.edit(draft, {"status": status}, by=by, version=1, at=NOON)

    answers = at_once(edit(cast.writer, "afgerond"), edit(cast.colleague, "doorlopend"))
    assert answers == ["Iemand anders heeft deze stand van zaken intussen bewerkt.", "concept"]
    draft.refresh_from_db()
    assert draft.version == 2


def test_two_drafts_of_one_day_get_two_addresses(cast: Cast, action: Action) -> None:
    answers = at_once(
        lambda: make_draft_of(action, cast.writer), lambda: make_draft_of(action, cast.colleague)
    )
    slugs = action.updates.filter(state="concept").order_by("slug").values_list("slug", flat=True)
    assert (answers, list(slugs)) == (["concept", "concept"], ["2022-01-15", "2022-01-15-2"])


def test_publishing_and_withdrawing_at_once_leave_one_standing(cast: Cast, action: Action) -> None:
    old = published(submitted(make_draft_of(action, cast.writer), cast.writer), cast.reviewer)
    new = submitted(make_draft_of(action, cast.writer), cast.writer)
    answers = at_once(
        lambda: published(new, cast.superuser, at=EVENING),
        lambda: publishing.withdraw(old, by=cast.reviewer, reason="Dubbel.", at=EVENING),
    )
    assert (answers, standing(action)) == (["gepubliceerd", "ingetrokken"], ["2022-01-15-2"])
