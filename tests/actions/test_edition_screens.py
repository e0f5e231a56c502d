"""The screens that take an edition in: offer, look, take over, publish."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from actions import publishing, roles
from actions.editions.publishing_all import waiting_updates
from actions.editions.taking_over import ReportFacts, open_edition
from actions.models import Action, EditionPreview, EditionRow, StatusReport, StatusUpdate
from actions.statustable.records import Record
from actions.statustable.writers import write_document
from tests.actions.editions import a_record, a_table, an_exported
from tests.cast import NOON, Cast, make_editor
from tests.factories import make_ministry, make_public_action, make_theme, make_update

pytestmark = pytest.mark.django_db

OFFER = "/beheer/actions/statusreport/inlezen/"


@pytest.fixture(autouse=True)
def _standing_edition(cast: Cast) -> None:
    theme = make_theme("Herstel")
    for number in (1, 2):
        make_public_action(number, description=f"Doe wat onder {number} is gevraagd", theme=theme)


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def document(*records: Record) -> SimpleUploadedFile:
    records = records or (a_record(1, "Er is hard gewerkt."), a_record(3))
    data = write_document(an_exported(a_table(*records)), "docx")
    return SimpleUploadedFile("2022-01.docx", data)


def offered(client: Client, **changes: object):
    return client.post(OFFER, {"file": document(), "peildatum": "2022-01-15", **changes})


def seen_on(page: object) -> str:
    return page.context["found"].fingerprint


def taken_over(client: Client):
    address = offered(client)["Location"]
    return client.post(address, {"gezien": seen_on(client.get(address))})


def test_a_table_is_shown_before_anything_is_written(cast: Cast) -> None:
    client = as_user(cast.reviewer)

    page = client.get(offered(client)["Location"])

    assert page.context["found"].summary() == {
        "ongewijzigd": [],
        "gewijzigd": [{"nummer": 1, "velden": ["standVanZaken"]}],
        "nieuw": [3],
        "ontbrekend": [2],
    }
    text = " ".join(page.content.decode().split())
    assert "<del>wordt aan</del><ins>is hard</ins> gewerkt." in text
    assert (StatusReport.objects.count(), EditionRow.objects.count()) == (1, 0)


def test_what_was_shown_is_taken_over_and_its_copy_is_gone(cast: Cast) -> None:
    response = taken_over(as_user(cast.reviewer))

    report = StatusReport.objects.get(slug="2022-01")
    assert response["Location"] == (
        f"{reverse('admin:actions_statusupdate_changelist')}?report__id__exact={report.pk}"
    )
    assert [update.action.number for update in waiting_updates(report)] == [1, 3]
    assert EditionPreview.objects.count() == 0


def test_the_answer_counts_the_drafts_in_words(cast: Cast) -> None:
    client = as_user(cast.reviewer)
    address = offered(client, file=document(a_record(1, "Er is hard gewerkt.")))["Location"]

    page = client.post(address, {"gezien": seen_on(client.get(address))}, follow=True)

    assert "Rapportage 2022-01 is overgenomen: 1 actie met een concept." in page.content.decode()


def test_what_was_not_shown_is_not_taken_over(cast: Cast) -> None:
    client = as_user(cast.reviewer)
    address = offered(client)["Location"]

    response = client.post(address, {"gezien": "iets anders"})

    assert (response.status_code, StatusReport.objects.count()) == (409, 1)
    assert "Er is intussen iets gepubliceerd" in response.content.decode()


def test_actions_with_a_newer_text_stand_apart_and_ask_for_a_tick(cast: Cast) -> None:
    StatusUpdate.objects.filter(action__number=1).update(superseded_at=NOON)
    make_update(
        Action.objects.get(number=1),
        "Al bijna klaar.",
        slug="2022-03",
        as_of=datetime.date(2022, 3, 1),
        published_at=NOON,
    )
    client = as_user(cast.reviewer)
    address = offered(client)["Location"]
    page = client.get(address)
    assert [action.number for action in page.context["older"]] == [1]
    assert (page.context["changed"], "Hier staat al een nieuwere tekst" in str(page.content)) == (
        [],
        True,
    )

    sent = {"gezien": seen_on(page)}
    refused = client.post(address, sent)
    assert refused.status_code == 409
    assert str(refused.context["refused"]).startswith("Hier staat al een nieuwere tekst: actie 1.")
    assert client.post(address, {**sent, "ook_ouder": "ja"}).status_code == 302
    assert StatusReport.objects.filter(slug="2022-01").count() == 1


def test_nobody_sees_the_preview_of_somebody_else(cast: Cast) -> None:
    address = offered(as_user(cast.reviewer))["Location"]

    assert as_user(cast.superuser).get(address).status_code == 404


def test_a_preview_expires_and_the_next_one_sweeps_it_away(cast: Cast) -> None:
    client = as_user(cast.reviewer)
    address = offered(client)["Location"]
    EditionPreview.objects.update(expires_at=NOON - datetime.timedelta(days=9000))

    assert client.get(address).status_code == 404
    offered(client)
    assert EditionPreview.objects.count() == 1


@pytest.mark.parametrize("name", ["redacteur", "auditor", "beheerder", "Financiën"])
def test_only_a_reviewer_takes_an_edition_in(cast: Cast, name: str) -> None:
    client = as_user(cast.named(name))
    pages = [OFFER, f"/beheer/actions/statusreport/{StatusReport.objects.get().pk}/publiceren/"]

    assert [client.get(page).status_code for page in pages] == [403, 403]
    assert (offered(client).status_code, EditionPreview.objects.count()) == (403, 0)


def test_a_visitor_is_sent_to_the_door() -> None:
    response = offered(Client())

    assert (response.status_code, response["Location"]) == (302, f"/beheer/login/?next={OFFER}")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"file": ""}, "Kies een bestand."),
        ({"file": SimpleUploadedFile("leeg.docx", b"")}, "Het bestand is leeg."),
        ({"peildatum": ""}, "Vul de peildatum in."),
        ({"peildatum": "morgen"}, "Schrijf de peildatum als 30-06-2021."),
        ({"peildatum": "2021-06-28"}, "Er is al een rapportage 2021-06"),
        ({"file": SimpleUploadedFile("x.doc", b"\xd0\xcf\x11\xe0")}, "oude versie van Office"),
        ({"file": SimpleUploadedFile("x.txt", b"\x00\xff")}, "Doe dit:"),
    ],
)
def test_what_cannot_be_read_is_said_in_dutch(cast: Cast, changes: dict, message: str) -> None:
    response = offered(as_user(cast.reviewer), **changes)

    assert (response.status_code, EditionPreview.objects.count()) == (422, 0)
    assert message in response.content.decode()


def test_what_is_too_large_is_refused_by_its_announced_length(cast: Cast) -> None:
    client = as_user(cast.reviewer)

    response = client.post(OFFER, b"x", content_type="text/plain", CONTENT_LENGTH="30000000")

    assert response.status_code == 413
    assert "groter dan 20 MB" in response.content.decode()


def test_a_form_without_its_token_is_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.reviewer)

    assert (offered(client).status_code, EditionPreview.objects.count()) == (403, 0)


def test_another_reviewer_reads_all_and_publishes_all(cast: Cast) -> None:
    taken_over(as_user(cast.reviewer))
    report = StatusReport.objects.get(slug="2022-01")
    judged(report, cast)
    address = publish_page(report)
    client = as_user(cast.superuser)
    page = client.get(address)

    assert [update.action.number for update, _, _ in page.context["rows"]] == [1, 3]
    assert page.content.decode().count('value="2 teksten publiceren"') == 1
    response = client.post(address, {"gezien": page.context["seen"]})

    assert response["Location"] == reverse("admin:actions_statusreport_change", args=[report.pk])
    assert list(report.updates.values_list("state", flat=True)) == ["gepubliceerd"] * 2


def test_who_took_it_over_reads_why_not(cast: Cast) -> None:
    client = as_user(cast.reviewer)
    taken_over(client)
    report = StatusReport.objects.get(slug="2022-01")
    address = reverse("admin:actions_statusreport_publish", args=[report.pk])

    page = client.get(address)
    assert "U hebt deze rapportage overgenomen." in page.content.decode()
    assert 'publiceren">' not in page.content.decode()
    response = client.post(address, {"gezien": page.context["seen"]})

    assert response.status_code == 409
    assert "U hebt deze rapportage overgenomen." in response.content.decode()
    assert StatusUpdate.objects.filter(state="gepubliceerd").count() == 2


def judged(report: StatusReport, cast: Cast) -> None:
    for update in waiting_updates(report):
        changes = {"status": "afgerond", "status_quote": update.text}
        publishing.edit(update, changes, by=cast.reviewer, version=update.version, at=NOON)


def publish_page(report: StatusReport) -> str:
    return reverse("admin:actions_statusreport_publish", args=[report.pk])


def test_the_page_says_what_remains_for_colleagues(cast: Cast) -> None:
    make_ministry("FIN", action=Action.objects.get(number=1))
    taken_over(as_user(cast.reviewer))
    report = StatusReport.objects.get(slug="2022-01")
    second = as_user(make_editor("tweede-bzk", roles.REVIEWER, "BZK"))

    page = second.get(publish_page(report))

    words = " ".join(page.content.decode().split())
    assert "1 tekst wacht op publicatie bij acties waar u aan werkt." in words
    assert "1 tekst blijft staan voor collega’s" in words
    assert "<li>actie 1 (FIN)</li>" in words.replace("<li> ", "<li>").replace(" </li>", "</li>")
    assert page.content.decode().count('value="1 tekst publiceren"') == 1


def test_days_without_a_milestone_ask_for_a_tick(cast: Cast) -> None:
    client = as_user(cast.reviewer)
    file = document(a_record(1, "Klaar in maart 2022."), a_record(2))
    address = offered(client, file=file)["Location"]
    client.post(address, {"gezien": seen_on(client.get(address))})
    report = StatusReport.objects.get(slug="2022-01")
    judged(report, cast)
    second = as_user(cast.superuser)
    page = second.get(publish_page(report))
    assert "“maart 2022”" in page.content.decode()

    sent = {"gezien": page.context["seen"]}
    refused = second.post(publish_page(report), sent)
    assert (refused.status_code, refused.context["refused"].message) == (
        409,
        "Een dag of periode zonder termijn: actie 1.",
    )
    done = second.post(publish_page(report), {**sent, "datums_gezien": "ja"})
    assert (done.status_code, report.updates.get().state) == (302, "gepubliceerd")


def test_an_edition_that_only_repeats_is_released_with_a_button(cast: Cast) -> None:
    client = as_user(cast.reviewer)
    address = offered(client, file=document(a_record(1), a_record(2)))["Location"]
    client.post(address, {"gezien": seen_on(client.get(address))})
    report = StatusReport.objects.get(slug="2022-01")
    assert 'value="Vrijgeven"' not in client.get(publish_page(report)).content.decode()
    second = as_user(cast.superuser)
    assert 'value="Vrijgeven"' in second.get(publish_page(report)).content.decode()

    second.post(publish_page(report), {"gezien": ""})

    report.refresh_from_db()
    assert (report.released_by, report.taken_over_by) == (cast.superuser, cast.reviewer)
    assert Client().get("/rapportages/2022-01/").status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_reading_an_edition_takes_as_many_queries_for_more_texts(
    cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    records = [a_record(number, f"Klaar met {number}.") for number in range(11, 11 + rows)]
    table = a_table(*records)
    facts = ReportFacts(datetime.date(2022, 1, 15), "2022-01.docx", "a" * 64)
    report = open_edition(facts, table, by=cast.reviewer, at=NOON).report
    client = as_user(cast.superuser)
    client.get(publish_page(report))

    with django_assert_num_queries(14):
        client.get(publish_page(report))


def test_a_forged_field_is_as_if_nothing_was_read(cast: Cast) -> None:
    taken_over(as_user(cast.reviewer))
    report = StatusReport.objects.get(slug="2022-01")
    address = reverse("admin:actions_statusreport_publish", args=[report.pk])

    response = as_user(cast.superuser).post(address, {"gezien": "a:b:c 1:2 ²:x:²"})

    assert response.status_code == 409


@pytest.mark.parametrize(("name", "links"), [("eindredacteur", 1), ("auditor", 0)])
def test_the_way_in_stands_on_the_list_of_who_may_take_it(
    cast: Cast, name: str, links: int
) -> None:
    client = as_user(cast.named(name))
    changelist = client.get("/beheer/actions/statusreport/").content.decode()
    report = StatusReport.objects.get()
    form = client.get(f"/beheer/actions/statusreport/{report.pk}/change/").content.decode()

    assert changelist.count(f'href="{OFFER}"') == links
    assert form.count(f'href="/beheer/actions/statusreport/{report.pk}/publiceren/"') == links
