"""A table becomes an edition: rows for all, drafts only where something differs."""

import datetime
from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from actions import publishing
from actions.editions import taking_over
from actions.editions.difference import by_number
from actions.editions.stored import records_of, rows_of, standing_rows
from actions.editions.taking_over import Opened, ReportFacts, TakenAlready, compare, open_edition
from actions.models import Action, EditionRow, Milestone, StatusReport, StatusUpdate, Theme
from actions.policy import Person
from actions.refusals import Refused
from actions.statustable.records import Cell, Record, Table
from motions.models import Motion
from tests.actions.editions import a_footnote, a_label, a_record, a_table
from tests.cast import EVENING, NOON, Cast
from tests.factories import (
    link_motion,
    make_draft,
    make_milestone,
    make_motion,
    make_public_action,
    make_theme,
    make_update,
)

pytestmark = pytest.mark.django_db

JANUARY = datetime.date(2022, 1, 15)
FACTS = ReportFacts(JANUARY, "2022-01.docx", "a" * 64)


@pytest.fixture(autouse=True)
def _standing_edition(cast: Cast) -> None:
    """Three actions under one theme, as an edition once said them."""
    theme = make_theme("Herstel", slug="herstel")
    for number in (1, 2, 3):
        make_public_action(
            number,
            "Er wordt aan gewerkt.",
            description=f"Doe wat onder {number} is gevraagd",
            theme=theme,
        )


def take_over(*records: Record, by: Person | None = None, facts: ReportFacts = FACTS) -> Opened:
    return open_edition(facts, a_table(*records), by=by, at=NOON)


def the_draft(number: int) -> StatusUpdate:
    return StatusUpdate.objects.get(action__number=number, report__slug="2022-01")


def published(number: int, cast: Cast) -> StatusUpdate:
    update = the_draft(number)
    if not update.status:
        changes = {"status": "in-uitvoering", "status_quote": update.text}
        update = publishing.edit(update, changes, by=cast.superuser, version=1, at=NOON)
    publishing.submit(update, by=cast.superuser, at=NOON)
    return publishing.publish(
        update,
        by=User.objects.create_superuser("tweede"),
        seen_hash=update.content_hash,
        at=EVENING,
    )


def everything() -> tuple[int, ...]:
    models = (StatusReport, StatusUpdate, EditionRow, Action, Theme, Motion)
    return tuple(model.objects.count() for model in models)


def test_a_draft_is_made_only_where_something_differs(cast: Cast) -> None:
    opened = take_over(a_record(1), a_record(2, "Klaar."), a_record(4), by=cast.reviewer)

    assert (opened.report.slug, opened.drafts) == ("2022-01", (2, 4))
    assert list(
        opened.report.updates.order_by("action__number").values_list(
            "action__number", "text", "state", "status", "author__username", "as_of", "slug"
        )
    ) == [
        (2, "Klaar.", "concept", "", "eindredacteur-bzk", JANUARY, "2022-01"),
        (4, "Er wordt aan gewerkt.", "concept", "", "eindredacteur-bzk", JANUARY, "2022-01"),
    ]


def test_the_edition_is_complete_and_repeats_what_already_stood(cast: Cast) -> None:
    opened = take_over(a_record(1), a_record(2, "Klaar."), a_record(4), by=cast.reviewer)

    assert [
        (row.action.number, row.update.text, row.update.slug) for row in rows_of(opened.report)
    ] == [
        (1, "Er wordt aan gewerkt.", "2021-06"),
        (2, "Klaar.", "2022-01"),
        (4, "Er wordt aan gewerkt.", "2022-01"),
    ]


def test_the_table_that_was_taken_over_no_longer_differs_from_its_edition(cast: Cast) -> None:
    table = a_table(a_record(1), a_record(2, "Klaar."), a_record(4, labels=(a_label(13),)))
    open_edition(FACTS, table, by=cast.reviewer, at=NOON)

    assert compare(table, JANUARY, at=NOON).summary() == {
        "ongewijzigd": [1, 2, 4],
        "gewijzigd": [],
        "nieuw": [],
        "ontbrekend": [],
    }


def test_without_a_person_the_text_is_that_of_the_edition_and_waits_all_the_same() -> None:
    take_over(a_record(1, "Klaar."))

    draft = the_draft(1)
    assert (draft.verbatim, draft.author, draft.state) == (True, None, "concept")


