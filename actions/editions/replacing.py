"""What a published row of an edition replaced of its action, and how that comes back."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import F, QuerySet

from actions.editions.difference import label_facts
from actions.editions.labels import label_from_json, label_to_json, labels_of, link_labels
from actions.models import Action, EditionRow, StatusUpdate, Theme

Change = EditionRow.Change
Said = Mapping[str, Any]

# The names of the fields of a row that each change covers.
FIELDS: Mapping[str, Sequence[str]] = {
    Change.DESCRIPTION: ("description", "description_lines"),
    Change.THEME: ("theme",),
    Change.LABELS: ("labels",),
}


def apply_row(row: EditionRow) -> None:
    """Give an action what its row changes of it, and keep with the row what it said until then."""
    before = _said_by_action(row.action)
    row.replaced = {name: before[name] for change in row.changes for name in FIELDS[change]}
    row.save(update_fields=["replaced"])
    _write(row.action, row.changes, _said_by_row(row))


def take_back(update: StatusUpdate) -> None:
    """Give an action back what it said before the row of that update, which is withdrawn.

    What another edition or an editor wrote over it since stays. The row of a later edition that
    replaced the same words, or printed them once more, replaces from now on what stood before
    both: a text that was withdrawn is nobody's earlier text.
    """
    rows = EditionRow.objects.filter(update=update, report=update.report).exclude(replaced={})
    for row in rows.select_related("action"):
        later = list(_rows_published_after(row))
        for change in row.changes:
            if _knows(row, change):
                _take_back(row, change, later)
        row.replaced = {}
        row.save(update_fields=["replaced"])


def _take_back(row: EditionRow, change: str, later: Sequence[EditionRow]) -> None:
    heir = next((other for other in later if _goes_on(change, row, other)), None)
    if heir is None:
        if _same(change, _said_by_action(row.action), _said_by_row(row)):
            _write(row.action, [change], row.replaced)
        return
    if change not in heir.changes:
        heir.changes = [*heir.changes, change]
    heir.replaced = {**heir.replaced, **{name: row.replaced[name] for name in FIELDS[change]}}
    heir.save(update_fields=["changes", "replaced"])


def _goes_on(change: str, row: EditionRow, later: EditionRow) -> bool:
    said = _said_by_row(row)
    if change in later.changes:
        return _knows(later, change) and _same(change, later.replaced, said)
    return _same(change, _said_by_row(later), said)


def _knows(row: EditionRow, change: str) -> bool:
    # A row that was applied before this was kept knows nothing, or what it came to replace since.
    return set(FIELDS[change]) <= set(row.replaced)


def _rows_published_after(row: EditionRow) -> QuerySet[EditionRow]:
    """Rows of later editions with a text of their own; a row that repeats ends with what it was."""
    return EditionRow.objects.filter(
        action=row.action,
        update__report=F("report"),
        update__state=StatusUpdate.State.PUBLISHED,
        update__published_at__gt=row.update.published_at,
    ).order_by("update__published_at")


def _said_by_row(row: EditionRow) -> dict[str, Any]:
    return {
        "description": row.description,
        "description_lines": list(row.description_lines),
        "theme": row.theme_id,
        "labels": row.labels,
    }


def _said_by_action(action: Action) -> dict[str, Any]:
    return {
        "description": action.description,
        "description_lines": list(action.source_lines),
        "theme": action.theme_id,
        "labels": [label_to_json(label) for label in labels_of(action)],
    }


WORDS: Mapping[str, Callable[[Said], object]] = {
    Change.DESCRIPTION: lambda said: said["description"],
    Change.THEME: lambda said: said["theme"],
    Change.LABELS: lambda said: label_facts(label_from_json(label) for label in said["labels"]),
}


def _same(change: str, one: Said, other: Said) -> bool:
    return WORDS[change](one) == WORDS[change](other)


def _write(action: Action, changes: Sequence[str], said: Said) -> None:
    changed = []
    if Change.DESCRIPTION in changes:
        action.description, action.source_lines = said["description"], said["description_lines"]
        changed += ["description", "source_lines"]
    # A theme with nothing left in it may have been removed since: then the action stays put.
    if Change.THEME in changes and Theme.objects.filter(pk=said["theme"]).exists():
        action.theme_id = said["theme"]
        changed.append("theme")
    if changed:
        action.save(update_fields=changed)
    if Change.LABELS in changes:
        link_labels(action, [label_from_json(label) for label in said["labels"]])
