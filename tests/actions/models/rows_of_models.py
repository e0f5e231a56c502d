"""A row of every model, made in the fewest words, and statements that go round the models."""

import datetime

import pghistory
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, models

from actions.models import (
    ActionMinistry,
    EditionPreview,
    EditionRow,
    Editor,
    EditorMinistry,
    Milestone,
    Outcome,
    SearchWord,
    StatusReport,
    StatusUpdate,
    TextWords,
)
from motions.models import MotionSubmitter
from tests.factories import (
    DEBATE,
    JUNE_2021,
    make_action,
    make_draft,
    make_milestone,
    make_ministry,
    make_motion,
    make_public_action,
    make_report,
    make_update,
)

OURS = ("actions", "motions")
TRACKED = [
    model
    for model in apps.get_models()
    if model._meta.app_label in OURS
    and not issubclass(model, pghistory.models.Event)
    # Words that triggers read from other rows: nobody edits them.
    and model not in (SearchWord, TextWords)
]
DAY = datetime.timedelta(days=1)
LATER = JUNE_2021 + 90 * DAY


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def draft(**fields: object) -> StatusUpdate:
    return make_draft(make_action(1), **fields)


def published(**fields: object) -> StatusUpdate:
    return make_update(make_action(1), **fields)


def milestone(**fields: object) -> Milestone:
    return make_milestone(draft(), last_day=DEBATE, **fields)


def submitters() -> list[MotionSubmitter]:
    return list(make_motion(13, submitters=("Omtzigt", "Segers")).submissions.all())


def ministries() -> list[ActionMinistry]:
    action = make_action(1)
    for code in ("BZK", "FIN"):
        make_ministry(code, action=action)
    return list(action.ministry_links.all())


def editors() -> list[EditorMinistry]:
    editor = Editor.objects.create(user=somebody())
    return [
        EditorMinistry.objects.create(editor=editor, ministry=make_ministry(code))
        for code in ("BZK", "FIN")
    ]


def edition_row(report: StatusReport, number: int, **fields: object) -> EditionRow:
    action = make_public_action(number)
    return EditionRow.objects.create(
        report=report,
        **{
            "action": action,
            "update": action.updates.get(),
            "position": number,
            "description": action.description,
            "theme": action.theme,
            **fields,
        },
    )


def edition_rows() -> list[EditionRow]:
    report = make_report()
    return [edition_row(report, number) for number in (1, 2)]


def edition_preview() -> EditionPreview:
    return EditionPreview.objects.create(
        user=somebody(),
        expires_at=LATER,
        reference_date=DEBATE,
        source_name="tabel.docx",
        source_sha256="0" * 64,
        table={},
    )


def account(name: str) -> User:
    return User.objects.get_or_create(username=name)[0]


def promises() -> tuple[Milestone, Milestone]:
    """Two public promises of one action, the second a month later."""
    update = published(text="In mei of in juni.")
    return (
        make_milestone(update, "In mei", last_day=DEBATE),
        make_milestone(update, "in juni", last_day=DEBATE + 30 * DAY),
    )


def outcome(**fields: object) -> Outcome:
    """An outcome that waits for a second person: met on the day itself."""
    values = {"met_on": DEBATE, "source": "Handelingen", **fields}
    promise = values.pop("promise", None) or promises()[0]
    return Outcome.objects.create(
        promise=promise, proposed_by=account("redacteur"), proposed_at=JUNE_2021, **values
    )


def change(row: models.Model, **values: object) -> None:
    type(row).objects.filter(pk=row.pk).update(**values)


def somebody() -> User:
    return User.objects.create(username="redacteur")
