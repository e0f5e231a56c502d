"""Races as the site meets them: people in threads, each with a session, over HTTP at a server."""

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import TypeVar
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pghistory.models import Events
from pytest_django.live_server_helper import LiveServer

from actions import guards, roles
from actions.admin.updates import StatusUpdateAdmin
from actions.models import Action, StatusUpdate
from actions.policy import Verb
from tests.cast import TEXT, Cast, action, cast, make_draft_of, make_editor, submitted

__all__ = ["action", "cast"]

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

DONE, REFUSED = 302, 409
PUBLICATIONS = 50
SAVES, AT_ONCE = 200, 20
SECONDS = 30
NOT_SENT = {"submit", "button"}
TICKED_ONLY = {"checkbox", "radio"}

Sent = dict[str, str]
Outcome = TypeVar("Outcome")


@pytest.fixture(autouse=True)
def _staff_in_a_real_database(transactional_db: None, cast: Cast) -> Iterator[None]:
    return


# -- A browser, as far as these tests need one -----------------------------------


class Forms(HTMLParser):
    """The forms of a page, each as what a browser would send when it is sent as it came."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.forms: list[Sent] = []
        self._inside = False
        self._box = self._choice = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({})
            self._inside = True
        if not self._inside:
            return
        match tag:
            case "input" if _is_sent(given):
                self.forms[-1][given["name"]] = given.get("value", "")
            case "textarea":
                self._box = given["name"]
                self.forms[-1][self._box] = ""
            case "select":
                self._choice = given["name"]
                self.forms[-1][self._choice] = ""
            case "option" if "selected" in given:
                self.forms[-1][self._choice] = given["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag == "textarea":
            # The first line break in a box belongs to the markup.
            self.forms[-1][self._box] = re.sub(r"^\r?\n", "", self.forms[-1][self._box])
            self._box = ""

    def handle_data(self, data: str) -> None:
        if self._box:
            self.forms[-1][self._box] += data


def _is_sent(given: Sent) -> bool:
    kind = given.get("type", "text")
    return (
        "name" in given and kind not in NOT_SENT and (kind not in TICKED_ONLY or "checked" in given)
    )


def form_with(name: str, markup: str) -> Sent:
    """The only form on a page that asks for this."""
    (form,) = [form for form in Forms(markup).forms if name in form]
    return form


@dataclass
class Browser:
    """One person, signed in, at the running server."""

    server: LiveServer
    person: User
    cookies: Sent = field(default_factory=dict)

    def __post_init__(self) -> None:
        client = Client()
        client.force_login(self.person)
        name = settings.SESSION_COOKIE_NAME
        self.cookies[name] = client.cookies[name].value

    def read(self, address: str) -> str:
        """The page at an address; the cookie against requests of other sites comes with it."""
        status, markup = self._ask("GET", address)
        assert status == 200, f"{status} bij {address}"
        return markup

    def send(self, address: str, form: Sent) -> tuple[int, str]:
        """Send a form: the status and the page that come back."""
        return self._ask("POST", address, urlencode(form))

    def _ask(self, method: str, address: str, body: str | None = None) -> tuple[int, str]:
        connection = HTTPConnection(
            self.server.thread.host, self.server.thread.port, timeout=SECONDS
        )
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Connection": "close",
        }
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            for line in answer.headers.get_all("Set-Cookie", []):
                self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
            return answer.status, answer.read().decode()
        finally:
            connection.close()


def at_once(
    do: Callable[[Browser, threading.Barrier], Outcome], browsers: Sequence[Browser]
) -> list[Outcome]:
    """Let each person do it in a thread of their own; the barrier brings all to one moment."""
    together = threading.Barrier(len(browsers), timeout=SECONDS)
    with ThreadPoolExecutor(len(browsers)) as threads:
        return list(threads.map(lambda browser: do(browser, together), browsers))


def to_form(update: StatusUpdate) -> str:
    return reverse("admin:actions_statusupdate_change", args=[update.pk])


# -- Two reviewers who publish the same ------------------------------------------


@dataclass(frozen=True)
class Publication:
    """What came of two reviewers who published one update at the same moment."""

    answers: list[int]
    state: str
    by_who_was_answered: bool
    standing: list[str]
    verbs: list[str]


@pytest.fixture
def reviewers(live_server: LiveServer, cast: Cast) -> list[Browser]:
    second = make_editor("tweede-eindredacteur", roles.REVIEWER, "BZK")
    return [Browser(live_server, person) for person in (cast.reviewer, second)]


def publish_at_once(update: StatusUpdate, reviewers: list[Browser]) -> Publication:
    def publish(reviewer: Browser, together: threading.Barrier) -> int:
        form = form_with("seen_hash", reviewer.read(to_form(update)))
        assert form["seen_hash"] == update.content_hash
        together.wait()
        status, _ = reviewer.send(
            reverse("admin:actions_statusupdate_publiceren", args=[update.pk]), form
        )
        return status

    answers = at_once(publish, reviewers)
    update.refresh_from_db()
    answered = [
        one.person for one, status in zip(reviewers, answers, strict=True) if status == DONE
    ]
    return Publication(
        answers=sorted(answers),
        state=update.state,
        by_who_was_answered=answered == [update.reviewer],
        standing=standing(update.action),
        verbs=verbs_of(update),
    )


def standing(action: Action) -> list[str]:
    published = action.updates.filter(state="gepubliceerd", superseded_at=None)
    return list(published.order_by("slug").values_list("slug", flat=True))


def events_of(update: StatusUpdate) -> list[Events]:
    return list(Events.objects.tracks(update).order_by("pgh_created_at", "pgh_id"))


def verbs_of(update: StatusUpdate) -> list[str]:
    return [event.pgh_context["verb"] for event in events_of(update)]


def test_of_two_who_publish_at_once_exactly_one_does(
    reviewers: list[Browser], action: Action, cast: Cast
) -> None:
    """Fifty times at one action: each publication also lets the one before make way."""
    for _ in range(PUBLICATIONS):
        waiting = submitted(make_draft_of(action, cast.writer), cast.writer)
        assert publish_at_once(waiting, reviewers) == Publication(
            answers=[DONE, REFUSED],
            state="gepubliceerd",
            by_who_was_answered=True,
            standing=[waiting.slug],
            verbs=["opstellen", "indienen", "publiceren"],
        )
    published = action.updates.filter(state="gepubliceerd", kind=StatusUpdate.Kind.INTERIM)
    assert published.count() == PUBLICATIONS


# -- Twenty people who save one draft --------------------------------------------


@dataclass(frozen=True)
class Save:
    """One save: the version it was typed on, what was typed, and what came back."""

    version: int
    typed: str
    status: int
    came_back: str


@pytest.fixture
def writers(live_server: LiveServer, cast: Cast) -> list[Browser]:
    people = [make_editor(f"redacteur-{n}", roles.WRITER, "BZK") for n in range(AT_ONCE)]
    return [Browser(live_server, person) for person in people]


@pytest.fixture
def draft(action: Action, cast: Cast) -> StatusUpdate:
    return make_draft_of(action, cast.writer)


def save_at_once(draft: StatusUpdate, writers: list[Browser], nth: int = 1) -> list[Save]:
    """All read the draft, and when all have, all save a text of their own."""

    def save(writer: Browser, together: threading.Barrier) -> Save:
        form = form_with("seen_version", writer.read(to_form(draft)))
        typed = f"{TEXT} Bewerking {nth} van {writer.person.username}."
        together.wait()
        status, markup = writer.send(to_form(draft), {**form, "text": typed})
        came_back = form_with("text", markup)["text"] if status == REFUSED else ""
        return Save(int(form["seen_version"]), typed, status, came_back)

    return at_once(save, writers)


def broken_promises(saves: list[Save], before: StatusUpdate) -> list[str]:
    """What the desk may count on and did not get; `before` is the draft as it was at first."""
    accepted = [one for one in saves if one.status == DONE]
    refused = [one for one in saves if one.status == REFUSED]
    after = StatusUpdate.objects.get(pk=before.pk)
    newest = max((one.version for one in accepted), default=0)
    history = [
        (event.pgh_data["version"], event.pgh_data["text"])
        for event in events_of(before)
        if event.pgh_data["version"] > before.version
    ]
    kept = {
        "every save is accepted or refused": len(accepted) + len(refused) == len(saves),
        "every accepted save is one version": after.version == before.version + len(accepted),
        "the last accepted text is stored": [one.typed for one in accepted if one.version == newest]
        == [after.text],
        "every accepted save was typed on what stood": sorted(
            (one.version + 1, one.typed) for one in accepted
        )
        == history,
        "every refused text comes back": [one.came_back for one in refused]
        == [one.typed for one in refused],
    }
    return [promise for promise, is_kept in kept.items() if not is_kept]


def outcomes(saves: list[Save]) -> Counter[int]:
    return Counter(one.status for one in saves)


def let_all_look_before_anyone_saves(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worst moment: for each of them the draft is still what it was when they opened it."""
    looked = threading.Barrier(AT_ONCE, timeout=SECONDS)
    look = StatusUpdateAdmin._changed_since

    def look_together(admin, request, object_id):
        changed = look(admin, request, object_id)
        if request.method == "POST":
            looked.wait()
        return changed

    monkeypatch.setattr(StatusUpdateAdmin, "_changed_since", look_together)


