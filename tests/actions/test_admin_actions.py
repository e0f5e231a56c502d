"""The page of an action: its ministries are our reading, the rest is what the source says."""

import pytest
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from actions import policy
from actions.admin.actions import ActionAdmin
from actions.models import Action, ActionMinistry
from tests.admin_pages import errors_on, save
from tests.cast import Cast, make_draft_of
from tests.factories import (
    make_action,
    make_ministry,
    make_motion,
    make_public_action,
    make_theme,
)

PREFIX = "ministry_links"
QUOTE = "Wordt voorbereid."


def to_action(action: Action) -> str:
    return reverse("admin:actions_action_change", args=[action.pk])


def add_szw(client: Client, action: Action, quote: str = QUOTE, **changes: object) -> HttpResponse:
    """Send the page with the ministry SZW as the second one."""
    row = {
        f"{PREFIX}-TOTAL_FORMS": 2,
        f"{PREFIX}-1-position": 2,
        f"{PREFIX}-1-ministry": make_ministry("SZW").pk,
        f"{PREFIX}-1-quote": quote,
        f"{PREFIX}-1-action": action.pk,
    }
    return save(client, to_action(action), **row, **changes)


def codes_of(action: Action) -> list[str]:
    links = ActionMinistry.objects.filter(action=action).order_by("position")
    return list(links.values_list("ministry__code", flat=True))


def source_of(action: Action) -> tuple[object, ...]:
    fresh = Action.objects.get(pk=action.pk)
    return fresh.number, fresh.description, fresh.theme_id, fresh.source_lines


def forged() -> dict[str, object]:
    return {
        "number": 99,
        "description": "Verzonnen.",
        "theme": make_theme("Verzonnen").pk,
        "source_lines": "1,2",
    }


@pytest.fixture
def orphan_of_source(cast: Cast) -> Action:
    """An action about which nothing was published yet."""
    action = make_action(45)
    make_ministry("BZK", action=action)
    return action


def signed_in(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


@pytest.mark.parametrize("name", ["eindredacteur", "superuser"])
def test_who_reviews_sets_the_ministries_with_the_words_that_say_so(
    client: Client, cast: Cast, action: Action, name: str
) -> None:
    page = add_szw(signed_in(client, cast.named(name)), action)
    assert (page.status_code, codes_of(action)) == (302, ["BZK", "SZW"])


@pytest.mark.parametrize("name", ["redacteur", "auditor", "Financiën"])
def test_nobody_else_does(client: Client, cast: Cast, action: Action, name: str) -> None:
    client.force_login(cast.named(name))
    assert client.post(to_action(action), {}).status_code == 403
    assert codes_of(action) == ["BZK"]


def test_a_reviewer_does_not_outside_the_own_ministries(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = make_public_action(46, QUOTE)
    make_ministry("FIN", action=theirs)
    client.force_login(cast.reviewer)
    assert client.post(to_action(theirs), {}).status_code == 403
    everything: QuerySet[Action] = Action.objects.all()
    monkeypatch.setattr(policy, "editable_actions", lambda user: everything)
    assert add_szw(client, theirs).status_code == 302
    assert codes_of(theirs) == ["FIN", "SZW"]


@pytest.mark.parametrize(
    ("quote", "refusal"),
    [
        ("", "Vul de woorden in waaruit dit blijkt."),
        (
            "SZW doet het.",
            'Het citaat "SZW doet het." staat niet letterlijk in de omschrijving of in een '
            "gepubliceerde stand van zaken van deze actie.",
        ),
    ],
)
def test_a_ministry_without_its_words_is_refused(
    client: Client, cast: Cast, action: Action, quote: str, refusal: str
) -> None:
    page = add_szw(signed_in(client, cast.reviewer), action, quote)
    assert (errors_on(page), codes_of(action)) == ([refusal], ["BZK"])


def test_the_words_of_a_draft_say_nothing_yet(client: Client, cast: Cast, action: Action) -> None:
    make_draft_of(action, cast.writer)
    page = add_szw(signed_in(client, cast.reviewer), action, "De wet is klaar.")
    assert (len(errors_on(page)), codes_of(action)) == (1, ["BZK"])


@pytest.mark.parametrize("name", ["eindredacteur", "superuser"])
def test_what_the_source_says_of_a_published_action_changes_for_nobody(
    client: Client, cast: Cast, action: Action, name: str
) -> None:
    before = source_of(action)
    page = add_szw(signed_in(client, cast.named(name)), action, **forged())
    assert (page.status_code, source_of(action)) == (302, before)
    assert codes_of(action) == ["BZK", "SZW"]
    asked = client.get(to_action(action)).context["adminform"].form.fields
    assert list(asked) == []


def test_without_that_lock_a_superuser_would_change_it(
    client: Client, cast: Cast, action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ActionAdmin, "get_readonly_fields", lambda shown, request, obj=None: [])
    page = add_szw(signed_in(client, cast.superuser), action, **forged())
    assert (page.status_code, source_of(action)[:2]) == (302, (99, "Verzonnen."))


def test_before_anything_is_published_a_superuser_mends_what_was_typed(
    client: Client, cast: Cast, orphan_of_source: Action
) -> None:
    page = save(
        signed_in(client, cast.superuser), to_action(orphan_of_source), description="Beter."
    )
    assert (page.status_code, source_of(orphan_of_source)[:2]) == (302, (45, "Beter."))


def test_before_anything_is_published_a_reviewer_still_sets_ministries_only(
    client: Client, cast: Cast, orphan_of_source: Action
) -> None:
    before = source_of(orphan_of_source)
    client.force_login(cast.reviewer)
    words = orphan_of_source.description
    page = add_szw(client, orphan_of_source, words, **forged())
    assert (page.status_code, source_of(orphan_of_source)) == (302, before)
    assert codes_of(orphan_of_source) == ["BZK", "SZW"]


def test_the_motions_of_an_action_are_not_the_reviewers_to_change(
    client: Client, cast: Cast, action: Action
) -> None:
    forged_row = {
        "motion_links-TOTAL_FORMS": 1,
        "motion_links-0-motion": make_motion(13).pk,
        "motion_links-0-label": "NR. 13",
        "motion_links-0-action": action.pk,
    }
    add_szw(signed_in(client, cast.reviewer), action, **forged_row)
    assert (codes_of(action), action.motion_links.count()) == (["BZK", "SZW"], 0)
    add_szw(signed_in(client, cast.superuser), action, **forged_row)
    assert action.motion_links.count() == 1
