"""Two staff accounts to try the admin with, on a demo that runs on somebody's own computer."""

import secrets
from dataclasses import dataclass

import pghistory.models
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import transaction

CONTENT_APPS = ("actions", "motions")
EDITOR_VERBS = ("view", "add", "change")


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account as it is shown at the start: name, password, and what it is for."""

    name: str
    password: str
    purpose: str


def renew_demo_accounts() -> tuple[DemoAccount, ...]:
    """Give both demo accounts a new password, making them when needed.

    Only with the embedded database and DEBUG: anywhere else nothing is made and the answer is
    empty, since an account with a printed password has no place on a real site.
    """
    if not (settings.EMBEDDED_DATABASE and settings.DEBUG):
        return ()
    with transaction.atomic():
        return (_renew_administrator(), _renew_editor())


def _renew_administrator() -> DemoAccount:
    account = DemoAccount("beheerder", _new_password(), "mag alles")
    _save_user(account, is_superuser=True)
    return account


def _renew_editor() -> DemoAccount:
    account = DemoAccount("redacteur", _new_password(), "schrijft, verwijdert niets")
    _save_user(account, is_superuser=False).user_permissions.set(_editor_permissions())
    return account


def _save_user(account: DemoAccount, *, is_superuser: bool):
    users = get_user_model()
    user, _ = users.objects.get_or_create(username=account.name)
    user.is_staff = True
    user.is_active = True
    user.is_superuser = is_superuser
    user.set_password(account.password)
    user.save()
    return user


def _editor_permissions():
    """View, add and change on what staff write; the history tables are for nobody to write."""
    codenames = [
        f"{verb}_{model._meta.model_name}"
        for app in CONTENT_APPS
        for model in apps.get_app_config(app).get_models()
        if not issubclass(model, pghistory.models.Event)
        for verb in EDITOR_VERBS
    ]
    return Permission.objects.filter(
        content_type__app_label__in=CONTENT_APPS, codename__in=codenames
    )


def _new_password() -> str:
    return secrets.token_urlsafe(12)
