"""Everybody at every address of the staff and every action of a list, against one table.

The addresses come from the URL resolver, the lists and their actions from the admin's registry, the
verbs from the policy. What has no line in permission_matrix.txt, or another answer than stands
there, fails. How a verb depends on the stage of an update stands in actions/test_policy.py.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser, Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, path, reverse
from django.urls.resolvers import URLResolver

from actions import outcomes, policy, roles
from actions.admin.people import AccountAdmin, NeverDeleted
from actions.models import Action, StatusUpdate
from actions.policy import Verb
from motions.models import Document
from pok_tracker.models import SecondFactor, SignOn
from pok_tracker.urls import staff_urls
from tests.cast import MORNING, NOON, Cast, action, cast, make_draft_of, make_published
from tests.factories import link_motion, make_motion, make_report

__all__ = ["action", "cast"]

TABLE = Path(__file__).with_name("permission_matrix.txt")
PEOPLE = (
    "anoniem",
    "vertrokken",
    "redacteur",
    "eindredacteur",
    "Financiën",
    "auditor",
    "beheerder",
    "superuser",
)
# A cell of the table: z when the page may be seen, w when it may be sent; - when that is refused,
# . when there is nothing to send. A verb cannot be seen, only sent.
SENT = (
    "_add",
    "_change",
    "_delete",
    "_password_change",
    "_remove_second_factor",
    "staff:help_while_typing",
    "_outcome_bevestigen",
    "_outcome_intrekken",
)
# Only the way to our own page for it, for everybody.
LEADS_ON = {"admin:password_change"}
ANSWERED = 400
CONFLICT = 409
LOGIN = "/inloggen/", "/login/"

Matrix = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: how to open it and how to send it, as a person in a client."""

    name: str
    read: Callable[[Client], HttpResponse]
    send: Callable[[Client], HttpResponse] | None


# -- What there is ---------------------------------------------------------------


