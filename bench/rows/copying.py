"""Writes made actions into PostgreSQL by COPY, past triggers and indexes."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import IO, Any

from bench.rows.made import MadeAction

COLUMNS = {
    "actions_action": ("id", "number", "theme_id", "description", "source_lines"),
    "actions_statusupdate": (
        "id",
        "action_id",
        "report_id",
        "slug",
        "kind",
        "state",
        "as_of",
        "text",
        "verbatim",
        "source_lines",
        "shared_with",
        "footnotes",
        "addresses",
        "see_also",
        "cited",
        "status",
        "status_quote",
        "waiting_for",
        "published_at",
        "approved_hash",
        "remark",
        "version",
        "withdrawn_reason",
    ),
    "actions_milestone": (
        "update_id",
        "position",
        "quote",
        "date_words",
        "kind",
        "first_day",
        "last_day",
        "precision",
    ),
    "actions_actionmotion": (
        "action_id",
        "motion_id",
        "part",
        "label",
        "named",
        "and_others",
    ),
    "actions_actionministry": ("action_id", "ministry_id", "position", "quote"),
}
# What the triggers of a text would note of it (migration 0017 of actions).
NOTE_WORDS = """
INSERT INTO actions_textwords (place, key, words)
SELECT 'description', id, pok_word_ids(description) FROM actions_action
UNION ALL SELECT 'text', id, pok_word_ids(text) FROM actions_statusupdate
ON CONFLICT DO NOTHING
"""
SLOW_INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
FROM pg_index
JOIN pg_class ON pg_class.oid = indexrelid
JOIN pg_am ON pg_am.oid = relam
WHERE indrelid = ANY (%s::regclass[]) AND amname = 'gin'
"""


def write(cursor: Any, made: Iterable[MadeAction]) -> None:
    """Write the actions and what hangs on them; numbers are the keys.

    cursor belongs to a superuser: triggers are off in this session, so nothing of it is in the
    history, and nobody waits for words that are all known already.
    """
    cursor.execute("SET session_replication_role = replica")
    with ExitStack() as stack:
        files = {table: stack.enter_context(_spool()) for table in COLUMNS}
        for action in made:
            _append(files, action)
        with _without_slow_indexes(cursor):
            for table, spooled in files.items():
                _copy(cursor, table, spooled)
    cursor.execute(NOTE_WORDS)
    cursor.execute("SET session_replication_role = origin")


def _spool() -> IO[str]:
    return tempfile.TemporaryFile("w+", encoding="utf-8")


def _append(files: dict[str, IO[str]], action: MadeAction) -> None:
    for table, values in _rows(action):
        files[table].write("\t".join(_shown(value) for value in values) + "\n")


def _rows(action: MadeAction) -> Iterator[tuple[str, Sequence[object]]]:
    number, like = action.number, action.like
    yield "actions_action", (number, number, like.theme, action.description, ())
    yield "actions_statusupdate", _update(action)
    for position, one in enumerate(action.dated, start=1):
        yield (
            "actions_milestone",
            (
                number,
                position,
                one.quote,
                one.date_words,
                one.kind,
                one.first_day,
                one.last_day,
                one.precision,
            ),
        )
    for label in like.labels:
        yield (
            "actions_actionmotion",
            (number, label.motion, label.part, label.label, label.named, label.and_others),
        )
    for position, ministry in enumerate(like.ministries, start=1):
        yield "actions_actionministry", (number, ministry, position, "")


def _update(action: MadeAction) -> Sequence[object]:
    number, like = action.number, action.like
    slug = f"{like.as_of:%Y-%m}"
    return (
        number,
        number,
        like.report,
        slug,
        "rapportage",
        "gepubliceerd",
        like.as_of,
        action.text,
        True,
        (),
        (),
        "[]",
        like.addresses,
        action.see_also,
        action.cited,
        like.status,
        like.status_quote,
        like.waiting_for,
        action.published_at,
        "",
        "",
        1,
        "",
    )


def _shown(value: object) -> str:
    """A value as the text form of COPY wants it."""
    if value is None:
        return r"\N"
    if isinstance(value, list | tuple):
        return _escaped("{" + ",".join(_element(str(one)) for one in value) + "}")
    return _escaped(str(value))


def _element(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


@contextmanager
def _without_slow_indexes(cursor: Any) -> Iterator[None]:
    """A GIN index is built many times faster at once than row by row."""
    cursor.execute(SLOW_INDEXES, [list(COLUMNS)])
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    cursor.execute("SET maintenance_work_mem = '512MB'")
    for _, definition in indexes:
        cursor.execute(definition)


def _copy(cursor: Any, table: str, spooled: IO[str]) -> None:
    spooled.seek(0)
    cursor.copy_expert(f"COPY {table} ({', '.join(COLUMNS[table])}) FROM STDIN", spooled)
    # The keys that COPY was given do not move the counter behind them.
    cursor.execute(
        "SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM " + table + "))",
        [table],
    )
