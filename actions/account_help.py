"""Help with signing in: setting a password and removing a second factor for somebody else.

Whoever did both for one person could sign in as that person, and so be the second person behind
the own texts. Therefore one manager of accounts does not do both within a week. What this stops
and what not: docs/decisions/0013-help-with-signing-in.md.
"""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db import transaction

from actions import roles
from actions.models import SignInHelp
from actions.policy import Person
from actions.refusals import Refused
from pok_tracker.lib.dutch_moments import moment_in_words
from pok_tracker.lib.history import performing

Kind = SignInHelp.Kind
APART = datetime.timedelta(days=7)
TOLD = datetime.timedelta(days=30)
VERBS = {Kind.PASSWORD: "wachtwoord instellen", Kind.SECOND_FACTOR: "tweede factor verwijderen"}
TOGETHER = {
    Kind.PASSWORD: (
        Kind.SECOND_FACTOR,
        "U hebt op {when} de tweede factor van {account} verwijderd. Het wachtwoord stelt u "
        "daarna 7 dagen lang niet in: wie beide doet, kan als die persoon inloggen.",
    ),
    Kind.SECOND_FACTOR: (
        Kind.PASSWORD,
        "U hebt op {when} het wachtwoord van {account} ingesteld. De tweede factor verwijdert u "
        "daarna 7 dagen lang niet: wie beide doet, kan als die persoon inloggen.",
    ),
}
NOTICES = {
    Kind.PASSWORD: "Uw wachtwoord is ingesteld",
    Kind.SECOND_FACTOR: "Uw tweede factor is verwijderd",
}
ASK_ANOTHER = "Vraag het een andere beheerder van de accounts."


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody tries to do to an account, and when."""

    kind: SignInHelp.Kind
    account: User
    by: Person
    at: datetime.datetime


def manages_account(attempt: Attempt) -> None:
    """Only a manager of accounts; that of a superuser only another superuser."""
    if not roles.may_manage_account(attempt.by, attempt.account):
        raise Refused(f"U beheert het account {attempt.account.get_username()} niet.", ASK_ANOTHER)


def is_for_another(attempt: Attempt) -> None:
    """Never for the own account."""
    if attempt.by.pk == attempt.account.pk:
        raise Refused("Voor uw eigen account kan dit niet.", ASK_ANOTHER)


def did_not_do_the_other(attempt: Attempt) -> None:
    """Not both the password and the second factor of one person within a week."""
    other, refusal = TOGETHER[attempt.kind]
    earlier = SignInHelp.objects.filter(
        account=attempt.account,
        given_by=attempt.by,
        kind=other,
        given_at__gt=attempt.at - APART,
    ).first()
    if earlier:
        when = moment_in_words(earlier.given_at)
        account = attempt.account.get_username()
        raise Refused(refusal.format(when=when, account=account), ASK_ANOTHER)


GUARDS: tuple[Callable[[Attempt], None], ...] = (
    manages_account,
    is_for_another,
    did_not_do_the_other,
)


def may_remove_second_factor(by: Person, account: User) -> bool:
    """Whether somebody is offered to remove the second factor of that account, if it has one."""
    return roles.may_assign_roles(by, account)


def has_second_factor(account: User) -> bool:
    """Whether an authenticator app or recovery codes belong to that account."""
    return Authenticator.objects.filter(user=account).exists()


def remove_second_factor(account: User, *, by: Person, at: datetime.datetime) -> None:
    """Remove the app and the recovery codes of somebody else.

    Codes on paper belong to the phone that is lost. Raises Refused when a guard says no, or when
    there is nothing to remove.
    """
    with _helping(Attempt(Kind.SECOND_FACTOR, account, by, at)):
        if not _remove(account):
            raise Refused(
                f"{account.get_username()} heeft geen tweede factor.",
                "Na het inloggen wordt gevraagd er een in te stellen.",
            )
        _note(Kind.SECOND_FACTOR, account, by=by, at=at)


def remove_second_factor_on_server(account: User, *, at: datetime.datetime) -> bool:
    """Remove the second factor by a command, when nobody else can; whether there was one."""
    with performing(VERBS[Kind.SECOND_FACTOR]), transaction.atomic():
        was_there = _remove(account)
        if was_there:
            _note(Kind.SECOND_FACTOR, account, by=None, at=at)
    return was_there


@contextmanager
def setting_password(account: User, *, by: Person, at: datetime.datetime) -> Iterator[None]:
    """Let somebody set the password of somebody else inside; if that happens it is kept.

    Raises Refused, before anything happens, when a guard says no.
    """
    with _helping(Attempt(Kind.PASSWORD, account, by, at)):
        before = _password_of(account)
        yield
        if _password_of(account) != before:
            _note(Kind.PASSWORD, account, by=by, at=at)


def note_first_password(account: User, *, by: Person, at: datetime.datetime) -> None:
    """Keep who made an account and so knows its first password."""
    if account.has_usable_password():
        _note(Kind.PASSWORD, account, by=by, at=at)


def notices_for(person: Person, *, at: datetime.datetime) -> list[str]:
    """What others did to the account of this person in the last thirty days, the newest first."""
    lately = SignInHelp.objects.filter(account=person.pk, given_at__range=(at - TOLD, at))
    return [_notice(given) for given in lately.select_related("given_by")]


@contextmanager
def _helping(attempt: Attempt) -> Iterator[None]:
    with performing(VERBS[attempt.kind], user=attempt.by.pk), transaction.atomic():
        # Two requests at once would each not see what the other does.
        User.objects.select_for_update().get(pk=attempt.account.pk)
        for guard in GUARDS:
            guard(attempt)
        yield


def _remove(account: User) -> bool:
    removed, _ = Authenticator.objects.filter(user=account).delete()
    return removed > 0


def _note(
    kind: SignInHelp.Kind, account: User, *, by: Person | None, at: datetime.datetime
) -> None:
    SignInHelp.objects.create(account=account, kind=kind, given_by=by, given_at=at)


def _password_of(account: User) -> str:
    password: str = User.objects.values_list("password", flat=True).get(pk=account.pk)
    return password


def _notice(given: SignInHelp) -> str:
    by = given.given_by.get_username() if given.given_by else "een beheerder van de server"
    when = moment_in_words(given.given_at)
    return f"{NOTICES[SignInHelp.Kind(given.kind)]} op {when} door {by}; klopt dat niet, meld het."
