"""The four roles: what each may do, and who may give them to whom."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User

from actions import roles
from actions.models import Editor, SearchWord, TextWords
from actions.refusals import Refused
from tests.cast import Cast, make_account

CONTENT = [
    "actions.action",
    "actions.actionministry",
    "actions.actionmotion",
    "actions.editionrow",
    "actions.milestone",
    "actions.ministry",
    "actions.statusreport",
    "actions.statusupdate",
    "actions.outcome",
    "actions.theme",
    "motions.document",
    "motions.member",
    "motions.membership",
    "motions.motion",
    "motions.motionsubmitter",
    "motions.motionterm",
    "motions.party",
]
WRITE = [
    "actions.add_statusupdate",
    "actions.change_statusupdate",
    "actions.add_milestone",
    "actions.change_milestone",
    "actions.submit_statusupdate",
    "actions.add_outcome",
]
REVIEW = [
    "actions.review_statusupdate",
    "actions.withdraw_statusupdate",
    "actions.add_actionministry",
    "actions.change_actionministry",
    "actions.delete_actionministry",
]
ACCOUNTS = [
    "auth.view_user",
    "auth.add_user",
    "auth.change_user",
    "auth.view_group",
    "actions.view_ministry",
    "actions.view_editor",
    "actions.add_editor",
    "actions.change_editor",
    "actions.view_editorministry",
    "actions.add_editorministry",
    "actions.change_editorministry",
    "actions.delete_editorministry",
]


def to_view(models: list[str]) -> set[str]:
    return {model.replace(".", ".view_") for model in models}


def rights_of(user: User) -> set[str]:
    return user.get_all_permissions()


def test_what_each_role_may_do(cast: Cast) -> None:
    assert {
        "redacteur": rights_of(cast.writer),
        "eindredacteur": rights_of(cast.reviewer),
        "beheerder accounts": rights_of(cast.account_manager),
    } == {
        "redacteur": to_view(CONTENT) | set(WRITE),
        "eindredacteur": to_view(CONTENT) | set(WRITE) | set(REVIEW),
        "beheerder accounts": set(ACCOUNTS),
    }


def test_an_auditor_sees_every_table_with_its_history_and_changes_nothing(cast: Cast) -> None:
    ours = [
        model._meta.label_lower
        for model in apps.get_models()
        if model._meta.app_label in ("actions", "motions", "pok_tracker")
        # Made of public texts by triggers, for search: no work of anybody.
        and model not in (SearchWord, TextWords)
    ]
    assert len([label for label in ours if label.endswith("event")]) == len(ours) / 2
    others = ["auth.user", "auth.group", "pghistory.context", "admin.logentry"]
    assert rights_of(cast.auditor) == to_view([*ours, *others])


def test_every_role_has_exactly_one_group(cast: Cast) -> None:
    groups = Group.objects.order_by("name").values_list("name", flat=True)
    assert list(groups) == sorted(roles.ROLES)


def test_rights_have_the_names_that_django_gives_them(cast: Cast) -> None:
    """Made in a migration, before Django makes its own: none may be there twice."""
    named = Permission.objects.get(content_type__app_label="actions", codename="view_action")
    assert named.name == "Can view actie"
    own = Permission.objects.get(codename="review_statusupdate")
    assert own.name == "Kan een stand van zaken beoordelen en publiceren"
    assert Permission.objects.filter(codename="view_actionevent").count() == 1


# -- Who gives roles to whom ---------------------------------------------------

WHO_MAY_ASSIGN = """
                  redacteur  beheerder  superuser
redacteur         -          -          -
eindredacteur     -          -          -
auditor           -          -          -
beheerder         ja         -          -
superuser         ja         ja         -
vertrokken        -          -          -
anoniem           -          -          -
"""


def read_who_may_assign() -> list[tuple[str, str, bool]]:
    names, *lines = WHO_MAY_ASSIGN.strip("\n").splitlines()
    return [
        (line.split()[0], name, cell == "ja")
        for line in lines
        for name, cell in zip(names.split(), line.split()[1:], strict=True)
    ]


@pytest.mark.parametrize(("giver", "receiver", "allowed"), read_who_may_assign())
def test_who_may_give_roles_to_whom(cast: Cast, giver: str, receiver: str, allowed: bool) -> None:
    by, account = cast.named(giver), cast.named(receiver)
    shown = [group.name for group in roles.assignable_roles(by, account).order_by("name")]
    assert roles.may_assign_roles(by, account) is allowed
    assert shown == (sorted(roles.ROLES) if allowed else [])


def test_nobody_but_a_superuser_gives_more_than_a_role(cast: Cast) -> None:
    locked = {
        name: roles.locked_account_fields(cast.named(name), cast.colleague)
        for name in ("redacteur", "beheerder", "superuser", "anoniem")
    }
    assert locked == {
        "redacteur": {"is_superuser", "user_permissions", "groups"},
        "beheerder": {"is_superuser", "user_permissions"},
        "superuser": set(),
        "anoniem": {"is_superuser", "user_permissions", "groups"},
    }
    assert roles.locked_account_fields(cast.account_manager) == {"is_superuser", "user_permissions"}


def test_the_own_roles_are_for_another_to_give(cast: Cast) -> None:
    by = cast.account_manager
    assert (roles.may_manage_account(by, by), roles.may_assign_roles(by, by)) == (True, False)
    assert "groups" in roles.locked_account_fields(by, by)
    reviewer = Group.objects.filter(name=roles.REVIEWER)
    with pytest.raises(Refused, match="U kunt het account beheerder-accounts deze rollen niet"):
        roles.assign_roles(by, reviewer, by=by)
    assert [group.name for group in by.groups.all()] == [roles.ACCOUNT_MANAGER]


def test_the_account_of_a_superuser_is_for_superusers(cast: Cast) -> None:
    """Whoever could set its password would be one."""
    assert roles.may_manage_account(cast.account_manager, cast.superuser) is False
    assert roles.may_manage_account(cast.superuser, cast.superuser) is True


def test_giving_a_role_takes_the_earlier_one(cast: Cast) -> None:
    roles.assign_roles(
        cast.colleague, Group.objects.filter(name=roles.REVIEWER), by=cast.account_manager
    )
    assert [group.name for group in cast.colleague.groups.all()] == [roles.REVIEWER]


def test_another_group_is_not_given_and_not_taken(cast: Cast) -> None:
    other = Group.objects.create(name="iets anders")
    cast.colleague.groups.add(other)
    with pytest.raises(Refused):
        roles.assign_roles(cast.colleague, [other], by=cast.account_manager)
    roles.assign_roles(cast.colleague, [], by=cast.account_manager)
    assert [group.name for group in cast.colleague.groups.all()] == ["iets anders"]


def test_a_new_account_without_a_role_may_nothing(cast: Cast) -> None:
    newcomer = User.objects.create_user("nieuw", is_staff=True)
    Editor.objects.create(user=newcomer)
    assert rights_of(newcomer) == set()


def test_a_role_ends_with_the_account(cast: Cast) -> None:
    gone = make_account("weg", roles.REVIEWER, is_active=False)
    assert rights_of(gone) == set()
