"""Editions of which every draft was thrown away, before anything of them was public."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from actions.models import EditionRow, StatusReport, StatusUpdate


def not_emptied() -> QuerySet[StatusReport]:
    """The editions that hold their file, their day and their slug."""
    return StatusReport.objects.exclude(pk__in=_emptied())


def make_place(taken: Q) -> None:
    """Remove the emptied editions among those, so that another can be taken over in their place.

    Inside a transaction. An edition that is released meanwhile stays, and so does one of which
    every text repeats a former one from the start: nothing of that was thrown away.
    """
    # A colleague who releases one of them holds its row: look again after that.
    reports = StatusReport.objects.select_for_update().filter(taken, pk__in=_emptied())
    for report in reports:
        EditionRow.objects.filter(report=report).delete()
        report.delete()


def _emptied() -> QuerySet:
    thrown_away = StatusUpdate.pgh_event_model.objects.filter(
        pgh_label="delete", report=OuterRef("pk")
    )
    return StatusReport.objects.filter(Exists(thrown_away), updates=None, released_at=None).values(
        "pk"
    )