def test_a_text_that_stays_keeps_its_status_and_its_milestones(cast: Cast) -> None:
    standing = StatusUpdate.objects.get(action__number=1)
    make_milestone(standing, last_day=JANUARY)

    take_over(a_record(1, description=Cell("Doe iets anders", ())), by=cast.reviewer)

    draft = the_draft(1)
    assert (draft.status, draft.status_quote) == ("in-uitvoering", "Er wordt aan gewerkt.")
    assert Milestone.objects.filter(update=draft, last_day=JANUARY).count() == 1


def test_a_changed_text_keeps_the_milestones_whose_words_are_still_in_it(cast: Cast) -> None:
    standing = make_public_action(5, "De wet komt in mei. De brief komt in juni.").updates.get()
    make_milestone(standing, "De wet komt in mei.", last_day=JANUARY)
    make_milestone(standing, "De brief komt in juni.", last_day=JANUARY)

    take_over(a_record(5, "De wet komt in mei. De brief is er."), by=cast.reviewer)

    assert [
        (milestone.quote, milestone.carried_from.update)
        for milestone in the_draft(5).milestones.all()
    ] == [("De wet komt in mei.", standing)]
    assert the_draft(5).status == ""


def changed_action() -> Record:
    return a_record(
        1,
        description=Cell("Doe iets anders", (12,)),
        theme="Toezicht",
        subtheme="Wetten",
        labels=(a_label(13), a_label(21)),
    )


def facts_of(number: int) -> tuple[object, ...]:
    action = Action.objects.get(number=number)
    labels = [link.label for link in action.motion_links.all()]
    return (action.description, str(action.theme), labels)


def test_a_published_action_does_not_change_before_its_update_is_published(cast: Cast) -> None:
    link_motion(Action.objects.get(number=1), make_motion(7))
    before = facts_of(1)
    take_over(changed_action(), by=cast.reviewer)

    assert facts_of(1) == before
    published(1, cast)
    assert facts_of(1) == (
        "Doe iets anders",
        "Toezicht › Wetten",
        ["NR. 13 Motie Omtzigt cs", "NR. 21 Motie Omtzigt cs"],
    )


def test_what_the_edition_does_not_change_stays_as_an_editor_made_it(cast: Cast) -> None:
    take_over(a_record(1, description=Cell("Doe iets anders", ())), by=cast.reviewer)
    Action.objects.filter(number=1).update(theme=make_theme("Verplaatst"))

    published(1, cast)

    assert facts_of(1) == ("Doe iets anders", "Verplaatst", [])


def test_a_change_of_the_action_cannot_wait_for_a_later_moment(cast: Cast) -> None:
    take_over(changed_action(), by=cast.reviewer)
    update = publishing.submit(the_draft(1), by=cast.superuser, at=NOON)

    with pytest.raises(Refused, match=r"omschrijving, thema, moties\. Dat kan niet pas later"):
        publishing.publish(
            update,
            by=cast.superuser,
            seen_hash=update.content_hash,
            at=NOON,
            publish_from=EVENING,
        )
    assert facts_of(1)[0] == "Doe wat onder 1 is gevraagd"


def test_an_earlier_edition_keeps_the_description_it_was_sent_with(cast: Cast) -> None:
    take_over(changed_action(), a_record(2), by=cast.reviewer)
    published(1, cast)

    first = rows_of(StatusReport.objects.get(slug="2021-06"))

    assert [row.description for row in first] == [
        f"Doe wat onder {number} is gevraagd" for number in (1, 2, 3)
    ]


def test_a_new_action_is_on_no_page_until_it_is_published(cast: Cast) -> None:
    take_over(a_record(9, theme="Nieuw", labels=(a_label(40),)), by=cast.reviewer)

    assert Action.objects.published(at=EVENING).filter(number=9).count() == 0
    assert Theme.objects.published(at=EVENING).filter(name="Nieuw").count() == 0
    assert Motion.objects.published(at=EVENING).filter(number=40).count() == 0
    published(9, cast)
    assert Motion.objects.published(at=EVENING).filter(number=40).count() == 1


def test_an_action_that_only_had_a_draft_takes_over_the_row_at_publication(cast: Cast) -> None:
    make_draft(Action.objects.create(number=9, theme=make_theme(), description="Oud"))

    take_over(a_record(9), by=cast.reviewer)

    assert facts_of(9)[0] == "Oud"
    published(9, cast)
    assert facts_of(9) == ("Doe wat onder 9 is gevraagd", "Herstel", [])


def test_footnotes_of_a_changed_text_come_along(cast: Cast) -> None:
    take_over(a_record(1, "Klaar.", footnotes=(a_footnote(),)), by=cast.reviewer)

    assert the_draft(1).footnotes == [{"marker": "1", "position": 2, "text": "Zie de brief."}]


