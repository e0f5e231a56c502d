"""What stands on the site that the browser visits: the real table, a later edition, work to do."""

import datetime
from dataclasses import dataclass

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

from actions import outcomes, publishing
from actions.editions.taking_over import ReportFacts, open_edition
from actions.models import (
    Action,
    EditionRow,
    Editor,
    EditorMinistry,
    Milestone,
    Ministry,
    StatusReport,
    StatusUpdate,
)
from actions.statustable.writers import write_document
from motions.models import Document
from pok_tracker.lib.clock import now
from pok_tracker.models import SignOn
from pok_tracker.seeding import seed_empty_database
from tests.actions.editions import a_record, a_table, an_exported
from tests.cast import CONTENT, MILESTONE, MORNING, give_app
from tests.factories import make_milestone, make_report, make_update

PASSWORD = "een lang wachtwoord van vier woorden"
JANUARY = datetime.datetime(2022, 1, 15, 9, tzinfo=datetime.UTC)
# What the edition of January says of actions of DENK, and of one whose text stays.
LATER_TEXTS = {
    53: ("De monitoring is op 3 januari 2022 van start gegaan.", "afgerond"),
    62: ("De staatscommissie begint in mei 2022 met de doorlichting.", "in-voorbereiding"),
}
UNCHANGED = 11


@dataclass(frozen=True, slots=True)
class Furnished:
    """A filled site: where it runs, who may sign in, and which screens of the staff it has."""

    address: str
    reviewer: str
    with_second_factor: str
    app_secret: str
    staff_pages: dict[str, str]


def furnish_site(address: str) -> Furnished:
    """Fill an empty database for the site at that address."""
    seed_empty_database()
    _publish_later_edition()
    reviewer = User.objects.create_superuser("eindredacteur", password=PASSWORD)
    guarded = User.objects.create_superuser("met-tweede-factor", password=PASSWORD)
    secret = give_app(guarded)
    pages = _staff_pages(reviewer)
    return Furnished(address, reviewer.username, guarded.username, secret, pages)


def _publish_later_edition() -> None:
    report = make_report("2022-01")
    for number, (text, status) in LATER_TEXTS.items():
        action = Action.objects.get(number=number)
        action.updates.filter(superseded_at=None).update(superseded_at=JANUARY)
        update = make_update(
            action,
            text,
            slug="2022-01",
            published_at=JANUARY,
            as_of=report.reference_date,
            status=status,
        )
        _print_row(report, update)
    promised = StatusUpdate.objects.get(action__number=62, slug="2022-01")
    make_milestone(promised, "mei 2022", last_day=datetime.date(2022, 5, 31))
    _print_row(report, StatusUpdate.objects.get(action__number=UNCHANGED))


def _print_row(report: StatusReport, update: StatusUpdate) -> None:
    action = update.action
    EditionRow.objects.create(
        report=report,
        action=action,
        update=update,
        position=action.number,
        description=action.description,
        theme=action.theme,
    )


def _staff_pages(reviewer: User) -> dict[str, str]:
    """Every screen of the staff that a superuser may open, each with something on it.

    The key is the name of the address; after a comma, what of it is shown.
    """
    draft = publishing.draft(
        Action.objects.get(number=44),
        by=reviewer,
        at=MORNING,
        changes=CONTENT,
        milestones=[MILESTONE],
    )
    edition = _take_over_edition(reviewer)
    _make_rows_of_the_other_models(reviewer)
    promise = Milestone.objects.filter(kind=Milestone.Kind.PLANNED).last()
    return {
        **_admin_pages(),
        "staff:worklist": "/beheer/",
        "staff:preview": reverse("staff:preview", args=[draft.pk]),
        "staff:history": reverse("staff:history"),
        "staff:row_history": reverse(
            "staff:row_history", args=["actions", "statusupdate", draft.pk]
        ),
        "admin:app_list": reverse("admin:app_list", args=["actions"]),
        "admin:auth_user_password_change": reverse(
            "admin:auth_user_password_change", args=[reviewer.pk]
        ),
        "admin:auth_user_remove_second_factor": reverse(
            "admin:auth_user_remove_second_factor",
            args=[User.objects.get(username="met-tweede-factor").pk],
        ),
        "admin:actions_statusupdate_change": _form_of(draft),
        "admin:actions_statusupdate_delete": reverse(
            "admin:actions_statusupdate_delete", args=[draft.pk]
        ),
        "admin:actions_outcome_add, of a promise": (
            f"{reverse('admin:actions_outcome_add')}?promise={promise.pk}"
        ),
        "admin:actions_statusreport_change, with drafts": reverse(
            "admin:actions_statusreport_change", args=[edition.pk]
        ),
        "admin:actions_statusreport_offer": reverse("admin:actions_statusreport_offer"),
        "admin:actions_statusreport_preview": _offered_edition(reviewer),
        "admin:actions_statusreport_publish": reverse(
            "admin:actions_statusreport_publish", args=[edition.pk]
        ),
        "admin:actions_statusupdate_verwijderen": reverse(
            "admin:actions_statusupdate_verwijderen", args=[draft.pk]
        ),
    }


def _admin_pages() -> dict[str, str]:
    """What the admin makes of every model that it knows, as far as a superuser may open it."""
    request = RequestFactory().get("/")
    request.user = User(is_active=True, is_superuser=True)
    pages = {}
    for model, shown in admin.site._registry.items():
        start = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        row = model.objects.order_by("pk").first()
        pages[f"{start}_changelist"] = reverse(f"{start}_changelist")
        pages[f"{start}_change"] = reverse(f"{start}_change", args=[row.pk])
        if shown.has_add_permission(request):
            pages[f"{start}_add"] = reverse(f"{start}_add")
        if shown.has_delete_permission(request):
            pages[f"{start}_delete"] = reverse(f"{start}_delete", args=[row.pk])
    return pages


def _make_rows_of_the_other_models(reviewer: User) -> None:
    """A row of each model that nothing else makes one of; a form without a row is not looked at."""
    editor = Editor.objects.create(user=reviewer)
    EditorMinistry.objects.create(editor=editor, ministry=Ministry.objects.first())
    SignOn.objects.create(user=reviewer, provider="ministerie", uid="1")
    Document.objects.get_or_create(dossier="35510", number=809)
    outcomes.propose(
        Milestone.objects.filter(kind=Milestone.Kind.PLANNED).first(),
        by=reviewer,
        at=now(),
        met_on=MORNING.date(),
        source="Brief aan de Kamer",
    )


def _form_of(update: StatusUpdate) -> str:
    return reverse("admin:actions_statusupdate_change", args=[update.pk])


def _take_over_edition(reviewer: User) -> StatusReport:
    """An edition of which two texts wait for a second person."""
    facts = ReportFacts(datetime.date(2022, 6, 15), "2022-06.docx", "a" * 64)
    table = a_table(a_record(1, "Dit is nu klaar."), a_record(2, "Dit ook."))
    return open_edition(facts, table, by=reviewer, at=now()).report


def _offered_edition(reviewer: User) -> str:
    """The address at which an offered document is shown before anything of it is taken over."""
    data = write_document(an_exported(a_table(a_record(3, "Er is hard gewerkt."))), "docx")
    client = Client()
    client.force_login(reviewer)
    answer = client.post(
        reverse("admin:actions_statusreport_offer"),
        {"file": SimpleUploadedFile("2022-12.docx", data), "peildatum": "2022-12-15"},
    )
    return answer["Location"]
