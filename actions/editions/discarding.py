"""What goes with a discarded draft: its row in an edition, an action that was never public."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from actions.editions.labels import label_to_json, labels_of
from actions.models import EditionRow, StatusUpdate


@dataclass(frozen=True, slots=True)
class WhatGoes:
    """What goes with a draft besides its own text and milestones.

    `row` is its row in an edition: it falls back to the text that is `standing`, or goes when there
    is none. `with_action` says that the action goes too: the edition brought it, and nothing else
    was ever written about it. `is_last` says that the edition keeps no text of its own, and that
    nobody released it: another can be taken over in its place.
    """

    row: EditionRow | None = None
    standing: StatusUpdate | None = None
    with_action: bool = False
    is_last: bool = False


def what_goes(update: StatusUpdate, *, at: datetime.datetime) -> WhatGoes:
    """Return what goes with that draft at that moment; changes nothing."""
    row = EditionRow.objects.filter(update=update).select_related("report").first()
    if row is None:
        return WhatGoes()
    others = StatusUpdate.objects.filter(action=update.action_id).exclude(pk=update.pk)
    stands = Q(superseded_at=None) | Q(superseded_at__gt=at)
    standing = others.published(at=at).filter(stands).select_related("action__theme").first()
    of_edition = StatusUpdate.objects.filter(report=row.report_id).exclude(pk=update.pk)
    return WhatGoes(
        row,
        standing,
        # An action that the edition made says what its row says; another was there before.
        with_action=not row.changes and not others.exists(),
        is_last=row.report.released_at is None and not of_edition.exists(),
    )


def let_go(update: StatusUpdate, *, at: datetime.datetime) -> None:
    """Delete a draft and what goes with it; its action is locked. The history keeps everything."""
    gone = what_goes(update, at=at)
    if gone.row and gone.standing:
        _repeat(gone.row, gone.standing)
    elif gone.row:
        gone.row.delete()
    update.delete()
    if gone.with_action:
        update.action.delete()


def _repeat(row: EditionRow, standing: StatusUpdate) -> None:
    action = standing.action
    row.update = standing
    row.description = action.description
    row.description_lines = list(action.source_lines)
    row.theme = action.theme
    row.labels = [label_to_json(label) for label in labels_of(action)]
    row.changes = []
    row.save()
