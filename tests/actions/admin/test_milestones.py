"""Milestones, on the page of their update and on their own."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actions.models import Action, Milestone, StatusUpdate
from tests.actions.admin.sent_forms import OCTOBER, a_milestone, a_new_update
from tests.admin_addresses import to_form, to_list, to_new
from tests.admin_pages import errors_on, save
from tests.factories import make_action, make_draft, make_milestone

pytestmark = pytest.mark.django_db


def test_the_page_of_an_update_asks_as_much_for_three_milestones_as_for_one(
    admin_client: Client, draft: StatusUpdate, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_milestone(draft, last_day=OCTOBER)
    with django_assert_num_queries(9):
        admin_client.get(to_form(draft))
    make_milestone(draft, last_day=OCTOBER)
    make_milestone(draft, last_day=OCTOBER)
    with django_assert_num_queries(9):
        admin_client.get(to_form(draft))


def test_the_list_of_milestones_asks_as_much_for_three_rows_as_for_one(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_milestone(make_draft(make_action(1)), last_day=OCTOBER)
    with django_assert_num_queries(7):
        admin_client.get(to_list(Milestone))
    make_milestone(make_draft(make_action(2)), last_day=OCTOBER)
    make_milestone(make_draft(make_action(3)), last_day=OCTOBER)
    with django_assert_num_queries(7):
        admin_client.get(to_list(Milestone))


def test_a_milestone_is_added_with_its_update(admin_client: Client, action: Action) -> None:
    sent = a_new_update(
        action, text="Het is klaar in oktober.", status_quote="Het is klaar", **a_milestone()
    )
    page = admin_client.post(to_new(StatusUpdate), sent)
    assert page.status_code == 302
    assert Milestone.objects.values_list("quote", "last_day").get() == ("klaar in oktober", OCTOBER)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"quote": "klaar in mei", "date_words": "mei"},
            'Het citaat "klaar in mei" staat niet letterlijk in de stand van zaken.',
        ),
        (
            {"date_words": "november"},
            'De datumwoorden "november" staan niet letterlijk in het citaat "klaar in oktober".',
        ),
        ({"first_day": "2021-11-01"}, "De eerste dag ligt na de laatste dag."),
    ],
)
def test_a_milestone_that_cannot_be_is_refused_with_the_reason(
    admin_client: Client, draft: StatusUpdate, changes: dict[str, str], message: str
) -> None:
    page = save(admin_client, to_form(draft), **a_milestone(**changes))
    assert errors_on(page) == [message]
    assert Milestone.objects.count() == 0


def test_a_text_that_loses_the_quote_of_a_milestone_is_refused(
    admin_client: Client, draft: StatusUpdate
) -> None:
    make_milestone(draft, "klaar in oktober", date_words="oktober", last_day=OCTOBER)
    page = save(
        admin_client, to_form(draft), text="Het is klaar in mei.", status_quote="Het is klaar"
    )
    assert errors_on(page) == [
        'Het citaat "klaar in oktober" staat niet letterlijk in de stand van zaken.'
    ]


def test_milestones_are_changed_dropped_and_added_with_their_update(
    admin_client: Client, draft: StatusUpdate
) -> None:
    kept = make_milestone(draft, "klaar in oktober", position=1, last_day=OCTOBER)
    make_milestone(draft, "oktober", position=2, last_day=OCTOBER)
    added = {name.replace("-0-", "-2-"): value for name, value in a_milestone().items()}
    changes = {
        **added,
        "milestones-TOTAL_FORMS": "3",
        "milestones-INITIAL_FORMS": "2",
        "milestones-0-kind": "lopend",
        "milestones-1-DELETE": "on",
        "milestones-2-position": "2",
    }
    page = save(admin_client, to_form(draft), **changes)
    found = Milestone.objects.values_list("position", "kind").order_by("position")
    assert page.status_code == 302
    assert list(found) == [(1, "lopend"), (2, "gepland")]
    assert Milestone.objects.filter(pk=kept.pk).count() == 1


def test_the_words_of_a_milestone_are_not_changed_on_its_own_page(
    admin_client: Client, draft: StatusUpdate
) -> None:
    milestone = make_milestone(draft, "klaar in oktober", last_day=OCTOBER)
    page = admin_client.post(to_form(milestone), {"quote": "Het", "date_words": "Het"})
    assert page.status_code == 403
    assert Milestone.objects.get().quote == "klaar in oktober"


def test_a_new_milestone_without_a_place_comes_after_the_others(
    admin_client: Client, draft: StatusUpdate
) -> None:
    make_milestone(draft, "klaar in oktober", last_day=OCTOBER, position=4)
    new = {name.replace("-0-", "-1-"): value for name, value in a_milestone(position="").items()}
    counts = {"milestones-TOTAL_FORMS": 2, "milestones-INITIAL_FORMS": 1}
    page = save(admin_client, to_form(draft), **{**new, **counts})
    positions = draft.milestones.order_by("position").values_list("position", flat=True)
    assert (page.status_code, list(positions)) == (302, [4, 5])


def test_another_row_is_offered_without_a_capital(
    admin_client: Client, draft: StatusUpdate
) -> None:
    content = admin_client.get(to_form(draft)).content.decode()
    assert "Nog een termijn toevoegen" in content
    assert "Nog een Termijn" not in content
