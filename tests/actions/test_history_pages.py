"""The history as staff read it: a timeline of one row or of all, and CSV."""

import csv

import pghistory
import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from actions import publishing, roles
from actions.change_log import Change
from actions.models import Action, EditionPreview, Milestone, StatusUpdate
from pok_tracker.lib.formula_safe import csv_lines, safe_cell
from pok_tracker.models import Account, AccountRight, AccountRole, SecondFactor, SignOn
from tests.cast import (
    CONTENT,
    NOON,
    Cast,
    give_app,
    make_draft_of,
    make_published,
    submitted,
)
from tests.factories import make_public_action

HISTORY = "/beheer/geschiedenis/"
CSV = "/beheer/geschiedenis.csv"
PEOPLE = [Account, AccountRight, AccountRole, SecondFactor, SignOn]


@pytest.fixture
def auditor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.auditor)
    return client


def changes_on(page: HttpResponse) -> list[Change]:
    assert page.status_code == 200
    return page.context["changes"]


def told(page: HttpResponse) -> list[tuple[str, str, str]]:
    """Who did what to what kind of row, the newest first."""
    return [(change.who, change.verb or change.label, change.kind) for change in changes_on(page)]


def row_page(row: StatusUpdate | Milestone) -> str:
    return reverse("staff:row_history", args=["actions", row._meta.model_name, row.pk])


def lines_of(answer: HttpResponse) -> list[dict[str, str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(keepends=True), delimiter=";"))


def test_the_timeline_of_an_update_tells_its_road(auditor: Client, cast: Cast, action: Action):
    update = submitted(make_draft_of(action, cast.writer), cast.writer)
    publishing.return_to_author(update, by=cast.reviewer, at=NOON, remark="Noem de wet.")
    page = auditor.get(row_page(update))

    assert told(page) == [
        ("eindredacteur-bzk", "terugsturen", "stand van zaken"),
        ("redacteur-bzk", "indienen", "stand van zaken"),
        ("redacteur-bzk", "opstellen", "stand van zaken"),
    ]
    returned = changes_on(page)[0]
    assert returned.remark == "Noem de wet."
    assert sorted((field.label, field.old, field.new) for field in returned.fields) == [
        ("fase", "ter beoordeling", "concept"),
        ("ingediend op", "15 januari 2022 om 10.00 uur", ""),
        ("opmerking van de beoordelaar", "", "Noem de wet."),
    ]


def test_a_change_shows_the_old_words_and_the_new(auditor: Client, cast: Cast, action: Action):
    draft = make_draft_of(action, cast.writer)
    text = CONTENT["text"].replace("klaar", "af")
    publishing.edit(
        draft,
        {"text": text, "status_quote": "De wet is af."},
        by=cast.colleague,
        version=1,
        at=NOON,
    )

    content = auditor.get(row_page(draft)).content.decode()
    assert "De wet is <del>klaar</del><ins>af</ins>. De uitvoering begint" in content
    assert "<del>redacteur</del>-bzk" not in content


def test_bulk_changes_raw_sql_and_deletions_are_in_it(auditor: Client, cast: Cast, action: Action):
    draft = make_draft_of(action, cast.writer)
    pk = draft.milestones.get().pk
    Milestone.objects.filter(pk=pk).update(precision="periode")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE actions_milestone SET precision = 'dag' WHERE id = %s", [pk])
    Milestone.objects.filter(pk=pk).delete()

    address = reverse("staff:row_history", args=["actions", "milestone", pk])
    assert [change.label for change in changes_on(auditor.get(address))] == [
        "verwijderd",
        "gewijzigd",
        "gewijzigd",
        "toegevoegd",
    ]


def test_a_row_whose_key_is_no_number_is_in_it_and_has_a_page(client: Client, cast: Cast):
    client.force_login(cast.superuser)
    offered = EditionPreview.objects.create(
        user=cast.superuser,
        expires_at=NOON,
        reference_date=NOON.date(),
        source_name="2022-12.docx",
        table={},
    )

    address = reverse("staff:row_history", args=["actions", "editionpreview", offered.pk])
    assert f'href="{address}"' in client.get(HISTORY).content.decode()
    assert [(change.label, change.subject) for change in changes_on(client.get(address))] == [
        ("toegevoegd", f"2022-12.docx, bij account {cast.superuser.username}")
    ]


def test_a_row_without_history_has_no_page(auditor: Client):
    assert auditor.get("/beheer/actions/statusupdate/999/history/").status_code == 404
    assert auditor.get("/beheer/actions/nothing/1/history/").status_code == 404


# -- Filters -------------------------------------------------------------------


@pytest.fixture
def road(cast: Cast, action: Action) -> StatusUpdate:
    """An update with a history of its own, beside that of another action."""
    make_public_action(46)
    return make_published(action, cast)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"handeling": "publiceren"}, [("eindredacteur-bzk", "publiceren", "stand van zaken")] * 2),
        (
            {"soort": "actions.milestone"},
            [("redacteur-bzk", "opstellen", "termijn")],
        ),
        ({"wat": "delete"}, []),
        ({"van": "2999-01-01"}, []),
        ({"tot": "1999-01-01"}, []),
        ({"actie": "46", "soort": "actions.action"}, [("", "toegevoegd", "actie")]),
        ({"actie": "46", "soort": "actions.milestone"}, []),
    ],
)
def test_a_filter_keeps_what_was_asked_for(
    auditor: Client, road: StatusUpdate, query: dict[str, str], found: list[tuple[str, str, str]]
):
    assert told(auditor.get(HISTORY, query)) == found


