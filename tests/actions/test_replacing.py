"""What an edition changed of an action goes back when its text is withdrawn."""

import datetime

import pytest

from actions import publishing
from actions.editions.taking_over import ReportFacts, open_edition
from actions.models import Action, EditionRow, StatusUpdate, Theme
from actions.statustable.records import Cell, Record
from tests.actions.editions import a_label, a_record, a_table
from tests.cast import EVENING, NOON, Cast
from tests.factories import link_motion, make_motion, make_public_action, make_theme

pytestmark = pytest.mark.django_db

LATER = EVENING + datetime.timedelta(hours=1)
LATEST = EVENING + datetime.timedelta(hours=2)
BEFORE = ("Doe wat is gevraagd", "Herstel", ["NR. 7 Motie Omtzigt"])
SAID = ("Doe iets anders", "Toezicht › Wetten", ["NR. 13 Motie Omtzigt cs"])


@pytest.fixture(autouse=True)
def _standing(cast: Cast) -> None:
    action = make_public_action(1, theme=make_theme("Herstel"), description=BEFORE[0])
    Action.objects.filter(pk=action.pk).update(source_lines=[3, 4])
    link_motion(action, make_motion(7))


def changing(text: str = "Klaar.", **changes: object) -> Record:
    values = {
        "description": Cell(SAID[0], (12,)),
        "theme": "Toezicht",
        "subtheme": "Wetten",
        "labels": (a_label(13),),
        **changes,
    }
    return a_record(1, text, **values)


def take_over(month: int, record: Record, cast: Cast) -> EditionRow:
    """The row of an edition that the reviewer took over."""
    facts = ReportFacts(datetime.date(2022, month, 15), f"{month}.docx", f"{month}" * 64)
    report = open_edition(facts, a_table(record), by=cast.reviewer, at=LATEST).report
    return report.rows.get()


def publish(row: EditionRow, cast: Cast, *, at: datetime.datetime) -> StatusUpdate:
    update = row.update
    changes = {"status": "in-uitvoering", "status_quote": update.text}
    publishing.edit(update, changes, by=cast.reviewer, version=update.version, at=NOON)
    update = publishing.submit(update, by=cast.reviewer, at=NOON)
    return publishing.publish(update, by=cast.superuser, seen_hash=update.content_hash, at=at)


def facts() -> tuple[object, ...]:
    action = Action.objects.get(number=1)
    return (
        action.description,
        str(action.theme),
        [link.label for link in action.motion_links.all()],
    )


def replaced(row: EditionRow) -> dict:
    return EditionRow.objects.get(pk=row.pk).replaced


def withdraw(update: StatusUpdate, cast: Cast) -> None:
    publishing.withdraw(update, by=cast.superuser, reason="Verkeerd bestand.", at=LATEST)


def test_a_row_keeps_what_it_replaced_from_publication_on(cast: Cast) -> None:
    herstel = Theme.objects.get(name="Herstel")
    row = take_over(1, changing(), cast)
    assert replaced(row) == {}

    publish(row, cast, at=EVENING)

    labels = replaced(row).pop("labels")
    assert [(label["number"], label["printed"]) for label in labels] == [(7, "NR. 7 Motie Omtzigt")]
    assert {name: value for name, value in replaced(row).items() if name != "labels"} == {
        "description": "Doe wat is gevraagd",
        "description_lines": [3, 4],
        "theme": herstel.pk,
    }


def test_a_row_that_changes_nothing_of_the_action_replaces_nothing(cast: Cast) -> None:
    same = {"description": Cell(BEFORE[0], ()), "theme": "Herstel", "subtheme": None}
    action = Action.objects.get(number=1)
    action.motion_links.all().delete()
    row = take_over(1, changing(labels=(), **same), cast)

    publish(row, cast, at=EVENING)

    assert (replaced(row), facts()) == ({}, ("Doe wat is gevraagd", "Herstel", []))


def test_withdrawing_gives_the_action_back_what_it_said(cast: Cast) -> None:
    row = take_over(1, changing(), cast)
    update = publish(row, cast, at=EVENING)
    assert facts() == SAID

    withdraw(update, cast)

    assert facts() == BEFORE
    assert Action.objects.get(number=1).source_lines == [3, 4]
    assert replaced(row) == {}


def test_what_an_editor_wrote_over_it_since_stays(cast: Cast) -> None:
    update = publish(take_over(1, changing(), cast), cast, at=EVENING)
    Action.objects.filter(number=1).update(description="Met de hand verbeterd")

    withdraw(update, cast)

    assert facts() == ("Met de hand verbeterd", "Herstel", ["NR. 7 Motie Omtzigt"])


def test_a_later_edition_then_replaces_what_stood_before_both(cast: Cast) -> None:
    first = publish(take_over(1, changing(), cast), cast, at=EVENING)
    later = changing("Nog meer klaar.", description=Cell("Doe het derde", (20,)))
    row = take_over(2, later, cast)
    second = publish(row, cast, at=LATER)

    withdraw(first, cast)

    assert facts() == ("Doe het derde", *SAID[1:])
    assert (replaced(row)["description"], replaced(row)["description_lines"]) == (BEFORE[0], [3, 4])
    withdraw(second, cast)
    assert facts() == BEFORE


def test_what_a_later_edition_printed_once_more_is_from_then_on_its_own(cast: Cast) -> None:
    first = publish(take_over(1, changing(), cast), cast, at=EVENING)
    row = take_over(2, changing("Nog meer klaar."), cast)
    publish(row, cast, at=LATER)
    assert replaced(row) == {}

    withdraw(first, cast)

    assert facts() == SAID
    assert EditionRow.objects.get(pk=row.pk).changes == ["omschrijving", "thema", "moties"]
    assert replaced(row)["description"] == "Doe wat is gevraagd"


def test_an_edition_that_only_repeats_the_withdrawn_text_keeps_nothing_of_it(cast: Cast) -> None:
    first = publish(take_over(1, changing(), cast), cast, at=EVENING)
    row = take_over(2, changing(), cast)
    assert row.update == first

    withdraw(first, cast)

    assert (facts(), replaced(row)) == (BEFORE, {})


def test_a_theme_that_is_gone_by_then_is_not_gone_back_to(cast: Cast) -> None:
    row = take_over(1, changing(), cast)
    update = publish(row, cast, at=EVENING)
    EditionRow.objects.filter(pk=row.pk).update(replaced={**replaced(row), "theme": 0})

    withdraw(update, cast)

    assert facts() == ("Doe wat is gevraagd", "Toezicht › Wetten", ["NR. 7 Motie Omtzigt"])


def test_a_row_from_before_this_was_kept_gives_back_what_it_knows(cast: Cast) -> None:
    first = publish(take_over(1, changing(), cast), cast, at=EVENING)
    row = take_over(2, changing("Nog meer klaar.", theme="Elders", subtheme=None), cast)
    second = publish(row, cast, at=LATER)
    EditionRow.objects.filter(pk=row.pk).update(replaced={})

    withdraw(first, cast)
    withdraw(second, cast)

    assert facts() == ("Doe wat is gevraagd", "Elders", ["NR. 7 Motie Omtzigt"])
