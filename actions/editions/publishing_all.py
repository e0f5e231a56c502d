"""An edition published as a whole: every draft of it by the normal road, or none."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from actions import publishing
from actions.models import StatusReport, StatusUpdate
from actions.policy import Person, State
from actions.refusals import Conflict, Refused

WAITING = (State.DRAFT, State.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody read of an update: the fingerprint of its content, and its version."""

    content_hash: str
    version: int


def waiting_updates(report: StatusReport) -> list[StatusUpdate]:
    """The updates of an edition that are not published yet, in the order of their actions."""
    return list(
        StatusUpdate.objects.filter(
            report=report, kind=StatusUpdate.Kind.EDITION, state__in=WAITING
        )
        .select_related("action")
        .order_by("action__number")
    )


def publish_all(
    report: StatusReport, *, by: Person, seen: Mapping[int, Seen], at: datetime.datetime
) -> int:
    """Publish every waiting update of an edition, or none; the answer is how many.

    `seen` is, by the primary key of each update, what `by` has read. A draft is handed in on the
    way, so it has to be complete. Each update meets the guards it would meet alone. Raises
    Refused, or Conflict when one changed since it was read.
    """
    with transaction.atomic():
        updates = waiting_updates(report)
        if not updates:
            raise Refused(f"Rapportage {report.slug} heeft niets dat op publicatie wacht.", "")
        _refuse_who_wrote(by, updates)
        _refuse_without_status(updates)
        for update in updates:
            _publish(update, by=by, seen=seen.get(update.pk), at=at)
    return len(updates)


def _publish(update: StatusUpdate, *, by: Person, seen: Seen | None, at: datetime.datetime) -> None:
    number = update.action.number
    if seen is None:
        raise Conflict(
            f"Actie {number} stond niet bij wat u hebt gelezen.",
            "Lees eerst wat er nu staat en publiceer daarna.",
            current=update,
        )
    try:
        if update.state == State.DRAFT:
            publishing.submit(update, by=by, at=at)
        publishing.publish(update, by=by, seen_hash=seen.content_hash, version=seen.version, at=at)
    except Conflict as refused:
        raise Conflict(
            f"Actie {number}: {refused.message}", refused.remedy, current=refused.current
        ) from refused
    except Refused as refused:
        raise Refused(f"Actie {number}: {refused.message}", refused.remedy) from refused


def _refuse_who_wrote(by: Person, updates: Iterable[StatusUpdate]) -> None:
    """Whoever took the edition over, or ever edited one of its texts, does not publish it."""
    events = StatusUpdate.pgh_event_model.objects
    ever = events.filter(pgh_obj__in=[update.pk for update in updates])
    wrote = ever.filter(author=by) | ever.filter(last_editor=by)
    number = wrote.values_list("action__number", flat=True).order_by("action__number").first()
    if number is not None:
        raise Refused(
            f"U hebt deze rapportage overgenomen of een tekst ervan bewerkt (actie {number}).",
            "Vraag een andere eindredacteur om haar te publiceren.",
        )


def _refuse_without_status(updates: Iterable[StatusUpdate]) -> None:
    numbers = [str(update.action.number) for update in updates if not update.status]
    if numbers:
        raise Refused(
            f"Nog zonder status: actie {', '.join(numbers)}.",
            "Kies bij elke stand van zaken een status met het citaat waar die op rust.",
        )
