"""Reads answers of the API, and makes the actions that tests of it ask for."""

import calendar
import datetime

from django.contrib.auth.models import User
from django.test import Client

from actions.models import Action, StatusUpdate
from tests.factories import (
    link_motion,
    make_milestone,
    make_ministry,
    make_motion,
    make_public_action,
    make_theme,
    make_update,
)

ACTIONS = "/api/v1/acties"
THEMES = "/api/v1/themas"
AUGUST_2021 = datetime.datetime(2021, 8, 15, 12, tzinfo=datetime.UTC)
PUBLICATIONS = "https://zoek.officielebekendmakingen.nl"
TEXT = (
    "De brief is op 4 juni verstuurd (TK 34352-213), zie ook 37.\n"
    "- In juli volgt het besluit. In september de start. In december het eind.\n"
    "- Het wacht op de formatie (35510, nr. 809)."
)


def read(client: Client, url: str) -> dict:
    answer = client.get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    return answer.json()


def numbers(client: Client, query: str = "") -> list[int]:
    return [action["nummer"] for action in read(client, ACTIONS + query)["resultaten"]]


def wrong_parameters(client: Client, url: str) -> list[str]:
    answer = client.get(url)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    return [wrong["parameter"] for wrong in answer.json()["fouten"]]


def make_furnished_action(number: int = 44) -> Action:
    main = make_theme("Responsieve overheid", slug=f"overheid-{number}")
    theme = make_theme("Menselijke maat", slug=f"maat-{number}", parent=main)
    action = make_public_action(
        number,
        TEXT,
        description="Doe onderzoek:\n- eerst dit\n- dan dat",
        theme=theme,
        status="wacht-op-besluit",
        status_quote="Het wacht op de formatie",
        waiting_for="formatie",
        shared_with=[7, 99],
        see_also=[37, 99],
        cited=["34352-213", "35510-809", "30950-218"],
        footnotes=[
            {"marker": "1", "position": 8, "text": "Kamerstukken II 2020/21, 30 950, nr. 218"}
        ],
    )
    make_ministry("SZW", action=action)
    make_ministry("BZK", action=action)
    update = action.updates.get()
    make_milestone(
        update,
        "De brief is op 4 juni verstuurd",
        kind="gerealiseerd",
        last_day=datetime.date(2021, 6, 4),
        position=1,
    )
    # Not in the order of the text: that order is read from the positions.
    _promise_month(update, "In december het eind", 12, position=4)
    _promise_month(update, "In juli volgt het besluit", 7, position=2)
    _promise_month(update, "In september de start", 9, position=3)
    return action


def _promise_month(update: StatusUpdate, quote: str, month: int, *, position: int) -> None:
    first = datetime.date(2021, month, 1)
    last = datetime.date(2021, month, calendar.monthrange(2021, month)[1])
    make_milestone(
        update, quote, first_day=first, last_day=last, precision="maand", position=position
    )


def make_public_update(action: Action, text: str, **fields: object) -> StatusUpdate:
    """An update between two editions: one person wrote it, another published it."""
    author, _ = User.objects.get_or_create(username="schrijver")
    reviewer, _ = User.objects.get_or_create(username="beoordelaar")
    values: dict[str, object] = {
        "slug": "2021-08-01",
        "kind": "tussentijds",
        "verbatim": False,
        "author": author,
        "reviewer": reviewer,
        "published_at": datetime.datetime(2021, 8, 1, 9, 30, tzinfo=datetime.UTC),
        "as_of": datetime.date(2021, 8, 1),
        **fields,
    }
    return make_update(action, text, **values)


def make_costly_action(number: int) -> None:
    action = make_furnished_action(number)
    link_motion(action, make_motion(number))
