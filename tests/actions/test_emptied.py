"""An edition of which every draft was thrown away makes place for another one."""

import datetime
from dataclasses import replace

import pytest

from actions import publishing
from actions.editions.difference import Difference
from actions.editions.publishing_all import publish_all
from actions.editions.taking_over import (
    Opened,
    ReportFacts,
    TakenAlready,
    compare,
    open_edition,
    refuse_taken,
)
from actions.models import EditionRow, StatusReport, StatusUpdate
from actions.refusals import Refused
from actions.statustable.records import Record
from tests.actions.editions import a_record, a_table
from tests.cast import EVENING, NOON, Cast
from tests.factories import make_public_action, make_theme

pytestmark = pytest.mark.django_db

WRONG = ReportFacts(datetime.date(2022, 1, 15), "2022-01.docx", "a" * 64)
STANDING = "Er wordt aan gewerkt."
RIGHT = [
    pytest.param({}, id="the same file once more"),
    pytest.param({"source_sha256": "b" * 64}, id="another file of that day"),
    pytest.param({"peildatum": datetime.date(2022, 1, 31)}, id="another day of that month"),
    pytest.param({"peildatum": datetime.date(2023, 1, 15)}, id="the file on another day"),
]


@pytest.fixture(autouse=True)
def _standing(cast: Cast) -> None:
    theme = make_theme("Herstel")
    for number in (1, 2):
        asked = f"Doe wat onder {number} is gevraagd"
        make_public_action(number, STANDING, description=asked, theme=theme)


def take_over(cast: Cast, *records: Record, facts: ReportFacts = WRONG) -> Opened:
    table = a_table(*(records or (a_record(1, "Klaar."), a_record(2, "Ook klaar."))))
    return open_edition(facts, table, by=cast.reviewer, at=NOON)


def throw_away(cast: Cast, *numbers: int) -> None:
    for number in numbers:
        draft = StatusUpdate.objects.get(action__number=number, state="concept")
        publishing.discard(draft, by=cast.reviewer, version=draft.version, at=EVENING)


def slugs() -> set[str]:
    return set(StatusReport.objects.values_list("slug", flat=True))


@pytest.mark.parametrize("other", RIGHT)
def test_the_right_table_comes_in_its_place(cast: Cast, other: dict) -> None:
    wrong = take_over(cast).report
    throw_away(cast, 1, 2)

    right = take_over(cast, a_record(1, "Anders."), facts=replace(WRONG, **other))

    assert slugs() == {"2021-06", right.report.slug}
    assert EditionRow.objects.filter(report=wrong).count() == 0
    assert (right.drafts, right.report.rows.get().update.text) == ((1,), "Anders.")


def test_it_is_compared_with_what_stands_and_not_with_what_was_emptied(cast: Cast) -> None:
    take_over(cast, a_record(1, "Klaar."), a_record(9, "Nieuw."))
    throw_away(cast, 1, 9)
    found: Difference = compare(a_table(a_record(9, "Nieuw.")), WRONG.peildatum, at=EVENING)

    assert ([record.number for record in found.missing], len(found.new)) == ([1, 2], 1)


@pytest.mark.parametrize("other", RIGHT)
def test_an_edition_with_a_draft_left_keeps_its_place(cast: Cast, other: dict) -> None:
    take_over(cast)
    throw_away(cast, 1)

    with pytest.raises(Refused, match=r"Er is al een rapportage|al overgenomen"):
        take_over(cast, facts=replace(WRONG, **other))
    assert slugs() == {"2021-06", "2022-01"}


def test_an_edition_that_was_released_keeps_its_place(cast: Cast) -> None:
    report = take_over(cast).report
    throw_away(cast, 1, 2)
    publish_all(report, by=cast.superuser, seen={}, at=EVENING)

    with pytest.raises(TakenAlready):
        refuse_taken(WRONG)


def test_an_edition_that_repeats_everything_from_the_start_keeps_its_place(cast: Cast) -> None:
    rows = EditionRow.objects.filter(report__slug="2022-01")
    take_over(cast, a_record(1, STANDING), a_record(2, STANDING))
    assert (rows.count(), StatusUpdate.objects.filter(report__slug="2022-01").count()) == (2, 0)

    with pytest.raises(TakenAlready):
        refuse_taken(WRONG)


def test_the_refusal_tells_how_to_make_place(cast: Cast) -> None:
    take_over(cast)

    with pytest.raises(Refused, match="al haar concepten verwijderen en het bestand opnieuw"):
        refuse_taken(replace(WRONG, source_sha256="b" * 64))
