"""Fills an empty database from the fixtures, and leaves every other database alone."""

from pathlib import Path

import pghistory
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from actions.models import Action, StatusReport, Theme
from motions.models import Motion
from pok_tracker.lib.advisory_lock import advisory_lock

FIRST_FILES = ("themes.json", "ministries.json", "motions.json")


def seed_empty_database(folder: Path | None = None) -> bool:
    """Load the fixtures when the database has no editions, actions, motions and themes yet.

    folder holds FIRST_FILES and editions/*.json; without it, the project's own fixtures. The
    answer is whether anything was loaded. Raises CommandError when a file is missing, and then
    loads nothing at all.
    """
    folder = folder or Path(settings.FIXTURE_DIRS[0])
    # Two starts at once: the second waits, and finds the rows of the first.
    with advisory_lock("vulling"), transaction.atomic():
        if not _is_empty():
            return False
        with pghistory.context(reden="vulling"):
            call_command("loaddata", *_fixture_files(folder), verbosity=0)
        # PostgreSQL counted these tables while they were empty, if at all; until it counts again
        # it may choose a way that takes minutes.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return True


def _is_empty() -> bool:
    return not any(model.objects.exists() for model in (StatusReport, Action, Motion, Theme))


def _fixture_files(folder: Path) -> list[str]:
    """The files in the order in which they refer to each other, the editions by their date."""
    first = [folder / name for name in FIRST_FILES]
    editions = sorted((folder / "editions").glob("*.json"))
    return [str(path.resolve()) for path in [*first, *editions]]