def test_the_same_file_twice_is_one_edition() -> None:
    take_over(a_record(1, "Klaar."))
    before = everything()

    with pytest.raises(TakenAlready, match="al overgenomen als rapportage 2022-01"):
        take_over(a_record(1, "Klaar."))
    assert everything() == before


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"peildatum": datetime.date(2023, 1, 15)}, "met een andere peildatum: 2022-01-15"),
        ({"source_sha256": "b" * 64}, "Er is al een rapportage 2022-01, met peildatum 2022-01-15"),
        (
            {"source_sha256": "b" * 64, "peildatum": datetime.date(2022, 1, 31)},
            "Er is al een rapportage 2022-01, met peildatum 2022-01-15",
        ),
    ],
)
def test_an_edition_that_is_there_already_is_refused(other: dict, refusal: str) -> None:
    take_over(a_record(1, "Klaar."))
    before = everything()

    with pytest.raises(Refused, match=refusal):
        take_over(a_record(1, "Klaar."), facts=replace(FACTS, **other))
    assert everything() == before


def test_a_crash_at_the_last_row_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything()
    make_row = taking_over._make_row

    def crash(report: StatusReport, row: object, position: int, **others: object) -> None:
        if report.slug == "2022-01" and position == 2:
            raise RuntimeError("stroomstoring")
        make_row(report, row, position, **others)

    monkeypatch.setattr(taking_over, "_make_row", crash)
    with pytest.raises(RuntimeError, match="stroomstoring"):
        take_over(changed_action(), a_record(9, theme="Nieuw", labels=(a_label(40),)))

    assert everything() == before


def test_what_was_seen_is_what_is_taken_over(cast: Cast) -> None:
    table = a_table(a_record(1, "Klaar."), a_record(2), a_record(3))
    seen = compare(table, JANUARY, at=NOON).fingerprint
    action = Action.objects.get(number=2)
    StatusUpdate.objects.filter(action=action).update(superseded_at=NOON)

    with pytest.raises(Refused, match="Er is intussen iets gepubliceerd"):
        open_edition(FACTS, table, by=cast.reviewer, at=NOON, seen=seen)
    assert StatusReport.objects.filter(slug="2022-01").count() == 0


def newer_text(number: int) -> None:
    """After the edition came a text of a later day than the table."""
    action = Action.objects.get(number=number)
    action.updates.update(superseded_at=NOON - datetime.timedelta(hours=1))
    make_update(
        action,
        "Al bijna klaar.",
        slug="2022-03",
        as_of=datetime.date(2022, 3, 1),
        published_at=NOON - datetime.timedelta(hours=1),
    )


def test_a_table_that_is_older_than_what_stands_is_refused_until_that_is_meant() -> None:
    newer_text(2)
    records = (a_record(1, "Klaar."), a_record(2), a_record(3))

    with pytest.raises(Refused, match=r"^Hier staat al een nieuwere tekst: actie 2\."):
        take_over(*records)
    assert StatusReport.objects.filter(slug="2022-01").count() == 0

    opened = open_edition(FACTS, a_table(*records), by=None, at=NOON, also_older=True)
    assert opened.drafts == (1, 2)


def test_a_newer_text_that_the_table_repeats_stops_nobody() -> None:
    newer_text(2)

    opened = take_over(a_record(1, "Klaar."), a_record(2, "Al bijna klaar."), a_record(3))

    assert opened.drafts == (1,)


def test_a_title_that_is_too_long_is_refused_in_dutch() -> None:
    table = a_table(a_record(1, "Klaar."), title="x" * 201)

    with pytest.raises(Refused, match="De database kan deze waarde niet bewaren"):
        open_edition(FACTS, table, by=None, at=NOON)


def test_a_table_without_a_title_is_called_by_its_day() -> None:
    opened = open_edition(FACTS, a_table(a_record(1, "Klaar."), title=""), by=None, at=NOON)

    assert opened.report.title == "Stand van zaken per 15 januari 2022"


def test_rows_come_out_as_they_went_in(cast: Cast) -> None:
    table: Table = a_table(changed_action(), a_record(2))
    opened = open_edition(FACTS, table, by=cast.reviewer, at=NOON)

    records = by_number(records_of(rows_of(opened.report)))
    assert [records[1].theme, records[1].subtheme, records[1].description] == [
        "Toezicht",
        "Wetten",
        Cell("Doe iets anders", (12,)),
    ]
    assert records[2].status.text == records_of(standing_rows(at=NOON))[1].status.text
