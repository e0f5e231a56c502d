"""The site as it stood on an earlier day is the site that readers saw on that day."""

import datetime
import re
from contextlib import suppress
from dataclasses import dataclass, field
from unittest.mock import patch

from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from actions import publishing
from actions.models import Action, StatusUpdate
from actions.refusals import Refused
from tests.cast import CONTENT, MILESTONE, MORNING, Cast
from tests.factories import (
    link_motion,
    make_milestone,
    make_ministry,
    make_motion,
    make_public_action,
    make_theme,
)

DATA = ["/api/v1/acties", "/api/v1/acties/1", "/api/v1/moties", "/api/v1/themas"]
PAGES = [
    "/",
    "/acties/",
    "/acties/?status=afgerond",
    "/acties/?termijn=verstreken",
    "/acties/?q=stap",
    "/acties/1/",
    "/acties/1/stand/2021-06/",
    "/moties/",
    "/moties/35510-1/",
    "/themas/hoofd/",
    "/rapportages/2021-06/",
]
VERBS = ["publish", "publish later", "correct", "withdraw"]
STATUSES = ["afgerond", "in-uitvoering", "niet-gestart"]
# What a page says of the day itself, and what that leaves of an address.
OF_THE_DAY = re.compile(
    r'<aside class="notice notice--old day-shown".*?</aside>'
    r'|<input type="hidden" name="peildatum"[^>]*>'
    r"|peildatum=[\d-]+(?:&amp;)?"
    # To cite is to name the day; and a file names it too, which makes it longer.
    r'|<details class="cite">.*?</details>'
    r'|<p class="printed">.*?</p>'
    r"|, [\d,]+ [kM]B",
    re.DOTALL,
)
LEFT_BEHIND = re.compile(r'(?:\?|&amp;)(?=["#])')


@dataclass
class History:
    """What happened to the actions, one step a day, with what was withdrawn when."""

    cast: Cast
    actions: list[Action]
    steps: int = 0
    withdrawn: list[StatusUpdate] = field(default_factory=list)

    def carry_out(self, verb: str, action: Action, at: datetime.datetime) -> None:
        """Try a step; what the guards refuse leaves at most a draft behind."""
        self.steps += 1
        with suppress(Refused):
            match verb:
                case "publish":
                    self._publish(self._draft(action, at), at)
                case "publish later":
                    later = at + datetime.timedelta(days=9)
                    self._publish(self._draft(action, at), at, publish_from=later)
                case "correct":
                    self._publish(publishing.correct(self._newest(action), by=self._by, at=at), at)
                case "withdraw":
                    self._withdraw(action, at)

    @property
    def _by(self) -> User:
        return self.cast.writer

    def _draft(self, action: Action, at: datetime.datetime) -> StatusUpdate:
        changes = {
            **CONTENT,
            "text": f"Stap {self.steps}. {CONTENT['text']}",
            "status": STATUSES[self.steps % len(STATUSES)],
        }
        return publishing.draft(action, by=self._by, at=at, changes=changes, milestones=[MILESTONE])

    def _publish(
        self,
        draft: StatusUpdate,
        at: datetime.datetime,
        publish_from: datetime.datetime | None = None,
    ) -> None:
        handed_in = publishing.submit(draft, by=self._by, at=at)
        publishing.publish(
            handed_in,
            by=self.cast.reviewer,
            seen_hash=handed_in.content_hash,
            at=at,
            publish_from=publish_from,
        )

    def _newest(self, action: Action) -> StatusUpdate:
        published = action.updates.filter(state="gepubliceerd")
        newest = published.order_by("published_at").last()
        if newest is None:
            raise Refused("Er staat niets.", "")
        return newest

    def _withdraw(self, action: Action, at: datetime.datetime) -> None:
        update = self._newest(action)
        self.withdrawn.append(
            publishing.withdraw(update, by=self.cast.reviewer, reason="Klopt niet.", at=at)
        )


def make_site(cast: Cast) -> History:
    """Two actions of an edition, with a promise each, and a motion that both carry out."""
    main = make_theme("Hoofdthema", slug="hoofd")
    motion = make_motion(1)
    actions = []
    for number in (1, 2):
        action = make_public_action(number, "Wordt voorbereid.", theme=main)
        make_ministry("BZK", action=action)
        make_milestone(action.updates.get(), last_day=datetime.date(2022, 2, 10), position=1)
        link_motion(action, motion, part=number)
        actions.append(action)
    return History(cast, actions)


def last_moment(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.max))


def seen(client: Client, *, at: datetime.datetime, day: datetime.date | None = None) -> dict:
    """What every address says at a moment, or says then of an earlier day."""
    query = {"peildatum": day.isoformat()} if day else {}
    with (
        patch("pok_tracker.lib.viewpoint.now", lambda: at),
        patch("pok_tracker.day_shown.now", lambda: at),
    ):
        return {address: said(client, address, query) for address in [*DATA, *PAGES]}


def said(client: Client, address: str, query: dict[str, str]) -> object:
    path, _, choices = address.partition("?")
    asked = {**dict(pair.split("=") for pair in choices.split("&") if pair), **query}
    answer = client.get(path, asked)
    if answer.status_code != 200:
        return answer.status_code
    if address in DATA:
        return answer.json()
    page = answer.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(LEFT_BEHIND.sub("", OF_THE_DAY.sub("", main)).split())


# Each example asks for some two hundred pages: a failing one is told as it is, not made smaller.
@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.tuples(st.integers(0, 25), st.sampled_from(VERBS), st.integers(0, 1)),
        min_size=1,
        max_size=4,
    )
)
def test_an_earlier_day_shows_what_readers_saw_on_that_day(
    client: Client, cast: Cast, steps: list[tuple[int, str, int]]
):
    with transaction.atomic():
        history = make_site(cast)
        at, on_the_day = MORNING, {}
        for days, verb, which in steps:
            at += datetime.timedelta(days=days, hours=1)
            history.carry_out(verb, history.actions[which], at)
            day = timezone.localdate(at)
            on_the_day[day] = (seen(client, at=last_moment(day)), len(history.withdrawn))

        for day, (readers_saw, withdrawn) in on_the_day.items():
            afterwards = seen(client, at=at + datetime.timedelta(days=60), day=day)
            withdrawn_since = history.withdrawn[withdrawn:]
            if any(update.published_at <= last_moment(day) for update in withdrawn_since):
                for update in withdrawn_since:
                    assert update.text not in str(afterwards.values()) or is_repeated(update)
            else:
                assert afterwards == readers_saw
        transaction.set_rollback(True)


def is_repeated(update: StatusUpdate) -> bool:
    """Whether another published update, corrected or of another action, says the same words."""
    others = StatusUpdate.objects.filter(state="gepubliceerd", text=update.text)
    return others.exclude(pk=update.pk).exists()
