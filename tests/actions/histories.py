"""Random histories of two actions, and the last moments of their days."""

import datetime
from contextlib import suppress
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.utils import timezone

from actions import publishing
from actions.models import Action, StatusUpdate
from actions.refusals import Refused
from tests.cast import CONTENT, MILESTONE, Cast
from tests.factories import (
    link_motion,
    make_milestone,
    make_ministry,
    make_motion,
    make_public_action,
    make_theme,
)

VERBS = ["publish", "publish later", "correct", "withdraw"]
STATUSES = ["afgerond", "in-uitvoering", "niet-gestart"]


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
