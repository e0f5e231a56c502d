"""Managing people: accounts, roles and ministries, without anybody gaining more than is theirs."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from actions import roles
from actions.models import Editor, EditorMinistry
from tests.admin_pages import errors_on, save, values_on
from tests.cast import Cast, make_account, make_editor
from tests.factories import make_ministry

USERS = reverse("admin:auth_user_changelist")
NEW_USER = reverse("admin:auth_user_add")
NEW_EDITOR = reverse("admin:actions_editor_add")
PASSWORD = "Vier-Groene-Fietsen-9"


def to_account(account: User) -> str:
    return reverse("admin:auth_user_change", args=[account.pk])


def to_editor(editor: Editor) -> str:
    return reverse("admin:actions_editor_change", args=[editor.pk])


def role(name: str) -> Group:
    return Group.objects.get(name=name)


def rights_of(account: User) -> dict[str, object]:
    """All that makes an account more than another; compared before and after."""
    fresh = User.objects.get(pk=account.pk)
    return {
        "superuser": fresh.is_superuser,
        "staff": fresh.is_staff,
        "active": fresh.is_active,
        "roles": sorted(fresh.groups.values_list("name", flat=True)),
        "single rights": fresh.user_permissions.count(),
        "password": fresh.password,
        "ministries": sorted(
            EditorMinistry.objects.filter(editor__user=fresh).values_list(
                "ministry__code", flat=True
            )
        ),
    }


def everything() -> dict[str, object]:
    """What somebody would send who wants it all."""
    return {
        "is_superuser": "on",
        "is_staff": "on",
        "is_active": "on",
        "groups": list(Group.objects.values_list("pk", flat=True)),
        "user_permissions": list(Permission.objects.values_list("pk", flat=True)[:5]),
    }


def for_editor(account: User, *ministries: str) -> dict[str, object]:
    rows = {
        f"ministry_links-{row}-ministry": make_ministry(code).pk
        for row, code in enumerate(ministries)
    }
    return {
        "user": account.pk,
        "ministry_links-TOTAL_FORMS": len(ministries),
        "ministry_links-INITIAL_FORMS": 0,
        **rows,
    }


@pytest.fixture
def manager(client: Client, cast: Cast) -> Client:
    client.force_login(cast.account_manager)
    return client


# -- What an account manager does ----------------------------------------------


def test_an_account_manager_makes_an_account_gives_a_role_and_ministries(
    manager: Client,
) -> None:
    new = {
        "username": "nieuw",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    manager.post(NEW_USER, new)
    account = User.objects.get(username="nieuw")
    assert rights_of(account)["roles"] == []
    save(manager, to_account(account), groups=[role(roles.WRITER).pk], first_name="Noor")
    manager.post(NEW_EDITOR, for_editor(account, "BZK", "FIN"))
    account.refresh_from_db()
    assert account.first_name == "Noor"
    assert rights_of(account) == {
        "superuser": False,
        "staff": True,
        "active": True,
        "roles": ["redacteur"],
        "single rights": 0,
        "password": account.password,
        "ministries": ["BZK", "FIN"],
    }


def test_a_ministry_is_taken_away_again(manager: Client, cast: Cast) -> None:
    page = save(manager, to_editor(cast.writer.editor), **{"ministry_links-0-DELETE": "on"})
    assert (page.status_code, rights_of(cast.writer)["ministries"]) == (302, [])


def test_an_account_is_made_inactive(manager: Client, cast: Cast) -> None:
    sent = values_on(manager.get(to_account(cast.writer)))
    sent.pop("is_active")
    page = manager.post(to_account(cast.writer), sent)
    assert (page.status_code, rights_of(cast.writer)["active"]) == (302, False)


def test_a_group_that_is_no_role_stays(manager: Client, cast: Cast) -> None:
    cast.writer.groups.add(Group.objects.create(name="lunch"))
    save(manager, to_account(cast.writer), groups=[role(roles.REVIEWER).pk])
    assert rights_of(cast.writer)["roles"] == ["eindredacteur", "lunch"]


# -- What nobody gains ---------------------------------------------------------


def test_an_account_manager_gives_no_more_than_a_role(manager: Client, cast: Cast) -> None:
    before = rights_of(cast.writer)
    page = save(manager, to_account(cast.writer), **everything())
    assert page.status_code == 302
    assert rights_of(cast.writer) == {**before, "roles": sorted(roles.ROLES)}


def test_a_group_that_is_no_role_is_not_given(manager: Client, cast: Cast) -> None:
    powerful = Group.objects.create(name="alles")
    before = rights_of(cast.writer)
    page = save(manager, to_account(cast.writer), groups=[powerful.pk])
    assert len(errors_on(page)) == 1
    assert rights_of(cast.writer) == before


def test_an_account_manager_gains_nothing_by_the_own_account(manager: Client, cast: Cast) -> None:
    before = rights_of(cast.account_manager)
    page = save(manager, to_account(cast.account_manager), **everything())
    manager.post(NEW_EDITOR, for_editor(cast.account_manager, "BZK"))
    assert page.status_code == 302
    assert rights_of(cast.account_manager) == before


def test_without_the_lock_on_the_own_roles_the_rules_still_refuse(
    manager: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles, "locked_account_fields", lambda by, account=None: frozenset())
    before = rights_of(cast.account_manager)["roles"]
    page = save(manager, to_account(cast.account_manager), groups=[role(roles.REVIEWER).pk])
    assert len(errors_on(page)) == 1
    assert rights_of(cast.account_manager)["roles"] == before


def test_without_the_lock_the_rules_of_roles_still_make_no_superuser(
    manager: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles, "locked_account_fields", lambda by, account=None: frozenset())
    page = save(manager, to_account(cast.writer), is_superuser="on")
    told = manager.get(page.url).context["messages"]
    assert rights_of(cast.writer)["superuser"] is False
    assert [str(message) for message in told] == [
        "U kunt het account redacteur-bzk deze rollen niet geven. "
        "Vraag het een andere beheerder van de accounts."
    ]


def test_without_the_lock_and_those_rules_an_account_manager_would_make_a_superuser(
    manager: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles, "locked_account_fields", lambda by, account=None: frozenset())
    monkeypatch.setattr(roles, "assign_roles", lambda account, wanted, by: None)
    save(manager, to_account(cast.writer), is_superuser="on")
    assert rights_of(cast.writer)["superuser"] is True


def test_nobody_shuts_the_own_account(manager: Client, cast: Cast) -> None:
    sent = values_on(manager.get(to_account(cast.account_manager)))
    sent.pop("is_active", None)
    manager.post(to_account(cast.account_manager), sent)
    assert rights_of(cast.account_manager)["active"] is True


def test_a_superuser_is_out_of_reach_of_an_account_manager(manager: Client, cast: Cast) -> None:
    editor = Editor.objects.create(user=cast.superuser)
    before = rights_of(cast.superuser)
    password = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    answers = [
        manager.post(to_account(cast.superuser), everything()),
        manager.post(
            reverse("admin:auth_user_password_change", args=[cast.superuser.pk]), password
        ),
        manager.post(to_editor(editor), for_editor(cast.superuser, "BZK")),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert rights_of(cast.superuser) == before


def test_without_the_rule_on_accounts_a_superuser_would_be_in_reach(
    manager: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles, "may_manage_account", lambda by, account: True)
    page = save(manager, to_account(cast.superuser), first_name="Overgenomen")
    cast.superuser.refresh_from_db()
    assert (page.status_code, cast.superuser.first_name) == (302, "Overgenomen")


def test_an_editor_who_manages_accounts_too_sets_no_own_ministries(
    client: Client, cast: Cast
) -> None:
    cast.writer.groups.add(role(roles.ACCOUNT_MANAGER))
    client.force_login(cast.writer)
    before = rights_of(cast.writer)
    page = client.post(to_editor(cast.writer.editor), for_editor(cast.writer, "FIN"))
    assert (page.status_code, rights_of(cast.writer)) == (403, before)


def test_the_own_account_and_superusers_are_not_offered_as_editor(
    manager: Client, cast: Cast
) -> None:
    query = {"app_label": "actions", "model_name": "editor", "field_name": "user"}
    offered = manager.get(reverse("admin:autocomplete"), query).json()["results"]
    refused = [
        manager.post(NEW_EDITOR, for_editor(account, "BZK"))
        for account in (cast.account_manager, cast.superuser)
    ]
    names = {choice["text"] for choice in offered}
    assert names & {"beheerder-accounts", "superuser"} == set()
    assert "auditor" in names
    assert [len(errors_on(page)) for page in refused] == [1, 1]


@pytest.mark.parametrize("name", ["redacteur", "eindredacteur", "auditor", "Financiën"])
def test_nobody_else_touches_accounts_roles_or_ministries(
    client: Client, cast: Cast, name: str
) -> None:
    person = cast.named(name)
    client.force_login(person)
    target = cast.colleague
    before = rights_of(person), rights_of(target)
    answers = [
        client.post(to_account(person), everything()),
        client.post(to_account(target), everything()),
        client.post(NEW_USER, everything()),
        client.post(to_editor(target.editor), for_editor(target, "FIN")),
        client.post(NEW_EDITOR, for_editor(person, "FIN")),
        client.post(reverse("admin:auth_user_password_change", args=[target.pk]), {}),
    ]
    assert [answer.status_code for answer in answers] == [403] * 6
    assert (rights_of(person), rights_of(target)) == before


@pytest.mark.parametrize("name", ["beheerder", "superuser"])
def test_what_a_role_may_do_is_changed_by_nobody(client: Client, cast: Cast, name: str) -> None:
    client.force_login(cast.named(name))
    writer = role(roles.WRITER)
    before = set(writer.permissions.values_list("pk", flat=True))
    rights = list(Permission.objects.values_list("pk", flat=True)[:5])
    answers = [
        client.post(
            reverse("admin:auth_group_change", args=[writer.pk]),
            {"name": "redacteur", "permissions": rights},
        ),
        client.post(reverse("admin:auth_group_add"), {"name": "alles", "permissions": rights}),
    ]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert set(writer.permissions.values_list("pk", flat=True)) == before


# -- Never deleted -------------------------------------------------------------


@pytest.mark.parametrize("name", ["beheerder", "superuser"])
def test_people_are_never_deleted(client: Client, cast: Cast, name: str) -> None:
    """Neither an account without any history, nor a role, nor an editor."""
    client.force_login(cast.named(name))
    unused = make_account("ongebruikt", roles.WRITER)
    editor = make_editor("ook-ongebruikt", roles.WRITER, "BZK").editor
    addresses = [
        reverse("admin:auth_user_delete", args=[unused.pk]),
        reverse("admin:auth_group_delete", args=[role(roles.WRITER).pk]),
        reverse("admin:actions_editor_delete", args=[editor.pk]),
    ]
    answers = [client.post(address, {"post": "yes"}) for address in addresses]
    client.post(USERS, {"action": "delete_selected", "_selected_action": unused.pk, "post": "yes"})
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert User.objects.filter(pk=unused.pk).count() == 1


def test_the_words_of_django_itself_are_dutch(manager: Client) -> None:
    short = {
        "username": "nieuw",
        "usable_password": "true",
        "password1": "kort",
        "password2": "kort",
    }

    empty = manager.get(NEW_USER).content.decode()
    refused = manager.post(NEW_USER, short).content.decode()
    lists = manager.get("/beheer/").content.decode()

    assert "Na het opslaan kiest u de rollen." in empty
    assert "Fout: gebruiker toevoegen" in refused
    assert "Dit wachtwoord is te kort. Het moet minstens 14 tekens lang zijn." in refused
    assert "Soort gegevens" in lists
    for page in (empty, refused, lists):
        assert [
            word for word in ("Error:", "too short", "After you", "Model name") if word in page
        ] == []