def test_the_changes_of_a_person(auditor: Client, road: StatusUpdate, cast: Cast):
    page = auditor.get(HISTORY, {"persoon": cast.writer.pk, "actie": "44"})

    assert sorted(told(page)) == [
        ("redacteur-bzk", "indienen", "stand van zaken"),
        ("redacteur-bzk", "opstellen", "stand van zaken"),
        ("redacteur-bzk", "opstellen", "termijn"),
    ]


def test_all_of_an_action_counts_what_was_deleted_too(auditor: Client, cast: Cast, action: Action):
    make_draft_of(action, cast.writer).delete()
    page = auditor.get(HISTORY, {"actie": "44", "wat": "delete"})

    assert sorted(change.kind for change in changes_on(page)) == ["stand van zaken", "termijn"]


@pytest.mark.parametrize(
    "query",
    [{"soort": "auth.user"}, {"actie": "999"}, {"van": "ooit"}, {"persoon": "x"}, {"wat": "x"}],
)
@pytest.mark.parametrize("address", [HISTORY, CSV])
def test_a_filter_that_is_not_known_is_refused(
    auditor: Client, road: StatusUpdate, address: str, query: dict[str, str]
):
    page = auditor.get(address, query)

    assert page.status_code == 400
    assert list(page.context["filter"].errors) == list(query)
    assert page.context["changes"] == []


def test_a_page_of_history_asks_as_much_for_many_changes_as_for_few(
    auditor: Client, cast: Cast, action: Action, django_assert_num_queries: DjangoAssertNumQueries
):
    make_published(action, cast)
    auditor.get(HISTORY)
    with django_assert_num_queries(15):
        auditor.get(HISTORY)
    make_draft_of(action, cast.writer)
    make_draft_of(action, cast.colleague)
    with django_assert_num_queries(15):
        auditor.get(HISTORY)


# -- CSV -----------------------------------------------------------------------


def test_the_csv_has_a_line_for_every_field_that_changed(auditor: Client, road: StatusUpdate):
    lines = lines_of(auditor.get(CSV, {"handeling": "indienen"}))

    told_of_state = [
        (line["wie"], line["oud"], line["nieuw"]) for line in lines if line["veld"] == "fase"
    ]
    assert told_of_state == [("redacteur-bzk", "concept", "ter beoordeling")]
    assert {line["nummer"] for line in lines} == {str(road.pk)}


def test_a_text_in_the_csv_is_never_a_formula(auditor: Client, cast: Cast, action: Action):
    text = "=HYPERLINK(1)\nDe wet is klaar. De uitvoering begint in maart 2022."
    make_draft_of(action, cast.writer, text=text)
    lines = lines_of(auditor.get(CSV, {"handeling": "opstellen", "soort": "actions.statusupdate"}))

    assert [line["nieuw"] for line in lines if line["veld"] == "stand van zaken"] == [f"'{text}"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ("\n=1", "'\n=1"),
        ("1 = 1", "1 = 1"),
        ("", ""),
    ],
)
def test_a_cell_that_would_calculate_gets_an_apostrophe(value: str, cell: str):
    assert safe_cell(value) == cell


def test_lines_of_csv_are_quoted_and_split_by_semicolons():
    assert list(csv_lines([["a;b", 'c"d'], ["", "e"]])) == [
        '\ufeff"a;b";"c""d"\r\n',
        '"";"e"\r\n',
    ]


# -- Who may read it -----------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("auditor", 200),
        ("eindredacteur", 200),
        ("superuser", 200),
        ("redacteur", 403),
        ("Financiën", 403),
        ("beheerder", 403),
        ("vertrokken", 302),
        ("anoniem", 302),
    ],
)
def test_auditors_and_reviewers_read_it(
    client: Client, cast: Cast, road: StatusUpdate, name: str, status: int
):
    if name != "anoniem":
        client.force_login(cast.named(name))

    found = [client.get(address).status_code for address in (HISTORY, CSV, row_page(road))]
    assert found == [status, status, status]


def test_a_reviewer_does_not_read_who_writes_for_which_ministry(client: Client, cast: Cast):
    client.force_login(cast.reviewer)
    editor = reverse("staff:row_history", args=["actions", "editor", cast.writer.editor.pk])

    assert client.get(editor).status_code == 404
    assert client.get(HISTORY, {"soort": "actions.editor"}).status_code == 400
    client.force_login(cast.auditor)
    assert client.get(editor).status_code == 200


