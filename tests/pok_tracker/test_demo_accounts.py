"""The two accounts of the demo: new passwords each time, and only where it is a demo."""

import pytest
from django.contrib.auth import authenticate, get_user_model

from pok_tracker.demo_accounts import renew_demo_accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    """As `make run` finds it on somebody's own computer."""
    settings.EMBEDDED_DATABASE = True
    settings.DEBUG = True


@pytest.mark.usefixtures("demo")
def test_both_can_sign_in_with_the_password_that_is_shown() -> None:
    shown = renew_demo_accounts()

    assert [account.name for account in shown] == ["beheerder", "redacteur"]
    for account in shown:
        user = authenticate(username=account.name, password=account.password)
        assert (user.username, user.is_staff) == (account.name, True)


@pytest.mark.usefixtures("demo")
def test_every_start_gives_new_passwords_and_the_old_ones_end() -> None:
    before = renew_demo_accounts()
    after = renew_demo_accounts()

    passwords = {account.password for account in (*before, *after)}
    assert (len(passwords), get_user_model().objects.count()) == (4, 2)
    for account in before:
        assert authenticate(username=account.name, password=account.password) is None


@pytest.mark.usefixtures("demo")
def test_the_editor_writes_content_and_deletes_nothing() -> None:
    renew_demo_accounts()

    editor = get_user_model().objects.get(username="redacteur")
    permissions = editor.get_all_permissions()
    verbs = {permission.split(".")[1].split("_")[0] for permission in permissions}
    apps = {permission.split(".")[0] for permission in permissions}
    assert (editor.is_superuser, verbs, apps) == (
        False,
        {"view", "add", "change"},
        {"actions", "motions"},
    )
    assert editor.has_perms(
        [
            "actions.change_action",
            "actions.add_statusupdate",
            "actions.change_milestone",
            "motions.change_motion",
            "motions.view_member",
        ]
    )
    assert [name for name in permissions if name.endswith("event")] == []


@pytest.mark.usefixtures("demo")
def test_the_administrator_may_do_everything() -> None:
    renew_demo_accounts()

    assert get_user_model().objects.get(username="beheerder").is_superuser is True


@pytest.mark.parametrize(("embedded", "debug"), [(False, True), (True, False), (False, False)])
def test_anywhere_else_no_account_is_made(settings, embedded: bool, debug: bool) -> None:
    settings.EMBEDDED_DATABASE = embedded
    settings.DEBUG = debug

    assert renew_demo_accounts() == ()
    assert get_user_model().objects.count() == 0
