"""What the database refuses, whoever asks and by whatever road, and what it lets happen."""

import datetime
from collections.abc import Callable

import pgtrigger
import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, models, transaction
from django.db.models import F

from actions.models import (
    ActionMinistry,
    EditorMinistry,
    Milestone,
    Ministry,
    Outcome,
    StatusReport,
    StatusUpdate,
    Theme,
)
from actions.models.search_word import FORGETS, LEARNS
from motions.models import Document, Membership, Motion, Party
from pok_tracker.lib.shown_to_public import TELLS
from tests.actions.models.rows_of_models import (
    DAY,
    LATER,
    TRACKED,
    account,
    change,
    draft,
    edition_rows,
    editors,
    milestone,
    ministries,
    outcome,
    promises,
    published,
    run,
    somebody,
    submitters,
)
from tests.factories import (
    DEBATE,
    JUNE_2021,
    link_motion,
    make_action,
    make_draft,
    make_member,
    make_milestone,
    make_motion,
    make_motion_term,
    make_report,
    make_theme,
    make_update,
)

pytestmark = pytest.mark.django_db


def by_two(*, author: str, reviewer: str | None) -> StatusUpdate:
    people = {name: User.objects.create(username=name) for name in {author, reviewer} - {None}}
    return draft(
        state="gepubliceerd",
        published_at=JUNE_2021,
        author=people[author],
        reviewer=people.get(reviewer),
    )


def in_unknown_state() -> None:
    """Another rule refuses this as well, and would be named first."""
    run("ALTER TABLE actions_statusupdate DROP CONSTRAINT update_published_has_moment")
    draft(state="bijna")


def one_after_the_other(*, gap: datetime.timedelta) -> None:
    first = published(superseded_at=LATER)
    make_update(first.action, slug="2021-09", published_at=LATER + gap)


def twice(make: Callable[..., models.Model], *values: object, **fields: object) -> None:
    make(*values, **fields)
    make(*values, **fields)


def same_position(row: models.Model, other: models.Model) -> None:
    type(row).objects.filter(pk=other.pk).update(position=row.position)


def one_action_on_two_rows() -> None:
    first, second = edition_rows()
    change(second, action=first.action)


def grandchild() -> None:
    make_theme(parent=make_theme(parent=make_theme()))


def parent_of_itself() -> None:
    make_theme()
    Theme.objects.update(parent=F("pk"))


def membership(first: int, last: int | None) -> None:
    """A membership of another party, in days from that of the debate."""
    Membership.objects.create(
        member=make_member(),
        party=Party.objects.create(slug="nsc", name="NSC"),
        first_day=DEBATE + first * DAY,
        last_day=None if last is None else DEBATE + last * DAY,
        source="Handelingen",
    )


def carried_from_another_action() -> Milestone:
    elsewhere = make_milestone(make_draft(make_action(9)), last_day=DEBATE)
    return milestone(carried_from=elsewhere)


def confirmed(by: str = "beoordelaar") -> Outcome:
    made = outcome()
    change(made, confirmed_by=account(by), confirmed_at=JUNE_2021)
    return made


def moved(**fields: object) -> Outcome:
    first, later = promises()
    return outcome(**{"promise": first, "met_on": None, "moved_to": later, **fields})


def moved_back() -> Outcome:
    first, later = promises()
    return outcome(promise=later, met_on=None, moved_to=first)


def moved_to_itself() -> Outcome:
    first, _ = promises()
    return outcome(promise=first, met_on=None, moved_to=first)


def moved_to_another_action() -> Outcome:
    first, _ = promises()
    elsewhere = make_update(make_action(9), published_at=JUNE_2021)
    return outcome(
        promise=first,
        met_on=None,
        moved_to=make_milestone(elsewhere, last_day=DEBATE + 90 * DAY),
    )


def two_outcomes() -> Outcome:
    first = outcome()
    return outcome(promise=first.promise)


def of_a_copy() -> Outcome:
    first, later = promises()
    with pgtrigger.ignore("actions.Milestone:changed_in_drafts_only"):
        change(later, carried_from=first)
    return outcome(promise=later)


