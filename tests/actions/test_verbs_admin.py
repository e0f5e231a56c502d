"""The verbs as buttons at an update: who gets which, what they do, and how a refusal looks."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from actions import guards, publishing
from actions.admin.verbs import BUTTONS
from actions.models import Action, StatusUpdate
from actions.policy import Verb
from tests.cast import Cast, make_draft_of, make_published, submitted

LATER = "2099-01-15T14:30"


def to_form(update: StatusUpdate) -> str:
    return reverse("admin:actions_statusupdate_change", args=[update.pk])


def to_verb(update: StatusUpdate, verb: str) -> str:
    return reverse(f"admin:actions_statusupdate_{verb}", args=[update.pk])


def buttons_on_page(client: Client, person: User, update: StatusUpdate) -> dict[str, dict]:
    """The buttons that a person gets, each with what pressing it at once would send."""
    client.force_login(person)
    shown = client.get(to_form(update)).context["shown_buttons"]
    return {
        str(one.button.verb): {field.name: field.value() or "" for field in one.form}
        for one in shown
    }


def press(client: Client, person: User, update: StatusUpdate, verb: str, **typed: object) -> object:
    """Open the page as a person, fill in what the button asks, and press it."""
    sent = buttons_on_page(client, person, update)[verb]
    return client.post(to_verb(update, verb), {**sent, **typed})


def state_of(update: StatusUpdate) -> str:
    return StatusUpdate.objects.values_list("state", flat=True).get(pk=update.pk)


@pytest.fixture
def draft(action: Action, cast: Cast) -> StatusUpdate:
    return make_draft_of(action, cast.writer)


@pytest.fixture
def in_review(draft: StatusUpdate, cast: Cast) -> StatusUpdate:
    return submitted(draft, cast.writer)


# -- Who gets which buttons ----------------------------------------------------

WHO_GETS = """
                concept               ter-beoordeling           gepubliceerd
