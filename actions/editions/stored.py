"""What the database holds of an edition, or of this moment, as the rows of a table."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Prefetch

from actions.editions.labels import label_from_json, labels_of
from actions.models import Action, ActionMotion, EditionRow, StatusReport, StatusUpdate, Theme
from actions.statustable.layout import DoubtfulCitation
from actions.statustable.records import Address, Cell, Footnote, MotionLabel, Record
from actions.statustable.references import with_references
from motions.kamerstuk import find_citations
from motions.models import Document


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row of a table as it is stored: what was asked, and the update that carries its text."""

    action: Action
    update: StatusUpdate
    description: str
    theme: Theme
    labels: tuple[MotionLabel, ...]
    description_lines: Sequence[int] = ()


def standing_rows(*, at: datetime.datetime) -> list[StoredRow]:
    """What stands at that moment, in the order of the numbers; 4 queries."""
    updates = (
        _with_actions(StatusUpdate.objects.published(at=at))
        .exclude(superseded_at__lte=at)
        .order_by("action__number")
    )
    return [_row_of_update(update) for update in updates]


def rows_of(report: StatusReport) -> list[StoredRow]:
    """The rows of an edition in their order, whatever the state of their updates.

    An edition that came in with the fixtures has no rows of its own until another one follows it:
    its updates tell them.
    """
    kept = EditionRow.objects.filter(report=report).select_related("action", "theme__parent")
    rows = [_row_of_edition(row) for row in kept.prefetch_related("update").order_by("position")]
    if rows:
        return rows
    updates = StatusUpdate.objects.filter(report=report, kind=StatusUpdate.Kind.EDITION)
    return [_row_of_update(update) for update in _with_actions(updates).order_by("action__number")]


def records_of(rows: Sequence[StoredRow]) -> tuple[Record, ...]:
    """The rows as a reader of documents would give them; 1 query for the doubts on citations."""
    records = [_record(row) for row in rows]
    texts = {row.action.number: row.update.text for row in rows}
    # A text that has changed in one of two rows no longer shares their cell.
    records = [
        replace(
            record,
            shared_with=tuple(
                other for other in record.shared_with if texts.get(other) == record.status.text
            ),
        )
        for record in records
    ]
    doubts = _doubts(records)
    return tuple(with_references(record, texts, doubts) for record in records)


def _with_actions(updates: Any) -> Any:
    links = ActionMotion.objects.select_related("motion")
    return updates.select_related("action__theme__parent").prefetch_related(
        Prefetch("action__motion_links", links)
    )


def _row_of_update(update: StatusUpdate) -> StoredRow:
    action = update.action
    return StoredRow(
        action,
        update,
        action.description,
        action.theme,
        labels_of(action),
        action.source_lines,
    )


def _row_of_edition(row: EditionRow) -> StoredRow:
    return StoredRow(
        row.action,
        row.update,
        row.description,
        row.theme,
        tuple(label_from_json(label) for label in row.labels),
        row.description_lines,
    )


def _record(row: StoredRow) -> Record:
    update = row.update
    return Record(
        number=row.action.number,
        theme=row.theme.main.name,
        subtheme=row.theme.name if row.theme.parent_id else None,
        description=Cell(row.description, tuple(row.description_lines)),
        status=Cell(update.text, tuple(update.source_lines)),
        labels=row.labels,
        shared_with=tuple(update.shared_with),
        see_also=(),
        citations=(),
        footnotes=tuple(
            Footnote(note["marker"], note["text"], note["position"], ())
            for note in update.footnotes
        ),
        addresses=tuple(Address(url, ()) for url in update.addresses),
    )


def _doubts(records: Iterable[Record]) -> list[DoubtfulCitation]:
    found = [
        (record.number, citation)
        for record in records
        for text in (
            record.description.text,
            record.status.text,
            *(note.text for note in record.footnotes),
        )
        for citation in find_citations(text)
    ]
    reasons = {
        document.kamerstuk.code: document.doubt for document in Document.objects.exclude(doubt="")
    }
    return [
        DoubtfulCitation(number, citation.printed, reasons[citation.kamerstuk.code])
        for number, citation in found
        if citation.kamerstuk.code in reasons
    ]
