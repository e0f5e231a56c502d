"""Staff accounts to try the admin with, one a role, on a demo that runs on one's own computer."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.db import transaction

from actions import roles
from actions.models import Editor, EditorMinistry, Ministry

MINISTRY = "BZK"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account as it is shown at the start: name, password, and what it is for."""

    name: str
    password: str
    purpose: str


@dataclass(frozen=True, slots=True)
class DemoRole:
    """Whom a demo account plays: a role (none is a superuser), and whether for a ministry."""

    name: str
    purpose: str
    role: str | None
    writes: bool = False


DEMO_ROLES = (
    DemoRole("beheerder", "mag alles", role=None),
    DemoRole("redacteur", f"schrijft voor {MINISTRY}", role=roles.WRITER, writes=True),
    DemoRole("eindredacteur", f"beoordeelt voor {MINISTRY}", role=roles.REVIEWER, writes=True),
    DemoRole("accounts", "beheert accounts, wijzigt geen inhoud", role=roles.ACCOUNT_MANAGER),
    DemoRole("auditor", "ziet alles, wijzigt niets", role=roles.AUDITOR),
)


def renew_demo_accounts() -> tuple[DemoAccount, ...]:
    """Give each demo account a new password, making it when needed.

    Only with the embedded database and DEBUG: anywhere else nothing is made and the answer is
    empty, since an account with a printed password has no place on a real site.
    """
    if not (settings.EMBEDDED_DATABASE and settings.DEBUG):
        return ()
    with transaction.atomic():
        return tuple(_renew(played) for played in DEMO_ROLES)


def _renew(played: DemoRole) -> DemoAccount:
    account = DemoAccount(played.name, secrets.token_urlsafe(12), played.purpose)
    user = _save_user(account, is_superuser=played.role is None)
    user.groups.set(Group.objects.filter(name=played.role))
    user.user_permissions.clear()
    if played.writes:
        _let_write(user)
    return account


def _save_user(account: DemoAccount, *, is_superuser: bool) -> User:
    user, _ = get_user_model().objects.get_or_create(username=account.name)
    user.is_staff = True
    user.is_active = True
    user.is_superuser = is_superuser
    user.set_password(account.password)
    user.save()
    return user


def _let_write(user: User) -> None:
    editor, _ = Editor.objects.get_or_create(user=user)
    # A database without the fixtures has no ministries; the account then writes for none.
    for ministry in Ministry.objects.filter(code=MINISTRY):
        EditorMinistry.objects.get_or_create(editor=editor, ministry=ministry)