redacteur       indienen,verwijderen  -                         corrigeren
collega         indienen,verwijderen  -                         corrigeren
eindredacteur   indienen,verwijderen  publiceren,terugsturen    corrigeren,intrekken
superuser       indienen,verwijderen  publiceren,terugsturen    corrigeren,intrekken
Financiën       -                     -                         -
auditor         -                     -                         -
"""


def read_who_gets() -> list[tuple[str, str, set[str]]]:
    stages, *lines = WHO_GETS.strip("\n").splitlines()
    return [
        (line.split()[0], stage, set(cell.split(",")) - {"-"})
        for line in lines
        for stage, cell in zip(stages.split(), line.split()[1:], strict=True)
    ]


@pytest.mark.parametrize(("name", "stage", "verbs"), read_who_gets())
def test_who_gets_which_buttons(
    client: Client, action: Action, cast: Cast, name: str, stage: str, verbs: set[str]
) -> None:
    made = {
        "concept": lambda: make_draft_of(action, cast.writer),
        "ter-beoordeling": lambda: submitted(make_draft_of(action, cast.writer), cast.writer),
        "gepubliceerd": lambda: make_published(action, cast),
    }[stage]()
    assert set(buttons_on_page(client, cast.named(name), made)) == verbs


def test_every_verb_at_an_update_is_a_button_or_the_form_itself() -> None:
    buttons = {button.verb for button in BUTTONS}
    assert set(Verb) - buttons == {Verb.DRAFT, Verb.EDIT}


# -- What the buttons do -------------------------------------------------------


def test_a_writer_submits_and_a_reviewer_publishes(
    client: Client, draft: StatusUpdate, cast: Cast
) -> None:
    handed_in = press(client, cast.writer, draft, "indienen")
    assert (handed_in.url, state_of(draft)) == (to_form(draft), "ter-beoordeling")
    made_public = press(client, cast.reviewer, draft, "publiceren")
    draft.refresh_from_db()
    assert (made_public.url, draft.state, draft.reviewer) == (
        to_form(draft),
        "gepubliceerd",
        cast.reviewer,
    )
    assert draft.approved_hash == draft.content_hash


def test_a_reviewer_returns_with_a_remark(
    client: Client, in_review: StatusUpdate, cast: Cast
) -> None:
    press(client, cast.reviewer, in_review, "terugsturen", remark="Noem de wet.")
    in_review.refresh_from_db()
    assert (in_review.state, in_review.remark) == ("concept", "Noem de wet.")


def test_a_reviewer_publishes_from_a_later_moment_on_the_dutch_clock(
    client: Client, in_review: StatusUpdate, cast: Cast
) -> None:
    press(client, cast.reviewer, in_review, "publiceren", publish_from=LATER)
    in_review.refresh_from_db()
    assert (in_review.state, in_review.published_at) == (
        "gepubliceerd",
        datetime.datetime(2099, 1, 15, 13, 30, tzinfo=datetime.UTC),
    )


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (LATER, "Klaargezet. Wordt gepubliceerd op 15 januari 2099 om 14.30 uur."),
        ("", "Gepubliceerd. Iedereen kan deze stand van zaken nu lezen."),
    ],
)
def test_after_publishing_it_says_from_when(
    client: Client, in_review: StatusUpdate, cast: Cast, moment: str, said: str
) -> None:
    press(client, cast.reviewer, in_review, "publiceren", publish_from=moment)

    page = client.get(to_form(in_review))

    assert [str(message) for message in page.context["messages"]] == [said]


def test_a_draft_is_thrown_away_after_a_page_that_names_what_goes(
    client: Client, draft: StatusUpdate, cast: Cast
) -> None:
    form = to_form(draft)
    client.force_login(cast.writer)
    assert f'href="{to_verb(draft, "verwijderen")}"' in client.get(form).content.decode()
    question = client.get(to_verb(draft, "verwijderen"))
    words = " ".join(question.content.decode().split())
    assert draft.text in words
    assert "<li>De termijn “De uitvoering begint in maart 2022.”</li>" in words
    assert StatusUpdate.objects.filter(pk=draft.pk).count() == 1

    sent = {"seen_version": question.context["shown"].form["seen_version"].value()}
    answer = client.post(to_verb(draft, "verwijderen"), sent)

    assert answer.url == reverse("admin:actions_statusupdate_changelist")
    assert StatusUpdate.objects.filter(pk=draft.pk).count() == 0


def test_a_draft_that_a_colleague_changed_meanwhile_is_not_thrown_away(
    client: Client, draft: StatusUpdate, cast: Cast
) -> None:
    at = datetime.datetime(2022, 1, 16, tzinfo=datetime.UTC)
    publishing.edit(draft, {"status": "afgerond"}, by=cast.colleague, version=1, at=at)
    client.force_login(cast.writer)

    page = client.post(to_verb(draft, "verwijderen"), {"seen_version": 1})

    assert (page.status_code, state_of(draft)) == (409, "concept")
    assert refusals_on(page)[0].startswith("Iemand anders heeft deze stand van zaken intussen")


def test_what_is_no_draft_has_no_button_on_that_page(
    client: Client, in_review: StatusUpdate, cast: Cast
) -> None:
    client.force_login(cast.writer)

    words = " ".join(client.get(to_verb(in_review, "verwijderen")).content.decode().split())

    assert "Deze stand van zaken is ter beoordeling. Alleen een concept wordt verwijderd." in words
    assert "seen_version" not in words


def test_a_correction_opens_at_once(client: Client, action: Action, cast: Cast) -> None:
    standing = make_published(action, cast)
    page = press(client, cast.writer, standing, "corrigeren")
    correction = StatusUpdate.objects.get(corrects=standing)
    assert page.url == to_form(correction)
    assert (correction.text, correction.milestones.count()) == (standing.text, 1)


def test_a_reviewer_withdraws_with_a_reason(client: Client, action: Action, cast: Cast) -> None:
    standing = make_published(action, cast)
    press(client, cast.reviewer, standing, "intrekken", reason="De cijfers kloppen niet.")
    standing.refresh_from_db()
    assert (standing.state, standing.withdrawn_reason) == (
        "ingetrokken",
        "De cijfers kloppen niet.",
    )


def test_the_history_names_the_verb_and_the_person(
    client: Client, draft: StatusUpdate, cast: Cast
) -> None:
    press(client, cast.writer, draft, "indienen")
    told = draft.events.order_by("pgh_id").last().pgh_context.metadata
    assert (told["verb"], told["user"]) == ("indienen", cast.writer.pk)


# -- Refusals ------------------------------------------------------------------


def refusals_on(page: object) -> list[str]:
    return [
        str(message)
        for messages in page.context["shown"].form.errors.values()
        for message in messages
    ]


def test_what_changed_since_it_was_read_is_not_published(
    client: Client, in_review: StatusUpdate, cast: Cast
) -> None:
    sent = buttons_on_page(client, cast.reviewer, in_review)["publiceren"]
    at = datetime.datetime(2022, 1, 16, tzinfo=datetime.UTC)
    changed = publishing.edit(
        in_review, {"status": "afgerond"}, by=cast.colleague, version=in_review.version, at=at
    )
    publishing.submit(changed, by=cast.colleague, at=at)
    page = client.post(to_verb(in_review, "publiceren"), sent)
    assert (page.status_code, state_of(in_review)) == (409, "ter-beoordeling")
    assert refusals_on(page) == [
        "Iemand anders heeft deze stand van zaken intussen bewerkt. Lees eerst wat er nu staat "
        "en doe uw bewerking daarna opnieuw."
    ]


@pytest.mark.parametrize("field", ["seen_hash", "seen_version"])
def test_without_saying_what_was_read_nothing_is_published(
    client: Client, in_review: StatusUpdate, cast: Cast, field: str
) -> None:
    page = press(client, cast.reviewer, in_review, "publiceren", **{field: ""})
    assert (page.status_code, state_of(in_review)) == (409, "ter-beoordeling")


def test_another_text_than_was_read_is_not_published(
    client: Client, in_review: StatusUpdate, cast: Cast
) -> None:
    page = press(client, cast.reviewer, in_review, "publiceren", seen_hash="0" * 64)
    assert refusals_on(page) == [
        "Deze stand van zaken is niet meer wat u hebt gelezen. Lees eerst wat er nu staat en "
        "beoordeel dat."
    ]
    assert state_of(in_review) == "ter-beoordeling"


def test_without_the_guard_on_what_was_read_the_database_still_refuses(
    client: Client, in_review: StatusUpdate, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = guards.GUARDS[Verb.PUBLISH]
    others = tuple(guard for guard in asked if guard is not guards.is_content_that_was_seen)
    monkeypatch.setitem(guards.GUARDS, Verb.PUBLISH, others)
    page = press(client, cast.reviewer, in_review, "publiceren", seen_hash="0" * 64)
    assert [text.partition(".")[0] for text in refusals_on(page)] == [
        "Wat gepubliceerd wordt is niet wat de beoordelaar heeft gelezen"
    ]
    assert state_of(in_review) == "ter-beoordeling"


def test_the_writer_does_not_publish_the_own_text(
    client: Client, action: Action, cast: Cast
) -> None:
    own = submitted(make_draft_of(action, cast.reviewer), cast.reviewer)
    client.force_login(cast.reviewer)
    sent = {"seen_hash": own.content_hash, "seen_version": own.version}
    page = client.post(to_verb(own, "publiceren"), sent)
    assert (page.status_code, state_of(own)) == (409, "ter-beoordeling")
    assert refusals_on(page) == [
        "U schreef deze stand van zaken, of bewerkte haar als laatste. "
        "Vraag een andere eindredacteur om haar te beoordelen."
    ]


@pytest.mark.parametrize("remark", ["", "  \n "])
def test_a_return_without_a_remark_is_refused(
    client: Client, in_review: StatusUpdate, cast: Cast, remark: str
) -> None:
    page = press(client, cast.reviewer, in_review, "terugsturen", remark=remark)
    assert refusals_on(page) == ["Dit veld is vereist."]
    assert state_of(in_review) == "ter-beoordeling"


def test_what_was_typed_with_a_refused_verb_comes_back(
    client: Client, action: Action, cast: Cast
) -> None:
    """Pressed in a second tab, after the first already did it."""
    standing = make_published(action, cast)
    press(client, cast.reviewer, standing, "intrekken", reason="Klopt niet.")
    page = client.post(to_verb(standing, "intrekken"), {"reason": "Een lange uitleg."})
    assert page.status_code == 409
    assert page.context["shown"].form["reason"].value() == "Een lange uitleg."
    assert "Een lange uitleg." in page.content.decode()


@pytest.mark.parametrize("moment", ["gisteren", "2022-01-15T14:30"])
def test_a_moment_that_cannot_be_is_refused(
    client: Client, in_review: StatusUpdate, cast: Cast, moment: str
) -> None:
    page = press(client, cast.reviewer, in_review, "publiceren", publish_from=moment)
    assert (page.status_code, state_of(in_review)) == (409, "ter-beoordeling")


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: str(button.verb))
def test_a_verb_is_never_done_by_following_a_link(
    client: Client, draft: StatusUpdate, cast: Cast, button
) -> None:
    client.force_login(cast.superuser)
    asked = client.get(to_verb(draft, button.verb)).status_code
    assert (asked, state_of(draft)) == (200 if button.confirms else 405, "concept")


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: str(button.verb))
def test_a_verb_is_never_done_from_another_site(draft: StatusUpdate, cast: Cast, button) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(cast.superuser)
    answer = careful.post(to_verb(draft, button.verb))
    # The site's own page, which says how to save what was typed.
    assert (answer.status_code, "Het formulier is niet verstuurd" in answer.content.decode()) == (
        403,
        True,
    )
    assert state_of(draft) == "concept"


def test_a_form_that_came_back_with_an_error_has_no_buttons(
    client: Client, draft: StatusUpdate, cast: Cast
) -> None:
    client.force_login(cast.writer)
    page = client.post(to_form(draft), {"text": ""})
    assert "shown_buttons" not in page.context
