"""The admin of actions and updates, and what holds for the admin of both apps."""

import datetime
import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from pghistory.models import Event
from pytest_django import DjangoAssertNumQueries

from actions.models import (
    Action,
    ActionMinistry,
    EditionPreview,
    Editor,
    Milestone,
    SearchWord,
    SignInHelp,
    StatusReport,
    StatusUpdate,
    Theme,
)
from actions.refusals import Refused
from motions.models import Document
from pok_tracker.lib.admin import UNKNOWN_REFUSAL, refusal_text
from tests.admin_pages import errors_on, save, values_on
from tests.factories import (
    link_motion,
    make_action,
    make_draft,
    make_milestone,
    make_ministry,
    make_motion,
    make_outcome,
    make_public_action,
    make_report,
    make_theme,
    make_update,
)

pytestmark = pytest.mark.django_db

OURS = {"actions", "motions"}
REGISTERED = [model for model in apps.get_models() if admin.site.is_registered(model)]
LISTS = [model._meta.label_lower for model in REGISTERED]
OCTOBER = datetime.date(2021, 10, 31)
GOOD_FOOTNOTE = {"marker": "1", "position": 3, "text": "Kamerstuk 30950, nr. 218"}


def to_list(model: type[models.Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def to_form(row: models.Model) -> str:
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return reverse(name, args=[row.pk])


def to_new(model: type[models.Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


def row_of(update: StatusUpdate) -> dict[str, object]:
    return StatusUpdate.objects.values().get(pk=update.pk)


def a_new_update(action: Action, **changes: object) -> dict[str, object]:
    return {
        "action": action.pk,
        "slug": "2021-10-01",
        "as_of": "2021-10-01",
        "text": "Het wetsvoorstel ligt bij de Raad van State.",
        "footnotes": "[]",
        "addresses": "",
        "shared_with": "",
        "status": "in-uitvoering",
        "status_quote": "ligt bij de Raad van State",
        "waiting_for": "",
        "milestones-TOTAL_FORMS": "0",
        "milestones-INITIAL_FORMS": "0",
        **changes,
    }


def a_milestone(**changes: object) -> dict[str, object]:
    values = {
        "position": "1",
        "kind": "gepland",
        "precision": "maand",
        "quote": "klaar in oktober",
        "date_words": "oktober",
        "first_day": "2021-10-01",
        "last_day": "2021-10-31",
        **changes,
    }
    return {
        "milestones-TOTAL_FORMS": "1",
        "milestones-INITIAL_FORMS": "0",
        **{f"milestones-0-{name}": value for name, value in values.items()},
    }


@pytest.fixture(autouse=True)
def _content_types_are_known() -> None:
    """Django asks for each once in a process; a count must not depend on which test came first."""
    ContentType.objects.get_for_models(*apps.get_models())


@pytest.fixture
def action() -> Action:
    return make_action(44)


@pytest.fixture
def draft(action: Action) -> StatusUpdate:
    return make_draft(action, "Het voorstel is klaar in oktober.")


@pytest.fixture
def published(action: Action) -> StatusUpdate:
    return make_update(action, "Het voorstel is klaar in oktober.")


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


# -- Every model ---------------------------------------------------------------


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
    assert ours - set(REGISTERED) - inlines == {EditionPreview, SearchWord, SignInHelp}


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


# -- The list of actions -------------------------------------------------------


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


# -- The form of an action -----------------------------------------------------


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


# -- Themes and editions -------------------------------------------------------


def test_a_theme_with_sub_themes_cannot_become_one(admin_client: Client) -> None:
    theme, other = make_theme("Herstel"), make_theme("Overig")
    make_theme("Onderdeel", parent=theme)
    page = save(admin_client, to_form(theme), parent=other.pk)
    assert errors_on(page) == ["Dit thema heeft subthema's en kan er dus zelf geen zijn."]


def test_only_themes_and_not_itself_can_be_a_parent(admin_client: Client) -> None:
    theme, other = make_theme("Herstel"), make_theme("Overig")
    make_theme("Onderdeel", parent=other)
    form = admin_client.get(to_form(theme)).context["adminform"].form
    assert list(form.fields["parent"].queryset) == [other]


def test_two_themes_on_one_place_are_refused_with_the_reason(admin_client: Client) -> None:
    theme, other = make_theme("Herstel"), make_theme("Overig")
    page = save(admin_client, to_form(theme), position=other.position)
    assert errors_on(page) == ["Op deze plaats staat al een thema."]


def test_what_only_the_end_of_the_transaction_refuses_is_shown_with_the_reason(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when somebody else took the place just now: the check of the form saw it free."""
    theme, other = make_theme("Herstel"), make_theme("Overig")
    monkeypatch.setattr(Theme, "validate_constraints", lambda self, exclude=None: None)
    page = save(admin_client, to_form(theme), position=other.position)
    assert errors_on(page) == ["Op deze plaats staat al een thema."]
    assert list(page.context["messages"]) == []


def test_a_refusal_without_a_reason_says_what_to_do() -> None:
    assert refusal_text(IntegrityError("onbekend")) == UNKNOWN_REFUSAL


def test_a_theme_below_a_sub_theme_is_refused_in_the_words_of_the_database() -> None:
    part = make_theme("Onderdeel", parent=make_theme("Geheel"))
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        make_theme("Dieper", parent=part)
    assert refusal_text(refused.value) == "Een subthema kan zelf geen subthema's hebben."


def test_the_address_of_a_theme_is_typed_once(admin_client: Client) -> None:
    theme = make_theme("Herstel", slug="herstel")
    save(admin_client, to_form(theme), slug="anders", name="Herstelactie")
    assert Theme.objects.values_list("slug", "name").get(pk=theme.pk) == ("herstel", "Herstelactie")


def test_of_an_edition_only_our_own_reading_can_be_changed(admin_client: Client) -> None:
    report = make_report("2021-06")
    before = StatusReport.objects.values().get(pk=report.pk)
    page = save(
        admin_client,
        to_form(report),
        slug="anders",
        title="anders",
        introduction="anders",
        source_name="anders",
        source_sha256="f" * 64,
        reference_date_note="Zo afgeleid.",
    )
    after = StatusReport.objects.values().get(pk=report.pk)
    assert page.status_code == 302
    assert after == {**before, "reference_date_note": "Zo afgeleid."}


# -- Updates -------------------------------------------------------------------


def test_the_list_of_updates_asks_as_much_for_three_rows_as_for_one(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_public_action(1)
    with django_assert_num_queries(8):
        admin_client.get(to_list(StatusUpdate))
    make_public_action(2)
    make_public_action(3)
    with django_assert_num_queries(8):
        admin_client.get(to_list(StatusUpdate))


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


def test_publication_is_never_in_the_form(admin_user: User, draft: StatusUpdate) -> None:
    request = RequestFactory().get("/")
    request.user = admin_user
    form = admin.site.get_model_admin(StatusUpdate).get_form(request, draft, change=True)
    assert sorted(form.base_fields) == [
        "addresses",
        "as_of",
        "footnotes",
        "seen_version",
        "shared_with",
        "status",
        "status_quote",
        "text",
        "waiting_for",
    ]


def test_a_new_update_is_a_draft_of_the_editor_whatever_is_sent(
    admin_client: Client, admin_user: User, action: Action
) -> None:
    forged = {
        "state": "gepubliceerd",
        "verbatim": "on",
        "kind": "rapportage",
        "author": "",
        "reviewer": admin_user.pk,
        "published_at_0": "2021-06-30",
        "published_at_1": "12:00",
    }
    page = admin_client.post(to_new(StatusUpdate), a_new_update(action, **forged))
    made = StatusUpdate.objects.get()
    assert page.status_code == 302
    assert (made.action, made.state, made.kind, made.verbatim) == (
        action,
        "concept",
        "tussentijds",
        False,
    )
    assert (made.author, made.reviewer, made.published_at) == (admin_user, None, None)


def test_a_draft_knows_its_author_and_who_changed_it_last(
    admin_client: Client, admin_user: User, draft: StatusUpdate
) -> None:
    draft.author = User.objects.create_user("eerste-schrijver")
    draft.save()
    page = save(admin_client, to_form(draft), text="Het is af.", status_quote="Het is af")
    changed = StatusUpdate.objects.get(pk=draft.pk)
    assert page.status_code == 302
    assert (changed.text, changed.author, changed.last_editor, changed.version) == (
        "Het is af.",
        draft.author,
        admin_user,
        2,
    )


def test_a_draft_stays_at_its_action_whatever_is_sent(
    admin_client: Client, draft: StatusUpdate
) -> None:
    save(admin_client, to_form(draft), status="afgerond", action=make_action(45).pk, slug="anders")
    changed = StatusUpdate.objects.get(pk=draft.pk)
    assert (changed.status, changed.action, changed.version) == ("afgerond", draft.action, 2)
    assert changed.slug == "2021-06-30"


def test_what_is_saved_knows_what_it_cites_and_points_at(
    admin_client: Client, action: Action
) -> None:
    make_action(33)
    text = "Zie ook actie 33 (Kamerstuk 35510, nr. 13)."
    admin_client.post(
        to_new(StatusUpdate), a_new_update(action, text=text, status_quote="Zie ook actie 33")
    )
    made = StatusUpdate.objects.get()
    assert (made.see_also, made.cited) == ([33], ["35510-13"])


def test_an_update_in_review_that_is_edited_is_a_draft_again(
    admin_client: Client, draft: StatusUpdate
) -> None:
    StatusUpdate.objects.filter(pk=draft.pk).update(state="ter-beoordeling")
    shown = admin_client.get(to_form(draft)).context["notice"]
    save(admin_client, to_form(draft), status="afgerond")
    draft.refresh_from_db()
    assert shown == (
        "Deze stand van zaken ligt ter beoordeling. Als u haar bewerkt, wordt zij weer een "
        "concept en moet zij opnieuw worden ingediend."
    )
    assert (draft.status, draft.state) == ("afgerond", "concept")


def test_a_text_that_an_editor_changed_is_no_longer_verbatim(
    admin_client: Client, action: Action
) -> None:
    draft = make_draft(action, "Regel een.\nRegel twee.", verbatim=True, status_quote="Regel een.")
    save(admin_client, to_form(draft), text="Regel een.\r\nRegel twee.", status="afgerond")
    draft.refresh_from_db()
    assert draft.verbatim is True
    save(admin_client, to_form(draft), text="Regel een.\r\nRegel drie.")
    draft.refresh_from_db()
    assert (draft.verbatim, draft.text) == (False, "Regel een.\nRegel drie.")


@pytest.mark.parametrize("state", ["gepubliceerd", "ingetrokken"])
def test_what_was_published_is_shown_and_not_asked(
    admin_client: Client, action: Action, state: str
) -> None:
    published = make_update(action, "Het voorstel is klaar in oktober.", state=state)
    make_milestone(published, "klaar in oktober", last_day=OCTOBER)
    page = admin_client.get(to_form(published))
    milestones = page.context["inline_admin_formsets"][0]
    assert dict(page.context["adminform"].form.fields) == {}
    assert (milestones.has_change_permission, milestones.has_add_permission) == (False, False)
    assert page.context["has_delete_permission"] is False
    remedy = " Klopt er iets niet? Kies Correctie maken." if state == "gepubliceerd" else ""
    assert page.context["notice"] == (
        f"Deze stand van zaken is {state} en verandert niet meer.{remedy}"
    )


def test_a_forged_post_does_not_change_what_was_published(
    admin_client: Client, published: StatusUpdate
) -> None:
    milestone = make_milestone(published, "klaar in oktober", last_day=OCTOBER)
    before = row_of(published), Milestone.objects.values().get()
    forged = a_new_update(published.action, **a_milestone(), state="concept")
    forged["milestones-INITIAL_FORMS"] = "1"
    forged["milestones-0-id"] = milestone.pk
    forged["milestones-0-DELETE"] = "on"
    refused = [
        admin_client.post(to_form(published), forged),
        admin_client.post(reverse("admin:actions_statusupdate_delete", args=[published.pk])),
        admin_client.post(reverse("admin:actions_milestone_delete", args=[milestone.pk])),
        admin_client.post(
            to_list(StatusUpdate),
            {"action": "delete_selected", "_selected_action": published.pk, "post": "yes"},
        ),
        admin_client.post(
            to_list(Milestone),
            {"action": "delete_selected", "_selected_action": milestone.pk, "post": "yes"},
        ),
    ]
    # The last one is offered nothing to delete, and shows its list again.
    assert [page.status_code for page in refused] == [403, 403, 403, 403, 200]
    assert (row_of(published), Milestone.objects.values().get()) == before


def test_what_only_publishing_refuses_is_shown_with_the_reason(
    admin_client: Client, draft: StatusUpdate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when somebody else took the right away just now: the form was checked before."""
    sent = values_on(admin_client.get(to_form(draft)))
    before = row_of(draft)

    def refuse(*arguments: object, **named: object) -> None:
        raise Refused("Dit kan nu niet.", "Probeer het morgen.")

    monkeypatch.setattr("actions.publishing.edit", refuse)
    page = admin_client.post(to_form(draft), {**sent, "status": "afgerond"})
    assert errors_on(page) == ["Dit kan nu niet. Probeer het morgen."]
    assert page.context["adminform"].form["status"].value() == "afgerond"
    assert row_of(draft) == before


def test_a_draft_can_be_thrown_away_with_its_milestones(
    admin_client: Client, draft: StatusUpdate
) -> None:
    make_milestone(draft, "klaar in oktober", last_day=OCTOBER)
    admin_client.post(
        reverse("admin:actions_statusupdate_delete", args=[draft.pk]), {"post": "yes"}
    )
    assert (StatusUpdate.objects.count(), Milestone.objects.count()) == (0, 0)


def test_an_action_with_updates_is_not_deleted(
    admin_client: Client, published: StatusUpdate
) -> None:
    address = reverse("admin:actions_action_delete", args=[published.action.pk])
    page = admin_client.post(address, {"post": "yes"})
    assert len(page.context["protected"]) == 1
    assert Action.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"status_quote": "staat er niet"},
            "Het citaat bij de status staat niet letterlijk in de tekst.",
        ),
        (
            {"status": "wacht-op-besluit"},
            "Vul 'wacht op' in bij de status wacht op besluit, en alleen dan.",
        ),
        (
            {"shared_with": "drie"},
            "Item 1 in de matrix is niet gevalideerd: Voer een geheel getal in.",
        ),
        (
            {"addresses": "javascript:alert(1)"},
            "Item 1 in de matrix is niet gevalideerd: Voer een geldige URL in.",
        ),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_the_reason(
    admin_client: Client, draft: StatusUpdate, changes: dict[str, str], message: str
) -> None:
    page = admin_client.post(to_new(StatusUpdate), a_new_update(draft.action, **changes))
    assert errors_on(page) == [message]
    assert StatusUpdate.objects.count() == 1


def test_addresses_stand_one_on_a_line_and_may_hold_a_comma(
    admin_client: Client, action: Action
) -> None:
    sent = "https://voorbeeld.nl/a,b\r\n\r\nhttps://voorbeeld.nl/c"
    admin_client.post(to_new(StatusUpdate), a_new_update(action, addresses=sent))
    made = StatusUpdate.objects.get()
    assert made.addresses == ["https://voorbeeld.nl/a,b", "https://voorbeeld.nl/c"]
    shown = admin_client.get(to_form(made)).context["adminform"].form["addresses"].value()
    assert shown == "https://voorbeeld.nl/a,b\nhttps://voorbeeld.nl/c"


@pytest.mark.parametrize(
    "footnotes",
    [
        "geen json",
        '"tekst"',
        "{}",
        "[1]",
        "null",
        '[{"marker": "1", "position": 3}]',
        json.dumps([{**GOOD_FOOTNOTE, "extra": 1}]),
        json.dumps([{**GOOD_FOOTNOTE, "marker": ""}]),
        json.dumps([{**GOOD_FOOTNOTE, "position": "3"}]),
        json.dumps([{**GOOD_FOOTNOTE, "position": True}]),
        json.dumps([{**GOOD_FOOTNOTE, "position": -1}]),
        json.dumps([{**GOOD_FOOTNOTE, "position": float("nan")}]),
        json.dumps([{**GOOD_FOOTNOTE, "text": "nul \x00"}]),
        json.dumps([{**GOOD_FOOTNOTE, "text": "half \ud800"}]),
        "[" * 100_000,
        "9" * 10_000,
    ],
    ids=lambda footnotes: footnotes[:60],
)
def test_footnotes_that_are_none_are_refused_in_dutch(
    admin_client: Client, action: Action, footnotes: str
) -> None:
    page = admin_client.post(to_new(StatusUpdate), a_new_update(action, footnotes=footnotes))
    assert errors_on(page) == [
        "Dit is geen lijst van voetnoten. Gebruik deze vorm: "
        '[{"marker": "1", "position": 125, "text": "Kamerstukken II ..."}]'
    ]
    assert page.context["adminform"].form["footnotes"].value() == footnotes
    assert StatusUpdate.objects.count() == 0


def test_a_footnote_beyond_the_text_is_refused(admin_client: Client, action: Action) -> None:
    footnotes = json.dumps([{**GOOD_FOOTNOTE, "position": 45}])
    page = admin_client.post(to_new(StatusUpdate), a_new_update(action, footnotes=footnotes))
    assert errors_on(page) == [
        "De tekst is 44 tekens lang; een voetnoot op plaats 45 valt daarbuiten."
    ]


@pytest.mark.parametrize(
    ("footnotes", "kept"), [(json.dumps([GOOD_FOOTNOTE]), [GOOD_FOOTNOTE]), ("", [])]
)
def test_good_footnotes_are_kept(
    admin_client: Client, action: Action, footnotes: str, kept: list[dict[str, object]]
) -> None:
    admin_client.post(to_new(StatusUpdate), a_new_update(action, footnotes=footnotes))
    assert StatusUpdate.objects.get().footnotes == kept


def test_without_footnotes_their_box_is_empty(admin_client: Client, draft: StatusUpdate) -> None:
    form = admin_client.get(to_form(draft)).context["adminform"].form
    assert (draft.footnotes, form["footnotes"].value()) == ([], "")
    assert not form.fields["footnotes"].has_changed([], "")


# -- Milestones ----------------------------------------------------------------


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


# -- Roles ---------------------------------------------------------------------


def test_an_editor_who_may_only_look_changes_nothing(client: Client, draft: StatusUpdate) -> None:
    reader = User.objects.create_user("lezer", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_statusupdate"))
    client.force_login(reader)
    before = row_of(draft)
    assert client.get(to_form(draft)).status_code == 200
    assert client.post(to_form(draft), a_new_update(draft.action)).status_code == 403
    assert client.get(to_new(StatusUpdate)).status_code == 403
    assert row_of(draft) == before
    assert LogEntry.objects.count() == 0


# -- Words ---------------------------------------------------------------------


def test_a_new_milestone_without_a_place_comes_after_the_others(
    admin_client: Client, draft: StatusUpdate
) -> None:
    make_milestone(draft, "klaar in oktober", last_day=OCTOBER, position=4)
    new = {name.replace("-0-", "-1-"): value for name, value in a_milestone(position="").items()}
    counts = {"milestones-TOTAL_FORMS": 2, "milestones-INITIAL_FORMS": 1}
    page = save(admin_client, to_form(draft), **{**new, **counts})
    positions = draft.milestones.order_by("position").values_list("position", flat=True)
    assert (page.status_code, list(positions)) == (302, [4, 5])


def test_what_was_done_is_told_with_the_right_article(admin_client: Client) -> None:
    ministry = make_ministry("BZK")
    page = save(admin_client, to_form(ministry), name="Binnenlandse Zaken")
    [message] = admin_client.get(page.url).context["messages"]
    assert str(message).startswith("Het ministerie ‘<a href=")
    assert "Binnenlandse Zaken</a>’ is met succes gewijzigd" in str(message)


def test_another_row_is_offered_without_a_capital(
    admin_client: Client, draft: StatusUpdate
) -> None:
    content = admin_client.get(to_form(draft)).content.decode()
    assert "Nog een termijn toevoegen" in content
    assert "Nog een Termijn" not in content


def test_of_a_password_no_part_of_the_hash_is_shown(admin_client: Client, admin_user: User) -> None:
    shown = admin_client.get(reverse("admin:auth_user_change", args=[admin_user.pk]))
    salt = admin_user.password.split("$")[2]
    assert salt[:6] not in shown.content.decode()
