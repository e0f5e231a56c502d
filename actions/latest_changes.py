"""What changed since the edition before the last one, and what was said between editions."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from actions.editions.comparison import Differences, compare_sides
from actions.editions.fingerprint_sides import fingerprint_sides
from actions.models import StatusReport, StatusUpdate

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Change:
    """How many actions changed in one way, and the place that proves it; none without a count."""

    count: int
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class LatestChanges:
    """The last two editions with what differs, and the last texts outside an edition."""

    report: StatusReport | None
    previous: StatusReport | None
    url: str
    changes: list[Change]
    between: list[StatusUpdate]
    between_url: str


def read_latest_changes(*, at: datetime.datetime) -> LatestChanges:
    """Read the editions, the last texts between them, and, with two editions, what differs.

    Two queries, or three.
    """
    reports = StatusReport.objects.published(at=at)[:2]
    report, previous = _first_two(list(reports))
    url, changes = "", []
    if report and previous:
        url = reverse("actions:edition_differences", args=[previous.slug, report.slug])
        found = compare_sides(*fingerprint_sides(previous, report, at=at))
        changes = _changes(found, url)
    return LatestChanges(report, previous, url, changes, _between(at), _between_url())


def _first_two(
    reports: Sequence[StatusReport],
) -> tuple[StatusReport | None, StatusReport | None]:
    report, previous, *_ = [*reports, None, None]
    return report, previous


def _between(at: datetime.datetime) -> list[StatusUpdate]:
    updates = StatusUpdate.objects.published(at=at).exclude(kind=StatusUpdate.Kind.EDITION)
    newest = updates.select_related("action").order_by("-published_at", "action__number")
    return list(newest[:SHOWN])


def _between_url() -> str:
    kinds = (StatusUpdate.Kind.INTERIM, StatusUpdate.Kind.CORRECTION)
    return f"{reverse('actions:changes')}?{'&'.join(f'soort={kind.value}' for kind in kinds)}"


def _changes(found: Differences, url: str) -> list[Change]:
    counted = (
        (len(found.other_text), "tekst gewijzigd", "teksten gewijzigd", "teksten"),
        (
            len(found.other_status),
            "actie met een andere status",
            "acties met een andere status",
            "status",
        ),
        (len(found.new), "nieuwe actie", "nieuwe acties", "nieuw"),
        (len(found.vanished), "vervallen actie", "vervallen acties", "vervallen"),
    )
    return [
        Change(count, one if count == 1 else many, f"{url}#{anchor}" if count else "")
        for count, one, many, anchor in counted
    ]
