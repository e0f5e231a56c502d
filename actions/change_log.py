"""The history that the database keeps, as changes that people can read."""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db.models import DateTimeField, Field, ForeignKey, Model, Q
from pghistory.models import Event, Events, EventsQuerySet

from actions.models import (
    Action,
    EditionPreview,
    Editor,
    Milestone,
    Ministry,
    Outcome,
    StatusReport,
    StatusUpdate,
    Theme,
)
from actions.policy import REVIEW, Person
from actions.word_difference import ChangedText, word_difference
from motions.models import Member, Motion, Party
from pok_tracker.lib.dutch_moments import moment_in_words

READ_HISTORY = "pghistory.view_context"
LABELS = {
    "insert": "toegevoegd",
    "update": "gewijzigd",
    "delete": "verwijderd",
    # Of a password only that it changed is kept, and that is a label of its own.
    "password": "wachtwoord gewijzigd",
}
# What stands for a row that another row points at.
NAMES = {
    User: "username",
    Group: "name",
    Permission: "codename",
    Editor: "user__username",
    Action: "number",
    Ministry: "code",
    Theme: "name",
    StatusReport: "slug",
    EditionPreview: "source_name",
    StatusUpdate: "slug",
    Member: "name",
    Party: "name",
    Motion: "number",
}


# Rows that are named after what they hang on, each with the word for it.
OWNERS = {
    "action_id": (Action, "actie"),
    "update_id": (StatusUpdate, "stand"),
    "editor_id": (Editor, "redactielid"),
    "account_id": (User, "account"),
    "user_id": (User, "account"),
}
# Of Django's own links, which have no name in Dutch.
COLUMN_NAMES = {"user_id": "account", "group_id": "rol", "permission_id": "recht"}
# Of these the own number tells nothing; what they give does.
GIVEN = {"group_id": Group, "ministry_id": Ministry, "permission_id": Permission}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a changed row: what it was and what it became, "" for nothing."""

    label: str
    old: str
    new: str

    @property
    def difference(self) -> tuple[ChangedText, ...]:
        """The change word by word."""
        return word_difference(self.old, self.new)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one row: when, by whom, with which verb and remark, and which fields.

    `verb` is "" when a change took another road than the verbs; `who` when nobody was signed in.
    """

    at: datetime.datetime
    who: str
    verb: str
    remark: str
    label: str
    kind: str
    app: str
    model: str
    pk: str
    subject: str
    fields: tuple[FieldChange, ...]


def may_read_history(user: Person) -> bool:
    """Whether somebody may read the history: auditors and reviewers may."""
    return user.has_perm(READ_HISTORY) or user.has_perm(REVIEW)


def readable_models(user: Person) -> dict[str, type[Model]]:
    """The models of which somebody may read the history, by name: "actions.statusupdate"."""
    tracked = [model.pgh_tracked_model for model in _event_models()]
    return {
        model._meta.label_lower: model
        for model in tracked
        if user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
    }


def events_of(models: Iterable[type[Model]]) -> EventsQuerySet:
    """All that happened to rows of these models, the newest first."""
    wanted = set(models)
    across = [event for event in _event_models() if event.pgh_tracked_model in wanted]
    return Events.objects.across(*across).order_by("-pgh_created_at", "-pgh_id", "pgh_model")


def about_action(action: Action) -> Q:
    """The condition that an event is about an action or what hangs on it, also when deleted."""
    updates = _update_ids(action)
    return (
        Q(pgh_obj_model=Action._meta.label, pgh_obj_id=str(action.pk))
        | Q(pgh_data__action_id=action.pk)
        | Q(pgh_obj_model=Milestone._meta.label, pgh_data__update_id__in=updates)
        | Q(pgh_obj_model=Outcome._meta.label, pgh_data__promise_id__in=_milestone_ids(updates))
    )


def about_row(model: type[Model], pk: int | str, *, among: Iterable[type[Model]]) -> EventsQuerySet:
    """All that happened to one row; with an account also what hangs on it, of the models `among`.

    The newest first.
    """
    itself = Q(pgh_obj_model=model._meta.label, pgh_obj_id=str(pk))
    if model._meta.concrete_model is not User:
        return events_of([model]).filter(itself)
    hangs_on_it = Q(pgh_data__user_id=pk) | Q(pgh_data__account_id=pk)
    return events_of(among).filter(itself | hangs_on_it)


