"""The four roles, and who may give them to whom; for the screens that manage accounts."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import QuerySet

from actions.policy import Person
from actions.refusals import Refused
from pok_tracker.lib.history import performing

WRITER = "redacteur"
REVIEWER = "eindredacteur"
ACCOUNT_MANAGER = "beheerder accounts"
AUDITOR = "auditor"
ROLES = (WRITER, REVIEWER, ACCOUNT_MANAGER, AUDITOR)

# What the history calls it.
ASSIGN_ROLES = "rollen toekennen"
# What makes somebody more than a role does; only a superuser hands this out.
BEYOND_ROLES = frozenset({"is_superuser", "user_permissions"})


def may_manage_account(by: Person, account: User) -> bool:
    """Whether somebody may change that account; that of a superuser only another superuser."""
    return _manages_accounts(by) and (by.is_superuser or not account.is_superuser)


def may_assign_roles(by: Person, account: User) -> bool:
    """Whether somebody may give that account roles; never to the own account."""
    return may_manage_account(by, account) and by.pk != account.pk


def assignable_roles(by: Person, account: User) -> QuerySet[Group]:
    """The groups that somebody may give to, or take from, that account: the four, or none."""
    roles = Group.objects.filter(name__in=ROLES)
    return roles if may_assign_roles(by, account) else roles.none()


def locked_account_fields(by: Person, account: User | None = None) -> frozenset[str]:
    """The fields of an account, None being a new one, that somebody may only read."""
    locked = frozenset() if by.is_active and by.is_superuser else BEYOND_ROLES
    if account is not None and not may_assign_roles(by, account):
        locked |= {"groups"}
    return locked


def assign_roles(account: User, roles: Iterable[Group], *, by: Person) -> None:
    """Give an account exactly these of the assignable roles; other groups stay as they are.

    Raises Refused when `by` may not give one of them.
    """
    wanted = {role.pk for role in roles}
    with performing(ASSIGN_ROLES, user=by.pk), transaction.atomic():
        assignable = {group.pk for group in assignable_roles(by, account)}
        present = set(account.groups.values_list("pk", flat=True))
        if not wanted <= assignable or not assignable:
            raise Refused(
                f"U kunt het account {account.get_username()} deze rollen niet geven.",
                "Vraag het een andere beheerder van de accounts.",
            )
        account.groups.set(wanted | (present - assignable))


def _manages_accounts(by: Person) -> bool:
    return by.is_active and by.has_perm("auth.change_user") and by.has_perm("actions.change_editor")
