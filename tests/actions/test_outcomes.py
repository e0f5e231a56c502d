"""What came of a promise: proposed by one person, confirmed by another, and then public."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from actions import outcomes, publishing
from actions.models import Action, Milestone, Outcome, Standing
from actions.refusals import Refused
from tests.cast import (
    EVENING,
    MILESTONE,
    MORNING,
    NEXT_WEEK,
    NOON,
    TEXT,
    Cast,
    make_published,
    published,
    submitted,
)
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
MET_ON = datetime.date(2022, 3, 3)
AFTER = datetime.datetime(2022, 4, 15, 12, tzinfo=datetime.UTC)


@pytest.fixture
def promise(action: Action, cast: Cast) -> Milestone:
    """Something for March 2022, said in public on 15 January."""
    return make_published(action, cast).milestones.get()


def propose(promise: Milestone, cast: Cast, **said: object) -> Outcome:
    values = {"met_on": MET_ON, "source": "Kamerstuk 35510, nr. 60", **said}
    return outcomes.propose(promise, by=cast.writer, at=AFTER, **values)


def confirmed(outcome: Outcome, cast: Cast) -> Outcome:
    return outcomes.confirm(outcome, by=cast.reviewer, at=AFTER)


def standing(at: datetime.datetime) -> list[str]:
    """Where each promise that counts stands at that moment, in the order of their days."""
    promises = Milestone.objects.promises(at=at).with_standing(at=at)
    return list(promises.order_by("last_day", "pk").values_list("stand", flat=True))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (datetime.date(2022, 1, 20), "open"),
        (datetime.date(2022, 1, 29), "open"),
        (datetime.date(2022, 1, 30), "binnenkort"),
        (datetime.date(2022, 3, 31), "binnenkort"),
        (datetime.date(2022, 4, 1), "verstreken"),
    ],
)
def test_the_day_alone_decides_where_a_promise_stands(
    promise: Milestone, day: datetime.date, expected: str
) -> None:
    noon = datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC)
    assert standing(noon) == [expected]


def test_an_outcome_counts_when_a_second_person_confirmed_it(
    promise: Milestone, cast: Cast
) -> None:
    proposed = propose(promise, cast)
    before = standing(AFTER)
    confirmed(proposed, cast)
    assert (before, standing(AFTER)) == (["verstreken"], ["gehaald"])


def test_whoever_looks_back_sees_what_was_known_then(promise: Milestone, cast: Cast) -> None:
    confirmed(propose(promise, cast), cast)
    assert standing(AFTER - DAY) == ["verstreken"]


@pytest.mark.parametrize("name", ["redacteur", "collega", "Financiën", "auditor", "anoniem"])
def test_nobody_but_a_reviewer_of_the_action_confirms(
    promise: Milestone, cast: Cast, name: str
) -> None:
    proposed = propose(promise, cast)
    with pytest.raises(Refused):
        outcomes.confirm(proposed, by=cast.named(name), at=AFTER)
    assert standing(AFTER) == ["verstreken"]


def test_a_reviewer_does_not_confirm_what_the_reviewer_proposed(
    promise: Milestone, cast: Cast
) -> None:
    own = outcomes.propose(promise, by=cast.reviewer, at=AFTER, met_on=MET_ON, source="Brief")
    with pytest.raises(Refused, match="U hebt deze uitkomst zelf ingevuld"):
        outcomes.confirm(own, by=cast.reviewer, at=AFTER)


def test_without_the_guard_the_database_still_refuses_the_same_person(
    promise: Milestone, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = outcomes.propose(promise, by=cast.reviewer, at=AFTER, met_on=MET_ON, source="Brief")
    monkeypatch.setattr(outcomes, "is_second_person", lambda user, outcome: True)
    with pytest.raises(Refused, match="Een ander dan wie de uitkomst invulde bevestigt haar"):
        outcomes.confirm(own, by=cast.reviewer, at=AFTER)


def test_a_day_that_has_not_come_is_no_outcome(promise: Milestone, cast: Cast) -> None:
    with pytest.raises(Refused, match="ligt in de toekomst"):
        propose(promise, cast, met_on=AFTER.date() + DAY)


def test_a_withdrawn_outcome_is_as_if_it_had_not_been(promise: Milestone, cast: Cast) -> None:
    outcome = confirmed(propose(promise, cast), cast)
    outcomes.withdraw(outcome, by=cast.reviewer, at=AFTER + DAY, reason="Verkeerde wet.")
    again = propose(promise, cast, source="De goede brief")
    assert (standing(AFTER + DAY), again.source) == (["verstreken"], "De goede brief")


def test_withdrawing_asks_why(promise: Milestone, cast: Cast) -> None:
    outcome = propose(promise, cast)
    with pytest.raises(Refused, match="hoort een reden"):
        outcomes.withdraw(outcome, by=cast.writer, at=AFTER, reason=" ")


def test_a_promise_moves_to_a_later_one_that_then_counts(
    promise: Milestone, action: Action, cast: Cast
) -> None:
    later = _a_later_text(action, cast)
    confirmed(propose(promise, cast, met_on=None, moved_to=later), cast)
    assert standing(AFTER) == ["verschoven", "open"]


def _a_later_text(action: Action, cast: Cast) -> Milestone:
    words = "De uitvoering begint in het najaar van 2022."
    moved = {
        **MILESTONE,
        "quote": words,
        "date_words": "najaar van 2022",
        "first_day": datetime.date(2022, 9, 1),
        "last_day": datetime.date(2022, 11, 30),
        "precision": "seizoen",
    }
    content = {
        "as_of": NEXT_WEEK.date(),
        "text": words,
        "status": "in-uitvoering",
        "status_quote": words,
    }
    draft = publishing.draft(
        action, by=cast.writer, at=NEXT_WEEK, changes=content, milestones=[moved]
    )
    return published(submitted(draft, cast.writer), cast.reviewer, at=NEXT_WEEK).milestones.get()


# -- Which promises count ------------------------------------------------------


def test_a_promise_counts_on_when_a_later_text_is_silent_about_it(
    promise: Milestone, action: Action, cast: Cast
) -> None:
    _a_later_text(action, cast)
    assert standing(AFTER) == ["verstreken", "open"]


def test_a_promise_that_a_correction_repeats_counts_once(promise: Milestone, cast: Cast) -> None:
    correction = publishing.correct(promise.update, by=cast.writer, at=EVENING)
    published(submitted(correction, cast.writer), cast.reviewer, at=EVENING)
    assert (standing(EVENING), standing(NOON)) == (["open"], ["open"])


def test_a_promise_that_a_correction_drops_counts_no_more(promise: Milestone, cast: Cast) -> None:
    correction = publishing.correct(promise.update, by=cast.writer, at=EVENING)
    publishing.edit(
        correction, {}, by=cast.writer, version=correction.version, at=EVENING, milestones=[]
    )
    correction.refresh_from_db()
    published(submitted(correction, cast.writer), cast.reviewer, at=EVENING)
    assert standing(EVENING) == []


def test_the_outcome_of_a_promise_holds_for_what_carries_it_on(
    promise: Milestone, cast: Cast
) -> None:
    correction = publishing.correct(promise.update, by=cast.writer, at=EVENING)
    copy = published(submitted(correction, cast.writer), cast.reviewer, at=EVENING).milestones.get()
    outcome = confirmed(propose(copy, cast), cast)
    assert (outcome.promise, standing(AFTER)) == (promise, ["gehaald"])


def test_a_draft_promises_nothing_yet(action: Action, cast: Cast) -> None:
    publishing.draft(
        action,
        by=cast.writer,
        at=MORNING,
        changes={"as_of": MORNING.date(), "text": TEXT},
        milestones=[MILESTONE],
    )
    assert standing(AFTER) == []


# -- The screens ---------------------------------------------------------------


def to(verb: str, outcome: Outcome) -> str:
    return reverse(f"admin:actions_outcome_{verb}", args=[outcome.pk])


def test_an_outcome_goes_through_the_screens_of_two_people(
    client: Client, promise: Milestone, cast: Cast
) -> None:
    client.force_login(cast.writer)
    sent = {
        "promise": promise.pk,
        "met_on": "2022-03-03",
        "moved_to": "",
        "source": "Kamerstuk 35510, nr. 60",
    }
    client.post(reverse("admin:actions_outcome_add"), sent)
    outcome = Outcome.objects.get()
    waits = "Deze uitkomst staat nog niet op de site."
    assert waits in client.get(to("change", outcome)).content.decode()
    client.force_login(cast.reviewer)
    page = read_page(client.get(to("change", outcome)))
    client.post(to("bevestigen", outcome))
    shown = read_page(client.get(f"/acties/{promise.update.action.number}/"))
    assert waits not in client.get(to("change", outcome)).content.decode()
    assert "Klopt deze uitkomst?" in page.words("h2")
    assert "Gehaald op 3 maart 2022. Bron: Kamerstuk 35510, nr. 60" in shown.words("p")


def test_an_outcome_that_is_both_or_neither_comes_back(
    client: Client, promise: Milestone, cast: Cast
) -> None:
    client.force_login(cast.writer)
    sent = {"promise": promise.pk, "met_on": "", "moved_to": "", "source": "Brief"}
    answer = client.post(reverse("admin:actions_outcome_add"), sent)
    assert answer.context["adminform"].form.non_field_errors() == [
        "Vul in wanneer de termijn is gehaald, of waarheen hij is verschoven. Een van de twee."
    ]


def test_a_writer_of_another_ministry_proposes_nothing(
    client: Client, promise: Milestone, cast: Cast
) -> None:
    client.force_login(cast.outsider)
    sent = {"promise": promise.pk, "met_on": "2022-03-03", "moved_to": "", "source": "Brief"}
    client.post(reverse("admin:actions_outcome_add"), sent)
    assert Outcome.objects.count() == 0


@pytest.mark.parametrize("verb", ["bevestigen", "intrekken"])
def test_the_buttons_of_another_ministry_do_nothing(
    client: Client, promise: Milestone, cast: Cast, verb: str
) -> None:
    outcome = propose(promise, cast)
    client.force_login(cast.outsider)
    answer = client.post(to(verb, outcome), {"reason": "Omdat het kan."})
    outcome.refresh_from_db()
    assert (answer.status_code, outcome.confirmed_at, outcome.withdrawn_at) == (403, None, None)


def test_a_refusal_is_told_on_the_page_of_the_outcome(
    client: Client, promise: Milestone, cast: Cast
) -> None:
    own = outcomes.propose(promise, by=cast.reviewer, at=AFTER, met_on=MET_ON, source="Brief")
    client.force_login(cast.reviewer)
    page = read_page(client.post(to("bevestigen", own), follow=True))
    assert [words for words in page.words("li") if words.startswith("U hebt")] == [
        "U hebt deze uitkomst zelf ingevuld. Vraag een eindredacteur om haar te bevestigen."
    ]


def test_every_standing_has_its_words() -> None:
    assert Standing.labels == [
        "open",
        "binnenkort",
        "verstreken, geen uitkomst bekend",
        "gehaald",
        "verschoven",
    ]
