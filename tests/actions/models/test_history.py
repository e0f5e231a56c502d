"""The history that triggers keep of every row, whoever changes it and by whatever road."""

from collections.abc import Callable

import pghistory
import pgtrigger
import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import DatabaseError, models, transaction
from django.test import Client
from django.urls import reverse
from pghistory.models import Context

from actions.models import (
    Action,
    ActionMinistry,
    ActionMotion,
    EditionPreview,
    EditionRow,
    Editor,
    EditorMinistry,
    Milestone,
    Ministry,
    Outcome,
    SignInHelp,
    StatusReport,
    StatusUpdate,
    Theme,
)
from motions.models import Document, Member, Membership, Motion, MotionSubmitter, MotionTerm, Party
from tests.actions.models.rows_of_models import (
    OURS,
    TRACKED,
    change,
    draft,
    edition_preview,
    edition_rows,
    editors,
    milestone,
    ministries,
    outcome,
    run,
    somebody,
    submitters,
)
from tests.admin_pages import save
from tests.factories import (
    JUNE_2021,
    link_motion,
    make_action,
    make_member,
    make_ministry,
    make_motion,
    make_motion_term,
    make_public_action,
    make_report,
    make_theme,
)

pytestmark = pytest.mark.django_db


EVENTS = [
    model
    for model in apps.get_models()
    if model._meta.app_label in OURS and issubclass(model, pghistory.models.Event)
]
CHANGE = "UPDATE {table} SET {column} = '7' WHERE {key} = %s"
DELETE = "DELETE FROM {table} WHERE {key} = %s"
# Per model a row, and a column that can become 7.
ROWS: dict[type[models.Model], tuple[Callable[[], models.Model], str]] = {
    Ministry: (make_ministry, "name"),
    Theme: (make_theme, "name"),
    Editor: (lambda: Editor.objects.create(user=somebody()), "user_id"),
    EditorMinistry: (lambda: editors()[0], "ministry_id"),
    SignInHelp: (
        lambda: SignInHelp.objects.create(
            account=somebody(), kind=SignInHelp.Kind.PASSWORD, given_at=JUNE_2021
        ),
        "kind",
    ),
    Action: (lambda: make_action(1), "description"),
    ActionMinistry: (lambda: ministries()[0], "quote"),
    ActionMotion: (lambda: link_motion(make_action(1), make_motion(13)), "label"),
    StatusReport: (make_report, "title"),
    EditionRow: (lambda: edition_rows()[0], "description"),
    EditionPreview: (edition_preview, "source_name"),
    StatusUpdate: (lambda: draft(status="", status_quote=""), "text"),
    Milestone: (milestone, "position"),
    Outcome: (outcome, "source"),
    Party: (lambda: Party.objects.create(slug="cda", name="CDA"), "name"),
    Member: (lambda: Member.objects.create(slug="segers", name="Segers"), "name"),
    Membership: (lambda: make_member().memberships.get(), "source"),
    Document: (lambda: Document.objects.create(dossier="35510", number=4), "title"),
    Motion: (lambda: make_motion(13, submitters=()), "title"),
    MotionSubmitter: (lambda: submitters()[0], "position"),
    MotionTerm: (lambda: make_motion_term(make_motion(13)), "words"),
}


def events_of(row_key: object, model: type[models.Model]) -> list[tuple[str, str]]:
    column = ROWS[model][1]
    events = apps.get_model(model._meta.app_label, f"{model.__name__}Event").objects
    found = events.filter(pgh_obj_id=row_key).order_by("pgh_id")
    return [(event.pgh_label, str(getattr(event, column))) for event in found]


def test_every_model_has_a_history():
    assert set(ROWS) == set(TRACKED)


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_raw_sql_leaves_its_trace_as_well(model: type[models.Model]):
    make, column = ROWS[model]
    row = make()
    before = str(getattr(row, column))
    table = model._meta.db_table

    key = model._meta.pk.column
    # What no rule lets happen leaves a trace too, should the rule ever be off.
    with pgtrigger.ignore("actions.Outcome:stays_as_it_was", "actions.Outcome:never_deleted"):
        run(CHANGE.format(table=table, column=column, key=key), row.pk)
        run(DELETE.format(table=table, key=key), row.pk)

    assert events_of(row.pk, model) == [("insert", before), ("update", "7"), ("delete", "7")]


def test_a_change_in_bulk_leaves_a_trace_per_row():
    first, second = make_theme("Herstel"), make_theme("Ouders")

    Theme.objects.filter(pk__in=[first.pk, second.pk]).update(name="Samen")

    assert [events_of(theme.pk, Theme) for theme in (first, second)] == [
        [("insert", "Herstel"), ("update", "Samen")],
        [("insert", "Ouders"), ("update", "Samen")],
    ]


def test_a_save_without_a_change_leaves_no_trace():
    theme = make_theme("Herstel")
    theme.save()

    assert events_of(theme.pk, Theme) == [("insert", "Herstel")]


def test_what_is_rolled_back_never_happened():
    theme = make_theme("Herstel")
    with transaction.atomic():
        change(theme, name="Anders")
        transaction.set_rollback(True)

    assert events_of(theme.pk, Theme) == [("insert", "Herstel")]


@pytest.mark.parametrize("road", ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize("event", EVENTS, ids=lambda model: model.__name__)
def test_history_only_grows(event: type[models.Model], road: str):
    tracked = next(model for model in ROWS if f"{model.__name__}Event" == event.__name__)
    ROWS[tracked][0]()

    with pytest.raises(DatabaseError, match="Cannot update or delete rows"), transaction.atomic():
        run(road.format(event._meta.db_table))


def test_the_history_knows_who_did_it_when_code_says_so():
    with pghistory.context(user=7, reden="proef"):
        theme = make_theme()

    event = apps.get_model("actions", "ThemeEvent").objects.get(pgh_obj_id=theme.pk)
    assert event.pgh_context.metadata == {"user": 7, "reden": "proef"}


def test_the_history_knows_which_editor_did_it(admin_client: Client, admin_user: User):
    theme = make_theme("Herstel")
    address = reverse("admin:actions_theme_change", args=[theme.pk])

    save(admin_client, address, name="Herstel van ouders")

    event = apps.get_model("actions", "ThemeEvent").objects.get(pgh_label="update")
    assert (event.name, event.pgh_context.metadata) == (
        "Herstel van ouders",
        {"user": admin_user.pk, "url": address},
    )


def test_reading_a_page_leaves_no_trace(client: Client):
    make_public_action(1)

    client.get("/acties/1/")

    assert Context.objects.count() == 0
