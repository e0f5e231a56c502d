"""The rows of the list as they were made before; those that are missing are made now, together."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial

from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString
from rest_framework.renderers import JSONRenderer

from actions.api.rows import ToldAction, read_told, rows_of
from actions.files import ACTIONS
from actions.listed import read_listed
from actions.selection.memory import ListMemory
from actions.snippets import Snippet
from actions.stale_actions import read_staleness
from actions.tables import DESCRIPTION, OpenActionTable, Said, described
from pok_tracker.lib.exports import Row, json_row, tag_of
from pok_tracker.lib.marked_text import FoldedText, Sought, sought
from pok_tracker.lib.row_sizes import Sizes, sizes_of_row
from pok_tracker.lib.sheets import csv_row

# Pieces by their kind, each by the place of its row.
Pieces = Mapping[Hashable, Mapping[int, bytes]]
MARKUP, SEARCHED = "markup", "searched"
# A letter that PostgreSQL keeps in no text.
SAID = "\x00"
# The files of which the size is known before they are made.
FILES_MEASURED = ("csv", "json")


def rows_in_markup(memory: ListMemory, places: Sequence[int], *, at: datetime.datetime) -> str:
    """The rows of the page at these positions; 2 queries when one of them is new, else none."""
    return b"".join(_kept(memory, MARKUP, places, partial(_render, memory, at=at))).decode()


def rows_with_hits(
    memory: ListMemory, places: Sequence[int], hits: Sequence[str], *, at: datetime.datetime
) -> str:
    """The same rows with the words marked that were searched for; as many queries."""
    asked = sought(hits)
    rows = _kept(memory, SEARCHED, places, partial(_render, memory, at=at))
    return "".join(_marked(row.decode(), asked) for row in rows)


def _render(memory: ListMemory, places: Sequence[int], *, at: datetime.datetime) -> Pieces:
    """The rows as they are, and as they are when somebody searches."""
    table = _table(memory, places, at=at)
    markup, searched = {}, {}
    for place, action, row in zip(places, table.data, table.rows_in_markup(), strict=True):
        before, _, after = row.partition(DESCRIPTION)
        said = table.said(action)
        markup[place] = f"{before}{described(said, ())}{after}".encode()
        searched[place] = SAID.join((before, after, *_written(said))).encode()
    return {MARKUP: markup, SEARCHED: searched}


def _written(said: Said) -> tuple[str, ...]:
    """The words of a row as they are kept, each text beside what hits are looked for in."""
    asked, text = said.asked.text, said.text
    is_cut = "1" if said.asked.is_cut_after else ""
    plain = asked.kept or "", text.kept or ""
    return said.url, asked.text, plain[0], is_cut, text.text, plain[1], said.age


def _marked(searched: str, asked: Sequence[Sought]) -> str:
    before, after, url, text, plain, is_cut, told, plain_told, age = searched.split(SAID)
    snippet = Snippet(FoldedText(text, plain or None), is_cut_after=bool(is_cut))
    # The age is markup that the table escaped when these words were kept.
    said = Said(url, snippet, FoldedText(told, plain_told or None), SafeString(age))
    return f"{before}{described(said, asked)}{after}"


def _table(memory: ListMemory, places: Sequence[int], *, at: datetime.datetime) -> OpenActionTable:
    keys = _keys(memory, places)
    stale = read_staleness(at=at, actions=keys)
    rows = read_listed(keys, at=at)
    return OpenActionTable(rows, query=QueryDict(), sort="", staleness=stale)


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
    files grow, and its version. What is asked together is kept together, and nothing that was not
    asked: rows of files would only fill the memory of who reads pages.
    """
    write_row = _WRITERS[kind]
    # A row in a file has full addresses.
    origin = request.build_absolute_uri("/")

    def write(missing: Sequence[int]) -> Pieces:
        written: dict[Hashable, dict[int, bytes]] = defaultdict(dict)
        actions = read_told(_keys(memory, missing), at=at)
        rows = rows_of(actions, request, at=at)
        for place, action, row in zip(missing, actions, rows, strict=True):
            for name, piece in write_row(action, row).items():
                written[name, origin][place] = piece
        return written

    return _kept(memory, (kind, origin), places, write)


def row_sizes(
    memory: ListMemory, request: HttpRequest, places: Sequence[int], *, at: datetime.datetime
) -> tuple[list[str], list[Sizes]]:
    """The version of each row, and by how much it makes a file grow, by ending."""
    versions, sizes = [], []
    for measured in rows_in_files(memory, request, "size", places, at=at):
        *in_files, version = measured.decode().split(" ", len(FILES_MEASURED))
        versions.append(version)
        sizes.append(dict(zip(FILES_MEASURED, map(int, in_files), strict=True)))
    return versions, sizes


def _written_in_api(action: ToldAction, row: Row) -> Mapping[str, bytes]:
    return {"api": JSONRenderer().render(row)}


def _written_in_files(action: ToldAction, row: Row) -> Mapping[str, bytes]:
    written = {"csv": csv_row(ACTIONS.cells(row)), "json": json_row(row)}
    return {**written, "tag": tag_of(row), "version": _version(action)}


def _measured(action: ToldAction, row: Row) -> Mapping[str, bytes]:
    sizes = sizes_of_row(csv_row(ACTIONS.cells(row)), json_row(row))
    in_files = " ".join(str(sizes[ending]) for ending in FILES_MEASURED)
    return {"size": f"{in_files} ".encode() + _version(action)}


def _version(action: ToldAction) -> bytes:
    return str((action.key, action.update, action.version)).encode()


_WRITERS: Mapping[str, Callable[[ToldAction, Row], Mapping[str, bytes]]] = {
    **dict.fromkeys(("csv", "json", "tag", "version"), _written_in_files),
    "size": _measured,
    "api": _written_in_api,
}


def _kept(
    memory: ListMemory,
    kind: Hashable,
    places: Sequence[int],
    make: Callable[[Sequence[int]], Pieces],
) -> list[bytes]:
    """The pieces of a kind at these positions; `make` makes those that are missing."""
    found = {place: memory.pieces.get(kind, place) for place in places}
    missing = [place for place, piece in found.items() if piece is None]
    if missing:
        made = make(missing)
        for other, pieces in made.items():
            memory.pieces.add(other, pieces)
        found |= made[kind]
    return [piece for piece in found.values() if piece is not None]


def _keys(memory: ListMemory, places: Sequence[int]) -> list[int]:
    return [memory.index.keys[place] for place in places]
