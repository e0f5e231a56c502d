"""What holds for the admin of every model, of both apps."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import models
from django.test import Client
from django.urls import reverse
from pghistory.models import Event

from actions.models import Action, EditionPreview, Editor, SearchWord, SignInHelp, TextWords
from motions.models import Document
from tests.actions.admin.sent_forms import OCTOBER
from tests.admin_addresses import to_form, to_list
from tests.admin_pages import save
from tests.factories import (
    link_motion,
    make_action,
    make_draft,
    make_milestone,
    make_ministry,
    make_motion,
    make_outcome,
    make_theme,
    make_update,
)

pytestmark = pytest.mark.django_db


OURS = {"actions", "motions"}
REGISTERED = [model for model in apps.get_models() if admin.site.is_registered(model)]
LISTS = [model._meta.label_lower for model in REGISTERED]


@pytest.fixture
def _full_cast(action: Action) -> None:
    """At least one row of every model in the admin."""
    make_ministry(action=action)
    link_motion(action, make_motion(13), part=2)
    promise = make_milestone(make_update(action), last_day=OCTOBER)
    make_outcome(promise, met_on=OCTOBER)
    make_milestone(make_draft(make_action(45)), last_day=OCTOBER)
    make_action(46, theme=make_theme("Onderdeel", parent=make_theme("Geheel")))
    Document.objects.create(dossier="35510", number=809, doubt="Dit nummer bestond nog niet.")
    Group.objects.create(name="redactie")
    member = User.objects.create_user("redactielid")
    Editor.objects.create(user=member)
    Authenticator.objects.create(user=member, type=Authenticator.Type.TOTP, data={})
    SocialAccount.objects.create(user=member, provider="ministerie", uid="7")


def test_every_model_of_ours_has_an_admin_or_a_place_in_one() -> None:
    ours = {
        model
        for model in apps.get_models()
        if model._meta.app_label in OURS and not issubclass(model, Event)
    }
    inlines = {
        inline.model for model in REGISTERED for inline in admin.site.get_model_admin(model).inlines
    }
    # Kept between two pages of the screens that take an edition in, and by help with signing in;
    # nobody edits them. Triggers keep the words for search.
    assert ours - set(REGISTERED) - inlines == {
        EditionPreview,
        SearchWord,
        SignInHelp,
        TextWords,
    }


def test_the_history_is_not_in_the_admin_yet() -> None:
    assert [model for model in REGISTERED if issubclass(model, Event)] == []


def test_the_admin_is_called_by_its_name(admin_client: Client) -> None:
    context = admin_client.get(reverse("admin:index")).context
    assert (context["site_header"], context["site_title"], context["title"]) == (
        "POK-tracker beheer",
        "POK-tracker beheer",
        "Werklijst",
    )


@pytest.mark.usefixtures("_full_cast")
@pytest.mark.parametrize("label", LISTS)
def test_every_list_shows_all_its_rows(admin_client: Client, label: str) -> None:
    model = apps.get_model(label)
    shown = admin_client.get(to_list(model)).context["cl"].result_list
    assert {row.pk for row in shown} == set(model.objects.values_list("pk", flat=True))
    assert len(shown) > 0


@pytest.mark.usefixtures("_full_cast")
@pytest.mark.parametrize("label", LISTS)
def test_every_list_can_be_searched(admin_client: Client, label: str) -> None:
    page = admin_client.get(to_list(apps.get_model(label)), {"q": "geen enkele rij heeft dit"})
    assert list(page.context["cl"].result_list) == []


@pytest.mark.usefixtures("_full_cast")
@pytest.mark.parametrize("label", LISTS)
def test_every_form_opens_with_its_row(admin_client: Client, label: str) -> None:
    for row in apps.get_model(label).objects.all():
        assert admin_client.get(to_form(row)).context["original"] == row


@pytest.mark.usefixtures("_full_cast")
@pytest.mark.parametrize("label", LISTS)
def test_a_form_saved_as_it_was_changes_no_row_of_ours(admin_client: Client, label: str) -> None:
    model = apps.get_model(label)
    if model._meta.app_label not in OURS:
        return
    before = list(model.objects.order_by("pk").values())
    editable = [row for row in model.objects.all() if is_editable(admin_client, row)]
    pages = [save(admin_client, to_form(row)) for row in editable]
    after = list(model.objects.order_by("pk").values())
    assert [page.status_code for page in pages] == [302] * len(editable)
    assert after == before


def is_editable(client: Client, row: models.Model) -> bool:
    return client.get(to_form(row)).context["has_change_permission"]


@pytest.mark.parametrize("label", LISTS)
def test_an_anonymous_visitor_is_sent_to_the_login_page(client: Client, label: str) -> None:
    address = to_list(apps.get_model(label))
    assert client.get(address).url == f"{reverse('admin:login')}?next={address}"


@pytest.mark.parametrize("label", LISTS)
def test_staff_without_permission_are_refused(client: Client, label: str) -> None:
    client.force_login(User.objects.create_user("zonder-rechten", is_staff=True))
    assert client.get(to_list(apps.get_model(label))).status_code == 403


def test_what_was_done_is_told_with_the_right_article(admin_client: Client) -> None:
    ministry = make_ministry("BZK")
    page = save(admin_client, to_form(ministry), name="Binnenlandse Zaken")
    [message] = admin_client.get(page.url).context["messages"]
    assert str(message).startswith("Het ministerie ‘<a href=")
    assert "Binnenlandse Zaken</a>’ is met succes gewijzigd" in str(message)


def test_of_a_password_no_part_of_the_hash_is_shown(admin_client: Client, admin_user: User) -> None:
    shown = admin_client.get(reverse("admin:auth_user_change", args=[admin_user.pk]))
    salt = admin_user.password.split("$")[2]
    assert salt[:6] not in shown.content.decode()
