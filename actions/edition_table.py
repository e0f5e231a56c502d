"""An edition as the table it was sent as: theme headings, three columns, merged cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from actions.dossier import Footnote, read_footnotes, read_status
from actions.models import Action, EditionRow, StatusReport, StatusUpdate, Theme
from actions.reading_text import Block, read_blocks

NOTHING_KEPT: Mapping[int, EditionRow] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row as the edition printed it: plain text, whatever has become of the action."""

    action: Action
    theme: Theme
    update: StatusUpdate
    description: str
    description_lines: Sequence[int]
    labels: list[str]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row; `status_rowspan` is 0 when the status cell is merged into that of the row above."""

    action: Action
    theme: Theme
    update: StatusUpdate
    description_blocks: list[Block]
    labels: list[str]
    status_blocks: list[Block]
    footnotes: list[Footnote]
    status_rowspan: int


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A heading of the table with the rows under it."""

    theme: Theme
    rows: list[ReportRow]


def read_sections(
    updates: Sequence[StatusUpdate],
    doubts: dict[str, str],
    kept: Mapping[int, EditionRow] = NOTHING_KEPT,
) -> list[ReportSection]:
    """The updates of one edition, loaded with `for_edition`, as the sections of its table.

    `kept` are the rows of the edition by their action: what it printed of an action that may
    have changed since.
    """
    numbers = frozenset(update.action.number for update in updates)
    spans = _rowspans(updates)
    rows = [_read_row(row, numbers, spans, doubts) for row in read_printed_rows(updates, kept)]
    return [ReportSection(theme, list(group)) for theme, group in groupby(rows, key=_theme)]


def read_printed_rows(
    updates: Sequence[StatusUpdate], kept: Mapping[int, EditionRow]
) -> list[PrintedRow]:
    """The updates of one edition, loaded with `for_edition`, as the rows that it printed."""
    return [_printed_row(update, kept.get(update.action_id)) for update in updates]


def read_kept_rows(report: StatusReport) -> dict[int, EditionRow]:
    """The rows of an edition by their action; none when no other edition followed it. 1 query."""
    rows = EditionRow.objects.filter(report=report).select_related("theme__parent")
    return {row.action_id: row for row in rows}


def _theme(row: ReportRow) -> Theme:
    return row.theme


def _printed_row(update: StatusUpdate, kept: EditionRow | None) -> PrintedRow:
    action = update.action
    if kept:
        labels = [label["printed"] for label in kept.labels]
        return PrintedRow(
            action, kept.theme, update, kept.description, kept.description_lines, labels
        )
    labels = [link.label for link in action.motion_links.all()]
    return PrintedRow(action, action.theme, update, action.description, action.source_lines, labels)


def _read_row(
    row: PrintedRow,
    numbers: frozenset[int],
    spans: Mapping[int, int],
    doubts: dict[str, str],
) -> ReportRow:
    return ReportRow(
        action=row.action,
        theme=row.theme,
        update=row.update,
        description_blocks=read_blocks(row.description),
        labels=row.labels,
        status_blocks=read_status(row.update, actions=numbers, doubts=doubts),
        footnotes=read_footnotes(row.update, doubts),
        status_rowspan=spans[row.action.number],
    )


def _rowspans(updates: Iterable[StatusUpdate]) -> dict[int, int]:
    """How many rows each status cell spans: a cell shared with the row above is part of that."""
    spans: dict[int, int] = {}
    top = 0
    for update in updates:
        number = update.action.number
        if top and top in update.shared_with and number == top + spans[top]:
            spans[top] += 1
            spans[number] = 0
        else:
            top = number
            spans[number] = 1
    return spans
