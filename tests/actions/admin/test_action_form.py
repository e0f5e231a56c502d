"""The form of an action: what it shows, what it keeps, what it refuses."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actions.models import Action, ActionMinistry, StatusUpdate
from tests.actions.admin.sent_forms import OCTOBER, row_of
from tests.admin_addresses import to_form, to_new
from tests.admin_pages import errors_on, save, values_on
from tests.factories import link_motion, make_draft, make_ministry, make_motion

pytestmark = pytest.mark.django_db


def hang_on(action: Action, number: int) -> None:
    make_draft(action, slug=f"stand-{number}")
    make_ministry(f"M{number}", action=action)
    link_motion(action, make_motion(number))


def test_the_page_of_an_action_asks_as_much_for_three_of_everything_as_for_one(
    admin_client: Client, action: Action, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hang_on(action, 1)
    with django_assert_num_queries(12):
        admin_client.get(to_form(action))
    hang_on(action, 2)
    hang_on(action, 3)
    with django_assert_num_queries(12):
        admin_client.get(to_form(action))


def test_the_page_of_an_action_lists_its_updates_newest_first(
    admin_client: Client, published: StatusUpdate
) -> None:
    first = make_draft(published.action, slug="eerst", as_of=OCTOBER)
    last = make_draft(published.action, slug="laatst", as_of=OCTOBER)
    page = admin_client.get(to_form(published.action))
    listed = page.context["inline_admin_formsets"][0].formset
    assert [form.instance for form in listed.forms] == [last, first, published]
    shown = page.content.decode()
    links = [to_form(update) in shown for update in (last, first, published)]
    assert links == [True, True, True]


def test_the_page_of_an_action_shows_what_is_chosen(admin_client: Client, action: Action) -> None:
    link_motion(action, make_motion(13))
    make_ministry("SZW", action=action)
    shown = admin_client.get(to_form(action)).content.decode()
    chosen = [
        f'<option value="{row.pk}" selected>{row}</option>' in shown
        for row in (action.theme, action.motions.get(), action.ministries.get())
    ]
    assert chosen == [True, True, True]


def test_the_page_of_an_action_changes_no_update(
    admin_client: Client, published: StatusUpdate
) -> None:
    before = row_of(published)
    save(
        admin_client,
        to_form(published.action),
        **{
            "updates-INITIAL_FORMS": "1",
            "updates-TOTAL_FORMS": "1",
            "updates-0-id": published.pk,
            "updates-0-action": published.action.pk,
            "updates-0-status": "afgerond",
            "updates-0-state": "concept",
            "updates-0-DELETE": "on",
        },
    )
    assert row_of(published) == before


def test_the_description_keeps_its_line_ends(admin_client: Client, action: Action) -> None:
    save(admin_client, to_form(action), description="Alinea een\r\n- punt een")
    action.refresh_from_db()
    assert action.description == "Alinea een\n- punt een"


def test_the_number_of_an_action_is_typed_once(admin_client: Client, action: Action) -> None:
    save(admin_client, to_form(action), number=45)
    action.refresh_from_db()
    assert action.number == 44
    assert "number" in values_on(admin_client.get(to_new(Action)))


def test_two_ministries_can_change_places(admin_client: Client, action: Action) -> None:
    make_ministry("BZK", action=action)
    make_ministry("SZW", action=action)
    page = save(
        admin_client,
        to_form(action),
        **{"ministry_links-0-position": "2", "ministry_links-1-position": "1"},
    )
    order = ActionMinistry.objects.filter(action=action).values_list("ministry__code", flat=True)
    assert (page.status_code, list(order)) == (302, ["SZW", "BZK"])


def test_a_motion_named_twice_is_refused_with_the_reason(
    admin_client: Client, action: Action
) -> None:
    motion = make_motion(13)
    rows = {
        f"motion_links-{row}-{name}": value
        for row in range(2)
        for name, value in {"motion": motion.pk, "label": "NR. 13 Motie Omtzigt cs"}.items()
    }
    page = save(admin_client, to_form(action), **rows, **{"motion_links-TOTAL_FORMS": "2"})
    assert errors_on(page) == ["Dit deel van de motie staat al bij deze actie."]
    assert action.motion_links.count() == 0


def test_a_motion_that_is_none_is_refused(admin_client: Client, action: Action) -> None:
    rows = {"motion_links-0-motion": "abc", "motion_links-0-label": "NR. 13 Motie Omtzigt cs"}
    page = save(admin_client, to_form(action), **rows, **{"motion_links-TOTAL_FORMS": "1"})
    assert len(errors_on(page)) == 1


@pytest.mark.parametrize("theme", ["abc", "99999999999999999999", "-1"])
def test_a_theme_that_is_none_is_refused(admin_client: Client, action: Action, theme: str) -> None:
    page = save(admin_client, to_form(action), theme=theme)
    assert len(errors_on(page)) == 1
