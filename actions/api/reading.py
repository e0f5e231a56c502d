"""What the serializers need beside the rows, read once for a whole page."""

import datetime
from collections.abc import Sequence

from actions.dossier import read_doubts
from actions.models import Action, StatusUpdate
from actions.models.milestone import attach_milestones


def read_context(actions: Sequence[Action], *, at: datetime.datetime) -> dict[str, object]:
    """Load in 3 queries what `for_list` does not: milestones, doubts and who may be named.

    Returns the context of ActionSerializer; see read_update_context.
    """
    attach_milestones(actions, at=at)
    return read_update_context([action.current for action in actions], at=at)


def read_update_context(
    updates: Sequence[StatusUpdate], *, at: datetime.datetime
) -> dict[str, object]:
    """Load in 2 queries what texts name.

    Returns `doubts`, why cited papers cannot be right, by code; `public_numbers`, the published
    actions among those that the texts refer to; `at`, the moment that was asked for.
    """
    named = {n for update in updates for n in (*update.see_also, *update.shared_with)}
    public = Action.objects.published(at=at).order_by().filter(number__in=named)
    return {
        "at": at,
        "doubts": read_doubts(code for update in updates for code in update.cited),
        "public_numbers": frozenset(public.values_list("number", flat=True)),
    }
