"""Every model whose rows public pages show tells that they changed, and when they will."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from actions.models import (
    Action,
    EditionPreview,
    Editor,
    EditorMinistry,
    Milestone,
    SearchWord,
    SignInHelp,
    StatusUpdate,
    TextWords,
)
from pok_tracker.lib.shown_to_public import PUBLIC_MOMENTS
from tests.cast import MORNING, Cast, action, cast, make_draft_of
from tests.factories import make_draft, make_milestone, make_public_action, make_theme

__all__ = ["action", "cast"]

NOT_SHOWN = {
    EditionPreview: "a table that a member of staff reads before it becomes an edition",
    Editor: "who writes, and for whom, is not told",
    EditorMinistry: "who writes, and for whom, is not told",
    SignInHelp: "about accounts",
    # Words of drafts come in as well; no page says one before a public text does.
    SearchWord: "made of texts that tell themselves that they changed",
    TextWords: "made of texts that tell themselves that they changed",
}
# Moments that no page compares with the moment of its reader.
NOT_COMPARED = {
    "actions.StatusUpdate.submitted_at",
    "actions.Outcome.proposed_at",
    # A withdrawn outcome is gone from that commit on, whatever its moment.
    "actions.Outcome.withdrawn_at",
}


def models_of_the_subject() -> set[type[models.Model]]:
    """The models of both apps but their history, which only staff read."""
    return {
        model
        for app in ("actions", "motions")
        for model in apps.get_app_config(app).get_models()
        if not hasattr(model, "pgh_tracked_model")
    }


def test_every_model_is_shown_to_the_public_or_says_why_not() -> None:
    assert set(PUBLIC_MOMENTS) ^ set(NOT_SHOWN) == models_of_the_subject()


def test_every_moment_of_a_shown_model_is_watched_or_never_compared() -> None:
    moments = {
        f"{model._meta.label}.{field.name}"
        for model in PUBLIC_MOMENTS
        for field in model._meta.concrete_fields
        if isinstance(field, models.DateTimeField)
    }
    watched = {
        f"{model._meta.label}.{column}"
        for model, columns in PUBLIC_MOMENTS.items()
        for column in columns
    }

    assert moments == watched | NOT_COMPARED


@pytest.mark.django_db
def test_the_database_has_the_trigger_of_every_shown_model() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger "
            "WHERE tgname LIKE 'pgtrigger_tells_public_change_%' AND tgenabled = 'O'"
        )
        tables = {table for (table,) in cursor.fetchall()}

    assert tables == {model._meta.db_table for model in PUBLIC_MOMENTS}


# -- What counts as a change -----------------------------------------------------


def tells(change: Callable[[], object]) -> bool:
    """Whether a change is told; the numbers of earlier transactions are cleared first."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM public_change")
        change()
        cursor.execute("SELECT EXISTS (SELECT FROM public_change)")
        return cursor.fetchone()[0]


@pytest.mark.django_db
class TestChanges:
    """Each in a transaction of its own."""

    def test_an_action_that_is_made_changed_or_deleted_is_told(self) -> None:
        other = make_public_action(7)
        theme = make_theme("Leeg", slug="leeg")

        assert tells(lambda: Action.objects.filter(pk=other.pk).update(description="Anders"))
        assert tells(lambda: Action.objects.create(number=8, theme=theme, description="Nieuw"))
        assert tells(lambda: Action.objects.filter(number=8).delete())

    def test_a_draft_is_written_changed_and_thrown_away_in_silence(self) -> None:
        other = make_public_action(7)

        assert not tells(lambda: make_draft(other))
        draft = StatusUpdate.objects.get(state="concept")
        same = StatusUpdate.objects.filter(pk=draft.pk)
        assert not tells(lambda: make_milestone(draft, "Nog geheim.", last_day=MORNING.date()))
        assert not tells(lambda: same.update(text="Nog geheim. En meer."))
        assert not tells(lambda: Milestone.objects.filter(update=draft).delete())
        assert not tells(draft.delete)

    def test_a_draft_of_the_desk_is_saved_in_silence(self, action: Action, cast: Cast) -> None:
        assert not tells(lambda: make_draft_of(action, cast.writer))

    def test_a_public_text_that_makes_way_is_told(self) -> None:
        standing = make_public_action(7).updates.get()

        assert tells(
            lambda: StatusUpdate.objects.filter(pk=standing.pk).update(superseded_at=MORNING)
        )

    def test_reading_is_not_told(self) -> None:
        make_public_action(7)

        assert not tells(lambda: list(Action.objects.published(at=MORNING)))
