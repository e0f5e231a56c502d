"""An edition published as a whole: what is within somebody's reach by the normal road, or none.

When nothing of an edition waits any more it is released: from then on it is public, also when every
text in it repeats one that stood already.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Prefetch

from actions import policy, publishing
from actions.models import ActionMinistry, EditionRow, StatusReport, StatusUpdate
from actions.policy import Person, State, Verb
from actions.refusals import Conflict, Refused, database_refusals
from actions.update_help import Proposal, dates_without_milestone
from pok_tracker.lib.history import performing
from pok_tracker.lib.publication import wait_for_leases

WAITING = (State.DRAFT, State.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody read of an update: the fingerprint of its content, and its version."""

    content_hash: str
    version: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody can do with an edition now.

    `updates` wait and are within the person's reach, `elsewhere` wait for colleagues. `obstacle`
    says why the person may not publish; `dates` are the days in the texts that no milestone names.
    """

    updates: Sequence[StatusUpdate]
    elsewhere: Sequence[StatusUpdate]
    obstacle: Refused | None
    dates: Mapping[StatusUpdate, Sequence[Proposal]]


def waiting_updates(report: StatusReport) -> list[StatusUpdate]:
    """The updates of an edition that are not published yet, in the order of their actions."""
    links = ActionMinistry.objects.select_related("ministry")
    return list(
        StatusUpdate.objects.filter(
            report=report, kind=StatusUpdate.Kind.EDITION, state__in=WAITING
        )
        .select_related("action")
        .prefetch_related("milestones", Prefetch("action__ministry_links", links))
        .order_by("action__number")
    )


def read_offer(report: StatusReport, *, by: Person, at: datetime.datetime) -> Offer:
    """Return what somebody can do with an edition at that moment; changes nothing."""
    waiting = waiting_updates(report)
    actions = [update.action_id for update in waiting]
    reached = policy.editable_actions(by).filter(pk__in=actions).values_list("pk", flat=True)
    within = set(reached)
    updates = [update for update in waiting if update.action_id in within]
    elsewhere = [update for update in waiting if update.action_id not in within]
    return Offer(
        updates=updates,
        elsewhere=elsewhere,
        obstacle=(
            _nothing_to_do(report, updates, elsewhere, at)
            or _no_right(by)
            or _first_person(report, updates, by)
        ),
        dates={
            update: dates
            for update in updates
            if (dates := dates_without_milestone(update, update.text, update.as_of))
        },
    )


def publish_all(
    report: StatusReport,
    *,
    by: Person,
    seen: Mapping[int, Seen],
    at: datetime.datetime,
    dates_are_seen: bool = False,
) -> int:
    """Publish every waiting update of an edition within reach, or none; the answer is how many.

    When nothing waits after that, the edition is released; one that only repeats texts has nothing
    else. `seen` is, by the primary key of each update, what `by` has read. A draft is handed in on
    the way, so it has to be complete; `dates_are_seen` says that the days in it without a
    milestone are meant to have none. Each update meets the guards it would meet alone. Raises
    Refused, or Conflict when one changed since it was read.
    """
    with transaction.atomic():
        wait_for_leases()
        # Two colleagues at once: the last one finds that nothing waits any more. Without a key
        # lock a correction, which locks an action first and then points here, does not wait.
        report = StatusReport.objects.select_for_update(no_key=True).get(pk=report.pk)
        offer = read_offer(report, by=by, at=at)
        if offer.obstacle:
            raise offer.obstacle
        _refuse_without_status(offer.updates)
        if offer.dates and not dates_are_seen:
            raise Refused(
                f"Een dag of periode zonder termijn: actie {_numbers(offer.dates)}.",
                "Vul die termijnen in, of bevestig dat u deze dagen hebt gezien.",
            )
        for update in offer.updates:
            _publish(update, by=by, seen=seen.get(update.pk), at=at)
        if not offer.elsewhere:
            _release(report, by=by, at=at)
    return len(offer.updates)


def _publish(update: StatusUpdate, *, by: Person, seen: Seen | None, at: datetime.datetime) -> None:
    number = update.action.number
    if seen is None:
        raise Conflict(
            f"Actie {number} stond niet bij wat u hebt gelezen.",
            "Lees eerst wat er nu staat en publiceer daarna.",
            current=update,
        )
    try:
        publishing.publish(
            update,
            by=by,
            seen_hash=seen.content_hash,
            version=seen.version,
            at=at,
            hand_in=True,
        )
    except Conflict as refused:
        raise Conflict(
            f"Actie {number}: {refused.message}", refused.remedy, current=refused.current
        ) from refused
    except Refused as refused:
        raise Refused(f"Actie {number}: {refused.message}", refused.remedy) from refused


def _release(report: StatusReport, *, by: Person, at: datetime.datetime) -> None:
    if report.released_at is not None:
        return
    report.released_at, report.released_by = at, by
    with database_refusals(), performing(str(Verb.PUBLISH), user=by.pk):
        report.save(update_fields=["released_at", "released_by"])


def _nothing_to_do(
    report: StatusReport,
    updates: Sequence[StatusUpdate],
    elsewhere: Sequence[StatusUpdate],
    at: datetime.datetime,
) -> Refused | None:
    if updates:
        return None
    if elsewhere:
        return Refused(
            "Wat nog wacht hoort bij andere ministeries dan die van u: "
            f"actie {_numbers(elsewhere)}.",
            "Een eindredacteur van die ministeries publiceert het.",
        )
    is_public = StatusReport.objects.published(at=at).filter(pk=report.pk).exists()
    repeats = EditionRow.objects.filter(report=report, update__state=State.PUBLISHED).exists()
    if is_public or not repeats:
        return Refused(f"Rapportage {report.slug} heeft niets dat op publicatie wacht.", "")
    return None


def _no_right(by: Person) -> Refused | None:
    if policy.may_take_over(by):
        return None
    return Refused("U kunt een rapportage niet publiceren.", "Dat doet een eindredacteur.")


def _first_person(
    report: StatusReport, updates: Sequence[StatusUpdate], by: Person
) -> Refused | None:
    """Whoever took the edition over, or ever edited one of these texts, does not publish it."""
    remedy = "Vraag een andere eindredacteur om haar te publiceren."
    if not policy.is_second_person_of(by, report):
        return Refused("U hebt deze rapportage overgenomen.", remedy)
    events = StatusUpdate.pgh_event_model.objects
    ever = events.filter(pgh_obj__in=[update.pk for update in updates])
    wrote = ever.filter(author=by.pk) | ever.filter(last_editor=by.pk)
    number = wrote.values_list("action__number", flat=True).order_by("action__number").first()
    if number is None:
        return None
    return Refused(f"U hebt een tekst van deze rapportage bewerkt (actie {number}).", remedy)


def _refuse_without_status(updates: Sequence[StatusUpdate]) -> None:
    without = [update for update in updates if not update.status]
    if without:
        raise Refused(
            f"Nog zonder status: actie {_numbers(without)}.",
            "Kies bij elke stand van zaken een status met het citaat waar die op rust.",
        )


def _numbers(updates: Sequence[StatusUpdate] | Mapping[StatusUpdate, object]) -> str:
    return ", ".join(str(update.action.number) for update in updates)
