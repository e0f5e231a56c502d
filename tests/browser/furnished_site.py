"""What stands on the site that the browser visits: the real table, a later edition, work to do."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from actions import publishing
from actions.editions.taking_over import ReportFacts, open_edition
from actions.models import Action, EditionRow, Milestone, StatusReport, StatusUpdate
from actions.statustable.writers import write_document
from pok_tracker.lib.clock import now
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
    staff_pages: dict[str, str]


def furnish_site(address: str) -> Furnished:
    """Fill an empty database for the site at that address."""
    seed_empty_database()
    _publish_later_edition()
    reviewer = User.objects.create_superuser("eindredacteur", password=PASSWORD)
    guarded = User.objects.create_superuser("met-tweede-factor", password=PASSWORD)
    give_app(guarded)
    return Furnished(address, reviewer.username, guarded.username, _staff_pages(reviewer))


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
    """The screens that the editors work on, each with something on it."""
    draft = publishing.draft(
        Action.objects.get(number=44),
        by=reviewer,
        at=MORNING,
        changes=CONTENT,
        milestones=[MILESTONE],
    )
    promise = Milestone.objects.filter(kind=Milestone.Kind.PLANNED).first()
    edition = _take_over_edition(reviewer)
    return {
        "worklist": "/beheer/",
        "updates": reverse("admin:actions_statusupdate_changelist"),
        "update": _form_of(draft),
        "new update": reverse("admin:actions_statusupdate_add"),
        "preview": reverse("staff:preview", args=[draft.pk]),
        "new outcome": f"{reverse('admin:actions_outcome_add')}?promise={promise.pk}",
        "milestone": reverse("admin:actions_milestone_change", args=[promise.pk]),
        "edition": reverse("admin:actions_statusreport_change", args=[edition.pk]),
        "edition offer": reverse("admin:actions_statusreport_offer"),
        "edition preview": _offered_edition(reviewer),
        "publish all": reverse("admin:actions_statusreport_publish", args=[edition.pk]),
        "history": reverse("staff:history"),
        "history of a row": reverse(
            "staff:row_history", args=["actions", "statusupdate", draft.pk]
        ),
        "discard": reverse("admin:actions_statusupdate_verwijderen", args=[draft.pk]),
    }


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
