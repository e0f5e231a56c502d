"""The history names the verb and the person, whatever road a change takes."""

import pghistory
import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from pghistory.models import Events

from actions import publishing
from actions.models import Action, Editor, EditorMinistry, Milestone, StatusUpdate
from actions.refusals import Refused
from tests.cast import (
    EVENING,
    NOON,
    Cast,
    make_draft_of,
    make_published,
    published,
    submitted,
    withdrawn,
)
from tests.factories import make_ministry


def told(row: object) -> list[tuple[str, str | None, int | None]]:
    """What the history tells of a row: the event, the verb, and who did it."""
    events = Events.objects.tracks(row)
    return [
        (
            event.pgh_label,
            (event.pgh_context or {}).get("verb"),
            (event.pgh_context or {}).get("user"),
        )
        for event in events.order_by("pgh_created_at", "pgh_id")
    ]


def test_the_history_tells_the_whole_road_of_an_update(cast: Cast, action: Action) -> None:
    update = make_draft_of(action, cast.writer)
    update = submitted(update, cast.writer)
    update = publishing.return_to_author(update, by=cast.reviewer, at=NOON, remark="Noem de wet.")
    update = publishing.edit(update, {"status": "afgerond"}, by=cast.colleague, version=1, at=NOON)
    update = published(submitted(update, cast.writer), cast.reviewer)
    correction = publishing.correct(update, by=cast.colleague, at=EVENING)
    withdrawn(update, cast.superuser)
    assert told(update) == [
        ("insert", "opstellen", cast.writer.pk),
        ("update", "indienen", cast.writer.pk),
        ("update", "terugsturen", cast.reviewer.pk),
        ("update", "bewerken", cast.colleague.pk),
        ("update", "indienen", cast.writer.pk),
        ("update", "publiceren", cast.reviewer.pk),
        ("update", "intrekken", cast.superuser.pk),
    ]
    assert told(correction) == [("insert", "corrigeren", cast.colleague.pk)]
    assert told(correction.milestones.get()) == [("insert", "corrigeren", cast.colleague.pk)]


def test_the_history_keeps_what_was_said(cast: Cast, action: Action) -> None:
    update = submitted(make_draft_of(action, cast.writer), cast.writer)
    publishing.return_to_author(update, by=cast.reviewer, at=NOON, remark="Noem de wet.")
    event = update.events.order_by("pgh_id").last()
    assert event.pgh_context.metadata == {
        "verb": "terugsturen",
        "user": cast.reviewer.pk,
        "remark": "Noem de wet.",
    }
    assert event.remark == "Noem de wet."


def test_the_one_that_makes_way_is_told_under_the_same_verb(cast: Cast, action: Action) -> None:
    edition = action.updates.get()
    update = make_published(action, cast)
    withdrawn(update, cast.superuser)
    assert told(edition) == [
        ("insert", None, None),
        ("update", "publiceren", cast.reviewer.pk),
        ("update", "intrekken", cast.superuser.pk),
    ]


def test_a_refused_verb_leaves_no_history(cast: Cast, action: Action) -> None:
    update = submitted(make_draft_of(action, cast.writer), cast.writer)
    before = told(update)
    with pytest.raises(Refused):
        published(update, cast.writer)
    assert told(update) == before


def test_bulk_changes_and_raw_sql_are_told_too(cast: Cast, action: Action) -> None:
    update = make_draft_of(action, cast.writer)
    with pghistory.context(verb="herstel", user=cast.superuser.pk):
        StatusUpdate.objects.filter(pk=update.pk).update(status="afgerond")
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE actions_statusupdate SET status = 'doorlopend' WHERE id = %s", [update.pk]
            )
            cursor.execute("DELETE FROM actions_milestone WHERE update_id = %s", [update.pk])
    assert told(update)[1:] == [("update", "herstel", cast.superuser.pk)] * 2
    assert list(update.events.order_by("pgh_id").values_list("status", flat=True)) == [
        "in-uitvoering",
        "afgerond",
        "doorlopend",
    ]
    events = Milestone.pgh_event_model.objects.filter(update=update).order_by("pgh_id")
    assert [(event.pgh_label, event.pgh_context.metadata["verb"]) for event in events] == [
        ("insert", "opstellen"),
        ("delete", "herstel"),
    ]


def test_the_history_outlives_the_account_that_made_it(cast: Cast, action: Action) -> None:
    update = make_published(action, cast)
    before = told(update)
    User.objects.filter(pk__in=[cast.writer.pk, cast.reviewer.pk]).update(is_active=False)
    assert told(update) == before
    update.refresh_from_db()
    assert (update.author, update.reviewer) == (cast.writer, cast.reviewer)


def delete_with_raw_sql(account: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM auth_user_groups WHERE user_id = %s", [account.pk])
        cursor.execute("DELETE FROM auth_user WHERE id = %s", [account.pk])
    connection.check_constraints()


@pytest.mark.parametrize("name", ["writer", "colleague", "reviewer"])
def test_an_account_with_rows_is_never_deleted(cast: Cast, action: Action, name: str) -> None:
    draft = make_draft_of(action, cast.writer)
    edited = publishing.edit(draft, {}, by=cast.colleague, version=1, at=NOON)
    published(submitted(edited, cast.writer), cast.reviewer)
    account = getattr(cast, name)
    # Without their seats too: what they wrote, changed or approved holds them.
    EditorMinistry.objects.filter(editor__user=account).delete()
    Editor.objects.filter(user=account).delete()
    with pytest.raises(ProtectedError):
        account.delete()
    with pytest.raises(IntegrityError, match="actions_statusupdate"), transaction.atomic():
        delete_with_raw_sql(account)


def test_an_editor_holds_the_account(cast: Cast) -> None:
    with pytest.raises(ProtectedError):
        cast.outsider.delete()


def test_who_gets_which_ministry_is_told(cast: Cast) -> None:
    editor = cast.writer.editor
    with pghistory.context(verb="ministerie", user=cast.account_manager.pk):
        link = EditorMinistry.objects.create(editor=editor, ministry=make_ministry("SZW"))
        told_before = told(link)
        identity = link.pk
        link.delete()
    assert told_before == [("insert", "ministerie", cast.account_manager.pk)]
    labels = EditorMinistry.pgh_event_model.objects.filter(pgh_obj_id=identity)
    assert list(labels.order_by("pgh_id").values_list("pgh_label", flat=True)) == [
        "insert",
        "delete",
    ]
    assert told(editor) == [("insert", None, None)]
