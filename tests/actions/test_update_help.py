"""What helps to write an update, in the form and while it is typed."""

import datetime
import gzip

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from actions.models import Action, Status, StatusUpdate
from actions.update_help import Citation, Proposal, UpdateHelp, read_help
from motions.models import Document
from tests.admin_pages import save
from tests.cast import EVENING, NEXT_WEEK, TEXT, Cast, make_draft_of, published, submitted
from tests.factories import make_action, make_draft
from tests.source_tree import PROJECT

JANUARY = datetime.date(2022, 1, 15)
FORM_HELP = "/beheer/hulp/stand/"


def help_with(update: StatusUpdate, text: str, *, at: datetime.datetime = EVENING) -> UpdateHelp:
    return read_help(update, text=text, as_of=JANUARY, at=at)


@pytest.fixture
def draft(cast: Cast, action: Action) -> StatusUpdate:
    return make_draft_of(action, cast.writer)


# -- What is published, beside what is new ---------------------------------------


def test_the_new_text_is_compared_with_what_the_public_reads(draft: StatusUpdate):
    found = help_with(draft, "Wordt uitgevoerd.")

    assert found.standing.text == "Wordt voorbereid."
    assert [(piece.text, str(piece.change)) for piece in found.difference] == [
        ("Wordt ", "gebleven"),
        ("voorbereid", "weg"),
        ("uitgevoerd", "nieuw"),
        (".", "gebleven"),
    ]
    assert found.has_changed is True
    assert help_with(draft, "Wordt voorbereid.").has_changed is False


def test_a_text_that_waits_for_its_moment_does_not_stand_yet(cast: Cast, draft: StatusUpdate):
    waiting = published(submitted(draft, cast.writer), cast.reviewer, publish_from=NEXT_WEEK)
    other = make_draft(draft.action, "Iets anders.", slug="ander")

    assert help_with(other, "x").standing.text == "Wordt voorbereid."
    assert help_with(other, "x", at=NEXT_WEEK).standing == waiting


def test_what_stands_is_not_compared_with_itself(action: Action):
    assert help_with(action.updates.get(), "x").standing is None


def test_a_new_update_without_an_action_has_nothing_to_compare_with(db: None):
    found = help_with(StatusUpdate(), "Klaar in mei.")

    assert (found.standing, found.difference) == (None, ())


# -- What the words say ------------------------------------------------------------


def test_citations_are_shown_as_the_site_understands_them(draft: StatusUpdate):
    Document.objects.create(dossier="35510", number=809, doubt="Zo veel stukken waren er niet.")
    found = help_with(draft, "Zie TK 29362-290, TK 29362-290 en 35510, nr. 809. Zie actie 18.")

    assert found.citations == [
        Citation(
            "TK 29362-290",
            "29362-290",
            "https://zoek.officielebekendmakingen.nl/kst-29362-290.html",
            "",
        ),
        Citation("35510, nr. 809", "35510-809", "", "Zo veel stukken waren er niet."),
    ]
    assert found.see_also == (18,)


def test_a_date_that_is_no_milestone_yet_is_proposed_as_one(draft: StatusUpdate):
    text = f"{TEXT} Op 3 januari jl. is het plan af. In mei volgt het debat."

    assert help_with(draft, text).proposals == [
        Proposal("3 januari jl.", "Op 3 januari jl. is het plan af.", "3 januari 2022"),
        Proposal("mei", "In mei volgt het debat.", "mei 2022"),
    ]


def test_every_status_stands_in_the_rubric(draft: StatusUpdate):
    assert [label for label, _ in help_with(draft, "").rubric] == Status.labels


def test_the_help_asks_three_questions_however_much_there_is(
    draft: StatusUpdate, django_assert_num_queries: DjangoAssertNumQueries
):
    with django_assert_num_queries(3):
        help_with(draft, "TK 29362-290 in mei.")
    with django_assert_num_queries(3):
        help_with(draft, "TK 29362-290 en TK 29362-291 in mei, in juni en in juli.")


# -- In the form -------------------------------------------------------------------


