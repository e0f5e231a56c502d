"""The worklist: what waits for somebody of the staff, as the start page of the admin."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from actions.account_help import notices_for
from actions.change_log import may_read_history
from actions.models import Action, Milestone, Outcome, Standing, StatusUpdate
from actions.policy import RIGHTS, Person, State, Verb, editable_actions
from pok_tracker.lib.clock import now
from pok_tracker.lib.dutch_dates import day_in_words, span_in_words
from pok_tracker.lib.dutch_moments import moment_in_words


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: about which action, what it is, and the page on which to do it."""

    number: int
    description: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Pile:
    """Tasks of one kind. `empty` says what it means that there are none."""

    slug: str
    title: str
    empty: str
    tasks: Sequence[Task]

    @property
    def count(self) -> int:
        """How many tasks wait."""
        return len(self.tasks)


@admin.site.admin_view
def start_page(request: HttpRequest) -> HttpResponse:
    """The start page of the admin: the worklist above all that can be managed."""
    at = now()
    context = {
        "sign_in_notices": notices_for(request.user, at=at),
        "piles": read_worklist(request.user, at=at),
        "may_read_history": may_read_history(request.user),
    }
    return admin.site.index(request, context)


def read_worklist(user: Person, *, at: datetime.datetime) -> list[Pile]:
    """What waits for somebody at that moment; nothing at all for who does not write.

    One query a pile, and those of the rights; however much waits.
    """
    if not user.has_perm(RIGHTS[Verb.EDIT]):
        return []
    piles = [
        _pile_of_editions(user),
        _pile_of_drafts(user),
        _pile_of_returned(user),
        _pile_of_passed_terms(user, at),
        _pile_of_outdated(user, at),
    ]
    if user.has_perm(RIGHTS[Verb.PUBLISH]):
        piles = [_pile_to_review(user), _pile_to_confirm(user), *piles]
    return piles


def _pile_to_review(user: Person) -> Pile:
    return Pile(
        "beoordelen",
        "Wacht op mijn beoordeling",
        "Er ligt niets dat u kunt beoordelen.",
        [_review_task(update) for update in _reviewable_updates(user)],
    )


def _pile_to_confirm(user: Person) -> Pile:
    return Pile(
        "bevestigen",
        "Uitkomsten om te bevestigen",
        "Er is geen uitkomst die u kunt bevestigen.",
        [_outcome_task(outcome) for outcome in _confirmable_outcomes(user)],
    )


def _pile_of_editions(user: Person) -> Pile:
    return Pile(
        "rapportage",
        "Concepten uit een rapportage",
        "Van uw acties ligt er geen concept uit een rapportage.",
        [_edition_task(draft) for draft in _drafts_of_editions(user)],
    )


def _pile_of_drafts(user: Person) -> Pile:
    return Pile(
        "concepten",
        "Mijn concepten",
        "U hebt geen concepten.",
        [_draft_task(draft) for draft in _own_drafts(user)],
    )


def _pile_of_returned(user: Person) -> Pile:
    return Pile(
        "terug",
        "Terug van de beoordelaar",
        "Er is niets naar u teruggestuurd.",
        [_returned_task(draft) for draft in _returned_drafts(user)],
    )


def _pile_of_passed_terms(user: Person, at: datetime.datetime) -> Pile:
    return Pile(
        "verstreken",
        "Termijnen die voorbij zijn, zonder uitkomst",
        "Van uw acties is geen termijn voorbij zonder dat de uitkomst bekend is.",
        [_passed_task(milestone) for milestone in _passed_terms(user, at)],
    )


def _pile_of_outdated(user: Person, at: datetime.datetime) -> Pile:
    return Pile(
        "verouderd",
        "Teksten ouder dan de laatste rapportage",
        "Van uw acties is elke tekst zo nieuw als de laatste rapportage.",
        [_outdated_task(update) for update in _outdated_updates(user, at)],
    )


def _drafts_within_reach(user: Person) -> QuerySet[StatusUpdate]:
    drafts = StatusUpdate.objects.filter(state=State.DRAFT, action__in=editable_actions(user))
    return drafts.select_related("action")


def _drafts_of_editions(user: Person) -> QuerySet[StatusUpdate]:
    """What taking an edition over left to be finished, by the ministries and not by its author."""
    return (
        _drafts_within_reach(user)
        .filter(kind=StatusUpdate.Kind.EDITION, remark="")
        .select_related("action", "report", "last_editor")
        .order_by("report__reference_date", "action__number")
    )