# Every constraint and trigger of a model, and what it refuses. History has tests of its own.
REFUSED: dict[str, list[Callable[[], object]]] = {
    "theme_not_its_own_parent": [parent_of_itself],
    "theme_position_unique": [lambda: same_position(make_theme(), make_theme())],
    "two_levels": [
        grandchild,
        lambda: Theme.objects.filter(pk=make_theme(parent=make_theme()).parent_id).update(
            parent=make_theme()
        ),
    ],
    "action_number_from_one": [lambda: make_action(0)],
    "action_has_description": [lambda: make_action(1, "")],
    "ministry_once_per_editor": [
        lambda: EditorMinistry.objects.update(ministry=editors()[0].ministry)
    ],
    "ministry_once_per_action": [
        lambda: ActionMinistry.objects.filter(pk=ministries()[1].pk).update(
            ministry=Ministry.objects.get(code="BZK")
        )
    ],
    "ministry_position_unique": [lambda: same_position(*ministries())],
    "motion_part_once_per_action": [
        lambda: twice(link_motion, make_action(1), make_motion(13)),
        lambda: twice(link_motion, make_action(1), make_motion(13), part=2),
    ],
    "motion_part_from_one_to_nine": [
        lambda: link_motion(make_action(1), make_motion(13), part=0),
        lambda: link_motion(make_action(1), make_motion(13), part=10),
    ],
    "edition_row_once_per_action": [one_action_on_two_rows],
    "edition_row_position_unique": [lambda: same_position(*edition_rows())],
    "report_sha256_is_one": [
        lambda: make_report() and StatusReport.objects.update(source_sha256="A" * 64),
        lambda: make_report() and StatusReport.objects.update(source_sha256="a" * 63),
    ],
    "update_slug_unique_per_action": [lambda: twice(make_draft, make_action(1))],
    "update_has_text": [lambda: draft(text="", status="", status_quote="")],
    "update_status_known_code": [
        lambda: draft(status="half-af"),
        lambda: published(status="", status_quote=""),
    ],
    "update_state_known_code": [lambda: in_unknown_state()],
    "update_kind_known_code": [lambda: draft(kind="bericht")],
    "update_of_edition_names_it": [lambda: draft(kind="rapportage", report=None)],
    "update_correction_names_what_it_corrects": [
        lambda: draft(kind="correctie"),
        lambda: make_draft(published().action, corrects=StatusUpdate.objects.get()),
    ],
    "update_waits_for_somebody": [
        lambda: draft(status="wacht-op-besluit"),
        lambda: draft(status="wacht-op-besluit", waiting_for="godot"),
        lambda: draft(status="afgerond", waiting_for="formatie"),
    ],
    "update_status_quote_in_text": [
        lambda: draft(status_quote="staat er niet"),
        lambda: draft(status_quote=""),
        lambda: draft(status_quote="nog geheim."),
    ],
    "update_published_by_second_person_or_from_edition": [
        lambda: by_two(author="redacteur", reviewer="redacteur"),
        lambda: by_two(author="redacteur", reviewer=None),
        lambda: published(verbatim=False),
        lambda: published(kind="tussentijds", report=None),
        lambda: published(author=User.objects.create(username="redacteur")),
    ],
    "update_published_as_approved": [lambda: published_unread()],
    "update_withdrawn_with_reason": [
        lambda: change(published(), state="ingetrokken"),
        lambda: draft(withdrawn_reason="Dubbel."),
    ],
    "update_version_from_one": [lambda: draft(version=0)],
    "begins_as_draft": [lambda: make_again(published(), slug="nieuw", author=somebody())],
    "moves_along_the_road": [
        lambda: change(draft(), state="gepubliceerd", published_at=LATER),
        lambda: change(published(), state="concept", published_at=None),
        lambda: change(withdrawn(), state="gepubliceerd"),
    ],
    "review_sees_what_is_published": [
        lambda: change(draft(state="ter-beoordeling"), text="Nog geheim. Niet gelezen."),
    ],
    "submitted_quotes_are_in_text": [lambda: change(without_its_quote(), state="ter-beoordeling")],
    "verbatim_is_how_it_came_in": [
        lambda: change(draft(), verbatim=True),
        lambda: change(draft(verbatim=True), text="Nog geheim. Nog meer."),
    ],
    "withdrawn_stays_as_it_was": [lambda: change(withdrawn(), withdrawn_reason="Toch anders.")],
    "never_emptied": [lambda: empty("actions_statusupdate"), lambda: empty("actions_milestone")],
    "added_to_drafts_only": [
        lambda: make_again(milestone(), position=7, update=draft_under_review(2)),
    ],
    "changed_in_drafts_only": [
        lambda: (
            make_milestone(draft_under_review(1), last_day=DEBATE)
            and Milestone.objects.update(precision="maand")
        ),
    ],
    "deleted_from_drafts_only": [
        lambda: make_milestone(draft_under_review(1), last_day=DEBATE).delete(),
    ],
    "update_published_has_moment": [
        lambda: published(published_at=None),
        lambda: draft(published_at=JUNE_2021),
        lambda: draft(state="ter-beoordeling", superseded_at=JUNE_2021),
    ],
    "update_superseded_after_published": [
        lambda: published(superseded_at=JUNE_2021 - DAY),
        lambda: published(superseded_at=JUNE_2021),
    ],
    "update_one_stands_at_a_time": [
        lambda: one_after_the_other(gap=-datetime.timedelta(seconds=1)),
        lambda: make_update(published().action, slug="2021-09", published_at=LATER),
    ],
    "published_stays_as_it_was": [
        lambda: change(published(), text="Iets anders."),
        lambda: change(published(), status="afgerond"),
        lambda: change(published(), published_at=LATER),
        lambda: change(published(), action=make_action(2)),
        lambda: save_with_text(published(), "Iets anders."),
        lambda: run_on(published(), "UPDATE actions_statusupdate SET text = text || '.'"),
        lambda: run_on(published(), "UPDATE actions_statusupdate SET footnotes = '[1]'"),
    ],
    "published_is_never_deleted": [
        lambda: published().delete(),
        lambda: withdrawn().delete(),
        lambda: StatusUpdate.objects.filter(pk=published().pk).delete(),
        lambda: run_on(published(), "DELETE FROM actions_statusupdate"),
    ],
    "milestone_position_unique": [
        lambda: same_position(
            milestone(), make_milestone(StatusUpdate.objects.get(), last_day=DEBATE)
        )
    ],
    "milestone_date_words_in_quote": [
        lambda: milestone(date_words="in mei"),
        lambda: milestone(date_words=""),
    ],
    "milestone_first_day_not_after_last": [lambda: milestone(first_day=DEBATE + DAY)],
    "milestone_kind_known_code": [lambda: milestone(kind="ooit")],
    "milestone_precision_known_code": [lambda: milestone(precision="eeuw")],
    "outcome_met_or_moved": [
        lambda: outcome(met_on=None),
        lambda: moved(met_on=DEBATE),
    ],
    "outcome_has_source": [lambda: outcome(source="")],
    "outcome_confirmed_by_second_person": [
        lambda: confirmed(by="redacteur"),
        lambda: change(outcome(), confirmed_at=JUNE_2021),
        lambda: change(outcome(), confirmed_by=account("beoordelaar")),
    ],
    "outcome_withdrawn_with_reason": [
        lambda: change(outcome(), withdrawn_at=JUNE_2021, withdrawn_by=account("redacteur")),
        lambda: change(outcome(), withdrawn_reason="Klopt niet."),
    ],
    "outcome_one_per_promise": [two_outcomes],
    "report_released_by_somebody": [
        lambda: change(make_report(), released_at=JUNE_2021),
        lambda: change(make_report(), released_by=account("tweede")),
    ],
    "report_released_by_second_person": [
        lambda: change(
            make_report(),
            taken_over_by=account("eerste"),
            released_by=account("eerste"),
            released_at=JUNE_2021,
        ),
    ],
    "carried_within_one_action": [carried_from_another_action],
    "milestone_not_carried_from_itself": [
        lambda: change(milestone(), carried_from=Milestone.objects.get()),
    ],
    "promise_is_public": [
        lambda: outcome(promise=milestone()),
        lambda: outcome(promise=make_milestone(published(), last_day=DEBATE, kind="gerealiseerd")),
        of_a_copy,
    ],
    "moves_to_later_term": [moved_back, moved_to_another_action, moved_to_itself],
    "stays_as_it_was": [
        lambda: change(outcome(), source="Een andere bron"),
        lambda: change(confirmed(), confirmed_by=account("derde")),
        lambda: change(confirmed(), met_on=DEBATE + DAY),
    ],
    "begins_unconfirmed": [
        lambda: outcome(confirmed_at=JUNE_2021, confirmed_by=account("beoordelaar")),
    ],
    "never_deleted": [
        lambda: outcome().delete(),
        lambda: outcome() and run("DELETE FROM actions_outcome"),
    ],
    "quote_in_text": [
        lambda: milestone(quote="staat er niet"),
        lambda: milestone() and Milestone.objects.update(quote="", date_words=""),
        lambda: milestone() and run("UPDATE actions_milestone SET quote = 'x', date_words = 'x'"),
        lambda: (
            milestone()
            and Milestone.objects.update(update=make_draft(make_action(2), "Een andere tekst."))
        ),
    ],
    "membership_first_day_not_after_last": [lambda: membership(9, 8)],
    "membership_one_party_at_a_time": [
        lambda: membership(0, 0),
        lambda: membership(-3, 0),
        lambda: membership(0, None),
        lambda: membership(-3, None),
    ],
    "document_unique": [lambda: twice(Document.objects.create, dossier="35510", number=4)],
    "motion_unique": [lambda: twice(make_motion, 13)],
    "motion_result_known_code": [
        lambda: make_motion(13) and Motion.objects.update(result="gewonnen", result_source="x")
    ],
    "motion_result_has_source": [
        lambda: make_motion(13) and Motion.objects.update(result="aangenomen"),
        lambda: make_motion(13) and Motion.objects.update(result_source="Handelingen"),
    ],
    "submitter_once_per_motion": [
        lambda: make_motion(13, submitters=("Omtzigt", "Omtzigt")),
    ],
    "submitter_position_unique": [lambda: same_position(*submitters())],
    "motion_term_position_unique": [
        lambda: same_position(*(make_motion_term(motion) for motion in [make_motion(13)] * 2))
    ],
    "motion_term_first_day_not_after_last": [
        lambda: make_motion_term(make_motion(13), last_day=DEBATE - DAY)
    ],
    "motion_term_has_source": [lambda: make_motion_term(make_motion(13), source="")],
}
# A trigger speaks for itself instead of by its name.
IN_WORDS = {
    "two_levels": "Een subthema kan zelf geen subthema's hebben.",
    "published_stays_as_it_was": "Een gepubliceerde stand van zaken verandert niet.",
    "published_is_never_deleted": "Wat gepubliceerd is geweest wordt nooit verwijderd.",
    "quote_in_text": "staat niet letterlijk in de stand van zaken.",
    "begins_as_draft": "Een nieuwe stand van zaken begint als concept.",
    "moves_along_the_road": "Een stand van zaken gaat niet van .* naar .*",
    "review_sees_what_is_published": "Wat ter beoordeling ligt verandert niet.",
    "submitted_quotes_are_in_text": "staat niet meer letterlijk in de stand van zaken.",
    "verbatim_is_how_it_came_in": "is niet meer letterlijk uit een rapportage",
    "withdrawn_stays_as_it_was": "Een ingetrokken stand van zaken verandert niet.",
    "never_emptied": "worden nooit allemaal tegelijk verwijderd.",
    "added_to_drafts_only": "Een termijn komt er alleen bij een concept bij.",
    "changed_in_drafts_only": "De termijnen van een stand die geen concept is liggen vast.",
    "carried_within_one_action": "Een termijn wordt alleen overgenomen van een eerdere stand",
    "promise_is_public": "Een uitkomst hoort bij een geplande termijn",
    "moves_to_later_term": "Een termijn verschuift naar een latere termijn van dezelfde actie",
    "stays_as_it_was": "Een uitkomst verandert niet.",
    "begins_unconfirmed": "Een nieuwe uitkomst wacht eerst op een tweede persoon.",
    "never_deleted": "Een uitkomst wordt nooit verwijderd.",
    "deleted_from_drafts_only": "die geen concept is worden niet verwijderd.",
}


