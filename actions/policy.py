"""Who may do what with an update: the rules that screens show and publishing holds.

A right comes from the groups of a user, its reach from the ministries of the editor, and publishing
asks for a second person on top of that. A superuser has every right and reaches every action; the
second person holds for a superuser too.
"""

from enum import StrEnum

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from actions.models import Action, ActionMinistry, StatusReport, StatusUpdate

State = StatusUpdate.State
Person = AbstractBaseUser | AnonymousUser


class Verb(StrEnum):
    """What can be done with an update; the value is what the history calls it."""

    DRAFT = "opstellen"
    EDIT = "bewerken"
    SUBMIT = "indienen"
    RETURN = "terugsturen"
    PUBLISH = "publiceren"
    CORRECT = "corrigeren"
    WITHDRAW = "intrekken"
    DISCARD = "verwijderen"


REVIEW = "actions.review_statusupdate"
SET_MINISTRIES = "actions.change_actionministry"
RIGHTS = {
    Verb.DRAFT: "actions.add_statusupdate",
    Verb.EDIT: "actions.change_statusupdate",
    Verb.SUBMIT: "actions.submit_statusupdate",
    Verb.RETURN: REVIEW,
    Verb.PUBLISH: REVIEW,
    Verb.CORRECT: "actions.add_statusupdate",
    Verb.WITHDRAW: "actions.withdraw_statusupdate",
    # Whoever may rewrite a draft may also throw it away.
    Verb.DISCARD: "actions.change_statusupdate",
}
STATES = {
    Verb.EDIT: (State.DRAFT, State.IN_REVIEW),
    Verb.SUBMIT: (State.DRAFT,),
    Verb.RETURN: (State.IN_REVIEW,),
    Verb.PUBLISH: (State.IN_REVIEW,),
    Verb.CORRECT: (State.PUBLISHED,),
    Verb.WITHDRAW: (State.PUBLISHED,),
    Verb.DISCARD: (State.DRAFT,),
}
BY_SECOND_PERSON = (Verb.RETURN, Verb.PUBLISH)


def may_view(user: Person, subject: Action | StatusUpdate) -> bool:
    """Whether somebody may see an action or an update in the staff's screens, in any state."""
    return _holds(user, f"actions.view_{subject._meta.model_name}")


def may_draft(user: Person, action: Action) -> bool:
    """Whether somebody may begin a new update of that action."""
    return has_right(user, Verb.DRAFT, action)


def may_edit(user: Person, update: StatusUpdate) -> bool:
    """Whether somebody may change that update; what was published changes for nobody."""
    return _may(user, Verb.EDIT, update)


def may_submit(user: Person, update: StatusUpdate) -> bool:
    """Whether somebody may hand that draft in for review."""
    return _may(user, Verb.SUBMIT, update)


def may_review(user: Person, update: StatusUpdate) -> bool:
    """Whether somebody may judge that update: another than who wrote it or changed it last."""
    return _may(user, Verb.RETURN, update)


def may_publish(user: Person, update: StatusUpdate) -> bool:
    """Whether somebody may publish that update, now or from a later moment."""
    return _may(user, Verb.PUBLISH, update)


def may_correct(user: Person, update: StatusUpdate) -> bool:
    """Whether somebody may begin a correction of that update."""
    return _may(user, Verb.CORRECT, update)


def may_take_over(user: Person) -> bool:
    """Whether somebody may take over a table as an edition: it holds actions of all ministries."""
    return _holds(user, REVIEW)


def may_set_ministries(user: Person, action: Action) -> bool:
    """Whether somebody may change which ministries act: our reading, for reviewers in reach."""
    return _holds(user, SET_MINISTRIES) and editable_actions(user).filter(pk=action.pk).exists()


def may_withdraw(user: Person, update: StatusUpdate) -> bool:
    """Whether somebody may withdraw that published update."""
    return _may(user, Verb.WITHDRAW, update)


def may_discard(user: Person, update: StatusUpdate) -> bool:
    """Whether somebody may throw that draft away."""
    return _may(user, Verb.DISCARD, update)


def editable_actions(user: Person) -> QuerySet[Action]:
    """Actions on whose updates somebody may work: those of the editor's own ministries.

    An action without a ministry is for reviewers only, whatever their ministry.
    """
    if not _holds(user, RIGHTS[Verb.EDIT]):
        return Action.objects.none()
    if user.is_superuser:
        return Action.objects.all()
    # Subqueries, not joins: an action of two ministries is one action.
    links = ActionMinistry.objects.filter(action=OuterRef("pk"))
    within_reach = Q(Exists(links.filter(ministry__editors__user=user)))
    if _holds(user, REVIEW):
        within_reach |= ~Exists(links)
    return Action.objects.filter(within_reach)


def has_right(user: Person, verb: Verb, action: Action) -> bool:
    """Whether somebody has the right to that verb and reaches that action; asks no state."""
    return _holds(user, RIGHTS[verb]) and editable_actions(user).filter(pk=action.pk).exists()


def is_at_stage_for(verb: Verb, update: StatusUpdate) -> bool:
    """Whether an update is at a stage at which the verb can be done at all."""
    return update.state in STATES[verb]


def is_second_person(user: Person, update: StatusUpdate) -> bool:
    """Whether somebody is another person than who wrote the update and who changed it last."""
    return user.pk not in (update.author_id, update.last_editor_id)


def is_second_person_of(user: Person, report: StatusReport) -> bool:
    """Whether somebody is another person than who took the edition over."""
    return user.pk != report.taken_over_by_id


def _may(user: Person, verb: Verb, update: StatusUpdate) -> bool:
    return (
        is_at_stage_for(verb, update)
        and (verb not in BY_SECOND_PERSON or is_second_person(user, update))
        and has_right(user, verb, update.action)
    )


def _holds(user: Person, permission: str) -> bool:
    # Another authentication backend could forget that somebody is no longer active.
    return user.is_active and user.has_perm(permission)
