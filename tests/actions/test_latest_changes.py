"""What the overview says of the last two editions, and of what was said between editions."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actions.latest_changes import read_latest_changes
from actions.models import StatusReport
from tests.actions.test_differences_pages import (
    FEBRUARY,
    JANUARY,
    print_row,
    succeed,
    totals,
    two_editions,
)
from tests.factories import make_draft, make_public_action, make_report, make_update
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db

AT = FEBRUARY


def told(at: datetime.datetime = AT) -> dict[str, str]:
    """The numbers that are not none, by the place that proves them."""
    changes = read_latest_changes(at=at).changes
    return {change.url.partition("#")[2]: str(change.count) for change in changes if change.count}


def test_the_numbers_are_those_of_the_page_with_the_differences(client: Client) -> None:
    two_editions()

    proven = totals(read_page(client.get("/rapportages/2021-06/verschillen/2022-01/")))

    assert told() == {"teksten": "1", "status": "1", "nieuw": "1", "vervallen": "1"}
    assert told().items() <= proven.items()


def test_a_correction_counts_for_the_edition_that_it_corrects(client: Client) -> None:
    action = make_public_action(1, "Er wordt aan gewerkt.")
    later = succeed(action, "Het is af.", status="afgerond", superseded_at=FEBRUARY)
    make_update(
        action,
        "Er wordt aan gewerkt.",
        slug="2022-01-c",
        kind="correctie",
        corrects=later,
        published_at=FEBRUARY,
        report=make_report("2022-01"),
        as_of=datetime.date(2022, 1, 15),
    )

    assert told(at=FEBRUARY - datetime.timedelta(seconds=1)) == {"teksten": "1", "status": "1"}
    assert told() == {}
    assert totals(read_page(client.get("/rapportages/2021-06/verschillen/2022-01/"))).keys() == {
        "ongewijzigd"
    }


def test_an_action_whose_text_may_not_be_read_yet_has_not_vanished() -> None:
    succeed(make_public_action(1), "Nieuw.")
    waiting = make_public_action(2, "Er wordt aan gewerkt.")
    draft = make_draft(waiting, "GEHEIM", slug="2022-01", report=make_report("2022-01"))
    print_row(waiting, draft)

    assert told() == {"teksten": "1"}


@pytest.mark.parametrize("rows", [1, 3])
def test_two_editions_take_as_many_queries_for_one_action_as_for_three(
    django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(1, rows + 1):
        succeed(make_public_action(number), "Iets nieuws.")

    with django_assert_num_queries(3):
        assert told() == {"teksten": str(rows)}


def test_with_one_edition_there_is_nothing_to_compare(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_public_action(1)

    with django_assert_num_queries(2):
        found = read_latest_changes(at=AT)

    assert (found.report, found.previous, found.changes) == (
        StatusReport.objects.get(),
        None,
        [],
    )


def test_only_what_was_said_outside_an_edition_is_listed_newest_first(
    django_user_model: type[User],
) -> None:
    author, reviewer = (django_user_model.objects.create(username=name) for name in "ab")
    for number in range(1, 8):
        action = make_public_action(number, superseded_at=JANUARY)
        make_update(
            action,
            "Tussendoor.",
            slug="tussendoor",
            kind="tussentijds",
            verbatim=False,
            author=author,
            reviewer=reviewer,
            published_at=JANUARY + datetime.timedelta(days=number),
        )
        make_draft(action, "GEHEIM")

    between = read_latest_changes(at=AT).between

    assert [update.action.number for update in between] == [7, 6, 5, 4, 3]
    assert {update.text for update in between} == {"Tussendoor."}
