"""What an action said on an earlier day: an edition that changed its words kept the ones before."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery


def replaced_since(
    at: datetime.datetime, *, action_model: type[models.Model], action: str
) -> Subquery:
    """What the first edition after that moment replaced of the description of an action.

    `action` leads from the outer query to the key of its action. Empty when the words of that
    moment are still those of the action.
    """
    rows = action_model._meta.get_field("edition_rows").related_model.objects
    applied = rows.filter(
        action=OuterRef(action),
        update__state="gepubliceerd",
        update__published_at__gt=at,
        replaced__has_key="description",
    )
    return Subquery(applied.order_by("update__published_at").values("replaced")[:1])


def words_of(description: str, replaced: Mapping[str, Any] | None) -> str:
    """The description of a moment, of the one that stands now and of `replaced_since`."""
    return replaced["description"] if replaced else description


class EarlierWords:
    """Receives `replaced_since` when a row is read, and gives its action the words of that moment.

    A descriptor, so that whoever reads an action over `published(at=...)` cannot forget it.
    `action` is the field that leads to the action, empty on the action itself.
    """

    def __init__(self, action: str = "") -> None:
        self.action = action

    def __set__(self, row: models.Model, replaced: Mapping[str, Any] | None) -> None:
        """Take the words over; an action that was not read along stays unread."""
        if not replaced or (self.action and self.action not in row._state.fields_cache):
            return
        action = getattr(row, self.action) if self.action else row
        action.description = replaced["description"]
        action.source_lines = replaced["description_lines"]
