"""The accounts of the demo: one a role, new passwords each time, only where it is a demo."""

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Permission

from actions.models import EditorMinistry
from pok_tracker.demo_accounts import renew_demo_accounts
from tests.factories import make_ministry

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    """As `make run` finds it on somebody's own computer."""
    settings.EMBEDDED_DATABASE = True
    settings.DEBUG = True


@pytest.mark.usefixtures("demo")
def test_all_can_sign_in_with_the_password_that_is_shown() -> None:
    shown = renew_demo_accounts()

    assert [account.name for account in shown] == [
        "beheerder",
        "redacteur",
        "eindredacteur",
        "accounts",
        "auditor",
    ]
    for account in shown:
        user = authenticate(username=account.name, password=account.password)
        assert (user.username, user.is_staff) == (account.name, True)


@pytest.mark.usefixtures("demo")
def test_every_start_gives_new_passwords_and_the_old_ones_end() -> None:
    before = renew_demo_accounts()
    after = renew_demo_accounts()

    passwords = {account.password for account in (*before, *after)}
    assert (len(passwords), get_user_model().objects.count()) == (10, 5)
    for account in before:
        assert authenticate(username=account.name, password=account.password) is None


@pytest.mark.usefixtures("demo")
def test_each_has_one_role_and_the_editors_a_ministry() -> None:
    make_ministry("BZK")
    renew_demo_accounts()
    renew_demo_accounts()

    users = get_user_model().objects.prefetch_related("groups")
    played = {user.username: [group.name for group in user.groups.all()] for user in users}
    assert played == {
        "beheerder": [],
        "redacteur": ["redacteur"],
        "eindredacteur": ["eindredacteur"],
        "accounts": ["beheerder accounts"],
        "auditor": ["auditor"],
    }
    writes = EditorMinistry.objects.values_list("editor__user__username", "ministry__code")
    assert set(writes) == {("redacteur", "BZK"), ("eindredacteur", "BZK")}


@pytest.mark.usefixtures("demo")
def test_rights_of_an_earlier_demo_are_taken_away() -> None:
    earlier = get_user_model().objects.create_user("auditor", is_superuser=True)
    earlier.user_permissions.add(Permission.objects.get(codename="delete_action"))
    renew_demo_accounts()

    auditor = get_user_model().objects.get(username="auditor")
    assert (auditor.is_superuser, auditor.has_perm("actions.delete_action")) == (False, False)


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
