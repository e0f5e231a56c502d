"""Help with signing in: who gives it to whom, what keeps it honest, and what is told of it."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from actions import account_help, roles
from actions.account_help import GUARDS, notices_for, remove_second_factor, setting_password
from actions.models import SignInHelp
from actions.refusals import Refused
from tests.cast import EVENING, MORNING, Cast, give_app, make_account

A_DAY = datetime.timedelta(days=1)
PASSWORD = "Vier-Groene-Fietsen-9"
NEW_PASSWORD = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
START = reverse("admin:index")


def to_account(account: User) -> str:
    return reverse("admin:auth_user_change", args=[account.pk])


def to_removal(account: User) -> str:
    return reverse("admin:auth_user_remove_second_factor", args=[account.pk])


def to_password(account: User) -> str:
    return reverse("admin:auth_user_password_change", args=[account.pk])


def set_password(account: User, *, by: User, at: datetime.datetime) -> None:
    with setting_password(account, by=by, at=at):
        account.set_password(PASSWORD)
        account.save()


def has_app(account: User) -> bool:
    return Authenticator.objects.filter(user=account).exists()


def kept(account: User) -> list[tuple[str, str]]:
    """What was done to an account, and by whom."""
    given = SignInHelp.objects.filter(account=account).order_by("pk")
    return [(row.kind, str(row.given_by)) for row in given]


def answer(deed) -> str:
    """The words of the refusal, "" when there was none."""
    try:
        deed()
    except Refused as refused:
        return str(refused)
    return ""


def messages_of(client: Client, address: str) -> list[str]:
    return [str(message) for message in client.get(address).context["messages"]]


@pytest.fixture
def manager(client: Client, cast: Cast) -> Client:
    client.force_login(cast.account_manager)
    return client


# -- The rules ------------------------------------------------------------------

REFUSALS = {
    account_help.manages_account: (
        lambda cast: lambda: remove_second_factor(cast.writer, by=cast.reviewer, at=MORNING),
        "U beheert het account redacteur-bzk niet.",
    ),
    account_help.is_for_another: (
        lambda cast: (
            lambda: remove_second_factor(cast.account_manager, by=cast.account_manager, at=MORNING)
        ),
        "Voor uw eigen account kan dit niet.",
    ),
    account_help.did_not_do_the_other: (
        lambda cast: after_the_password(cast),
        "U hebt op 15 januari 2022 om 10.00 uur het wachtwoord van redacteur-bzk ingesteld.",
    ),
}


def after_the_password(cast: Cast):
    set_password(cast.writer, by=cast.account_manager, at=MORNING)
    return lambda: remove_second_factor(cast.writer, by=cast.account_manager, at=EVENING)


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_a_guard_refuses_and_without_it_nobody_does(
    cast: Cast, guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    for account in (cast.writer, cast.account_manager):
        give_app(account)
    prepare, refused = REFUSALS[guard]
    deed = prepare(cast)
    with_guard = answer(deed)
    monkeypatch.setattr(
        account_help, "GUARDS", tuple(other for other in GUARDS if other is not guard)
    )
    assert with_guard.startswith(refused)
    assert with_guard.endswith("Vraag het een andere beheerder van de accounts.")
    assert answer(deed) == ""


def test_the_password_after_the_second_factor_is_refused_as_well(cast: Cast) -> None:
    give_app(cast.writer)
    remove_second_factor(cast.writer, by=cast.account_manager, at=MORNING)
    before = User.objects.get(pk=cast.writer.pk).password
    refused = answer(lambda: set_password(cast.writer, by=cast.account_manager, at=EVENING))
    assert refused.startswith(
        "U hebt op 15 januari 2022 om 10.00 uur de tweede factor van redacteur-bzk verwijderd."
    )
    assert User.objects.get(pk=cast.writer.pk).password == before
    assert kept(cast.writer) == [("tweede-factor", "beheerder-accounts")]


@pytest.mark.parametrize(("days", "removed"), [(6, False), (7, True)])
def test_it_may_after_a_week(cast: Cast, days: int, removed: bool) -> None:
    give_app(cast.writer)
    set_password(cast.writer, by=cast.account_manager, at=MORNING)
    later = MORNING + days * A_DAY
    answer(lambda: remove_second_factor(cast.writer, by=cast.account_manager, at=later))
    assert has_app(cast.writer) is not removed


def test_another_manager_may_and_for_another_account_the_same_one_may(cast: Cast) -> None:
    second = make_account("tweede-beheerder", roles.ACCOUNT_MANAGER)
    for account in (cast.writer, cast.colleague):
        give_app(account)
    set_password(cast.writer, by=cast.account_manager, at=MORNING)
    remove_second_factor(cast.writer, by=second, at=EVENING)
    remove_second_factor(cast.colleague, by=cast.account_manager, at=EVENING)
    assert (has_app(cast.writer), has_app(cast.colleague)) == (False, False)


def test_it_holds_for_a_superuser_too(cast: Cast) -> None:
    give_app(cast.writer)
    set_password(cast.writer, by=cast.superuser, at=MORNING)
    refused = answer(lambda: remove_second_factor(cast.writer, by=cast.superuser, at=EVENING))
    assert refused.startswith("U hebt op 15 januari 2022 om 10.00 uur het wachtwoord")
    assert has_app(cast.writer) is True


def test_a_password_that_stays_as_it_was_is_not_kept(cast: Cast) -> None:
    with setting_password(cast.writer, by=cast.account_manager, at=MORNING):
        pass
    assert kept(cast.writer) == []


def test_without_a_second_factor_there_is_nothing_to_remove(cast: Cast) -> None:
    refused = answer(lambda: remove_second_factor(cast.writer, by=cast.account_manager, at=MORNING))
    assert refused == (
        "redacteur-bzk heeft geen tweede factor. "
        "Na het inloggen wordt gevraagd er een in te stellen."
    )


# -- What is told -----------------------------------------------------------------


def test_the_person_is_told_for_thirty_days(cast: Cast) -> None:
    give_app(cast.writer)
    remove_second_factor(cast.writer, by=cast.account_manager, at=MORNING)
    set_password(cast.writer, by=cast.superuser, at=EVENING)
    told = [
        "Uw wachtwoord is ingesteld op 15 januari 2022 om 19.00 uur door superuser; "
        "klopt dat niet, meld het.",
        "Uw tweede factor is verwijderd op 15 januari 2022 om 10.00 uur door beheerder-accounts; "
        "klopt dat niet, meld het.",
    ]
    assert notices_for(cast.writer, at=EVENING) == told
    assert notices_for(cast.writer, at=MORNING + 30 * A_DAY) == told
    assert notices_for(cast.writer, at=EVENING + 30 * A_DAY) == told[:1]
    assert notices_for(cast.writer, at=EVENING + 31 * A_DAY) == []
    assert notices_for(cast.colleague, at=EVENING) == []


def test_a_removal_on_the_server_is_told_as_well(cast: Cast, client: Client) -> None:
    give_app(cast.auditor)
    call_command("remove_second_factor", "auditor")
    client.force_login(cast.auditor)
    [notice] = client.get(START).context["sign_in_notices"]
    assert notice.startswith("Uw tweede factor is verwijderd op ")
    assert notice.endswith(" door een beheerder van de server; klopt dat niet, meld het.")
    assert f'<p class="errornote">{notice}</p>' in client.get(START).content.decode()


def test_the_history_tells_who_removed_what_without_the_secret(cast: Cast, client: Client) -> None:
    give_app(cast.writer)
    secret = Authenticator.objects.get(user=cast.writer).data["secret"]
    remove_second_factor(cast.writer, by=cast.account_manager, at=MORNING)
    client.force_login(cast.auditor)
    page = client.get("/beheer/geschiedenis/", {"handeling": "tweede factor verwijderen"})
    told = [(change.who, change.label, change.kind) for change in page.context["changes"]]
    assert sorted(told) == [
        ("beheerder-accounts", "toegevoegd", "hulp bij inloggen"),
        ("beheerder-accounts", "verwijderd", "tweede factor"),
    ]
    assert secret not in page.content.decode()


# -- The screens ------------------------------------------------------------------


def test_a_manager_removes_a_lost_second_factor_at_the_account(manager: Client, cast: Cast) -> None:
    give_app(cast.writer)
    offered = f'href="{to_removal(cast.writer)}"'
    assert offered in manager.get(to_account(cast.writer)).content.decode()
    assert manager.get(to_removal(cast.writer)).status_code == 200
    assert has_app(cast.writer) is True

    page = manager.post(to_removal(cast.writer))

    assert (page.url, has_app(cast.writer)) == (to_account(cast.writer), False)
    assert messages_of(manager, page.url) == ["De tweede factor is verwijderd."]
    assert kept(cast.writer) == [("tweede-factor", "beheerder-accounts")]
    assert offered not in manager.get(to_account(cast.writer)).content.decode()


@pytest.mark.parametrize("name", ["beheerder", "superuser"])
def test_not_of_a_superuser_and_not_the_own(manager: Client, cast: Cast, name: str) -> None:
    account = cast.named(name)
    give_app(account)
    page = manager.get(to_account(account))
    assert to_removal(account) not in page.content.decode()
    assert manager.post(to_removal(account)).status_code == 403
    assert has_app(account) is True


def test_without_the_rule_of_the_screen_the_guards_still_refuse(
    manager: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_app(cast.superuser)
    monkeypatch.setattr(account_help, "may_remove_second_factor", lambda by, account: True)
    page = manager.post(to_removal(cast.superuser))
    assert (page.status_code, has_app(cast.superuser)) == (302, True)
    monkeypatch.setattr(account_help, "GUARDS", ())
    manager.post(to_removal(cast.superuser))
    assert has_app(cast.superuser) is False


def test_a_password_for_somebody_else_is_kept_and_the_screen_refuses_the_second_step(
    manager: Client, cast: Cast
) -> None:
    give_app(cast.writer)
    manager.post(to_password(cast.writer), NEW_PASSWORD)
    cast.writer.refresh_from_db()
    assert cast.writer.check_password(PASSWORD) is True
    assert kept(cast.writer) == [("wachtwoord", "beheerder-accounts")]

    page = manager.post(to_removal(cast.writer))

    assert has_app(cast.writer) is True
    assert (
        "De tweede factor verwijdert u daarna 7 dagen lang niet"
        in messages_of(manager, page.url)[-1]
    )


def test_a_password_with_an_error_is_not_kept(manager: Client, cast: Cast) -> None:
    page = manager.post(to_password(cast.writer), {**NEW_PASSWORD, "password2": "anders"})
    assert (page.status_code, kept(cast.writer)) == (200, [])


def test_a_refused_password_is_not_set(manager: Client, cast: Cast) -> None:
    give_app(cast.writer)
    manager.post(to_removal(cast.writer))
    page = manager.post(to_password(cast.writer), NEW_PASSWORD)
    cast.writer.refresh_from_db()
    assert (page.url, cast.writer.check_password(PASSWORD)) == (to_account(cast.writer), False)


def test_whoever_made_an_account_does_not_remove_its_second_factor_that_week(
    manager: Client,
) -> None:
    manager.post(reverse("admin:auth_user_add"), {"username": "nieuw", **NEW_PASSWORD})
    account = User.objects.get(username="nieuw")
    give_app(account)
    manager.post(to_removal(account))
    assert (kept(account), has_app(account)) == ([("wachtwoord", "beheerder-accounts")], True)


def test_the_own_password_takes_the_page_that_asks_for_the_present_one(
    manager: Client, cast: Cast
) -> None:
    before = cast.account_manager.password
    page = manager.post(to_password(cast.account_manager), NEW_PASSWORD)
    cast.account_manager.refresh_from_db()
    assert page.url == reverse("account_change_password")
    assert (cast.account_manager.password, kept(cast.account_manager)) == (before, [])