@pytest.mark.parametrize(
    ("name", "links"), [("auditor", 1), ("eindredacteur", 1), ("redacteur", 0)]
)
def test_a_form_leads_to_its_history_for_who_may_read_it(
    client: Client, cast: Cast, road: StatusUpdate, name: str, links: int
):
    client.force_login(cast.named(name))
    form = client.get(reverse("admin:actions_statusupdate_change", args=[road.pk]))

    assert form.content.decode().count(f'href="{row_page(road)}"') == links


# -- The history of people -------------------------------------------------------


def account_page(account: User) -> str:
    return reverse("staff:row_history", args=["pok_tracker", "account", account.pk])


def told_of(client: Client, account: User) -> list[tuple[str, str, str, str, str]]:
    """Of every field that changed: who, with which verb, what it hangs on, before and after."""
    return [
        (change.who, change.verb or change.label, change.subject, field.old, field.new)
        for change in changes_on(client.get(account_page(account)))
        for field in change.fields
    ]


def test_the_history_of_an_account_tells_its_roles_with_who_gave_them(auditor: Client, cast: Cast):
    writer, reviewer = (Group.objects.get(name=name) for name in (roles.WRITER, roles.REVIEWER))
    roles.assign_roles(cast.colleague, [reviewer], by=cast.account_manager)

    given = [line for line in told_of(auditor, cast.colleague) if line[1] == roles.ASSIGN_ROLES]
    assert sorted(given) == [
        ("beheerder-accounts", "rollen toekennen", f"{name}, bij account collega-bzk", old, new)
        for name, old, new in [
            (reviewer.name, "", "collega-bzk"),
            (reviewer.name, "", reviewer.name),
            (writer.name, "collega-bzk", ""),
            (writer.name, writer.name, ""),
        ]
    ]


def test_what_makes_an_account_more_or_less_is_told(auditor: Client, cast: Cast):
    before = len(told_of(auditor, cast.writer))
    User.objects.filter(pk=cast.writer.pk).update(is_active=False)
    User.objects.filter(pk=cast.writer.pk).update(is_superuser=True)
    cast.writer.user_permissions.add(Permission.objects.get(codename="delete_action"))

    told = told_of(auditor, cast.writer)
    subject = "delete_action, bij account redacteur-bzk"
    assert len(told) == before + 4
    assert {
        ("", "gewijzigd", "redacteur-bzk", "ja", "nee"),
        ("", "gewijzigd", "redacteur-bzk", "nee", "ja"),
        ("", "toegevoegd", subject, "", "delete_action"),
        ("", "toegevoegd", subject, "", "redacteur-bzk"),
    } - set(told) == set()


def test_of_a_password_only_that_it_changed_is_told(auditor: Client, cast: Cast):
    cast.writer.set_password("Vier-Groene-Fietsen-9")
    cast.writer.save()
    page = auditor.get(account_page(cast.writer))
    newest = changes_on(page)[0]

    assert (newest.label, newest.subject, newest.fields) == (
        "wachtwoord gewijzigd",
        "redacteur-bzk",
        (),
    )
    assert cast.writer.password not in page.content.decode()
    events = Account.pgh_event_model
    assert {"password", "last_login"} & {field.name for field in events._meta.fields} == set()


def test_who_gets_which_ministry_stands_in_the_csv(auditor: Client, cast: Cast):
    link = cast.writer.editor.ministry_links.get()
    link.delete()
    lines = lines_of(auditor.get(CSV, {"wat": "delete", "soort": "actions.editorministry"}))

    assert [(line["onderwerp"], line["veld"], line["oud"]) for line in lines] == [
        ("BZK, bij redactielid redacteur-bzk", "redactielid", "redacteur-bzk"),
        ("BZK, bij redactielid redacteur-bzk", "ministerie", "BZK"),
    ]


def test_a_reviewer_does_not_read_the_history_of_accounts(client: Client, cast: Cast):
    client.force_login(cast.reviewer)

    assert client.get(account_page(cast.writer)).status_code == 404


@pytest.mark.parametrize("road", ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize("tracked", PEOPLE, ids=lambda model: model.__name__)
def test_the_history_of_people_only_grows(cast: Cast, road: str, tracked: type[Model]):
    give_app(cast.writer)
    cast.writer.user_permissions.add(Permission.objects.first())
    SignOn.objects.create(user=cast.writer, provider="ministerie", uid="1")
    table = tracked.pgh_event_model._meta.db_table

    with (
        pytest.raises(DatabaseError, match="Cannot update or delete rows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(road.format(table))


def test_several_verbs_in_one_request_each_keep_their_name(cast: Cast, action: Action):
    with pghistory.context(url="/beheer/"):
        update = submitted(make_draft_of(action, cast.writer), cast.writer)
        publishing.return_to_author(update, by=cast.reviewer, at=NOON, remark="Noem de wet.")

    said = [event.pgh_context.metadata for event in update.events.order_by("pgh_id")]
    assert said == [
        {"url": "/beheer/", "verb": "opstellen", "user": cast.writer.pk},
        {"url": "/beheer/", "verb": "indienen", "user": cast.writer.pk},
        {
            "url": "/beheer/",
            "verb": "terugsturen",
            "user": cast.reviewer.pk,
            "remark": "Noem de wet.",
        },
    ]
