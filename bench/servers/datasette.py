"""Datasette over the same rows: one SQLite file with FTS5, tuned as its documentation advises."""

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg2

from bench.places import LOCAL, LOGS, PEERS
from bench.servers.process import HOST, Server, free_port, running

ROWS = """
SELECT number, description, text, status, coalesce(parent.slug, theme.slug), theme.slug,
       CASE WHEN EXISTS (SELECT FROM actions_actionmotion WHERE action_id = action.id)
            THEN 'motie' ELSE 'kabinetsreactie' END,
       (SELECT coalesce(string_agg(code, ' ' ORDER BY position), '')
        FROM actions_actionministry JOIN actions_ministry AS ministry ON ministry.id = ministry_id
        WHERE action_id = action.id),
       to_char(published_at AT TIME ZONE 'Europe/Amsterdam', 'YYYY-MM-DD')
FROM actions_action AS action
JOIN actions_statusupdate AS standing ON action_id = action.id
JOIN actions_theme AS theme ON theme.id = theme_id
LEFT JOIN actions_theme AS parent ON parent.id = theme.parent_id
WHERE state = 'gepubliceerd' AND superseded_at IS NULL
ORDER BY number
"""
SCHEMA = """
CREATE TABLE actions (
    number INTEGER PRIMARY KEY, description TEXT, text TEXT, status TEXT, theme TEXT,
    subtheme TEXT, origin TEXT, ministries TEXT, changed TEXT
);
"""
# What its documentation advises: an index for each facet, FTS5 beside the table.
INDEXES = """
CREATE INDEX actions_status ON actions (status);
CREATE INDEX actions_theme ON actions (theme);
CREATE INDEX actions_origin ON actions (origin);
CREATE INDEX actions_changed ON actions (changed);
CREATE VIRTUAL TABLE actions_fts USING FTS5 (description, text, content="actions",
    content_rowid="number");
INSERT INTO actions_fts (actions_fts) VALUES ('rebuild');
ANALYZE;
VACUUM;
"""
FACETS = "_facet=status&_facet=theme&_facet=origin"
SETTINGS = {
    "suggest_facets": "off",
    "facet_time_limit_ms": "20000",
    "sql_time_limit_ms": "20000",
    "cache_size_kb": "200000",
    "num_sql_threads": "2",
}
TABLE = "/bench/actions"


@cache
def make_file(database: str, scale: int) -> Path:
    """Copy the standing text of every action into SQLite, once in a run."""
    path = LOCAL / f"bench-{scale}" / "bench.db"
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_suffix(".new")
    made.unlink(missing_ok=True)
    connection = psycopg2.connect(database)
    lite = sqlite3.connect(made)
    try:
        with connection.cursor("rows") as cursor:
            cursor.execute(ROWS)
            lite.executescript(SCHEMA)
            lite.executemany(f"INSERT INTO actions VALUES ({','.join('?' * 9)})", cursor)
        lite.commit()
        lite.executescript(INDEXES)
    finally:
        lite.close()
        connection.close()
    made.replace(path)
    _inspect(path)
    return path


def _inspect(path: Path) -> None:
    counts = path.with_name("counts.json")
    subprocess.run([PEERS / "datasette", "inspect", path, "--inspect-file", counts], check=True)


@contextmanager
def datasette(path: Path) -> Iterator[Server]:
    """Datasette over that file, for as long as the block takes."""
    port = free_port()
    settings = [word for name, value in SETTINGS.items() for word in ("--setting", name, value)]
    with running(
        [
            str(PEERS / "datasette"), "serve", "--immutable", str(path),
            "--inspect-file", str(path.with_name("counts.json")),
            "--host", HOST, "--port", str(port), *settings,
        ],
        port=port,
        log=LOGS / f"datasette-{port}.log",
        ready=f"{TABLE}?_size=1",
    ) as server:  # fmt: skip
        yield server
