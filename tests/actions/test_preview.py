"""A draft on the page that the public will see, for staff only."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from actions.models import Action, StatusUpdate
from tests.cast import TEXT, Cast, make_draft_of
from tests.factories import link_motion, make_action, make_draft, make_motion


@pytest.fixture
def draft(cast: Cast, action: Action) -> StatusUpdate:
    return make_draft_of(action, cast.writer)


def look(client: Client, update: StatusUpdate) -> HttpResponse:
    return client.get(reverse("staff:preview", args=[update.pk]))


@pytest.fixture
def staff(client: Client, cast: Cast) -> Client:
    client.force_login(cast.writer)
    return client


def test_the_draft_stands_on_the_page_of_its_action(staff: Client, draft: StatusUpdate):
    page = look(staff, draft)

    assert "actions/action_detail.html" in [template.name for template in page.templates]
    assert page.context["current"].text == TEXT
    assert [row.milestone.date_words for row in page.context["milestones"]] == ["maart 2022"]
    assert "Wordt voorbereid." not in page.content.decode()


def test_a_preview_says_that_it_is_one_and_is_kept_nowhere(staff: Client, draft: StatusUpdate):
    page = look(staff, draft)
    content = page.content.decode()

    assert "<strong>Voorbeeld.</strong>" in content
    assert '<meta name="robots" content="noindex, nofollow">' in content
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert {"private", "no-store"} <= set(page["Cache-Control"].split(", "))


def test_a_draft_cannot_be_cited(staff: Client, draft: StatusUpdate):
    assert '<details class="cite">' in staff.get("/acties/44/").content.decode()
    assert '<details class="cite">' not in look(staff, draft).content.decode()


def test_the_page_of_the_public_is_not_marked(client: Client, draft: StatusUpdate):
    content = client.get("/acties/44/").content.decode()

    assert "robots" not in content
    assert "preview-notice" not in content


def test_a_draft_without_a_status_of_an_action_that_nobody_sees_can_be_previewed(
    staff: Client, cast: Cast
):
    action = make_action(77)
    link_motion(action, make_motion(13))
    draft = make_draft(action, "Nog niets.", status="", status_quote="")

    assert staff.get("/acties/77/").status_code == 404
    assert look(staff, draft).context["action"] == action


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("redacteur", 200),
        ("Financiën", 200),
        ("eindredacteur", 200),
        ("auditor", 200),
        ("superuser", 200),
        ("beheerder", 404),
        ("vertrokken", 302),
        ("anoniem", 302),
    ],
)
def test_only_staff_that_reads_drafts_sees_it(
    client: Client, cast: Cast, draft: StatusUpdate, name: str, status: int
):
    if name != "anoniem":
        client.force_login(cast.named(name))

    assert look(client, draft).status_code == status


def test_an_update_that_is_not_there_has_no_preview(staff: Client):
    assert staff.get("/beheer/voorbeeld/999/").status_code == 404


def test_a_preview_asks_as_much_for_three_motions_as_for_one(
    staff: Client, draft: StatusUpdate, django_assert_num_queries: DjangoAssertNumQueries
):
    link_motion(draft.action, make_motion(13))
    with django_assert_num_queries(10):
        look(staff, draft)
    link_motion(draft.action, make_motion(14))
    link_motion(draft.action, make_motion(15))
    with django_assert_num_queries(10):
        look(staff, draft)
