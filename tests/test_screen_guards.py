"""Every guard of the staff's screens has a twin: the same question with the guard taken out.

The guards are found in the classes of the admin, so that a new one without a scene fails. What the
screens send and what verbs refuse have tables of their own: permission_matrix.txt and
actions/test_guards.py. Those of signing in: pok_tracker/sign_in/test_sign_in_guards.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Model
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse

from actions.models import (
    Action,
    ActionMinistry,
    Editor,
    Milestone,
    Outcome,
    StatusUpdate,
    Theme,
)
from pok_tracker.models import SecondFactor, SignOn
from tests.cast import Cast, action, cast, give_app, make_draft_of, make_published
from tests.factories import make_milestone, make_ministry, make_outcome, make_public_action

__all__ = ["action", "cast"]

OURS = ("actions.", "motions.", "pok_tracker.")
KINDS = (
    "get_readonly_fields",
    "get_search_results",
    "formfield_for_foreignkey",
    "formfield_for_manytomany",
)
# How a field is asked, and not what may be chosen in it.
NO_GUARD = {("EditorialFields", "formfield_for_foreignkey")}
# The screens of editions have tests of their own: actions/test_edition_screens.py.
ELSEWHERE = ("actions.admin.reports",)

Rows = dict[str, Model]
Question = Callable[[HttpRequest, Rows], bool]


@dataclass(frozen=True)
class Scene:
    """Somebody asks a question that the guard `name` of the class `owner` answers with no."""

    owner: str
    name: str
    person: str
    question: Question

    def __str__(self) -> str:
        return f"{self.owner}.{self.name}"


# -- Questions -----------------------------------------------------------------


def may(verb: str, model: type[Model], row: str = "") -> Question:
    """Whether the person may add, see, change or delete a row of that model."""

    def question(request: HttpRequest, rows: Rows) -> bool:
        asked = getattr(admin.site.get_model_admin(model), f"has_{verb}_permission")
        return bool(asked(request, *([rows[row]] if row else [])))

    return question


def may_inside(verb: str, model: type[Model], inside: type[Model], row: str) -> Question:
    """Whether the person may do that to the rows inside the form of another row."""

    def question(request: HttpRequest, rows: Rows) -> bool:
        shown = admin.site.get_model_admin(model)
        [inline] = [each(model, admin.site) for each in shown.inlines if each.model is inside]
        return bool(getattr(inline, f"has_{verb}_permission")(request, rows[row]))

    return question


def is_offered(action_name: str) -> Question:
    """Whether the list of updates offers that to do with several at once."""
    return lambda request, rows: (
        action_name in admin.site.get_model_admin(StatusUpdate).get_actions(request)
    )


def finds(model: type[Model], row: str) -> Question:
    """Whether the box to choose from finds that row."""

    def question(request: HttpRequest, rows: Rows) -> bool:
        request.path = reverse("admin:autocomplete")
        shown = admin.site.get_model_admin(model)
        found, _ = shown.get_search_results(request, model.objects.all(), "")
        return found.filter(pk=rows[row].pk).exists()

    return question


def may_choose(model: type[Model], field: str, row: str) -> Question:
    """Whether that row may be sent as the value of a field."""

    def question(request: HttpRequest, rows: Rows) -> bool:
        shown = admin.site.get_model_admin(model)
        asked = shown.formfield_for_dbfield(model._meta.get_field(field), request)
        return asked.queryset.filter(pk=rows[row].pk).exists()

    return question


def may_type(model: type[Model], field: str, row: str) -> Question:
    """Whether that field can be typed in, and is read from what is sent."""

    def question(request: HttpRequest, rows: Rows) -> bool:
        form = admin.site.get_model_admin(model).get_form(request, rows[row], change=True)
        return field in form.base_fields

    return question


SCENES = [
    Scene("ActionAdmin", "get_readonly_fields", "superuser", may_type(Action, "theme", "action")),
    Scene("ActionAdmin", "get_search_results", "redacteur", finds(Action, "theirs")),
    Scene(
        "ActionMinistryInline",
        "has_add_permission",
        "eindredacteur",
        may_inside("add", Action, ActionMinistry, "theirs"),
    ),
    Scene(
        "ActionMinistryInline",
        "has_change_permission",
        "eindredacteur",
        may_inside("change", Action, ActionMinistry, "theirs"),
    ),
    Scene(
        "ActionMinistryInline",
        "has_delete_permission",
        "eindredacteur",
        may_inside("delete", Action, ActionMinistry, "theirs"),
    ),
    Scene(
        "UpdateListInline",
        "has_add_permission",
        "superuser",
        may_inside("add", Action, StatusUpdate, "action"),
    ),
    Scene(
        "UpdateListInline",
        "has_change_permission",
        "superuser",
        may_inside("change", Action, StatusUpdate, "action"),
    ),
    Scene("WithBulkVerbs", "has_submit_permission", "auditor", is_offered("submit_chosen")),
    Scene("WithBulkVerbs", "has_publish_permission", "redacteur", is_offered("publish_chosen")),
    Scene(
        "StatusUpdateAdmin",
        "has_change_permission",
        "Financiën",
        may("change", StatusUpdate, "draft"),
    ),
    Scene(
        "StatusUpdateAdmin",
        "has_delete_permission",
        "superuser",
        may("delete", StatusUpdate, "standing"),
    ),
    Scene(
        "StatusUpdateAdmin",
        "formfield_for_foreignkey",
        "redacteur",
        may_choose(StatusUpdate, "action", "theirs"),
    ),
    Scene("MilestoneAdmin", "has_add_permission", "superuser", may("add", Milestone)),
    Scene(
        "MilestoneAdmin",
        "has_change_permission",
        "Financiën",
        may("change", Milestone, "milestone"),
    ),
    Scene(
        "MilestoneAdmin",
        "has_delete_permission",
        "superuser",
        may("delete", Milestone, "milestone"),
    ),
    Scene("MilestoneAdmin", "get_search_results", "redacteur", finds(Milestone, "their promise")),
    Scene(
        "OutcomeAdmin",
        "has_change_permission",
        "superuser",
        may("change", Outcome, "outcome"),
    ),
    Scene(
        "OutcomeAdmin",
        "has_delete_permission",
        "superuser",
        may("delete", Outcome, "outcome"),
    ),
    Scene(
        "MilestoneInline",
        "has_add_permission",
        "Financiën",
        may_inside("add", StatusUpdate, Milestone, "draft"),
    ),
    Scene(
        "MilestoneInline",
        "has_change_permission",
        "Financiën",
        may_inside("change", StatusUpdate, Milestone, "draft"),
    ),
    Scene(
        "MilestoneInline",
        "has_delete_permission",
        "superuser",
        may_inside("delete", StatusUpdate, Milestone, "standing"),
    ),
    Scene("AccountAdmin", "has_change_permission", "beheerder", may("change", User, "superuser")),
    Scene(
        "AccountAdmin", "get_readonly_fields", "beheerder", may_type(User, "is_superuser", "writer")
    ),
    Scene("AccountAdmin", "get_search_results", "beheerder", finds(User, "superuser")),
    Scene("NeverDeleted", "has_delete_permission", "superuser", may("delete", User, "writer")),
    Scene("RoleAdmin", "has_add_permission", "superuser", may("add", Group)),
    Scene("RoleAdmin", "has_change_permission", "superuser", may("change", Group, "role")),
    Scene("EditorAdmin", "has_change_permission", "self", may("change", Editor, "editor")),
    Scene(
        "EditorAdmin",
        "formfield_for_foreignkey",
        "beheerder",
        may_choose(Editor, "user", "superuser"),
    ),
    Scene("ReadAndRemoveAdmin", "has_add_permission", "superuser", may("add", SignOn)),
    Scene(
        "ReadAndRemoveAdmin", "has_change_permission", "superuser", may("change", SignOn, "sign-on")
    ),
    Scene("ReadAndRemoveAdmin", "has_view_permission", "auditor", may("view", SignOn, "sign-on")),
    Scene("ReadAndRemoveAdmin", "has_delete_permission", "deleter", may("delete", SignOn)),
    Scene(
        "SecondFactorAdmin",
        "has_delete_permission",
        "superuser",
        may("delete", SecondFactor, "app"),
    ),
    Scene("EditorialAdmin", "get_readonly_fields", "superuser", may_type(Theme, "slug", "theme")),
]
# These two only let more in: without them less is possible, and other tests fail.
THAT_OPEN = {("ActionAdmin", "has_change_permission"), ("AccountAdmin", "formfield_for_manytomany")}


# -- The tests -------------------------------------------------------------------


@pytest.fixture
def rows(cast: Cast, action: Action) -> Rows:
    theirs = make_public_action(46, "Wordt voorbereid.")
    make_ministry("FIN", action=theirs)
    standing = make_published(action, cast)
    give_app(cast.colleague)
    return {
        "action": action,
        "theirs": theirs,
        "their promise": make_milestone(
            theirs.updates.get(), quote="Wordt voorbereid.", last_day=date(2022, 3, 31)
        ),
        "standing": standing,
        "milestone": standing.milestones.get(),
        "outcome": make_outcome(standing.milestones.get(), met_on=date(2022, 3, 3)),
        "draft": make_draft_of(action, cast.writer),
        "superuser": cast.superuser,
        "writer": cast.writer,
        "role": Group.objects.first(),
        "editor": cast.writer.editor,
        "theme": action.theme,
        "app": SecondFactor.objects.filter(user=cast.colleague).first(),
        "sign-on": SignOn.objects.create(user=cast.colleague, provider="ministerie", uid="1"),
    }


@pytest.fixture
def request_of(cast: Cast) -> Callable[[str], HttpRequest]:
    def request_of(name: str) -> HttpRequest:
        request = RequestFactory().get("/beheer/")
        request.user = _person(cast, name)
        return request

    return request_of


def _person(cast: Cast, name: str) -> User:
    if name == "self":
        # Somebody who writes and manages accounts as well.
        cast.writer.groups.add(Group.objects.get(name="beheerder accounts"))
        return User.objects.get(pk=cast.writer.pk)
    if name == "deleter":
        # A right that no role gives, but that somebody could be given by hand.
        right = Permission.objects.get(codename=f"delete_{SignOn._meta.model_name}")
        cast.auditor.user_permissions.add(right)
        return User.objects.get(pk=cast.auditor.pk)
    return cast.named(name)


def classes_of_the_admin() -> set[type]:
    """Every class of ours behind a page of the admin or behind the rows inside one."""
    shown = admin.site._registry.values()
    leaves = [*map(type, shown), *(inline for each in shown for inline in each.inlines)]
    return {
        each
        for leaf in leaves
        for each in leaf.__mro__
        if each.__module__.startswith(OURS) and each.__module__ not in ELSEWHERE
    }


def guards() -> set[tuple[str, str]]:
    return {
        (owner.__name__, name)
        for owner in classes_of_the_admin()
        for name in vars(owner)
        if name.startswith("has_") or name in KINDS
    }


def take_out(monkeypatch: pytest.MonkeyPatch, scene: Scene) -> None:
    """Leave the guard to what Django does of itself; to yes when Django knows no such thing."""
    [owner] = [each for each in classes_of_the_admin() if each.__name__ == scene.owner]
    if any(hasattr(base, scene.name) for base in owner.__bases__):
        monkeypatch.delattr(owner, scene.name)
    else:
        monkeypatch.setattr(owner, scene.name, lambda *values: True)


@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_a_guard_says_no_and_without_it_the_answer_is_yes(
    rows: Rows, request_of: Callable, monkeypatch: pytest.MonkeyPatch, scene: Scene
) -> None:
    with_guard = scene.question(request_of(scene.person), rows)
    take_out(monkeypatch, scene)
    assert (with_guard, scene.question(request_of(scene.person), rows)) == (False, True)


def test_every_guard_of_the_screens_has_its_scene() -> None:
    asked = {(scene.owner, scene.name) for scene in SCENES}
    assert guards() - NO_GUARD - THAT_OPEN == asked