def save_with_text(update: StatusUpdate, text: str) -> None:
    update.text = text
    update.save()


def withdrawn() -> StatusUpdate:
    update = published()
    change(update, state="ingetrokken", withdrawn_at=LATER, withdrawn_reason="Dubbel.")
    update.refresh_from_db()
    return update


def published_unread() -> None:
    """Published by a second person, but with the fingerprint of something else."""
    update = draft(state="ter-beoordeling", author=somebody())
    reviewer = User.objects.create(username="beoordelaar")
    later = {"published_at": JUNE_2021, "reviewer": reviewer, "approved_hash": "0" * 64}
    change(update, state="gepubliceerd", **later)


def make_again(row: models.Model, **values: object) -> None:
    """Save a row once more as a new one, the way any code can: without a factory."""
    for name, value in values.items():
        setattr(row, name, value)
    row.pk = None
    row._state.adding = True
    row.save()


def without_its_quote() -> StatusUpdate:
    update = milestone().update
    change(update, text="Iets anders.", status="", status_quote="")
    return update


def draft_under_review(number: int) -> StatusUpdate:
    return make_draft(make_action(number), state="ter-beoordeling")


def empty(table: str) -> None:
    """As it goes outside the database of a test."""
    run("SET LOCAL pok.guard_tests = 'yes'")
    run(f"TRUNCATE {table} CASCADE")


