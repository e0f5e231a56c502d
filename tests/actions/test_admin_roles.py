"""What each role sees and may do in lists, forms, boxes to choose from, and behind the forms."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from actions import policy, publishing
from actions.models import Action, Milestone, StatusUpdate
from tests.admin_pages import errors_on, save, values_on
from tests.cast import Cast, make_draft_of
from tests.factories import make_action, make_ministry

UPDATES = reverse("admin:actions_statusupdate_changelist")
NEW_UPDATE = reverse("admin:actions_statusupdate_add")


def to_form(row: Action | StatusUpdate | Milestone) -> str:
    return reverse(f"admin:actions_{row._meta.model_name}_change", args=[row.pk])


def row_of(update: StatusUpdate) -> tuple[dict[str, object], list[dict[str, object]]]:
    row = StatusUpdate.objects.values().get(pk=update.pk)
    return row, list(Milestone.objects.filter(update=update).values())


def new_update(action: Action, **changes: object) -> dict[str, object]:
    return {
        "action": action.pk,
        "as_of": "2022-01-15",
        "text": "De wet is klaar.",
        "footnotes": "[]",
        "addresses": "",
        "shared_with": "",
        "status": "afgerond",
        "status_quote": "De wet is klaar.",
        "waiting_for": "",
        "milestones-TOTAL_FORMS": "0",
        "milestones-INITIAL_FORMS": "0",
        **changes,
    }


@pytest.fixture
def draft(action: Action, cast: Cast) -> StatusUpdate:
    return make_draft_of(action, cast.writer)


@pytest.fixture
def elsewhere(cast: Cast) -> Action:
    """An action of Financiën alone."""
    action = make_action(46)
    make_ministry("FIN", action=action)
    return action


@pytest.fixture
def writer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.writer)
    return client


# -- Lists ---------------------------------------------------------------------


def test_a_writer_reads_the_updates_of_all_ministries(
    writer: Client, draft: StatusUpdate, elsewhere: Action, cast: Cast
) -> None:
    other = make_draft_of(elsewhere, cast.outsider)
    shown = set(writer.get(UPDATES).context["cl"].result_list)
    assert {draft, other} - shown == set()


@pytest.mark.parametrize(("value", "numbers"), [("eigen", {44}), ("ander", {46})])
def test_a_writer_can_list_the_own_updates_or_those_of_others(
    writer: Client,
    draft: StatusUpdate,
    elsewhere: Action,
    cast: Cast,
    value: str,
    numbers: set[int],
) -> None:
    make_draft_of(elsewhere, cast.outsider)
    listed = writer.get(UPDATES, {"wie": value}).context["cl"].result_list
    actions = writer.get(reverse("admin:actions_action_changelist"), {"wie": value})
    assert {update.action.number for update in listed} == numbers
    assert {action.number for action in actions.context["cl"].result_list} == numbers


# -- Forms ---------------------------------------------------------------------

MAY_EDIT = {
    "redacteur": True,
    "collega": True,
    "eindredacteur": True,
    "superuser": True,
    "Financiën": False,
    "auditor": False,
}


@pytest.mark.parametrize(("name", "allowed"), MAY_EDIT.items())
def test_only_the_staff_of_the_action_gets_boxes_to_type_in(
    client: Client, draft: StatusUpdate, cast: Cast, name: str, allowed: bool
) -> None:
    client.force_login(cast.named(name))
    page = client.get(to_form(draft))
    milestones = page.context["inline_admin_formsets"][0]
    assert ("text" in page.context["adminform"].form.fields) is allowed
    assert (
        milestones.has_add_permission,
        milestones.has_change_permission,
        milestones.has_delete_permission,
    ) == (allowed, allowed, allowed)
    assert draft.text in page.content.decode()


@pytest.mark.parametrize(("name", "allowed"), MAY_EDIT.items())
def test_only_the_staff_of_the_action_changes_an_update(
    client: Client, draft: StatusUpdate, cast: Cast, name: str, allowed: bool
) -> None:
    client.force_login(cast.superuser)
    sent = {**values_on(client.get(to_form(draft))), "status": "afgerond"}
    client.force_login(cast.named(name))
    before = row_of(draft)
    page = client.post(to_form(draft), sent)
    assert page.status_code == (302 if allowed else 403)
    assert (row_of(draft) == before) is not allowed


def test_without_the_rule_of_ministries_somebody_of_another_one_would_change_it(
    client: Client, draft: StatusUpdate, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "editable_actions", lambda user: Action.objects.all())
    client.force_login(cast.outsider)
    page = save(client, to_form(draft), status="afgerond")
    draft.refresh_from_db()
    assert (page.status_code, draft.status) == (302, "afgerond")


def test_a_writer_drops_a_milestone_without_the_right_to_delete_milestones(
    writer: Client, draft: StatusUpdate
) -> None:
    page = save(writer, to_form(draft), **{"milestones-0-DELETE": "on"})
    assert (page.status_code, draft.milestones.count()) == (302, 0)


def test_a_text_that_was_returned_shows_what_has_to_change(
    writer: Client, draft: StatusUpdate, cast: Cast
) -> None:
    at = datetime.datetime(2022, 1, 16, tzinfo=datetime.UTC)
    publishing.submit(draft, by=cast.writer, at=at)
    publishing.return_to_author(draft, by=cast.reviewer, at=at, remark="Noem <b>de wet</b>.")
    page = writer.get(to_form(draft)).content.decode()
    shown = "Noem &lt;b&gt;de wet&lt;/b&gt;."
    assert page.count(shown) == 1
    assert page.index(shown) < page.index('id="verbs-heading"') < page.index('id="id_text"')


# -- New updates ---------------------------------------------------------------


def test_a_writer_begins_an_update_of_an_own_action(
    writer: Client, action: Action, cast: Cast
) -> None:
    page = writer.post(NEW_UPDATE, new_update(action))
    made = StatusUpdate.objects.get(state="concept")
    assert (page.status_code, made.action, made.author) == (302, action, cast.writer)


def test_a_writer_begins_no_update_of_another_ministry(writer: Client, elsewhere: Action) -> None:
    page = writer.post(NEW_UPDATE, new_update(elsewhere))
    assert errors_on(page) == ["Selecteer een geldige keuze. Deze keuze is niet beschikbaar."]
    assert elsewhere.updates.count() == 0


def all_actions(user: User | AnonymousUser) -> QuerySet[Action]:
    return Action.objects.all()


def test_without_the_limit_of_the_form_publishing_still_refuses(
    writer: Client, elsewhere: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actions.admin.updates.actions_within_reach", all_actions)
    page = writer.post(NEW_UPDATE, new_update(elsewhere))
    assert errors_on(page) == [
        "U kunt bij actie 46 geen stand van zaken opstellen. Vraag het een collega van een "
        "ministerie dat bij de actie hoort, of vraag de beheerder van de accounts om de rol die "
        "hiervoor nodig is."
    ]
    assert elsewhere.updates.count() == 0


# -- Boxes to choose from ------------------------------------------------------


def offered(client: Client, model: str, field: str) -> list[str]:
    query = {"app_label": "actions", "model_name": model, "field_name": field}
    answer = client.get(reverse("admin:autocomplete"), query).json()
    return [choice["id"] for choice in answer["results"]]


@pytest.mark.parametrize(
    ("name", "numbers"),
    [("redacteur", [44]), ("Financiën", [46]), ("auditor", []), ("superuser", [44, 46])],
)
def test_only_own_actions_are_offered_for_a_new_update(
    client: Client, action: Action, elsewhere: Action, cast: Cast, name: str, numbers: list[int]
) -> None:
    client.force_login(cast.named(name))
    by_number = {44: str(action.pk), 46: str(elsewhere.pk)}
    assert sorted(offered(client, "statusupdate", "action")) == sorted(
        by_number[number] for number in numbers
    )


# -- Many at once --------------------------------------------------------------


@pytest.mark.parametrize("name", ["redacteur", "eindredacteur", "auditor"])
def test_no_role_deletes_updates_from_the_list(
    client: Client, draft: StatusUpdate, cast: Cast, name: str
) -> None:
    client.force_login(cast.named(name))
    before = row_of(draft)
    client.post(UPDATES, {"action": "delete_selected", "_selected_action": draft.pk, "post": "yes"})
    deletion = client.post(
        reverse("admin:actions_statusupdate_delete", args=[draft.pk]), {"post": "yes"}
    )
    assert (deletion.status_code, row_of(draft)) == (403, before)
