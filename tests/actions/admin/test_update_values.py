"""What may stand in an update, and the reason an editor reads when it may not."""

import json

import pytest
from django.test import Client

from actions.models import Action, StatusUpdate
from tests.actions.admin.sent_forms import GOOD_FOOTNOTE, a_new_update
from tests.admin_addresses import to_form, to_new
from tests.admin_pages import errors_on

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"status_quote": "staat er niet"},
            "Het citaat bij de status staat niet letterlijk in de tekst.",
        ),
        (
            {"status": "wacht-op-besluit"},
            "Vul 'wacht op' in bij de status wacht op besluit, en alleen dan.",
        ),
        (
            {"shared_with": "drie"},
            "Item 1 in de matrix is niet gevalideerd: Voer een geheel getal in.",
        ),
        (
            {"addresses": "javascript:alert(1)"},
            "Item 1 in de matrix is niet gevalideerd: Voer een geldige URL in.",
        ),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_the_reason(
    admin_client: Client, draft: StatusUpdate, changes: dict[str, str], message: str
) -> None:
    page = admin_client.post(to_new(StatusUpdate), a_new_update(draft.action, **changes))
    assert errors_on(page) == [message]
    assert StatusUpdate.objects.count() == 1


def test_addresses_stand_one_on_a_line_and_may_hold_a_comma(
    admin_client: Client, action: Action
) -> None:
    sent = "https://voorbeeld.nl/a,b\r\n\r\nhttps://voorbeeld.nl/c"
    admin_client.post(to_new(StatusUpdate), a_new_update(action, addresses=sent))
    made = StatusUpdate.objects.get()
    assert made.addresses == ["https://voorbeeld.nl/a,b", "https://voorbeeld.nl/c"]
    shown = admin_client.get(to_form(made)).context["adminform"].form["addresses"].value()
    assert shown == "https://voorbeeld.nl/a,b\nhttps://voorbeeld.nl/c"


@pytest.mark.parametrize(
    "footnotes",
    [
        "geen json",
        '"tekst"',
        "{}",
        "[1]",
        "null",
        '[{"marker": "1", "position": 3}]',
        json.dumps([{**GOOD_FOOTNOTE, "extra": 1}]),
        json.dumps([{**GOOD_FOOTNOTE, "marker": ""}]),
        json.dumps([{**GOOD_FOOTNOTE, "position": "3"}]),
        json.dumps([{**GOOD_FOOTNOTE, "position": True}]),
        json.dumps([{**GOOD_FOOTNOTE, "position": -1}]),
        json.dumps([{**GOOD_FOOTNOTE, "position": float("nan")}]),
        json.dumps([{**GOOD_FOOTNOTE, "text": "nul \x00"}]),
        json.dumps([{**GOOD_FOOTNOTE, "text": "half \ud800"}]),
        "[" * 100_000,
        "9" * 10_000,
    ],
    ids=lambda footnotes: footnotes[:60],
)
def test_footnotes_that_are_none_are_refused_in_dutch(
    admin_client: Client, action: Action, footnotes: str
) -> None:
    page = admin_client.post(to_new(StatusUpdate), a_new_update(action, footnotes=footnotes))
    assert errors_on(page) == [
        "Dit is geen lijst van voetnoten. Gebruik deze vorm: "
        '[{"marker": "1", "position": 125, "text": "Kamerstukken II ..."}]'
    ]
    assert page.context["adminform"].form["footnotes"].value() == footnotes
    assert StatusUpdate.objects.count() == 0


def test_a_footnote_beyond_the_text_is_refused(admin_client: Client, action: Action) -> None:
    footnotes = json.dumps([{**GOOD_FOOTNOTE, "position": 45}])
    page = admin_client.post(to_new(StatusUpdate), a_new_update(action, footnotes=footnotes))
    assert errors_on(page) == [
        "De tekst is 44 tekens lang; een voetnoot op plaats 45 valt daarbuiten."
    ]


@pytest.mark.parametrize(
    ("footnotes", "kept"), [(json.dumps([GOOD_FOOTNOTE]), [GOOD_FOOTNOTE]), ("", [])]
)
def test_good_footnotes_are_kept(
    admin_client: Client, action: Action, footnotes: str, kept: list[dict[str, object]]
) -> None:
    admin_client.post(to_new(StatusUpdate), a_new_update(action, footnotes=footnotes))
    assert StatusUpdate.objects.get().footnotes == kept


def test_without_footnotes_their_box_is_empty(admin_client: Client, draft: StatusUpdate) -> None:
    form = admin_client.get(to_form(draft)).context["adminform"].form
    assert (draft.footnotes, form["footnotes"].value()) == ([], "")
    assert not form.fields["footnotes"].has_changed([], "")
