"""An empty database is filled once; what staff wrote is never touched."""

import json
import threading
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connection

from actions.models import Action, Ministry, StatusReport, StatusUpdate, Theme
from motions.models import Motion
from pok_tracker.seeding import seed_empty_database
from tests.factories import make_action, make_motion, make_report, make_theme


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Fixtures of one theme, one motion, one action, and an edition that comes later."""
    write(
        tmp_path / "themes.json", row("actions.theme", slug="herstel", name="Herstel", position=1)
    )
    write(tmp_path / "ministries.json", row("actions.ministry", code="FIN", name="Financiën"))
    write(tmp_path / "motions.json", row("motions.motion", dossier="35510", number=13))
    write(
        tmp_path / "editions" / "2021-06.json",
        report("2021-06", "2021-06-30"),
        row("actions.action", number=1, theme=["herstel"], description="Betaal"),
    )
    # Refers to the action of the earlier one, so the order of the files matters.
    write(
        tmp_path / "editions" / "2022-01.json",
        report("2022-01", "2022-01-31"),
        row("actions.actionministry", action=[1], ministry=["FIN"], position=1),
    )
    return tmp_path


@pytest.mark.django_db
def test_an_empty_database_is_filled_with_every_file_in_order(folder: Path) -> None:
    assert seed_empty_database(folder) is True

    action = Action.objects.get()
    assert (action.number, action.theme.slug) == (1, "herstel")
    assert [ministry.code for ministry in action.ministries.all()] == ["FIN"]
    assert [motion.code for motion in Motion.objects.all()] == ["35510-13"]
    assert [edition.slug for edition in StatusReport.objects.all()] == ["2022-01", "2021-06"]


@pytest.mark.django_db
def test_what_staff_changed_and_deleted_stays_so_after_a_restart(folder: Path) -> None:
    seed_empty_database(folder)
    Action.objects.update(description="Betaal vandaag nog")
    Motion.objects.all().delete()

    assert seed_empty_database(folder) is False

    assert list(Action.objects.values_list("description", flat=True)) == ["Betaal vandaag nog"]
    assert Motion.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "leave_one_row",
    [
        make_theme,
        lambda: make_motion(1, submitters=()),
        make_report,
        lambda: make_action(1),
    ],
    ids=["theme", "motion", "edition", "action"],
)
def test_one_row_of_staff_is_enough_to_load_nothing(folder: Path, leave_one_row) -> None:
    leave_one_row()

    assert seed_empty_database(folder) is False

    assert Ministry.objects.count() == 0


@pytest.mark.django_db
def test_the_history_of_the_first_load_says_where_it_came_from(folder: Path) -> None:
    seed_empty_database(folder)

    event = Theme.pgh_event_models["insert"].objects.get()
    assert event.pgh_context.metadata == {"reden": "vulling"}


@pytest.mark.django_db
def test_a_file_that_is_missing_leaves_the_database_empty(folder: Path) -> None:
    (folder / "motions.json").unlink()

    with pytest.raises(CommandError, match="No fixture named 'motions'"):
        seed_empty_database(folder)

    assert Theme.objects.count() == 0


@pytest.mark.django_db
def test_a_row_that_the_database_refuses_leaves_the_database_empty(folder: Path) -> None:
    write(folder / "editions" / "2023-01.json", report("2023-01", "2022-01-31"))

    with pytest.raises(Exception, match="reference_date"):
        seed_empty_database(folder)

    assert Theme.objects.count() == 0


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_starts_at_once_load_once(folder: Path) -> None:
    answers: list[bool] = []
    together = threading.Barrier(2)

    def start() -> None:
        together.wait(timeout=10)
        answers.append(seed_empty_database(folder))
        connection.close()

    starts = [threading.Thread(target=start) for _ in range(2)]
    for each in starts:
        each.start()
    for each in starts:
        each.join(timeout=20)

    assert sorted(answers) == [False, True]
    assert Action.objects.count() == 1


@pytest.mark.django_db
def test_the_project_s_own_fixtures_fill_an_empty_database() -> None:
    assert seed_empty_database() is True

    numbers = list(Action.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 87))
    assert StatusUpdate.objects.filter(report__slug="2021-06", state="gepubliceerd").count() == 86
    assert Motion.objects.count() == 19


def row(model: str, **fields: object) -> dict[str, object]:
    return {"model": model, "fields": fields}


def report(slug: str, day: str) -> dict[str, object]:
    return row(
        "actions.statusreport",
        slug=slug,
        title="Stand van zaken",
        reference_date=day,
        source_name=f"{slug}.txt",
        source_sha256="0" * 64,
    )


def write(path: Path, *rows: dict[str, object]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(rows))