def read_changes(events: Sequence[Events]) -> list[Change]:
    """Return events as changes to read; one query for each model that their rows point at."""
    names = _names_in(events)
    return [_change(event, names) for event in events]


def _event_models() -> Iterator[type[Event]]:
    for model in apps.get_models():
        if issubclass(model, Event):
            yield model


def _update_ids(action: Action) -> list[int]:
    events = events_of([StatusUpdate])
    rows = events.filter(pgh_data__action_id=action.pk).values_list("pgh_obj_id", flat=True)
    return [int(pk) for pk in set(rows)]


def _milestone_ids(updates: list[int]) -> list[int]:
    events = events_of([Milestone]).filter(pgh_data__update_id__in=updates)
    return [int(pk) for pk in set(events.values_list("pgh_obj_id", flat=True))]


def _change(event: Events, names: Mapping[tuple[type[Model], int], str]) -> Change:
    model = apps.get_model(event.pgh_obj_model)
    said = event.pgh_context or {}
    return Change(
        at=event.pgh_created_at,
        who=names.get((User, said.get("user")), ""),
        verb=str(said.get("verb", "")),
        remark=str(said.get("remark", "")),
        label=LABELS.get(event.pgh_label, event.pgh_label),
        kind=str(model._meta.verbose_name),
        app=model._meta.app_label,
        model=model._meta.model_name,
        pk=event.pgh_obj_id,
        subject=_subject(event, model, names),
        fields=tuple(_fields(event, model, names)),
    )


def _subject(
    event: Events, model: type[Model], names: Mapping[tuple[type[Model], int], str]
) -> str:
    """The row in a few words, from what the event kept of it: the row itself may be gone."""
    data = event.pgh_data
    own = data.get(NAMES.get(model._meta.concrete_model, "id"), data.get("id"))
    for column, given in GIVEN.items():
        if column in data:
            own = names.get((given, data[column]), own)
    for column, (owner, word) in OWNERS.items():
        if column in data:
            name = names.get((owner, data[column]), data[column])
            return f"{own}, bij {word} {name}"
    return str(own)


def _fields(
    event: Events, model: type[Model], names: Mapping[tuple[type[Model], int], str]
) -> Iterator[FieldChange]:
    by_column = {field.column: field for field in model._meta.concrete_fields}
    for column, (old, new) in _columns(event):
        field = by_column.get(column)
        if field is None or field.primary_key or old == new:
            continue
        label = COLUMN_NAMES.get(column, str(field.verbose_name))
        yield FieldChange(label, _in_words(field, old, names), _in_words(field, new, names))


def _columns(event: Events) -> Iterator[tuple[str, tuple[Any, Any]]]:
    # A change of password may come with others: then its event is the first that shows them.
    if event.pgh_label in ("update", "password"):
        for column, (old, new) in (event.pgh_diff or {}).items():
            yield column, (old, new)
        return
    for column, value in event.pgh_data.items():
        if value not in (None, "", []):
            yield column, (value, None) if event.pgh_label == "delete" else (None, value)


def _in_words(field: Field, value: Any, names: Mapping[tuple[type[Model], int], str]) -> str:
    if value is None:
        return ""
    if isinstance(field, ForeignKey):
        return names.get((field.related_model, value), f"nummer {value}")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, DateTimeField):
        return moment_in_words(datetime.datetime.fromisoformat(value))
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _names_in(events: Sequence[Events]) -> dict[tuple[type[Model], int], str]:
    """The names of all rows that the events point at: one query a model."""
    wanted: dict[type[Model], set[int]] = {model: set() for model in NAMES}
    for event in events:
        wanted[User].add((event.pgh_context or {}).get("user"))
        for field in apps.get_model(event.pgh_obj_model)._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model in wanted:
                wanted[field.related_model] |= _values_of(event, field.column)
    return {
        (model, pk): str(name)
        for model, pks in wanted.items()
        if pks - {None}
        for pk, name in model._default_manager.filter(pk__in=pks - {None}).values_list(
            "pk", NAMES[model]
        )
    }


def _values_of(event: Events, column: str) -> set[int]:
    changed = (event.pgh_diff or {}).get(column) or []
    return {event.pgh_data.get(column), *changed}
