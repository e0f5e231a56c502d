"""The list of actions in the admin: its columns, its filters, its search."""

import pytest
from django.contrib import admin
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actions.models import Action, StatusUpdate
from tests.actions.admin.sent_forms import OCTOBER
from tests.admin_addresses import to_form, to_list
from tests.factories import (
    link_motion,
    make_action,
    make_draft,
    make_ministry,
    make_motion,
    make_public_action,
    make_theme,
)

pytestmark = pytest.mark.django_db


def make_rows(*numbers: int) -> None:
    for number in numbers:
        action = make_public_action(number, theme=make_theme(parent=make_theme()))
        make_draft(action)
        make_ministry("BZK", action=action)
        link_motion(action, make_motion(number))


def test_the_list_of_actions_asks_as_much_for_three_rows_as_for_one(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_rows(1)
    with django_assert_num_queries(10):
        admin_client.get(to_list(Action))
    make_rows(2, 3)
    with django_assert_num_queries(10):
        admin_client.get(to_list(Action))


def test_the_latest_update_stands_beside_its_action_also_when_it_is_a_draft(
    admin_client: Client, published: StatusUpdate
) -> None:
    draft = make_draft(published.action, as_of=OCTOBER, status="afgerond")
    row = admin_client.get(to_list(Action)).context["cl"].result_list[0]
    shown = admin.site.get_model_admin(Action)
    assert shown.newest_status(row) == "afgerond"
    assert shown.newest_update(row) == (f'<a href="{to_form(draft)}">31 oktober 2021</a> (concept)')


def test_of_two_updates_of_one_day_the_last_made_is_the_latest(
    admin_client: Client, action: Action
) -> None:
    make_draft(action, slug="eerst", status="in-uitvoering")
    make_draft(action, slug="later", status="afgerond")
    row = admin_client.get(to_list(Action)).context["cl"].result_list[0]
    assert admin.site.get_model_admin(Action).newest_status(row) == "afgerond"
    assert row.newest_status == "afgerond"


def test_an_action_without_updates_shows_a_dash(admin_client: Client, action: Action) -> None:
    row = admin_client.get(to_list(Action)).context["cl"].result_list[0]
    shown = admin.site.get_model_admin(Action)
    assert (shown.newest_status(row), shown.newest_update(row)) == (None, None)


def numbers_in_list(client: Client, **query: object) -> list[int]:
    page = client.get(to_list(Action), query)
    return [action.number for action in page.context["cl"].result_list]


def test_all_86_actions_fit_on_one_page(admin_client: Client) -> None:
    theme = make_theme()
    for number in range(1, 87):
        make_action(number, theme=theme)
    assert numbers_in_list(admin_client) == list(range(1, 87))


def test_the_filter_on_a_theme_includes_its_sub_themes(admin_client: Client) -> None:
    theme = make_theme(slug="herstel")
    make_action(1, theme=theme)
    make_action(2, theme=make_theme(slug="onderdeel", parent=theme))
    make_action(3)
    assert numbers_in_list(admin_client, thema="herstel") == [1, 2]
    assert numbers_in_list(admin_client, thema="onderdeel") == [2]


def test_the_filter_on_status_looks_at_the_latest_update_only(admin_client: Client) -> None:
    done = make_public_action(1)
    make_draft(done, as_of=OCTOBER, status="afgerond")
    make_public_action(2)
    assert numbers_in_list(admin_client, status="afgerond") == [1]
    assert numbers_in_list(admin_client, status="in-uitvoering") == [2]


def test_the_filter_on_ministry_finds_its_actions(admin_client: Client) -> None:
    ministry = make_ministry("SZW", action=make_action(1))
    make_ministry("BZK", action=make_action(2))
    assert numbers_in_list(admin_client, ministries__id__exact=ministry.pk) == [1]


def test_the_filter_on_motions_knows_with_and_without(admin_client: Client) -> None:
    with_two = make_action(1)
    link_motion(with_two, make_motion(13))
    link_motion(with_two, make_motion(21))
    make_action(2)
    assert numbers_in_list(admin_client, motie="met") == [1]
    assert numbers_in_list(admin_client, motie="zonder") == [2]


@pytest.mark.parametrize("parameter", ["thema", "status", "motie"])
def test_an_unknown_value_of_a_filter_is_refused(
    admin_client: Client, action: Action, parameter: str
) -> None:
    page = admin_client.get(to_list(Action), {parameter: "bestaat-niet\x00"})
    assert page.url == f"{to_list(Action)}?e=1"


@pytest.mark.parametrize("words", ["1", "wetten doorlichten", "Raad van State", "Motie Omtzigt"])
def test_search_finds_number_description_text_and_label(admin_client: Client, words: str) -> None:
    found = make_public_action(
        1, "Ligt bij de Raad van State.", description="Laat wetten doorlichten"
    )
    make_draft(found, "Ook de Raad van State.")
    link_motion(found, make_motion(13))
    make_public_action(2)
    assert numbers_in_list(admin_client, q=words) == [1]
