"""The real actions, read from a database that was just filled, as pieces to make others of."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from bench.rows.pieces import Dated, Piece, cut_text

SHOWN = """
SELECT action.id, action.theme_id, action.description, text, status, status_quote, waiting_for,
       addresses, report_id, as_of
FROM actions_action AS action
JOIN actions_statusupdate ON action_id = action.id
WHERE state = 'gepubliceerd' AND superseded_at IS NULL
ORDER BY action.number
"""
PROMISED = """
SELECT action_id, quote, date_words, milestone.kind, first_day, last_day, precision
FROM actions_milestone AS milestone
JOIN actions_statusupdate AS told ON told.id = update_id
WHERE state = 'gepubliceerd' AND superseded_at IS NULL
ORDER BY action_id, position
"""
LABELLED = """
SELECT action_id, motion_id, part, label, named, and_others FROM actions_actionmotion ORDER BY id
"""
ACTING = "SELECT action_id, ministry_id, position FROM actions_actionministry ORDER BY id"


@dataclass(frozen=True)
class Label:
    """A motion that an action is labelled with."""

    motion: int
    part: int | None
    label: str
    named: list[str]
    and_others: bool


@dataclass(frozen=True)
class RealAction:
    """An action as the table tells it, its texts cut into sentences."""

    theme: int
    description: list[Piece]
    said: list[Piece]
    judged: Piece
    status: str
    status_quote: str
    waiting_for: str
    addresses: list[str]
    report: int
    as_of: datetime.date
    labels: list[Label]
    ministries: list[int]


def read_real_actions(cursor: Any) -> list[RealAction]:
    """Every action with a standing text, in the order of their numbers.

    cursor is a psycopg2 cursor on a database that holds the project's own fixtures.
    """
    promised = _grouped(cursor, PROMISED, lambda values: Dated(*values))
    labelled = _grouped(cursor, LABELLED, lambda values: Label(*values))
    acting = _grouped(cursor, ACTING, lambda values: values[0])
    cursor.execute(SHOWN)
    return [
        _real_action(row, promised[row[0]], labelled[row[0]], acting[row[0]])
        for row in cursor.fetchall()
    ]


def _grouped(cursor: Any, question: str, make: Any) -> defaultdict[int, list[Any]]:
    cursor.execute(question)
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for action, *values in cursor.fetchall():
        found[action].append(make(values))
    return found


def _real_action(
    row: tuple[Any, ...], promised: list[Dated], labels: list[Label], ministries: list[int]
) -> RealAction:
    _, theme, description, text, status, quote, waiting_for, addresses, report, as_of = row
    said = cut_text(text, whole=[quote], dated=promised)
    judged = next(piece for piece in said if quote in piece.words)
    return RealAction(
        theme=theme,
        description=cut_text(description, whole=[], dated=[]),
        said=said,
        judged=judged,
        status=status,
        status_quote=quote,
        waiting_for=waiting_for,
        addresses=addresses,
        report=report,
        as_of=as_of,
        labels=labels,
        ministries=ministries,
    )
