"""How stale texts are, on the pages: read from what is published and from nothing else."""

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actions.models import Action, EditionRow, StatusUpdate
from actions.stale_actions import read_staleness
from actions.staleness import Staleness
from tests.factories import (
    JUNE_2021,
    make_draft,
    make_milestone,
    make_outcome,
    make_public_action,
    make_report,
    make_update,
)
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db

JANUARY = datetime.datetime(2022, 1, 15, 9, tzinfo=datetime.UTC)
AT = datetime.datetime(2022, 2, 1, 9, tzinfo=datetime.UTC)
JUNE = datetime.date(2021, 6, 30)


def say_again(action: Action, text: str, **fields: object) -> None:
    """The text of the edition of January."""
    action.updates.update(superseded_at=JANUARY)
    make_update(
        action,
        text,
        **{
            "slug": "2022-01",
            "published_at": JANUARY,
            "as_of": datetime.date(2022, 1, 28),
            **fields,
        },
    )


def stale(action: Action) -> Staleness:
    return read_staleness(at=AT, actions=[action.pk])[action.pk]


def test_the_same_text_in_a_later_edition_is_as_old_as_before() -> None:
    action = make_public_action(1, "Er wordt aan gewerkt.")
    say_again(action, "Er wordt aan gewerkt.")

    assert stale(action) == Staleness(JUNE, 216, 1, ())


def test_an_edition_counts_for_an_action_that_it_leaves_out() -> None:
    action = make_public_action(1)
    say_again(make_public_action(2), "Iets nieuws.")

    assert stale(action).editions == 1


def test_a_draft_and_an_edition_that_is_to_come_count_for_nothing() -> None:
    action = make_public_action(1)
    make_draft(action, "GEHEIM", report=make_report("2022-01"))
    say_again(make_public_action(2), "GEHEIM", published_at=AT + datetime.timedelta(days=1))

    assert stale(action) == Staleness(JUNE, 216, 0, ())


def put_in_edition(update: StatusUpdate) -> None:
    """A row of an edition that prints the text of that update, as taking over writes it."""
    EditionRow.objects.create(
        report=update.report,
        action=update.action,
        update=update,
        position=update.action.number,
        description=update.action.description,
        theme=update.action.theme,
    )


@pytest.mark.parametrize("state", ["ingetrokken", "concept"])
def test_an_edition_whose_text_is_not_public_did_not_leave_the_one_before_as_it_was(
    client: Client, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    monkeypatch.setattr("pok_tracker.lib.viewpoint.now", lambda: AT)
    say_again(make_public_action(2), "Iets nieuws.")
    hidden = make_public_action(1)
    repeating = make_public_action(3)
    in_january = make_update(
        hidden,
        "GEHEIM",
        slug="2022-01",
        state=state,
        verbatim=False,
        published_at=JANUARY if state == "ingetrokken" else None,
    )
    put_in_edition(in_january)
    repeated = repeating.updates.get()
    repeated.report = in_january.report
    put_in_edition(repeated)

    assert (stale(hidden), stale(repeating)) == (
        Staleness(JUNE, 216, 0, (), unread=1),
        Staleness(JUNE, 216, 1, ()),
    )
    assert age_on(client, "/acties/1/") == [
        "Tekst van 30 juni 2021, 216 dagen geleden; "
        "wat een latere rapportage erover zegt, is niet te lezen."
    ]
    assert (
        read_page(client.get("/"))
        .words("li")
        .count(
            "1 actie: wat een latere rapportage erover zegt, is niet te lezen. "
            "De oudste tekst is van 30 juni 2021, 216 dagen geleden."
        )
        == 1
    )


def test_a_promise_that_moved_inside_an_only_text_is_counted() -> None:
    action = make_public_action(1, "Eerst in mei, nu in juni.")
    update = action.updates.get()
    later = make_milestone(update, "nu in juni", last_day=datetime.date(2022, 6, 30))
    first = make_milestone(update, "in mei", last_day=datetime.date(2022, 5, 31))
    make_outcome(first, moved_to=later)

    assert (len(stale(action).moved), stale(action).moved_days) == (1, 30)


def test_a_text_that_was_withdrawn_makes_nothing_new() -> None:
    action = make_public_action(1, "Er wordt aan gewerkt.")
    make_update(
        action,
        "INGETROKKEN",
        slug="ingetrokken",
        kind="tussentijds",
        state="ingetrokken",
        published_at=JANUARY,
        withdrawn_at=AT,
    )

    assert stale(action).as_of == JUNE


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_one_query_however_many_actions_there_are(
    django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(1, rows + 1):
        action = make_public_action(number, "In mei.")
        make_milestone(action.updates.get(), last_day=JUNE)
        say_again(action, "In juni.")

    with django_assert_num_queries(1):
        found = read_staleness(at=AT)

    assert len(found) == rows


def age_on(client: Client, address: str) -> list[str]:
    page = read_page(client.get(address))
    return [words for words in page.words("p") if words.startswith("Tekst van")]


def test_with_one_edition_an_action_says_that_no_other_came(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "pok_tracker.lib.viewpoint.now", lambda: JUNE_2021 + datetime.timedelta(days=1972)
    )
    make_public_action(1)

    assert age_on(client, "/acties/1/") == [
        "Tekst van 30 juni 2021, 1.972 dagen geleden; sindsdien geen nieuwe rapportage."
    ]
    assert age_on(client, "/acties/") == ["Tekst van 30 juni 2021, 1.972 dagen oud"]


def test_with_more_editions_it_counts_those_in_which_nothing_changed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pok_tracker.lib.viewpoint.now", lambda: AT)
    action = make_public_action(1, "Er wordt aan gewerkt.")
    make_milestone(action.updates.get(), last_day=datetime.date(2022, 6, 1))
    say_again(action, "Er wordt aan gewerkt.")
    make_milestone(action.updates.get(slug="2022-01"), last_day=datetime.date(2022, 6, 11))

    assert age_on(client, "/acties/1/") == [
        "Tekst van 30 juni 2021, 216 dagen geleden; in 1 latere rapportage niet veranderd. "
        "1 termijn verschoven, 10 dagen later."
    ]
    assert age_on(client, "/acties/") == [
        "Tekst van 30 juni 2021, 216 dagen oud; 1 rapportage niet veranderd; termijn 10 dagen later"
    ]


def test_the_overview_tells_it_of_all_actions_together(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pok_tracker.lib.viewpoint.now", lambda: AT)
    make_public_action(1)
    say_again(make_public_action(2), "Iets nieuws.")

    assert [words for words in read_page(client.get("/")).words("li") if "oudste" in words] == [
        "1 actie: geen nieuwe tekst in de laatste rapportage. "
        "De oudste tekst is van 30 juni 2021, 216 dagen geleden.",
        "1 actie: de tekst is van de laatste rapportage of van daarna. "
        "De oudste tekst is van 28 januari 2022, 4 dagen geleden.",
    ]
