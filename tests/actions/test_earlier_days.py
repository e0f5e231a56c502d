"""The site as it stood on an earlier day is the site that readers saw on that day."""

import datetime
import re
from unittest.mock import patch

from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from actions.models import StatusUpdate
from tests.actions.histories import VERBS, last_moment, make_site
from tests.cast import MORNING, Cast

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
