"""The admin of what government does about it, one subject a file; Django finds it through here."""

from actions.admin import (
    actions,
    milestones,
    ministries,
    outcomes,
    people,
    reports,
    themes,
    updates,
)

__all__ = [
    "actions",
    "milestones",
    "ministries",
    "outcomes",
    "people",
    "reports",
    "themes",
    "updates",
]
