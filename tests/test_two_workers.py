"""Two workers with a memory each, and a desk that publishes: nobody ever reads what is not so.

Sequences at random, each the same every time: the desk saves, corrects, sends back, throws away,
publishes at once or for later, and withdraws, also before the moment has come; time passes, also
that moment and midnight; readers ask either worker for any page, also while somebody publishes.
Each answer is compared with the one that is made without a memory at that moment.
"""

import datetime
import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from actions import publishing
from actions.models import Action, StatusUpdate
from actions.refusals import Refused
from pok_tracker.known_parameters import KNOWN_PARAMETERS
from pok_tracker.lib import publication
from pok_tracker.lib.page_cache import Application, PageCache
from pok_tracker.lib.publication import LEASE, WAIT, Publications
from tests.cast import Cast, cast
from tests.factories import make_ministry, make_public_action
from tests.turned_clock import TurnedClock, hang_clock
from tests.wsgi_requests import ask

__all__ = ["cast"]

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

START = datetime.datetime(2022, 1, 15, 22, 59, 50, tzinfo=datetime.UTC)
# Few addresses, so that some are asked twice of one publication; those that cost most least often.
PAGES = (
    *("/acties/1/", "/acties/2/", "/acties/1/?peildatum=2022-01-15", "/api/v1/acties/1") * 3,
    *("/wijzigingen/", "/wijzigingen/?utm_source=brief", "/api/v1/acties") * 2,
    "/acties/?pagina=1&status=",
)
SECRET = "Geheim nummer"
STEPS = 40
EVERY_STEP = {
    *("saved", "corrected", "sent back", "thrown away", "published", "published for later"),
    *("withdrawn", "withdrawn before its moment", "its moment came", "midnight passed"),
    "time passed",
}


class Worker(PageCache):
    """A worker process: its memory, and what it knows."""

    def __init__(self, clock: TurnedClock, django: Application) -> None:
        self.publications = Publications(monotonic=clock.monotonic, wall=clock.wall)
        super().__init__(
            django,
            parameters=KNOWN_PARAMETERS,
            left_alone=("/beheer/",),
            known_publication=self.publications.known,
            limit=200_000,
        )


