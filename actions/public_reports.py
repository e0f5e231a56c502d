"""The editions of which the public may read something."""

import datetime
from collections.abc import Iterable
from itertools import pairwise

from django.db.models import Count, Max, Q, QuerySet

from actions.models import StatusReport, StatusUpdate


def public_reports(*, at: datetime.datetime) -> QuerySet[StatusReport]:
    """Editions with a published update, newest first.

    Adds `updates_count`, how many there are, and `published_at`, when the last text of the
    edition itself was published (a correction names its edition too).
    """
    published = Q(updates__in=StatusUpdate.objects.published(at=at))
    own = published & Q(updates__kind=StatusUpdate.Kind.EDITION)
    counted = StatusReport.objects.annotate(
        updates_count=Count("updates", filter=published),
        published_at=Max("updates__published_at", filter=own),
    )
    # Named here: a query that counts leaves the order of the model out.
    return counted.filter(updates_count__gt=0).order_by("-reference_date")


def with_earlier(reports: Iterable[StatusReport]) -> list[tuple[StatusReport, StatusReport]]:
    """The one before it and the edition, of every edition but the first; both newest first."""
    return [(earlier, later) for later, earlier in pairwise(reports)]
