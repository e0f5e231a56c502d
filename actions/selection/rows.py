"""The rows of the list as they were made before; those that are missing are made now, together."""

import datetime
from collections.abc import Callable, Hashable, Mapping, Sequence

from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString
from rest_framework.renderers import JSONRenderer

from actions.api.rows import ToldAction, read_told, rows_of
from actions.files import ACTIONS
from actions.listed import read_listed
from actions.selection.memory import ListMemory
from actions.snippets import Snippet
from actions.stale_actions import read_staleness
from actions.tables import ActionTable, OpenActionTable, Said, described
from pok_tracker.lib.cut_templates import hole
from pok_tracker.lib.exports import Row, json_row, tag_of
from pok_tracker.lib.marked_text import FoldedText, sought
from pok_tracker.lib.row_sizes import Sizes, sizes_of_row
from pok_tracker.lib.sheets import csv_row

Pieces = dict[Hashable, bytes]
# A letter that PostgreSQL keeps in no text.
SAID = "\x00"
# The files of which the size is known before they are made.
MEASURED = ("csv", "json")
DESCRIPTION = hole("omschrijving").encode()


def rows_in_markup(
    memory: ListMemory, places: Sequence[int], *, at: datetime.datetime
) -> list[bytes]:
    """The rows of the page at these positions; 2 queries when one of them is new, else none."""

    def render(missing: Sequence[int]) -> Pieces:
        table = _table(ActionTable, memory, missing, at=at)
        rows = zip(missing, table.rows_in_markup(), strict=True)
        return {("markup", place): row.encode() for place, row in rows}

    return _kept(memory, [("markup", place) for place in places], render)


def rows_with_hits(
    memory: ListMemory, places: Sequence[int], hits: Sequence[str], *, at: datetime.datetime
) -> list[bytes]:
    """The same rows with the words marked that were searched for; as many queries."""

    def render(missing: Sequence[int]) -> Pieces:
        table = _table(OpenActionTable, memory, missing, at=at)
        rows = zip(missing, table.data, table.rows_in_markup(), strict=True)
        return {
            (kind, place): piece.encode()
            for place, action, row in rows
            for kind, piece in (("open", row), ("said", _written(table.said(action))))
        }

    opened = _kept(memory, [("open", place) for place in places], render)
    texts = _kept(memory, [("said", place) for place in places], render)
    asked = sought(hits)
    return [
        row.replace(DESCRIPTION, described(_read_again(text), asked).encode())
        for row, text in zip(opened, texts, strict=True)
    ]


def _written(said: Said) -> str:
    """The words of a row as they are kept, each text beside what hits are looked for in."""
    asked, text = said.asked.text, said.text
    is_cut = "1" if said.asked.is_cut_after else ""
    pieces = (said.url, asked.text, asked.kept, is_cut, text.text, text.kept, said.age)
    return SAID.join(piece or "" for piece in pieces)


def _read_again(written: bytes) -> Said:
    url, asked, plain_asked, is_cut, text, plain_text, age = written.decode().split(SAID)
    snippet = Snippet(FoldedText(asked, plain_asked or None), is_cut_after=bool(is_cut))
    # The age is markup that the table escaped when these words were kept.
    return Said(url, snippet, FoldedText(text, plain_text or None), SafeString(age))


def _table(
    table: type[ActionTable],
    memory: ListMemory,
    places: Sequence[int],
    *,
    at: datetime.datetime,
) -> ActionTable:
    keys = _keys(memory, places)
    stale = read_staleness(at=at, actions=keys)
    return table(read_listed(keys, at=at), query=QueryDict(), sort="", staleness=stale)


def rows_in_files(
    memory: ListMemory,
    request: HttpRequest,
    kind: str,
    places: Sequence[int],
    *,
    at: datetime.datetime,
) -> list[bytes]:
    """The rows at these positions as a file has them; at most 3 queries for new ones.

    `kind` is csv, json or api: how it stands there; tag: what the tag of a file needs of it;
    version: what names all that publishing can change of it; or size: by how much it makes the
    files grow. What is asked together is kept together, and nothing that was not asked: rows of
    files would only fill the memory of who reads pages.
    """
    write_row = _WRITERS[kind]
    # A row in a file has full addresses.
    origin = request.build_absolute_uri("/")

    def write(missing: Sequence[int]) -> Pieces:
        actions = read_told(_keys(memory, missing), at=at)
        rows = rows_of(actions, request, at=at)
        return {
            (name, origin, place): piece
            for place, action, row in zip(missing, actions, rows, strict=True)
            for name, piece in write_row(action, row).items()
        }

    return _kept(memory, [(kind, origin, place) for place in places], write)


def row_sizes(
    memory: ListMemory, request: HttpRequest, places: Sequence[int], *, at: datetime.datetime
) -> list[Sizes]:
    """By how much each row makes a file grow, by ending."""
    sizes = rows_in_files(memory, request, "size", places, at=at)
    return [dict(zip(MEASURED, map(int, size.split()), strict=True)) for size in sizes]


def _written_in_api(action: ToldAction, row: Row) -> Mapping[str, bytes]:
    return {"api": JSONRenderer().render(row)}


def _written_in_files(action: ToldAction, row: Row) -> Mapping[str, bytes]:
    written = {"csv": csv_row(ACTIONS.cells(row)), "json": json_row(row)}
    return {**written, "tag": tag_of(row), "version": _version(action)}


def _measured(action: ToldAction, row: Row) -> Mapping[str, bytes]:
    sizes = sizes_of_row(csv_row(ACTIONS.cells(row)), json_row(row))
    size = " ".join(str(sizes[ending]) for ending in MEASURED)
    return {"size": size.encode(), "version": _version(action)}


def _version(action: ToldAction) -> bytes:
    return str((action.key, action.update, action.version)).encode()


_WRITERS: Mapping[str, Callable[[ToldAction, Row], Mapping[str, bytes]]] = {
    **dict.fromkeys(("csv", "json", "tag"), _written_in_files),
    **dict.fromkeys(("version", "size"), _measured),
    "api": _written_in_api,
}


def _kept(
    memory: ListMemory,
    keys: Sequence[tuple[Hashable, ...]],
    make: Callable[[Sequence[int]], Pieces],
) -> list[bytes]:
    """The piece of each key, of which the last part is a position."""
    found = [memory.pieces.get(key) for key in keys]
    missing = [key for key, piece in zip(keys, found, strict=True) if piece is None]
    if not missing:
        return [piece for piece in found if piece is not None]
    made = make([key[-1] for key in missing])
    memory.pieces.add(made)
    return [made[key] if piece is None else piece for key, piece in zip(keys, found, strict=True)]


def _keys(memory: ListMemory, places: Sequence[int]) -> list[int]:
    return [memory.index.keys[place] for place in places]
