"""An edition published as a whole: every draft by the normal road, or none."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client

from actions import publishing
from actions.editions.exporting import exported_edition
from actions.editions.publishing_all import Seen, publish_all, waiting_updates
from actions.editions.taking_over import ReportFacts, compare, open_edition
from actions.models import Action, StatusReport, StatusUpdate
from actions.refusals import Conflict, Refused
from actions.statustable.readers import read_document
from actions.statustable.writers import WRITERS, write_document
from tests.actions.editions import a_record, a_table
from tests.cast import EVENING, NOON, Cast
from tests.factories import make_ministry, make_public_action, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cast: Cast) -> StatusReport:
    """An edition that the reviewer of BZK took over: two actions of BZK changed, one stayed."""
    theme = make_theme("Herstel")
    for number in (1, 2, 3):
        action = make_public_action(
            number, description=f"Doe wat onder {number} is gevraagd", theme=theme
        )
        make_ministry("BZK", action=action)
    table = a_table(a_record(1, "Klaar."), a_record(2, "Ook klaar."), a_record(3))
    facts = ReportFacts(datetime.date(2022, 1, 15), "2022-01.docx", "a" * 64)
    return open_edition(facts, table, by=cast.reviewer, at=NOON).report


def judged(report: StatusReport, by: User) -> None:
    """Every draft gets a status from that person."""
    for update in waiting_updates(report):
        changes = {"status": "afgerond", "status_quote": update.text}
        publishing.edit(update, changes, by=by, version=update.version, at=NOON)


def seen(report: StatusReport) -> dict[int, Seen]:
    return {
        update.pk: Seen(update.content_hash, update.version) for update in waiting_updates(report)
    }


def states(report: StatusReport) -> list[str]:
    return list(report.updates.order_by("action__number").values_list("state", flat=True))


def test_another_reviewer_publishes_the_whole_edition(cast: Cast, report: StatusReport) -> None:
    judged(report, cast.writer)

    count = publish_all(report, by=cast.superuser, seen=seen(report), at=EVENING)

    assert (count, states(report)) == (2, ["gepubliceerd", "gepubliceerd"])
    assert list(
        Action.objects.published(at=EVENING)
        .order_by("number")
        .values_list("current__text", flat=True)
    ) == ["Klaar.", "Ook klaar.", "Er wordt aan gewerkt."]


def test_what_already_waits_for_review_is_published_as_well(
    cast: Cast, report: StatusReport
) -> None:
    judged(report, cast.writer)
    publishing.submit(waiting_updates(report)[0], by=cast.writer, at=NOON)

    assert publish_all(report, by=cast.superuser, seen=seen(report), at=EVENING) == 2


def test_who_took_the_edition_over_does_not_publish_it(cast: Cast, report: StatusReport) -> None:
    judged(report, cast.writer)

    with pytest.raises(Refused, match=r"^U hebt deze rapportage overgenomen"):
        publish_all(report, by=cast.reviewer, seen=seen(report), at=EVENING)
    assert states(report) == ["concept", "concept"]


def test_who_once_edited_a_text_does_not_publish_it_either(
    cast: Cast, report: StatusReport
) -> None:
    judged(report, cast.superuser)
    judged(report, cast.writer)

    with pytest.raises(Refused, match=r"of een tekst ervan bewerkt \(actie 1\)"):
        publish_all(report, by=cast.superuser, seen=seen(report), at=EVENING)


def test_texts_without_a_status_are_named(cast: Cast, report: StatusReport) -> None:
    with pytest.raises(Refused, match=r"^Nog zonder status: actie 1, 2\."):
        publish_all(report, by=cast.superuser, seen=seen(report), at=EVENING)


def test_a_text_that_changed_since_it_was_read_stops_all(cast: Cast, report: StatusReport) -> None:
    judged(report, cast.writer)
    read = seen(report)
    last = waiting_updates(report)[1]
    changes = {"text": "Ook klaar. Echt."}
    publishing.edit(last, changes, by=cast.writer, version=last.version, at=NOON)

    with pytest.raises(Conflict, match=r"^Actie 2: "):
        publish_all(report, by=cast.superuser, seen=read, at=EVENING)
    assert states(report) == ["concept", "concept"]


def test_a_text_that_was_not_read_stops_all(cast: Cast, report: StatusReport) -> None:
    judged(report, cast.writer)
    read = dict(list(seen(report).items())[:1])

    with pytest.raises(Conflict, match=r"^Actie 2 stond niet bij wat u hebt gelezen"):
        publish_all(report, by=cast.superuser, seen=read, at=EVENING)
    assert states(report) == ["concept", "concept"]


def test_a_reviewer_of_another_ministry_is_refused_by_the_normal_guard(
    cast: Cast, report: StatusReport
) -> None:
    judged(report, cast.writer)
    cast.outsider.groups.set(cast.reviewer.groups.all())

    with pytest.raises(Refused, match=r"^Actie 1: U kunt bij actie 1 geen stand van zaken"):
        publish_all(report, by=cast.outsider, seen=seen(report), at=EVENING)
    assert states(report) == ["concept", "concept"]


def test_nothing_that_waits_is_refused(cast: Cast, report: StatusReport) -> None:
    judged(report, cast.writer)
    publish_all(report, by=cast.superuser, seen=seen(report), at=EVENING)

    with pytest.raises(Refused, match="niets dat op publicatie wacht"):
        publish_all(report, by=cast.superuser, seen={}, at=EVENING)
    assert StatusUpdate.objects.filter(state="gepubliceerd").count() == 5


def test_the_page_of_an_edition_shows_what_it_repeats_and_what_it_said_then(
    cast: Cast, report: StatusReport, client: Client
) -> None:
    judged(report, cast.writer)
    publish_all(report, by=cast.superuser, seen=seen(report), at=EVENING)
    Action.objects.filter(number=1).update(description="Daarna anders.")

    page = client.get("/rapportages/2022-01/")

    rows = [row for section in page.context["sections"] for row in section.rows]
    assert [(row.action.number, row.update.text) for row in rows] == [
        (1, "Klaar."),
        (2, "Ook klaar."),
        (3, "Er wordt aan gewerkt."),
    ]
    assert "Doe wat onder 1 is gevraagd" in page.content.decode()
    assert "Daarna anders." not in page.content.decode()


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_a_published_edition_goes_out_and_comes_back_without_a_difference(
    cast: Cast, report: StatusReport, form: str
) -> None:
    judged(report, cast.writer)
    publish_all(report, by=cast.superuser, seen=seen(report), at=EVENING)

    data = write_document(exported_edition(report, at=EVENING), form)
    table = read_document(data, name=f"2022-01.{form}").table

    assert compare(table, report.reference_date, at=EVENING).summary() == {
        "ongewijzigd": [1, 2, 3],
        "gewijzigd": [],
        "nieuw": [],
        "ontbrekend": [],
    }