def _own_drafts(user: Person) -> QuerySet[StatusUpdate]:
    drafts = _drafts_within_reach(user).exclude(kind=StatusUpdate.Kind.EDITION)
    return drafts.filter(_made_by(user), remark="")


def _returned_drafts(user: Person) -> QuerySet[StatusUpdate]:
    return _drafts_within_reach(user).filter(_made_by(user)).exclude(remark="")


def _made_by(user: Person) -> Q:
    return Q(author=user) | Q(last_editor=user)


def _reviewable_updates(user: Person) -> QuerySet[StatusUpdate]:
    """What waits for review by somebody else than who wrote it or changed it last."""
    waiting = StatusUpdate.objects.filter(state=State.IN_REVIEW, action__in=editable_actions(user))
    # Not exclude(): an update from an edition has no author, and NULL is nobody.
    second_person = Q(author=None) | ~Q(author=user), Q(last_editor=None) | ~Q(last_editor=user)
    return (
        waiting.filter(*second_person)
        .select_related("action", "last_editor")
        .order_by("submitted_at", "pk")
    )


def _confirmable_outcomes(user: Person) -> QuerySet[Outcome]:
    """What a colleague said of a promise, and what waits for a second person."""
    return (
        Outcome.objects.waiting()
        .filter(promise__update__action__in=editable_actions(user))
        .exclude(proposed_by=user)
        .select_related("promise__update__action", "proposed_by")
        .order_by("proposed_at", "pk")
    )


def _passed_terms(user: Person, at: datetime.datetime) -> QuerySet[Milestone]:
    passed = Milestone.objects.in_standing(Standing.PASSED, at=at)
    return (
        passed.filter(update__action__in=editable_actions(user))
        .select_related("update__action")
        .order_by("last_day", "update__action__number", "position")
    )


def _outdated_updates(user: Person, at: datetime.datetime) -> QuerySet[StatusUpdate]:
    """What stands and is older than the newest edition of which anything is published."""
    published = StatusUpdate.objects.published(at=at).filter(report__isnull=False)
    newest = published.order_by("-report__reference_date").values("report__reference_date")[:1]
    standing = Q(superseded_at=None) | Q(superseded_at__gt=at)
    return (
        StatusUpdate.objects.published(at=at)
        .filter(standing, action__in=editable_actions(user), as_of__lt=Subquery(newest))
        .select_related("action")
        .order_by("as_of", "action__number")
    )


def _edition_task(draft: StatusUpdate) -> Task:
    unfinished = "" if draft.status else ", nog zonder status"
    is_taken_up = draft.last_editor and draft.last_editor_id != draft.author_id
    by = f", bewerkt door {draft.last_editor}" if is_taken_up else ""
    return _task_at(draft, f"rapportage {draft.report.slug}{unfinished}{by}")


def _draft_task(draft: StatusUpdate) -> Task:
    return _task_at(draft, f"stand van {day_in_words(draft.as_of)}")


def _returned_task(draft: StatusUpdate) -> Task:
    return _task_at(draft, draft.remark)


def _review_task(update: StatusUpdate) -> Task:
    by = f" door {update.last_editor}" if update.last_editor else ""
    return _task_at(update, f"ingediend op {moment_in_words(update.submitted_at)}{by}")


def _outcome_task(outcome: Outcome) -> Task:
    said = f"ingevuld op {moment_in_words(outcome.proposed_at)} door {outcome.proposed_by}"
    page = reverse("admin:actions_outcome_change", args=[outcome.pk])
    return _task_on(page, outcome.promise.update.action, f"{said}: {outcome.promise.quote}")


def _passed_task(milestone: Milestone) -> Task:
    days = span_in_words(milestone.first_day, milestone.last_day, milestone.precision)
    # The page of the term, because that is where its outcome is filled in.
    page = reverse("admin:actions_milestone_change", args=[milestone.pk])
    return _task_on(page, milestone.update.action, f"{days}: {milestone.quote}")


def _outdated_task(update: StatusUpdate) -> Task:
    return _task_at(update, f"tekst van {day_in_words(update.as_of)}")


def _task_at(update: StatusUpdate, note: str) -> Task:
    page = reverse("admin:actions_statusupdate_change", args=[update.pk])
    return _task_on(page, update.action, note)


def _task_on(page: str, action: Action, note: str) -> Task:
    return Task(number=action.number, description=action.description, note=note, url=page)
