"""Several updates at once from the list: each by its own verb, each with its own refusal."""

import datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from actions import policy, publishing
from actions.admin import bulk
from actions.models import Action, StatusUpdate
from tests.cast import CONTENT, Cast, make_draft_of, make_published, submitted
from tests.factories import make_ministry, make_public_action

LIST = reverse("admin:actions_statusupdate_changelist")
LATER = datetime.datetime(2022, 1, 16, tzinfo=datetime.UTC)


def choose(client: Client, action: str, *updates: StatusUpdate, **more: str) -> HttpResponse:
    sent = {"action": action, "_selected_action": [update.pk for update in updates], **more}
    return client.post(LIST, sent)


def read(*updates: StatusUpdate) -> dict[str, str]:
    """What the page to read sends along."""
    seen = {f"gelezen-{row.pk}": f"{row.version} {row.content_hash}" for row in updates}
    return {"gelezen": "ja", **seen}


def told(client: Client) -> list[str]:
    return [str(message) for message in client.get(LIST).context["messages"]]


def states(*updates: StatusUpdate) -> list[str]:
    return [StatusUpdate.objects.get(pk=update.pk).state for update in updates]


@pytest.fixture
def second(cast: Cast) -> Action:
    action = make_public_action(46, "Wordt voorbereid.")
    make_ministry("BZK", action=action)
    return action


@pytest.fixture
def theirs(cast: Cast) -> Action:
    action = make_public_action(47, "Wordt voorbereid.")
    make_ministry("FIN", action=action)
    return action


# -- Submitting ------------------------------------------------------------------


def test_what_can_be_submitted_is_and_of_the_rest_it_says_why(
    client: Client, cast: Cast, action: Action, second: Action, theirs: Action
) -> None:
    client.force_login(cast.writer)
    good = make_draft_of(action, cast.writer)
    bare = make_draft_of(second, cast.writer, status="", status_quote="")
    other = make_draft_of(theirs, cast.outsider)

    page = choose(client, "submit_chosen", good, bare, other)

    assert page.status_code == 302
    assert states(good, bare, other) == ["ter-beoordeling", "concept", "concept"]
    messages = sorted(told(client))
    assert [message[: len(start)] for message, start in zip(messages, EXPECTED, strict=True)] == (
        EXPECTED
    )


EXPECTED = [
    "Actie 46, stand 2022-01-15: Deze stand van zaken heeft nog geen status.",
    "Actie 47, stand 2022-01-15: U kunt bij actie 47 geen stand van zaken indienen",
    "Ingediend: Actie 44, stand 2022-01-15.",
]


def test_without_the_guard_on_reach_another_ministry_would_be_submitted(
    client: Client, cast: Cast, theirs: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(cast.writer)
    draft = make_draft_of(theirs, cast.outsider)
    monkeypatch.setattr(policy, "has_right", lambda user, verb, action: True)
    choose(client, "submit_chosen", draft)
    assert states(draft) == ["ter-beoordeling"]


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("redacteur", ["submit_chosen"]),
        ("eindredacteur", ["submit_chosen", "publish_chosen"]),
        ("auditor", []),
    ],
)
def test_the_list_offers_what_a_role_may_do(
    client: Client, cast: Cast, action: Action, name: str, offered: list[str]
) -> None:
    client.force_login(cast.named(name))
    waiting = submitted(make_draft_of(action, cast.writer), cast.writer)
    page = client.get(LIST)
    form = page.context["action_form"]
    shown = [value for value, _ in form.fields["action"].choices if value] if form else []
    assert shown == offered
    if "publish_chosen" not in offered:
        choose(client, "publish_chosen", waiting, **read(waiting))
        assert states(waiting) == ["ter-beoordeling"]


# -- Publishing ------------------------------------------------------------------


def test_publishing_first_shows_the_texts_with_what_changes(
    client: Client, cast: Cast, action: Action, second: Action
) -> None:
    client.force_login(cast.reviewer)
    mine = submitted(make_draft_of(action, cast.writer), cast.writer)
    own = submitted(make_draft_of(second, cast.reviewer), cast.reviewer)

    page = choose(client, "publish_chosen", mine, own)

    content = page.content.decode()
    assert [shown.update for shown in page.context["texts"]] == [mine]
    assert "<del>" in content
    assert f'value="{mine.version} {mine.content_hash}"' in content
    assert "De uitvoering begint in maart 2022." in content
    assert states(mine, own) == ["ter-beoordeling", "ter-beoordeling"]
    assert [str(message) for message in page.context["messages"]] == [
        f"Actie 46, stand 2022-01-15: {bulk.NOT_YOURS}"
    ]


