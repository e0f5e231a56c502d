"""The worklist: what waits for whom, as the start page of the admin."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from actions import outcomes, publishing
from actions.editions.taking_over import ReportFacts, open_edition
from actions.models import Action, Milestone, Outcome, StatusUpdate
from actions.worklist import read_worklist
from tests.actions.editions import a_record, a_table
from tests.cast import EVENING, NOON, Cast, make_draft_of, make_published, submitted
from tests.factories import (
    make_draft,
    make_milestone,
    make_ministry,
    make_public_action,
    make_report,
)

START = "/beheer/"
STATES = StatusUpdate.State
NOTHING = {"rapportage": [], "concepten": [], "terug": [], "verstreken": [], "verouderd": []}


def piles_of(cast: Cast, name: str, *, at: datetime.datetime = EVENING) -> dict[str, list[int]]:
    """The numbers of the actions on each pile of somebody."""
    piles = read_worklist(cast.named(name), at=at)
    return {pile.slug: [task.number for task in pile.tasks] for pile in piles}


@pytest.fixture
def theirs(cast: Cast) -> Action:
    """An action of another ministry."""
    action = make_public_action(46)
    make_ministry("FIN", action=action)
    return action


def test_a_draft_lies_with_who_wrote_it_and_who_changed_it_last(cast: Cast, action: Action):
    draft = make_draft_of(action, cast.writer)
    publishing.edit(draft, {}, by=cast.colleague, version=1, at=NOON)

    assert piles_of(cast, "redacteur") == {**NOTHING, "concepten": [44]}
    assert piles_of(cast, "collega") == {**NOTHING, "concepten": [44]}
    assert piles_of(cast, "eindredacteur") == {**NOTHING, "beoordelen": [], "bevestigen": []}
    assert piles_of(cast, "Financiën") == NOTHING


def take_over(cast: Cast, *numbers: int) -> None:
    """An edition with something new about those actions, read in by the reviewer."""
    facts = ReportFacts(datetime.date(2022, 1, 15), "2022-01.docx", "a" * 64)
    table = a_table(*(a_record(number, "Iets nieuws.") for number in numbers))
    open_edition(facts, table, by=cast.reviewer, at=NOON)


def test_drafts_of_an_edition_lie_with_the_ministries_that_finish_them(
    cast: Cast, action: Action, theirs: Action
):
    take_over(cast, 44, 46)

    assert piles_of(cast, "redacteur") == {**NOTHING, "rapportage": [44]}
    assert piles_of(cast, "collega") == {**NOTHING, "rapportage": [44]}
    assert piles_of(cast, "Financiën") == {**NOTHING, "rapportage": [46]}
    assert piles_of(cast, "eindredacteur") == {
        **NOTHING,
        "beoordelen": [],
        "bevestigen": [],
        "rapportage": [44],
    }


def test_a_draft_of_an_edition_tells_what_it_lacks_and_who_took_it_up(cast: Cast, action: Action):
    take_over(cast, 44)
    draft = StatusUpdate.objects.get(state="concept")

    def notes() -> list[str]:
        return [task.note for task in read_worklist(cast.colleague, at=EVENING)[0].tasks]

    assert notes() == ["rapportage 2022-01, nog zonder status"]
    read = {"status": "afgerond", "status_quote": "Iets nieuws."}
    publishing.edit(draft, read, by=cast.writer, version=draft.version, at=NOON)
    assert notes() == ["rapportage 2022-01, bewerkt door redacteur-bzk"]


def test_a_draft_of_an_edition_that_came_back_lies_with_who_wrote_it(cast: Cast, action: Action):
    take_over(cast, 44)
    draft = StatusUpdate.objects.get(state="concept")
    read = {"status": "afgerond", "status_quote": "Iets nieuws."}
    draft = publishing.edit(draft, read, by=cast.writer, version=draft.version, at=NOON)
    update = submitted(draft, cast.writer)
    publishing.return_to_author(update, by=cast.superuser, at=NOON, remark="Noem de wet.")

    assert piles_of(cast, "redacteur") == {**NOTHING, "terug": [44]}
    assert piles_of(cast, "collega") == NOTHING


def test_what_is_handed_in_waits_for_a_reviewer_of_its_ministry(
    cast: Cast, action: Action, theirs: Action
):
    submitted(make_draft_of(action, cast.writer), cast.writer)
    submitted(make_draft_of(theirs, cast.outsider), cast.outsider)

    assert piles_of(cast, "eindredacteur") == {**NOTHING, "beoordelen": [44], "bevestigen": []}
    assert piles_of(cast, "superuser")["beoordelen"] == [44, 46]
    assert piles_of(cast, "redacteur") == NOTHING


def test_nobody_is_asked_to_review_their_own_text(cast: Cast, action: Action):
    submitted(make_draft_of(action, cast.reviewer), cast.reviewer)

    assert piles_of(cast, "eindredacteur")["beoordelen"] == []
    assert piles_of(cast, "superuser")["beoordelen"] == [44]


def test_a_text_of_an_edition_that_somebody_read_anew_waits_too(cast: Cast, action: Action):
    draft = StatusUpdate.objects.get(action=action)
    correction = publishing.correct(draft, by=cast.writer, at=NOON)
    StatusUpdate.objects.filter(pk=correction.pk).update(author=None)
    submitted(correction, cast.writer)

    assert piles_of(cast, "eindredacteur")["beoordelen"] == [44]


def test_what_came_back_shows_what_the_reviewer_said(cast: Cast, action: Action):
    update = submitted(make_draft_of(action, cast.writer), cast.writer)
    publishing.return_to_author(update, by=cast.reviewer, at=NOON, remark="Noem de wet.")

    assert piles_of(cast, "redacteur") == {**NOTHING, "terug": [44]}
    (task,) = read_worklist(cast.writer, at=EVENING)[2].tasks
    assert (task.note, task.url) == (
        "Noem de wet.",
        reverse("admin:actions_statusupdate_change", args=[update.pk]),
    )


def test_a_term_that_passed_waits_for_everybody_of_the_ministry(
    cast: Cast, action: Action, theirs: Action
):
    for one in (action, theirs):
        make_milestone(one.updates.get(), last_day=datetime.date(2021, 10, 31))

    assert piles_of(cast, "redacteur")["verstreken"] == [44]
    assert piles_of(cast, "Financiën")["verstreken"] == [46]
    assert (
        piles_of(cast, "redacteur", at=datetime.datetime(2021, 10, 31, tzinfo=datetime.UTC))[
            "verstreken"
        ]
        == []
    )


def test_a_text_older_than_the_newest_edition_is_to_be_written_anew(
    cast: Cast, action: Action, theirs: Action
):
    make_public_action(
        47,
        slug="2022-01",
        report=make_report("2022-01"),
        as_of=datetime.date(2022, 1, 28),
        published_at=NOON,
    )

    assert piles_of(cast, "redacteur")["verouderd"] == [44]
    assert piles_of(cast, "redacteur", at=NOON - datetime.timedelta(hours=1)) == NOTHING
    make_published(action, cast, as_of=datetime.date(2022, 2, 1))
    assert piles_of(cast, "redacteur") == NOTHING


def test_a_term_that_passed_leads_to_where_its_outcome_is_filled_in(cast: Cast, action: Action):
    term = make_milestone(action.updates.get(), last_day=datetime.date(2021, 10, 31))

    piles = {pile.slug: pile for pile in read_worklist(cast.writer, at=EVENING)}

    assert [task.url for task in piles["verstreken"].tasks] == [
        f"/beheer/actions/milestone/{term.pk}/change/"
    ]


def proposed(term: Milestone, cast: Cast) -> Outcome:
    met_on = datetime.date(2021, 10, 30)
    return outcomes.propose(term, by=cast.writer, at=NOON, met_on=met_on, source="Kamerbrief")


def test_an_outcome_waits_for_a_second_person_of_its_ministry(
    cast: Cast, action: Action, theirs: Action
):
    term = make_milestone(action.updates.get(), last_day=datetime.date(2021, 10, 31))
    make_milestone(theirs.updates.get(), last_day=datetime.date(2021, 10, 31))
    outcome = proposed(term, cast)

    piles = {pile.slug: pile for pile in read_worklist(cast.reviewer, at=EVENING)}
    assert [(task.number, task.url) for task in piles["bevestigen"].tasks] == [
        (44, f"/beheer/actions/outcome/{outcome.pk}/change/")
    ]
    assert "bevestigen" not in piles_of(cast, "redacteur")


def test_an_outcome_that_was_judged_or_is_ones_own_waits_no_more(cast: Cast, action: Action):
    term = make_milestone(action.updates.get(), last_day=datetime.date(2021, 10, 31))
    by_the_reviewer = outcomes.propose(
        term, by=cast.reviewer, at=NOON, met_on=datetime.date(2021, 10, 30), source="Kamerbrief"
    )
    assert piles_of(cast, "eindredacteur")["bevestigen"] == []

    outcomes.withdraw(by_the_reviewer, by=cast.reviewer, at=NOON, reason="De brief kwam later.")
    outcome = proposed(term, cast)
    assert piles_of(cast, "eindredacteur")["bevestigen"] == [44]
    outcomes.confirm(outcome, by=cast.reviewer, at=NOON)
    assert piles_of(cast, "eindredacteur")["bevestigen"] == []


@pytest.mark.parametrize("name", ["auditor", "beheerder", "vertrokken", "anoniem"])
def test_who_does_not_write_has_no_worklist(cast: Cast, action: Action, name: str):
    make_milestone(action.updates.get(), last_day=datetime.date(2021, 10, 31))

    assert piles_of(cast, name) == {}


def test_the_start_page_shows_the_piles_with_their_counts(
    client: Client, cast: Cast, action: Action
):
    make_draft_of(action, cast.writer)
    client.force_login(cast.writer)
    page = client.get(START)

    assert [(pile.slug, pile.count) for pile in page.context["piles"]] == [
        ("rapportage", 0),
        ("concepten", 1),
        ("terug", 0),
        ("verstreken", 0),
        ("verouderd", 0),
    ]
    assert page.content.decode().count("Actie 44: Doe wat is gevraagd") == 1
    assert reverse("admin:index") == START


def test_the_start_page_tells_who_does_not_write(client: Client, cast: Cast):
    client.force_login(cast.auditor)

    assert "u schrijft en beoordeelt niet" in client.get(START).content.decode()


def test_the_start_page_is_for_staff(client: Client):
    answer = client.get(START)

    assert (answer.status_code, answer.url) == (302, "/beheer/login/?next=/beheer/")


@pytest.mark.parametrize(
    ("name", "links"), [("auditor", 1), ("eindredacteur", 1), ("redacteur", 0), ("beheerder", 0)]
)
def test_the_start_page_leads_to_the_history_who_may_read_it(
    client: Client, cast: Cast, name: str, links: int
):
    client.force_login(cast.named(name))

    assert client.get(START).content.decode().count(reverse("staff:history")) == links


def fill_every_pile(cast: Cast, number: int) -> None:
    action = make_public_action(number, as_of=datetime.date(2021, 1, 1))
    make_ministry("BZK", action=action)
    term = make_milestone(action.updates.get(), last_day=datetime.date(2021, 10, 31))
    proposed(term, cast)
    make_draft_of(action, cast.reviewer)
    returned = submitted(make_draft_of(action, cast.reviewer), cast.reviewer)
    publishing.return_to_author(returned, by=cast.superuser, at=NOON, remark="Nee.")
    submitted(make_draft_of(action, cast.writer), cast.writer)
    make_draft(action, slug="2022-01", kind="rapportage")


def test_the_start_page_asks_as_much_for_three_of_each_as_for_one(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
):
    client.force_login(cast.reviewer)
    fill_every_pile(cast, 50)
    with django_assert_num_queries(12):
        page = client.get(START)
    assert [pile.count for pile in page.context["piles"]] == [1] * 7
    fill_every_pile(cast, 51)
    fill_every_pile(cast, 52)
    with django_assert_num_queries(12):
        page = client.get(START)
    assert [pile.count for pile in page.context["piles"]] == [3] * 7


# -- Days of words -------------------------------------------------------------


def ask(client: Client, **values: str) -> object:
    return client.get(reverse("staff:days_of_words"), values)


def test_staff_can_ask_which_days_words_mean(client: Client, cast: Cast):
    client.force_login(cast.writer)

    assert ask(client, woorden="na de zomer", peildatum="2026-06-30").json() == {
        "gelezen": True,
        "van": "2026-09-01",
        "tot": "2026-11-30",
        "precisie": "seizoen",
        "inWoorden": "najaar 2026",
    }
    assert (
        ask(client, woorden="26 mei", peildatum="30-06-2026", soort="gerealiseerd").json()["van"]
        == "2026-05-26"
    )
    assert ask(client, woorden="ooit", peildatum="2026-06-30").json() == {"gelezen": False}
    assert ask(client, woorden="mei 2026", peildatum="geen dag").json()["tot"] == "2026-05-31"
    assert ask(client).json() == {"gelezen": False}


def test_nobody_else_can_ask_it(client: Client, cast: Cast):
    assert ask(client).status_code == 302
    client.force_login(cast.account_manager)
    assert ask(client).status_code == 403
    client.force_login(cast.auditor)
    assert client.post(reverse("staff:days_of_words")).status_code == 405
