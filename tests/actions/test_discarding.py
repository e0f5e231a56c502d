"""What goes with a draft that is thrown away, and what an edition then says."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from actions import publishing
from actions.editions.discarding import what_goes
from actions.editions.stored import rows_of
from actions.editions.taking_over import ReportFacts, open_edition
from actions.models import Action, EditionRow, StatusReport, StatusUpdate
from actions.statustable.records import Cell
from tests.actions.editions import a_label, a_record, a_table
from tests.cast import EVENING, NOON, Cast, make_draft_of
from tests.factories import link_motion, make_motion, make_public_action, make_theme
from tests.reading_pages import words_of

pytestmark = pytest.mark.django_db

OLD, NEW = 1, 9


@pytest.fixture
def report(cast: Cast) -> StatusReport:
    """An edition that changes an action in everything, and brings a new one."""
    action = make_public_action(OLD, theme=make_theme("Herstel"), description="Doe wat is gevraagd")
    link_motion(action, make_motion(7))
    changed = a_record(
        OLD,
        "Klaar.",
        description=Cell("Doe iets anders", (12,)),
        theme="Toezicht",
        labels=(a_label(13),),
    )
    facts = ReportFacts(datetime.date(2022, 1, 15), "2022-01.docx", "a" * 64)
    table = a_table(changed, a_record(NEW, "Nieuw.", labels=(a_label(21),)))
    return open_edition(facts, table, by=cast.reviewer, at=NOON).report


def draft_of(number: int) -> StatusUpdate:
    return StatusUpdate.objects.get(action__number=number, state="concept")


def discard(update: StatusUpdate, cast: Cast) -> None:
    publishing.discard(update, by=cast.reviewer, version=update.version, at=EVENING)


def test_the_edition_repeats_what_stands(cast: Cast, report: StatusReport) -> None:
    discard(draft_of(OLD), cast)

    row = rows_of(report)[0]
    assert (row.update.slug, row.description, str(row.theme)) == (
        "2021-06",
        "Doe wat is gevraagd",
        "Herstel",
    )
    assert [label.printed for label in row.labels] == ["NR. 7 Motie Omtzigt"]
    assert EditionRow.objects.get(report=report, action__number=OLD).changes == []


def test_a_new_action_goes_with_its_row_and_its_links(cast: Cast, report: StatusReport) -> None:
    discard(draft_of(NEW), cast)

    assert [row.action.number for row in rows_of(report)] == [OLD]
    assert Action.objects.filter(number=NEW).count() == 0


def test_an_action_about_which_something_else_was_written_stays(
    cast: Cast, report: StatusReport
) -> None:
    other = make_draft_of(Action.objects.get(number=NEW), cast.reviewer)

    discard(StatusUpdate.objects.get(report=report, action__number=NEW), cast)

    assert list(StatusUpdate.objects.filter(action__number=NEW)) == [other]
    assert [row.action.number for row in rows_of(report)] == [OLD]


def test_an_action_that_was_there_before_the_edition_stays(cast: Cast) -> None:
    action = Action.objects.create(number=NEW, theme=make_theme(), description="Met de hand")
    facts = ReportFacts(datetime.date(2022, 1, 15), "2022-01.docx", "a" * 64)
    report = open_edition(facts, a_table(a_record(NEW)), by=cast.reviewer, at=NOON).report

    discard(draft_of(NEW), cast)

    assert (rows_of(report), Action.objects.get()) == ([], action)


def test_a_draft_between_editions_goes_alone(cast: Cast) -> None:
    action = Action.objects.create(number=NEW, theme=make_theme(), description="Met de hand")

    discard(make_draft_of(action, cast.reviewer), cast)

    assert (StatusUpdate.objects.count(), Action.objects.get()) == (0, action)


def test_what_goes_is_told_before_it_goes(cast: Cast, report: StatusReport) -> None:
    old, new = (what_goes(draft_of(number), at=EVENING) for number in (OLD, NEW))

    assert (old.row.report, old.standing.slug, old.with_action) == (report, "2021-06", False)
    assert (new.row.report, new.standing, new.with_action) == (report, None, True)
    assert (old.is_last, new.is_last) == (False, False)


def test_of_the_last_draft_is_told_that_another_edition_can_take_the_place(
    client: Client, cast: Cast, report: StatusReport
) -> None:
    told = "bied de juiste dan aan: die komt in haar plaats"
    client.force_login(cast.reviewer)
    pages = []
    for number in (NEW, OLD):
        draft = draft_of(number)
        page = reverse("admin:actions_statusupdate_verwijderen", args=[draft.pk])
        pages.append(told in words_of(client.get(page)))
        discard(draft, cast)

    assert pages == [False, True]


def test_the_history_keeps_all_of_it_under_the_verb(cast: Cast, report: StatusReport) -> None:
    draft = draft_of(NEW)
    models = (StatusUpdate, EditionRow, Action)

    discard(draft, cast)

    deleted = [model.pgh_event_model.objects.filter(pgh_label="delete").get() for model in models]
    assert [event.pgh_context.metadata["verb"] for event in deleted] == ["verwijderen"] * 3
    assert deleted[0].text == "Nieuw."