def test_what_was_read_is_published_together(
    client: Client, cast: Cast, action: Action, second: Action
) -> None:
    client.force_login(cast.reviewer)
    updates = [submitted(make_draft_of(row, cast.writer), cast.writer) for row in (action, second)]

    choose(client, "publish_chosen", *updates, **read(*updates))

    assert states(*updates) == ["gepubliceerd", "gepubliceerd"]
    assert told(client) == ["Gepubliceerd: Actie 44, stand 2022-01-15, Actie 46, stand 2022-01-15."]
    named = [row.events.order_by("-pgh_id").first().pgh_context.metadata for row in updates]
    assert [(said["verb"], said["user"]) for said in named] == [
        ("publiceren", cast.reviewer.pk)
    ] * 2


def test_what_changed_since_it_was_read_is_not_published(
    client: Client, cast: Cast, action: Action, second: Action
) -> None:
    client.force_login(cast.reviewer)
    first, other = (
        submitted(make_draft_of(row, cast.writer), cast.writer) for row in (action, second)
    )
    seen = read(first, other)
    longer = f"{CONTENT['text']} Of later."
    changed = publishing.edit(
        first, {"text": longer}, by=cast.colleague, version=first.version, at=LATER
    )
    submitted(changed, cast.writer)

    choose(client, "publish_chosen", first, other, **seen)

    assert states(first, other) == ["ter-beoordeling", "gepubliceerd"]
    refused, done = told(client)
    assert refused.startswith(
        "Actie 44, stand 2022-01-15: Iemand anders heeft deze stand van zaken"
    )
    assert done == "Gepubliceerd: Actie 46, stand 2022-01-15."


@pytest.mark.parametrize("seen", ["", "x y", "1", "9999999999999999999 a"])
def test_what_was_not_on_the_page_is_not_published(
    client: Client, cast: Cast, action: Action, seen: str
) -> None:
    client.force_login(cast.reviewer)
    waiting = submitted(make_draft_of(action, cast.writer), cast.writer)
    choose(client, "publish_chosen", waiting, gelezen="ja", **{f"gelezen-{waiting.pk}": seen})
    assert states(waiting) == ["ter-beoordeling"]
    assert told(client) == [
        "Actie 44, stand 2022-01-15: Deze stand stond niet op de pagina die u las. "
        "Kies haar opnieuw."
    ]


def test_the_own_text_is_not_published_with_a_forged_page(
    client: Client, cast: Cast, action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(cast.reviewer)
    own = submitted(make_draft_of(action, cast.reviewer), cast.writer)
    choose(client, "publish_chosen", own, **read(own))
    [message] = told(client)
    assert (states(own), message.split(": ")[1][:30]) == (
        ["ter-beoordeling"],
        "U schreef deze stand van zaken",
    )


def test_more_than_can_be_read_is_refused(
    client: Client, cast: Cast, action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 0)
    client.force_login(cast.reviewer)
    waiting = submitted(make_draft_of(action, cast.writer), cast.writer)
    choose(client, "publish_chosen", waiting, **read(waiting))
    assert (states(waiting), told(client)) == (["ter-beoordeling"], [bulk.TOO_MANY])


# -- Above the form ----------------------------------------------------------------


def test_a_text_that_stands_no_longer_offers_a_correction_of_the_one_that_does(
    client: Client, cast: Cast, action: Action
) -> None:
    standing = make_published(action, cast)
    earlier = action.updates.get(slug="2021-06")
    client.force_login(cast.writer)
    correct = reverse("admin:actions_statusupdate_corrigeren", args=[standing.pk])

    page = client.get(reverse("admin:actions_statusupdate_change", args=[earlier.pk]))

    assert page.content.decode().count(f'action="{correct}"') == 1
    assert page.content.decode().count("/corrigeren/") == 1
    assert client.post(correct).status_code == 302
    client.force_login(cast.auditor)
    page = client.get(reverse("admin:actions_statusupdate_change", args=[earlier.pk]))
    assert page.content.decode().count("/corrigeren/") == 0
