"""Two people of the staff who publish and withdraw by the real verbs, when told to.

Runs inside `manage.py shell`, see bench/cases/freshness.py. Each line of the input is a verb; each
line of the output says when it began and when the editor saw that it was done, by the clock that
all processes of a machine share.
"""

import datetime
import json
import sys
import time
from collections.abc import Callable

from django.contrib.auth.models import User

from actions import publishing
from actions.models import Action, StatusUpdate

ACTION = 44
REASON = "Meting: de tekst wordt teruggenomen."


def main() -> None:
    """Do what each line says, until the input ends."""
    writer, reviewer = _person("schrijver-meting"), _person("lezer-meting")
    update: StatusUpdate | None = None
    for line in sys.stdin:
        verb, _, word = line.strip().partition(" ")
        if verb == "prepare":
            update = _told(_submitted, writer, word)
        elif update is not None and verb == "publish":
            update = _told(_published, reviewer, update)
        elif update is not None and verb == "withdraw":
            update = _told(_withdrawn, reviewer, update)


def _told(act: Callable[..., StatusUpdate], person: User, subject: object) -> StatusUpdate:
    began = time.monotonic()
    update = act(person, subject)
    said = {"began": began, "done": time.monotonic(), "address": update.get_absolute_url()}
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
    return update


def _person(name: str) -> User:
    person, _ = User.objects.get_or_create(
        username=name, defaults={"is_staff": True, "is_superuser": True}
    )
    return person


def _submitted(writer: User, word: str) -> StatusUpdate:
    sentence = f"De proef {word} met kenmerk {word}teken is begonnen."
    draft = publishing.draft(
        Action.objects.get(number=ACTION),
        by=writer,
        at=_now(),
        changes={
            "as_of": _now().date(),
            "text": f"{sentence} De uitkomst volgt in maart 2030.",
            "status": "in-uitvoering",
            "status_quote": sentence,
        },
        milestones=[
            {
                "position": 1,
                "quote": f"{sentence} De uitkomst volgt in maart 2030.",
                "date_words": "maart 2030",
                "kind": "gepland",
                "first_day": datetime.date(2030, 3, 1),
                "last_day": datetime.date(2030, 3, 31),
                "precision": "maand",
            }
        ],
    )
    return publishing.submit(draft, by=writer, at=_now())


def _published(reviewer: User, update: StatusUpdate) -> StatusUpdate:
    return publishing.publish(update, by=reviewer, seen_hash=update.content_hash, at=_now())


def _withdrawn(reviewer: User, update: StatusUpdate) -> StatusUpdate:
    return publishing.withdraw(update, by=reviewer, reason=REASON, at=_now())


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