def run_on(row: models.Model, sql: str) -> None:
    assert row.pk
    run(sql)


def test_every_constraint_and_trigger_has_its_refusal_here():
    rules = {rule.name for model in TRACKED for rule in model._meta.constraints}
    triggers = {
        trigger.name
        for model in TRACKED
        for trigger in model._meta.triggers
        if not trigger.name.startswith((LEARNS, FORGETS, TELLS))
    }

    assert set(REFUSED) == rules | (triggers - {"insert_insert", "update_update", "delete_delete"})


@pytest.mark.parametrize(
    ("rule", "refused"),
    [(rule, refused) for rule, cases in REFUSED.items() for refused in cases],
)
def test_the_database_refuses(rule: str, refused: Callable[[], object]):
    with pytest.raises(DatabaseError, match=IN_WORDS.get(rule, f'"{rule}"')):
        until_the_end(refused)


def until_the_end(change: Callable[[], object]) -> None:
    """Make a change in a transaction of its own, up to what is checked at its end."""
    with transaction.atomic():
        change()
        run("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    "allowed",
    [
        lambda: draft(status="", status_quote=""),
        lambda: draft(state="ter-beoordeling"),
        lambda: by_two(author="redacteur", reviewer="beoordelaar"),
        lambda: published(superseded_at=LATER),
        lambda: change(published(), superseded_at=LATER),
        lambda: withdrawn(),
        lambda: draft().delete(),
        lambda: one_after_the_other(gap=datetime.timedelta(0)),
        lambda: make_draft(published().action, text="Nieuw."),
        lambda: draft(status="wacht-op-besluit", waiting_for="formatie"),
        lambda: outcome(),
        lambda: confirmed(),
        lambda: moved(),
        lambda: membership(1, None),
        lambda: membership(-3, -1),
        lambda: make_theme(parent=make_theme()),
        lambda: link_motion(make_action(1), make_motion(13), part=9),
    ],
)
def test_the_database_allows_what_is_right(allowed: Callable[[], object]):
    until_the_end(allowed)