class Town:
    """Two workers, a worker without memory to compare with, readers, and the desk."""

    def __init__(self, clock: TurnedClock, cast: Cast, seed: int) -> None:
        self.clock, self.cast = clock, cast
        self.chance = random.Random(seed)
        django = get_wsgi_application()
        self.workers = [Worker(clock, self._counted(django)) for _ in range(2)]
        self.without_memory = Worker(clock, django)
        self.without_memory._known_publication = lambda: None
        # Readers are on connections of their own: they see nothing of an open transaction.
        self.readers = ThreadPoolExecutor(1)
        self.wrong: list[str] = []
        self.made = self.from_memory = 0
        self.written = 0
        self.steps: Counter[str] = Counter()
        self.actions = [self._make_action(number) for number in (1, 2)]

    def live(self) -> None:
        """One sequence."""
        tried = Counter[Callable[[], str]]()
        deeds = (
            *(self.save_draft, self.send_back, self.throw_away, self.publish, self.publish_later),
            *(self.withdraw, self.withdraw_before_its_moment),
            *(self.let_pass, self.let_pass_to_the_next_moment),
        )
        for _ in range(STEPS):
            # By chance, but what was tried often waits for what was not.
            for deed in sorted(deeds, key=lambda one: tried[one] + self.chance.uniform(0, 3)):
                tried[deed] += 1
                with suppress(Refused):
                    if step := deed():
                        self.steps[step] += 1
                        break
            self.read()

    def close(self) -> None:
        """Let go of every connection."""
        for worker in self.workers:
            worker.publications.close()
        # The name stands for another connection in each thread.
        self.readers.submit(lambda: connection.close()).result()
        self.readers.shutdown()

    def _counted(self, django: Application) -> Application:
        def counted(environ: Any, start_response: Any) -> Any:
            self.made += 1
            return django(environ, start_response)

        return counted

    # -- Readers -----------------------------------------------------------------

    def read(self, *, most: int = 4) -> None:
        """A few readers, each at a worker of chance; what they get is looked at."""
        for _ in range(self.chance.randint(1, most)):
            self.readers.submit(self._read_one).result()

    def _read_one(self) -> None:
        self.clock.turn(self.chance.choice((0, 0, 0.01, 0.15)))
        address = self.chance.choice(PAGES)
        number = self.chance.randrange(2)
        made = self.made
        given = ask(self.workers[number], address)
        self.from_memory += self.made == made
        with override_settings(CACHE_PAGES=False):
            right = ask(self.without_memory, address)
        if (given.status, given.text) != (right.status, right.text):
            self.wrong.append(f"worker {number}, {address}: not what is so")
        public = StatusUpdate.objects.published(at=self.clock.now())
        said = set(public.values_list("text", flat=True))
        texts = {f"{SECRET} {number}." for number in range(1, self.written + 1)}
        if any(text in given.text for text in texts - said):
            self.wrong.append(f"worker {number}, {address}: the text of a draft")

    def wait(self, seconds: float) -> None:
        """Publishing waits; meanwhile there are readers."""
        end = self.clock.seconds + seconds
        while self.clock.seconds < end:
            self.read(most=1)
            self.clock.turn(0.4)

    # -- The desk: each says what it did, or "" when there was nothing to do it with -----------

    def save_draft(self) -> str:
        """Begin a text, or a correction of the one that stands, and hand it in."""
        action = self.chance.choice(self.actions)
        now, writer = self.clock.now(), self.cast.writer
        self.written += 1
        said = _said(f"{SECRET} {self.written}.", now)
        standing = self._standing(action)
        is_correction = standing is not None and self.chance.random() < 0.7
        if is_correction:
            draft = publishing.correct(standing, by=writer, at=now)
        else:
            draft = publishing.draft(action, by=writer, at=now, changes=said)
        draft = publishing.edit(draft, said, by=writer, version=draft.version, at=now)
        publishing.submit(draft, by=writer, at=now)
        return "corrected" if is_correction else "saved"

    def send_back(self) -> str:
        """Return what waits for review to its writer."""
        update = self._any("ter-beoordeling")
        if update is None:
            return ""
        publishing.return_to_author(
            update, by=self.cast.reviewer, at=self.clock.now(), remark="Nog niet."
        )
        return "sent back"

    def throw_away(self) -> str:
        """Discard a draft."""
        update = self._any("concept")
        if update is None:
            return ""
        writer = self.cast.writer
        publishing.discard(update, by=writer, version=update.version, at=self.clock.now())
        return "thrown away"

    def publish(self) -> str:
        """Publish what waits, at once."""
        return "published" if self._publish(None) else ""

    def publish_later(self) -> str:
        """Publish what waits, some seconds from now."""
        later = datetime.timedelta(seconds=self.chance.uniform(WAIT + 2, 15))
        return "published for later" if self._publish(later) else ""

    def withdraw(self) -> str:
        """Take back what stands."""
        standing = self._standing(self.chance.choice(self.actions))
        return "withdrawn" if self._withdraw(standing) else ""

    def withdraw_before_its_moment(self) -> str:
        """Take back what is to be published later."""
        return "withdrawn before its moment" if self._withdraw(self._next()) else ""

    def let_pass(self) -> str:
        """Seconds, or only almost a lease."""
        return self._turn(self.chance.choice((0.1, LEASE - 0.01, LEASE, 3)))

    def let_pass_to_the_next_moment(self) -> str:
        """Up to a moment before what waits is published, or before midnight; then just past it."""
        midnight = datetime.datetime.combine(
            timezone.localdate(self.clock.now()) + datetime.timedelta(1), datetime.time.min
        )
        waiting = self._next()
        moment = waiting.published_at if waiting else timezone.make_aware(midnight)
        self.clock.turn_to(moment - datetime.timedelta(seconds=0.1))
        self.read(most=2)
        return self._turn(0.11)

    def _turn(self, seconds: float) -> str:
        day, waiting = timezone.localdate(self.clock.now()), self._next()
        self.clock.turn(seconds)
        if waiting and waiting.published_at <= self.clock.now():
            return "its moment came"
        return "midnight passed" if timezone.localdate(self.clock.now()) > day else "time passed"

    def _publish(self, later: datetime.timedelta | None) -> bool:
        update = self._any("ter-beoordeling")
        if update is None:
            return False
        now = self.clock.now()
        publishing.publish(
            update,
            by=self.cast.reviewer,
            seen_hash=update.content_hash,
            at=now,
            publish_from=now + later if later else None,
        )
        return True

    def _withdraw(self, update: StatusUpdate | None) -> bool:
        if update is None:
            return False
        publishing.withdraw(update, by=self.cast.reviewer, reason="Fout.", at=self.clock.now())
        return True

    def _any(self, state: str) -> StatusUpdate | None:
        return StatusUpdate.objects.filter(state=state).order_by("pk").first()

    def _next(self) -> StatusUpdate | None:
        """What is published next."""
        approved = StatusUpdate.objects.filter(state="gepubliceerd")
        waiting = approved.filter(published_at__gt=self.clock.now())
        return waiting.order_by("published_at").first()

    def _standing(self, action: Action) -> StatusUpdate | None:
        public = StatusUpdate.objects.published(at=self.clock.now()).filter(action=action)
        return public.order_by("-published_at").first()

    def _make_action(self, number: int) -> Action:
        action = make_public_action(number, "Wordt voorbereid.")
        make_ministry("BZK", action=action)
        return action


def _said(text: str, at: datetime.datetime) -> dict[str, Any]:
    return {
        "as_of": at.date(),
        "text": text,
        "status": "in-uitvoering",
        "status_quote": text,
    }


@pytest.fixture
def found_in(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], Town]]:
    """Lives a sequence, and gives the town as it is then."""
    clock = hang_clock(monkeypatch, START)
    # The lists that a process keeps go by the same clock.
    monkeypatch.setattr(
        publication,
        "publications",
        Publications(monotonic=clock.monotonic, wall=clock.wall),
    )
    towns: list[Town] = []

    def found(seed: int) -> Town:
        town = Town(clock, cast, seed)
        towns.append(town)
        monkeypatch.setattr(publication, "sleep", town.wait)
        with override_settings(CACHE_PAGES=True):
            town.live()
        return town

    yield found
    for town in towns:
        town.close()
    publication.publications.close()


@pytest.mark.parametrize(
    ("seed", "steps_of_others"),
    [
        (1, set()),
        (2, set()),
        (4, {"its moment came"}),
        (10, {"withdrawn before its moment"}),
    ],
)
def test_whoever_asks_reads_what_is_so(
    found_in: Callable[[int], Town], seed: int, steps_of_others: set[str]
) -> None:
    town = found_in(seed)

    assert town.wrong == []
    assert EVERY_STEP - set(town.steps) == steps_of_others
    assert town.from_memory >= 10


def test_without_waiting_somebody_reads_what_is_not_so(
    found_in: Callable[[int], Town], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "wait_for_leases", lambda: None)

    assert any("not what is so" in wrong for wrong in found_in(1).wrong)
