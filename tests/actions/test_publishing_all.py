"""An edition published as a whole, within reach: by the normal road, or none; then released."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actions import policy, publishing, roles
from actions.editions.exporting import exported_edition
from actions.editions.publishing_all import Seen, publish_all, read_offer, waiting_updates
from actions.editions.taking_over import ReportFacts, compare, open_edition
from actions.models import Action, StatusReport, StatusUpdate
from actions.refusals import Conflict, Refused
from actions.statustable.readers import read_document
from actions.statustable.writers import WRITERS, write_document
from tests.actions.editions import a_record, a_table
from tests.cast import EVENING, MILESTONE, NOON, Cast, make_editor
from tests.factories import make_ministry, make_public_action, make_report, make_theme

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

    with pytest.raises(Refused, match=r"^U hebt deze rapportage overgenomen\."):
        publish_all(report, by=cast.reviewer, seen=seen(report), at=EVENING)
    assert states(report) == ["concept", "concept"]


def test_who_once_edited_a_text_does_not_publish_it_either(
    cast: Cast, report: StatusReport
) -> None:
    judged(report, cast.superuser)
    judged(report, cast.writer)

    with pytest.raises(Refused, match=r"een tekst van deze rapportage bewerkt \(actie 1\)"):
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


# -- What is within reach --------------------------------------------------------


@pytest.fixture
def reviewer_of_financien(cast: Cast) -> User:
    """A reviewer of the other ministry."""
    return make_editor("eindredacteur-financien", roles.REVIEWER, "FIN")


@pytest.fixture
def divided(cast: Cast, report: StatusReport) -> StatusReport:
    """The edition with action 2 for Financiën alone."""
    judged(report, cast.writer)
    action = Action.objects.get(number=2)
    action.ministry_links.all().delete()
    make_ministry("FIN", action=action)
    return report


def test_everybody_publishes_what_is_within_reach(
    cast: Cast, divided: StatusReport, reviewer_of_financien: User
) -> None:
    second = make_editor("tweede-bzk", roles.REVIEWER, "BZK")

    assert publish_all(divided, by=second, seen=seen(divided), at=EVENING) == 1

    divided.refresh_from_db()
    assert (states(divided), divided.released_at) == (["gepubliceerd", "concept"], None)
    assert publish_all(divided, by=reviewer_of_financien, seen=seen(divided), at=EVENING) == 1
    divided.refresh_from_db()
    assert (divided.released_at, divided.released_by) == (EVENING, reviewer_of_financien)


def test_the_offer_names_what_remains_for_colleagues(
    cast: Cast, divided: StatusReport, reviewer_of_financien: User
) -> None:
    offer = read_offer(divided, by=reviewer_of_financien, at=EVENING)

    assert [update.action.number for update in offer.updates] == [2]
    assert [update.action.number for update in offer.elsewhere] == [1]
    assert offer.obstacle is None


def test_who_reaches_nothing_that_waits_is_told_whose_it_is(
    cast: Cast, report: StatusReport, reviewer_of_financien: User
) -> None:
    judged(report, cast.writer)

    with pytest.raises(Refused, match=r"andere ministeries dan die van u: actie 1, 2\."):
        publish_all(report, by=reviewer_of_financien, seen=seen(report), at=EVENING)
    assert states(report) == ["concept", "concept"]


def test_a_text_without_a_status_that_is_not_within_reach_stops_nobody(
    cast: Cast, report: StatusReport, reviewer_of_financien: User
) -> None:
    action = Action.objects.get(number=2)
    action.ministry_links.all().delete()
    make_ministry("FIN", action=action)
    update = waiting_updates(report)[1]
    changes = {"status": "afgerond", "status_quote": update.text}
    publishing.edit(update, changes, by=cast.outsider, version=update.version, at=NOON)

    assert publish_all(report, by=reviewer_of_financien, seen=seen(report), at=EVENING) == 1


def test_who_may_not_review_publishes_nothing(cast: Cast, report: StatusReport) -> None:
    judged(report, cast.colleague)

    with pytest.raises(Refused, match=r"^U kunt een rapportage niet publiceren"):
        publish_all(report, by=cast.writer, seen=seen(report), at=EVENING)
    assert states(report) == ["concept", "concept"]


# -- An edition that only repeats --------------------------------------------------


@pytest.fixture
def repeating(cast: Cast) -> StatusReport:
    """An edition in which every text is one that stood already, taken over by the reviewer."""
    theme = make_theme("Herstel")
    for number in (1, 2):
        make_public_action(number, description=f"Doe wat onder {number} is gevraagd", theme=theme)
    facts = ReportFacts(datetime.date(2022, 1, 15), "2022-01.docx", "a" * 64)
    table = a_table(a_record(1), a_record(2))
    return open_edition(facts, table, by=cast.reviewer, at=NOON).report


def public_editions(at: datetime.datetime) -> list[tuple[str, int]]:
    editions = StatusReport.objects.published(at=at).order_by("slug")
    return [(edition.slug, edition.row_count) for edition in editions]


def test_taking_over_makes_nothing_public(repeating: StatusReport, client: Client) -> None:
    assert public_editions(EVENING) == [("2021-06", 2)]
    assert client.get("/rapportages/2022-01/").status_code == 404
    with pytest.raises(Refused, match=r"^Van rapportage 2022-01 is niets gepubliceerd"):
        exported_edition(repeating, at=EVENING)


def test_a_second_person_releases_it(cast: Cast, repeating: StatusReport, client: Client) -> None:
    assert publish_all(repeating, by=cast.superuser, seen={}, at=EVENING) == 0

    assert public_editions(EVENING) == [("2021-06", 2), ("2022-01", 2)]
    assert public_editions(NOON) == [("2021-06", 2)]
    page = client.get("/rapportages/2022-01/")
    assert [row.action.number for section in page.context["sections"] for row in section.rows] == [
        1,
        2,
    ]
    with pytest.raises(Refused, match="niets dat op publicatie wacht"):
        publish_all(repeating, by=cast.superuser, seen={}, at=EVENING)


def test_who_took_it_over_does_not_release_it(cast: Cast, repeating: StatusReport) -> None:
    with pytest.raises(Refused, match=r"^U hebt deze rapportage overgenomen\."):
        publish_all(repeating, by=cast.reviewer, seen={}, at=EVENING)
    assert public_editions(EVENING) == [("2021-06", 2)]


def test_without_that_rule_the_database_refuses_it(
    cast: Cast, repeating: StatusReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "is_second_person_of", lambda user, report: True)

    with pytest.raises(Refused, match=r"^Vrijgeven kan alleen door een ander dan wie"):
        publish_all(repeating, by=cast.reviewer, seen={}, at=EVENING)


@pytest.mark.parametrize("name", ["redacteur", "auditor", "beheerder", "anoniem"])
def test_only_a_reviewer_releases_it(cast: Cast, repeating: StatusReport, name: str) -> None:
    with pytest.raises(Refused, match=r"^U kunt een rapportage niet publiceren"):
        publish_all(repeating, by=cast.named(name), seen={}, at=EVENING)


def test_an_edition_without_a_row_is_never_released(cast: Cast) -> None:
    with pytest.raises(Refused, match="niets dat op publicatie wacht"):
        publish_all(make_report("2022-05"), by=cast.superuser, seen={}, at=EVENING)


def test_a_released_edition_stays_when_its_own_texts_are_withdrawn(
    cast: Cast, report: StatusReport
) -> None:
    judged(report, cast.writer)
    publish_all(report, by=cast.superuser, seen=seen(report), at=EVENING)
    assert public_editions(EVENING) == [("2021-06", 3), ("2022-01", 3)]

    for update in report.updates.all():
        publishing.withdraw(update, by=cast.superuser, reason="Verkeerd bestand.", at=EVENING)

    assert public_editions(EVENING) == [("2021-06", 3), ("2022-01", 1)]


def test_the_list_counts_every_row_that_can_be_read(
    cast: Cast, report: StatusReport, client: Client
) -> None:
    judged(report, cast.writer)
    publish_all(report, by=cast.superuser, seen=seen(report), at=EVENING)

    words = " ".join(client.get("/rapportages/").content.decode().split())

    assert "Peildatum 15 januari 2022, 3 standen van zaken" in words


# -- Days without a milestone ------------------------------------------------------


@pytest.fixture
def dated(cast: Cast, report: StatusReport) -> StatusReport:
    """The edition with a day in the text of action 1 that no milestone names."""
    judged(report, cast.writer)
    update = waiting_updates(report)[0]
    changes = {"text": "Klaar. Het rapport komt in maart 2022.", "status_quote": "Klaar."}
    publishing.edit(update, changes, by=cast.writer, version=update.version, at=NOON)
    return report


def test_a_day_without_a_milestone_has_to_be_seen(cast: Cast, dated: StatusReport) -> None:
    offer = read_offer(dated, by=cast.superuser, at=EVENING)
    assert [
        (update.action.number, [date.words for date in dates])
        for update, dates in offer.dates.items()
    ] == [(1, ["maart 2022"])]

    with pytest.raises(Refused, match=r"^Een dag of periode zonder termijn: actie 1\."):
        publish_all(dated, by=cast.superuser, seen=seen(dated), at=EVENING)
    assert states(dated) == ["concept", "concept"]
    assert (
        publish_all(dated, by=cast.superuser, seen=seen(dated), at=EVENING, dates_are_seen=True)
        == 2
    )


def test_a_milestone_covers_the_day(cast: Cast, dated: StatusReport) -> None:
    update = waiting_updates(dated)[0]
    milestone = {**MILESTONE, "quote": "Het rapport komt in maart 2022."}
    publishing.edit(
        update, {}, by=cast.writer, version=update.version, at=NOON, milestones=[milestone]
    )

    assert publish_all(dated, by=cast.superuser, seen=seen(dated), at=EVENING) == 2


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


# -- What it writes --------------------------------------------------------------


def test_a_draft_is_handed_in_on_the_way_and_the_history_tells_both(
    cast: Cast, report: StatusReport
) -> None:
    judged(report, cast.writer)
    publish_all(report, by=cast.superuser, seen=seen(report), at=EVENING)

    update = report.updates.get(action__number=1)
    told = update.events.order_by("pgh_id").values_list(
        "state", "pgh_context__metadata__verb", "pgh_context__metadata__user"
    )
    assert list(told)[-2:] == [
        ("ter-beoordeling", "indienen", cast.superuser.pk),
        ("gepubliceerd", "publiceren", cast.superuser.pk),
    ]
    assert (update.submitted_at, update.published_at) == (EVENING, EVENING)


@pytest.mark.parametrize(("rows", "queries"), [(1, 25), (3, 57)])
def test_each_text_more_costs_sixteen_queries(
    cast: Cast, rows: int, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    theme = make_theme("Herstel")
    for number in range(1, rows + 1):
        make_public_action(number, description=f"Doe wat onder {number} is gevraagd", theme=theme)
    table = a_table(*(a_record(number, "Klaar.") for number in range(1, rows + 1)))
    facts = ReportFacts(datetime.date(2022, 1, 15), "2022-01.docx", "a" * 64)
    report = open_edition(facts, table, by=cast.reviewer, at=NOON).report
    judged(report, cast.reviewer)
    read = seen(report)

    with django_assert_num_queries(queries):
        publish_all(report, by=cast.superuser, seen=read, at=EVENING)