def named_addresses(patterns: list, namespace: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every named address below the patterns, with the names of its arguments."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_addresses(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{namespace}{pattern.name}", list(pattern.pattern.regex.groupindex)
        # Without a name stand only old addresses that lead on, and the one that catches the rest.


def bulk_actions() -> list[tuple[type[models.Model], str]]:
    """Every action of every list in the admin, as somebody who may do all is offered them."""
    request = RequestFactory().get("/")
    request.user = User(is_active=True, is_superuser=True)
    return [
        (model, name)
        for model, shown in admin.site._registry.items()
        for name in shown.get_actions(request)
    ]


@pytest.fixture
def rows(action: Action, cast: Cast) -> dict[type[models.Model], models.Model]:
    """One row of every model in the admin; those of an action belong to BZK."""
    standing = make_published(action, cast)
    draft = make_draft_of(action, cast.writer)
    motion = make_motion(13)
    link_motion(action, motion)
    found = [
        action,
        action.theme,
        action.ministries.get(),
        make_report(),
        draft,
        standing.milestones.get(),
        outcomes.propose(
            standing.milestones.get(),
            by=cast.writer,
            at=NOON,
            met_on=MORNING.date(),
            source="Brief",
        ),
        cast.writer.editor,
        cast.colleague,
        Group.objects.get(name=roles.WRITER),
        motion,
        motion.submitters.get(),
        motion.submitters.get().memberships.get().party,
        Document.objects.create(dossier="35510", number=809),
        SecondFactor.objects.create(user=cast.colleague, type="totp", data={}),
        SignOn.objects.create(user=cast.colleague, provider="ministerie", uid="1"),
    ]
    return {type(row): row for row in found}


def lines(rows: dict[type[models.Model], models.Model]) -> list[Line]:
    """Every line that the table must have."""
    addresses = [
        _address_line(name, _arguments(name, arguments, rows))
        for name, arguments in named_addresses(staff_urls)
    ]
    bulk = [_bulk_line(model, name, rows[model]) for model, name in bulk_actions()]
    return [*addresses, *bulk]


def _arguments(name: str, arguments: list[str], rows: dict) -> dict[str, object]:
    by_name = {f"{model._meta.app_label}_{model._meta.model_name}": model for model in rows}
    model = next((by_name[key] for key in by_name if f":{key}_" in name), None)
    known: dict[str, object] = {
        "app_label": "actions",
        "app": "actions",
        "model": "statusupdate",
        "url": "x",
        "token": UUID(int=0),
        "content_type_id": ContentType.objects.get_for_model(Action).pk,
    }
    row = rows.get(model) or rows[Action if "content_type_id" in arguments else StatusUpdate]
    return {argument: known.get(argument, row.pk) for argument in arguments}


def _address_line(name: str, arguments: dict[str, object]) -> Line:
    address = reverse(name, kwargs=arguments)
    query = {"app_label": "actions", "model_name": "statusupdate", "field_name": "action"}
    is_verb = any(name.endswith(f"_statusupdate_{verb}") for verb in Verb)
    sends = is_verb or (name.endswith(SENT) and name not in LEADS_ON)
    return Line(
        name,
        lambda client: client.get(address, query if name.endswith("autocomplete") else {}),
        (lambda client: client.post(address)) if sends else None,
    )


def _bulk_line(model: type[models.Model], name: str, row: models.Model) -> Line:
    label = f"{model._meta.app_label}_{model._meta.model_name}"
    address = reverse(f"admin:{label}_changelist")
    chosen = {"action": name, "_selected_action": row.pk}
    return Line(
        f"{label}: {name}",
        lambda client: client.get(address),
        lambda client: _only_when_offered(client, address, chosen),
    )


def _only_when_offered(client: Client, address: str, chosen: dict[str, object]) -> HttpResponse:
    """What is answered; a list that does not offer the action leads back to itself, and refuses."""
    context = client.get(address).context or {}
    form = context.get("action_form")
    offered = dict(form.fields["action"].choices) if form else {}
    answer = client.post(address, chosen)
    return answer if chosen["action"] in offered else HttpResponse(status=403)


# -- What everybody gets ---------------------------------------------------------


def answers(rows: dict, cast: Cast, only: str = "") -> Matrix:
    """The table as it is: for each line and person, what is answered. Nothing is kept."""
    cookies = {name: _cookies_of(cast.named(name)) for name in PEOPLE}
    return {
        line.name: {name: _cell(line, cookies[name]) for name in PEOPLE}
        for line in lines(rows)
        if only in line.name
    }


def _cookies_of(person: User | AnonymousUser) -> dict[str, str]:
    client = Client()
    if person.is_authenticated:
        client.force_login(person)
    return {name: cookie.value for name, cookie in client.cookies.items()}


def _cell(line: Line, cookies: dict[str, str]) -> str:
    read = "z" if _is_answered(line.read, cookies) else "-"
    if line.send is None:
        return f"{read}."
    return read + ("w" if _is_answered(line.send, cookies) else "-")


def _is_answered(ask: Callable[[Client], HttpResponse], cookies: dict[str, str]) -> bool:
    client = Client()
    client.cookies.load(cookies)
    with transaction.atomic():
        answer = ask(client)
        transaction.set_rollback(True)
    to_login = answer.status_code == 302 and any(place in answer.url for place in LOGIN)
    # A verb that cannot be done now was not refused to the person.
    return not to_login and (answer.status_code < ANSWERED or answer.status_code == CONFLICT)


def read_table(text: str) -> Matrix:
    """The table as people read it."""
    header, *lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    people = header.split()
    return {
        name.strip(): dict(zip(people, cells.split(), strict=True))
        for name, _, cells in (line.partition("|") for line in lines)
    }


def print_table(matrix: Matrix) -> str:
    """The table for people to read, as it would stand in the file."""
    width = max(len(name) for name in matrix)
    head = " " * (width + 2) + " ".join(PEOPLE)
    body = [
        f"{name:<{width}} | " + " ".join(f"{cells[who]:<{len(who)}}" for who in PEOPLE).rstrip()
        for name, cells in sorted(matrix.items())
    ]
    return "\n".join([head, *body]) + "\n"


def differences(expected: Matrix, found: Matrix) -> list[str]:
    """Where the two differ, one line a cell; also a line that only one of the two has."""
    return [
        f"{name}, {who}: {expected.get(name, {}).get(who)} in de tabel, "
        f"{found.get(name, {}).get(who)} in het echt"
        for name in sorted({*expected, *found})
        for who in PEOPLE
        if expected.get(name, {}).get(who) != found.get(name, {}).get(who)
    ]


# -- The tests -------------------------------------------------------------------


@pytest.fixture
def table() -> Matrix:
    return read_table(TABLE.read_text(encoding="utf-8"))


def test_everybody_gets_what_the_table_says(rows: dict, cast: Cast, table: Matrix) -> None:
    assert differences(table, answers(rows, cast)) == []


def test_every_verb_has_its_line(table: Matrix) -> None:
    forms = {Verb.DRAFT: "add", Verb.EDIT: "change"}
    wanted = {f"admin:actions_statusupdate_{forms.get(verb, verb)}" for verb in Verb}
    assert wanted - set(table) == set()


def test_every_model_in_the_admin_has_its_lines(table: Matrix) -> None:
    wanted = {
        f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
        for model in admin.site._registry
        for page in ("changelist", "add", "change", "delete", "history")
    }
    assert wanted - set(table) == set()


# -- With a guard switched off the table no longer holds -------------------------


def test_an_address_without_a_line_is_seen(table: Matrix) -> None:
    added = [*staff_urls, path("beheer/nieuw/", lambda request: None, name="nieuw")]
    names = {name for name, _ in named_addresses(added)}
    assert names - set(table) == {"nieuw"}


def test_an_action_of_a_list_without_a_line_is_seen(
    table: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    def publish_all(shown, request, queryset) -> None:
        """An action that somebody added."""

    monkeypatch.setattr(AccountAdmin, "actions", [publish_all])
    names = {
        f"{model._meta.app_label}_{model._meta.model_name}: {n}" for model, n in bulk_actions()
    }
    assert names - set(table) == {"auth_user: publish_all"}


def test_without_the_rule_of_ministries_another_ministry_writes(
    rows: dict, cast: Cast, table: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "editable_actions", lambda user: Action.objects.all())
    found = answers(rows, cast, only="statusupdate_change")
    expected = {name: cells for name, cells in table.items() if name in found}
    assert differences(expected, found) == [
        "admin:actions_statusupdate_change, Financiën: z- in de tabel, zw in het echt"
    ]


def test_without_the_rule_of_roles_everybody_publishes(
    rows: dict, cast: Cast, table: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "has_right", lambda user, verb, action: True)
    found = answers(rows, cast, only="statusupdate_publiceren")
    expected = {name: cells for name, cells in table.items() if name in found}
    name = "admin:actions_statusupdate_publiceren"
    assert differences(expected, found) == [
        f"{name}, {who}: -- in de tabel, -w in het echt"
        for who in ("redacteur", "Financiën", "auditor")
    ]


def test_without_never_deleted_a_superuser_deletes_an_account(
    rows: dict, cast: Cast, table: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(NeverDeleted, "has_delete_permission")
    found = answers(rows, cast, only="auth_user_delete")
    expected = {name: cells for name, cells in table.items() if name in found}
    assert differences(expected, found) == [
        "admin:auth_user_delete, superuser: -- in de tabel, zw in het echt"
    ]


def test_without_the_rule_on_accounts_nobody_but_who_has_the_right_changes_one(
    cast: Cast, rows: dict, table: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles, "may_manage_account", lambda by, account: False)
    found = answers(rows, cast, only="auth_user_change")
    expected = {name: cells for name, cells in table.items() if name in found}
    assert differences(expected, found) == [
        "admin:auth_user_change, beheerder: zw in de tabel, z- in het echt",
        "admin:auth_user_change, superuser: zw in de tabel, z- in het echt",
    ]
