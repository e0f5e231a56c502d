"""What an edition changes of an action: kept with its row, and applied when that is published."""

import datetime

from django.db.models import Max

from actions.editions.difference import label_facts
from actions.editions.labels import labels_of
from actions.editions.replacing import apply_row
from actions.models import Action, EditionRow, StatusUpdate, Theme
from actions.refusals import Refused
from actions.statustable.fixture import slug
from actions.statustable.records import Record

Change = EditionRow.Change


def apply_proposal(update: StatusUpdate, *, publish_from: datetime.datetime | None = None) -> None:
    """Give an action what the row of its published update changes of it; most rows change nothing.

    Raises Refused with an embargo: an action has one description, not one from a later moment.
    """
    row = (
        EditionRow.objects.filter(update=update, report=update.report_id)
        .exclude(changes=[])
        .select_related("action", "theme")
        .first()
    )
    if row is None:
        return
    if publish_from is not None:
        raise Refused(
            f"Deze stand verandert ook iets aan actie {row.action.number} zelf: "
            f"{', '.join(row.changes)}. Dat kan niet pas later ingaan.",
            "Publiceer haar zonder later moment.",
        )
    apply_row(row)


def proposed_changes(action: Action, record: Record, theme: Theme) -> list[str]:
    """What a row would change of an action as it is now; reads its motion_links."""
    differs = {
        Change.DESCRIPTION: action.description != record.description.text,
        Change.THEME: action.theme_id != theme.pk,
        Change.LABELS: label_facts(labels_of(action)) != label_facts(record.labels),
    }
    return [str(change) for change, does in differs.items() if does]


def theme_of(record: Record) -> Theme:
    """The theme or sub-theme of a row, made at the end of the list when it is not there.

    A theme without a published action is on no page.
    """
    main = _theme(record.theme, None)
    return main if record.subtheme is None else _theme(record.subtheme, main)


def _theme(name: str, parent: Theme | None) -> Theme:
    # A sub-theme of the same name may exist under another theme.
    known = Theme.objects.filter(name=name, parent=parent).first()
    if known is not None:
        return known
    last = Theme.objects.aggregate(last=Max("position"))["last"] or 0
    return Theme.objects.create(
        slug=_free_slug(name, parent), name=name, parent=parent, position=last + 1
    )


def _free_slug(name: str, parent: Theme | None) -> str:
    wanted = slug(name)[:90]
    if not Theme.objects.filter(slug=wanted).exists():
        return wanted
    return f"{slug(parent.name)[:45]}-{wanted[:50]}" if parent else f"{wanted}-thema"
