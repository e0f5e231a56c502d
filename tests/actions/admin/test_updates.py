"""The admin of updates: a draft is the editor's, what was published stays as it was."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from actions.models import Action, Milestone, StatusUpdate
from actions.refusals import Refused
from tests.actions.admin.sent_forms import OCTOBER, a_milestone, a_new_update, row_of
from tests.admin_addresses import to_form, to_list, to_new
from tests.admin_pages import errors_on, save, values_on
from tests.factories import make_action, make_draft, make_milestone, make_public_action, make_update

pytestmark = pytest.mark.django_db


def test_the_list_of_updates_asks_as_much_for_three_rows_as_for_one(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_public_action(1)
    with django_assert_num_queries(8):
        admin_client.get(to_list(StatusUpdate))
    make_public_action(2)
    make_public_action(3)
    with django_assert_num_queries(8):
        admin_client.get(to_list(StatusUpdate))


def test_publication_is_never_in_the_form(admin_user: User, draft: StatusUpdate) -> None:
    request = RequestFactory().get("/")
    request.user = admin_user
    form = admin.site.get_model_admin(StatusUpdate).get_form(request, draft, change=True)
    assert sorted(form.base_fields) == [
        "addresses",
        "as_of",
        "footnotes",
        "seen_version",
        "shared_with",
        "status",
        "status_quote",
        "text",
        "waiting_for",
    ]


def test_a_new_update_is_a_draft_of_the_editor_whatever_is_sent(
    admin_client: Client, admin_user: User, action: Action
) -> None:
    forged = {
        "state": "gepubliceerd",
        "verbatim": "on",
        "kind": "rapportage",
        "author": "",
        "reviewer": admin_user.pk,
        "published_at_0": "2021-06-30",
        "published_at_1": "12:00",
    }
    page = admin_client.post(to_new(StatusUpdate), a_new_update(action, **forged))
    made = StatusUpdate.objects.get()
    assert page.status_code == 302
    assert (made.action, made.state, made.kind, made.verbatim) == (
        action,
        "concept",
        "tussentijds",
        False,
    )
    assert (made.author, made.reviewer, made.published_at) == (admin_user, None, None)


def test_a_draft_knows_its_author_and_who_changed_it_last(
    admin_client: Client, admin_user: User, draft: StatusUpdate
) -> None:
    draft.author = User.objects.create_user("eerste-schrijver")
    draft.save()
    page = save(admin_client, to_form(draft), text="Het is af.", status_quote="Het is af")
    changed = StatusUpdate.objects.get(pk=draft.pk)
    assert page.status_code == 302
    assert (changed.text, changed.author, changed.last_editor, changed.version) == (
        "Het is af.",
        draft.author,
        admin_user,
        2,
    )


def test_a_draft_stays_at_its_action_whatever_is_sent(
    admin_client: Client, draft: StatusUpdate
) -> None:
    save(admin_client, to_form(draft), status="afgerond", action=make_action(45).pk, slug="anders")
    changed = StatusUpdate.objects.get(pk=draft.pk)
    assert (changed.status, changed.action, changed.version) == ("afgerond", draft.action, 2)
    assert changed.slug == "2021-06-30"


def test_what_is_saved_knows_what_it_cites_and_points_at(
    admin_client: Client, action: Action
) -> None:
    make_action(33)
    text = "Zie ook actie 33 (Kamerstuk 35510, nr. 13)."
    admin_client.post(
        to_new(StatusUpdate), a_new_update(action, text=text, status_quote="Zie ook actie 33")
    )
    made = StatusUpdate.objects.get()
    assert (made.see_also, made.cited) == ([33], ["35510-13"])


def test_an_update_in_review_that_is_edited_is_a_draft_again(
    admin_client: Client, draft: StatusUpdate
) -> None:
    StatusUpdate.objects.filter(pk=draft.pk).update(state="ter-beoordeling")
    shown = admin_client.get(to_form(draft)).context["notice"]
    save(admin_client, to_form(draft), status="afgerond")
    draft.refresh_from_db()
    assert shown == (
        "Deze stand van zaken ligt ter beoordeling. Als u haar bewerkt, wordt zij weer een "
        "concept en moet zij opnieuw worden ingediend."
    )
    assert (draft.status, draft.state) == ("afgerond", "concept")


def test_a_text_that_an_editor_changed_is_no_longer_verbatim(
    admin_client: Client, action: Action
) -> None:
    draft = make_draft(action, "Regel een.\nRegel twee.", verbatim=True, status_quote="Regel een.")
    save(admin_client, to_form(draft), text="Regel een.\r\nRegel twee.", status="afgerond")
    draft.refresh_from_db()
    assert draft.verbatim is True
    save(admin_client, to_form(draft), text="Regel een.\r\nRegel drie.")
    draft.refresh_from_db()
    assert (draft.verbatim, draft.text) == (False, "Regel een.\nRegel drie.")


@pytest.mark.parametrize("state", ["gepubliceerd", "ingetrokken"])
def test_what_was_published_is_shown_and_not_asked(
    admin_client: Client, action: Action, state: str
) -> None:
    published = make_update(action, "Het voorstel is klaar in oktober.", state=state)
    make_milestone(published, "klaar in oktober", last_day=OCTOBER)
    page = admin_client.get(to_form(published))
    milestones = page.context["inline_admin_formsets"][0]
    assert dict(page.context["adminform"].form.fields) == {}
    assert (milestones.has_change_permission, milestones.has_add_permission) == (False, False)
    assert page.context["has_delete_permission"] is False
    remedy = " Klopt er iets niet? Kies Correctie maken." if state == "gepubliceerd" else ""
    assert page.context["notice"] == (
        f"Deze stand van zaken is {state} en verandert niet meer.{remedy}"
    )


def test_a_forged_post_does_not_change_what_was_published(
    admin_client: Client, published: StatusUpdate
) -> None:
    milestone = make_milestone(published, "klaar in oktober", last_day=OCTOBER)
    before = row_of(published), Milestone.objects.values().get()
    forged = a_new_update(published.action, **a_milestone(), state="concept")
    forged["milestones-INITIAL_FORMS"] = "1"
    forged["milestones-0-id"] = milestone.pk
    forged["milestones-0-DELETE"] = "on"
    refused = [
        admin_client.post(to_form(published), forged),
        admin_client.post(reverse("admin:actions_statusupdate_delete", args=[published.pk])),
        admin_client.post(reverse("admin:actions_milestone_delete", args=[milestone.pk])),
        admin_client.post(
            to_list(StatusUpdate),
            {"action": "delete_selected", "_selected_action": published.pk, "post": "yes"},
        ),
        admin_client.post(
            to_list(Milestone),
            {"action": "delete_selected", "_selected_action": milestone.pk, "post": "yes"},
        ),
    ]
    # The last one is offered nothing to delete, and shows its list again.
    assert [page.status_code for page in refused] == [403, 403, 403, 403, 200]
    assert (row_of(published), Milestone.objects.values().get()) == before


def test_what_only_publishing_refuses_is_shown_with_the_reason(
    admin_client: Client, draft: StatusUpdate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when somebody else took the right away just now: the form was checked before."""
    sent = values_on(admin_client.get(to_form(draft)))
    before = row_of(draft)

    def refuse(*arguments: object, **named: object) -> None:
        raise Refused("Dit kan nu niet.", "Probeer het morgen.")

    monkeypatch.setattr("actions.publishing.edit", refuse)
    page = admin_client.post(to_form(draft), {**sent, "status": "afgerond"})
    assert errors_on(page) == ["Dit kan nu niet. Probeer het morgen."]
    assert page.context["adminform"].form["status"].value() == "afgerond"
    assert row_of(draft) == before


def test_a_draft_can_be_thrown_away_with_its_milestones(
    admin_client: Client, draft: StatusUpdate
) -> None:
    make_milestone(draft, "klaar in oktober", last_day=OCTOBER)
    admin_client.post(
        reverse("admin:actions_statusupdate_delete", args=[draft.pk]), {"post": "yes"}
    )
    assert (StatusUpdate.objects.count(), Milestone.objects.count()) == (0, 0)


def test_an_action_with_updates_is_not_deleted(
    admin_client: Client, published: StatusUpdate
) -> None:
    address = reverse("admin:actions_action_delete", args=[published.action.pk])
    page = admin_client.post(address, {"post": "yes"})
    assert len(page.context["protected"]) == 1
    assert Action.objects.count() == 1


def test_an_editor_who_may_only_look_changes_nothing(client: Client, draft: StatusUpdate) -> None:
    reader = User.objects.create_user("lezer", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_statusupdate"))
    client.force_login(reader)
    before = row_of(draft)
    assert client.get(to_form(draft)).status_code == 200
    assert client.post(to_form(draft), a_new_update(draft.action)).status_code == 403
    assert client.get(to_new(StatusUpdate)).status_code == 403
    assert row_of(draft) == before
    assert LogEntry.objects.count() == 0