def test_of_two_hundred_saves_each_is_accepted_or_comes_back(
    writers: list[Browser], draft: StatusUpdate
) -> None:
    """Twenty at a time, so that each time one is the first."""
    rounds = SAVES // AT_ONCE
    saves = [one for nth in range(rounds) for one in save_at_once(draft, writers, nth)]
    assert (len(saves), outcomes(saves)) == (SAVES, {DONE: rounds, REFUSED: SAVES - rounds})
    assert broken_promises(saves, draft) == []


def test_when_all_looked_before_anyone_saved_one_is_still_the_first(
    writers: list[Browser], draft: StatusUpdate, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_all_look_before_anyone_saves(monkeypatch)
    saves = save_at_once(draft, writers)
    assert outcomes(saves) == {DONE: 1, REFUSED: AT_ONCE - 1}
    assert broken_promises(saves, draft) == []


def test_without_the_guard_on_the_version_texts_would_be_lost(
    writers: list[Browser], draft: StatusUpdate, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = guards.GUARDS[Verb.EDIT]
    others = tuple(guard for guard in asked if guard is not guards.is_version_that_was_read)
    monkeypatch.setitem(guards.GUARDS, Verb.EDIT, others)
    let_all_look_before_anyone_saves(monkeypatch)
    saves = save_at_once(draft, writers)
    assert outcomes(saves) == {DONE: AT_ONCE}
    assert broken_promises(saves, draft) == [
        "the last accepted text is stored",
        "every accepted save was typed on what stood",
    ]