def form_of(update: StatusUpdate) -> str:
    return reverse("admin:actions_statusupdate_change", args=[update.pk])


def test_the_form_shows_the_help_without_any_script(
    client: Client, cast: Cast, draft: StatusUpdate
):
    client.force_login(cast.writer)
    page = client.get(form_of(draft))
    content = page.content.decode()

    assert "<del>Wordt voorbereid</del><ins>De wet is klaar" in content
    assert f'href="/beheer/voorbeeld/{draft.pk}/"' in content
    assert "Welke status kies ik?" in content


def test_a_form_that_is_refused_shows_the_help_for_what_was_typed(
    client: Client, cast: Cast, draft: StatusUpdate
):
    client.force_login(cast.writer)
    page = save(client, form_of(draft), text="Zie TK 29362-290.", status_quote="Niet.", as_of="x")

    assert page.status_code == 200
    assert ">29362-290</a>" in page.content.decode()


def test_a_text_that_was_published_is_not_helped_with(
    client: Client, cast: Cast, draft: StatusUpdate
):
    update = published(submitted(draft, cast.writer), cast.reviewer)
    client.force_login(cast.writer)
    content = client.get(form_of(update)).content.decode()

    assert (content.count("help-panel"), content.count("Maak er onderaan een termijn van")) == (
        0,
        0,
    )
    assert f'href="/beheer/voorbeeld/{update.pk}/"' in content


def test_a_new_form_and_one_to_read_show_it_too(client: Client, cast: Cast, draft: StatusUpdate):
    client.force_login(cast.auditor)
    assert "<ins>De wet is klaar" in client.get(form_of(draft)).content.decode()
    client.force_login(cast.writer)
    content = client.get(reverse("admin:actions_statusupdate_add")).content.decode()
    assert "Van deze actie geldt nu geen andere tekst." in content


# -- While it is typed ---------------------------------------------------------------


def typed(client: Client, **values: object) -> HttpResponse:
    return client.post(FORM_HELP, values)


def test_the_help_is_drawn_again_for_what_is_typed(client: Client, cast: Cast, draft: StatusUpdate):
    client.force_login(cast.writer)
    page = typed(client, update=draft.pk, text="Wordt\r\nvoorbereid <b>.", as_of="15-01-2022")

    assert page.context["help"].standing.text == "Wordt voorbereid."
    assert "<ins> &lt;b&gt;</ins>" in page.content.decode()
    assert StatusUpdate.objects.get(pk=draft.pk).text == TEXT


def test_the_help_for_a_new_update_knows_its_action_and_its_day(
    client: Client, cast: Cast, action: Action
):
    client.force_login(cast.writer)
    found = typed(client, action=action.pk, text="In mei.", as_of="2023-01-15").context["help"]

    assert found.standing.text == "Wordt voorbereid."
    assert [proposal.days for proposal in found.proposals] == ["mei 2023"]
    assert typed(client, text="In mei 2023.", as_of="ooit").status_code == 200


@pytest.mark.parametrize(
    "values", [{"update": "999"}, {"action": "x"}, {"text": "a" * 100_001}, {"text": "\x00"}]
)
def test_what_cannot_be_read_is_refused(client: Client, cast: Cast, values: dict[str, str]):
    client.force_login(cast.writer)

    assert typed(client, **values).status_code == 400


def test_the_help_is_for_who_may_read_drafts(client: Client, cast: Cast):
    make_draft(make_action(77))
    assert typed(client, text="x").status_code == 302
    client.force_login(cast.account_manager)
    assert typed(client, text="x").status_code == 403
    client.force_login(cast.auditor)
    assert typed(client, text="x").status_code == 200
    assert client.get(FORM_HELP).status_code == 405


def test_the_help_refuses_a_form_of_another_site(cast: Cast):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.writer)

    assert typed(strict, text="x").status_code == 403


def test_all_scripts_together_are_small():
    scripts = [path.read_bytes() for path in sorted((PROJECT / "static/js").glob("*.js"))]

    assert len(scripts) > 0
    assert sum(len(gzip.compress(script)) for script in scripts) <= 5 * 1024
