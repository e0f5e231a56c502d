"""The files of the list from memory, equal to those that the database gives."""

import datetime
from collections.abc import Callable, Mapping, Sequence

from django.http import HttpRequest, HttpResponse

from actions.files import ACTIONS
from actions.selection.asked import answered
from actions.selection.rows import rows_in_files
from pok_tracker.lib.about_file import AboutFile
from pok_tracker.lib.exports import FORMS, answer_form, describe, join_json, keep_size_of
from pok_tracker.lib.sheets import csv_beginning

# More rows than this are not kept all together, so reading them again costs as much.
MOST_ROWS = 1_000


def file_from_memory(
    request: HttpRequest, ending: str, *, made_at: datetime.datetime
) -> HttpResponse | None:
    """The csv or the json that a request asks for; None when the database has to answer it."""
    known = answered(request) if ending in _JOINED else None
    if known is None:
        return None
    memory, question, found = known
    if len(found) > MOST_ROWS:
        return None
    places = found[: len(found)]
    about = describe(request, ACTIONS, question, len(places), made_at=made_at)

    def pieces(kind: str) -> list[bytes]:
        return rows_in_files(memory, request, kind, places, at=question.at)

    response = answer_form(
        request,
        about,
        ending,
        FORMS[ending],
        tags=pieces("tag"),
        write=lambda: _JOINED[ending](about, pieces(ending)),
    )
    versions = (version.decode() for version in pieces("version"))
    keep_size_of(response, about, ending, versions)
    return response


def _join_csv(about: AboutFile, rows: Sequence[bytes]) -> bytes:
    return csv_beginning(about, ACTIONS.heads) + b"".join(rows)


_JOINED: Mapping[str, Callable[[AboutFile, Sequence[bytes]], bytes]] = {
    "csv": _join_csv,
    "json": join_json,
}
