"""The fixtures in the database: complete, and loading them again changes nothing."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from pghistory.models import Events

from actions.models import Action, ActionMotion, Milestone, StatusUpdate, Theme
from motions.models import Document, Motion

NAMES = ("themes", "ministries", "motions", "editions/2021-06")

pytestmark = pytest.mark.django_db


def load() -> None:
    call_command("loaddata", *NAMES, verbosity=0)


def test_the_whole_table_is_there() -> None:
    load()
    assert {
        "actions": Action.objects.count(),
        "updates": StatusUpdate.objects.count(),
        "themes": Theme.objects.filter(parent=None).count(),
        "sub-themes": Theme.objects.exclude(parent=None).count(),
        "motions": Motion.objects.count(),
        "labels": ActionMotion.objects.count(),
        "labelled actions": ActionMotion.objects.values("action").distinct().count(),
        "papers": Document.objects.count(),
        "milestones": Milestone.objects.count(),
        "actions with milestones": Milestone.objects.values("update").distinct().count(),
    } == {
        "actions": 86,
        "updates": 86,
        "themes": 7,
        "sub-themes": 6,
        "motions": 19,
        "labels": 21,
        "labelled actions": 20,
        "papers": 12,
        "milestones": 100,
        "actions with milestones": 52,
    }


def test_loading_twice_changes_nothing() -> None:
    load()
    events = list(Events.objects.values_list("pgh_slug", flat=True))
    load()
    assert list(Events.objects.values_list("pgh_slug", flat=True)) == events


def test_a_status_quote_that_is_not_in_the_text_cannot_be_loaded() -> None:
    load()
    update = StatusUpdate.objects.get(action__number=44)
    with pytest.raises(IntegrityError, match="update_status_quote_in_text"), transaction.atomic():
        StatusUpdate.objects.create(
            action=update.action,
            slug="later",
            as_of=update.as_of,
            text=update.text,
            status="afgerond",
            status_quote="Het is klaar",
        )


def test_a_milestone_quote_that_is_not_in_the_text_cannot_be_loaded() -> None:
    load()
    milestone = Milestone.objects.first()
    milestone.pk = None
    milestone.position = 99
    milestone.quote = "Dit staat er niet"
    with (
        pytest.raises(IntegrityError, match='Het citaat "Dit staat er niet" staat niet letterlijk'),
        transaction.atomic(),
    ):
        milestone.save()


def test_the_paper_that_cannot_exist_is_kept_with_its_doubt() -> None:
    load()
    doubted = [(paper.kamerstuk.code, paper.doubt) for paper in Document.objects.exclude(doubt="")]
    assert doubted == [
        (
            "35510-809",
            "Zo staat het in de tekst, maar dit nummer kan niet kloppen: dossier 35510 had toen "
            "ongeveer 60 stukken.",
        )
    ]
