"""A list in every form: the same selection as its page, under the same address with an ending.

`FORMS` is the one place that knows the forms that every list has. A list is one `ListForms`: its
columns, its changes, its promises and the documents that only it has. The page of a list offers
them with pok_tracker/lib/file_offers.py.
"""

import datetime
import hashlib
import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import get_script_prefix, reverse
from django.utils.cache import get_conditional_response

from pok_tracker.lib.about_file import (
    LICENCE,
    LICENCE_URL,
    AboutFile,
    in_printable_letters,
)
from pok_tracker.lib.calendars import CalendarDays, write_calendar
from pok_tracker.lib.change_feed import ChangeEntry, write_feed
from pok_tracker.lib.chosen import Chosen
from pok_tracker.lib.file_sizes import keep_size
from pok_tracker.lib.filtering import StrictFilterSet
from pok_tracker.lib.list_page import refuse_filters
from pok_tracker.lib.problems import refused_parameters
from pok_tracker.lib.query_string import query_string, with_query
from pok_tracker.lib.sheets import Cell, Sheet, write_csv, write_ods, write_xlsx

Row = dict[str, Any]
# Anybody may keep an answer, and asks each time whether it still holds: a promise passes at
# midnight, a text comes out at its moment.
HEADERS = {"Cache-Control": "public, no-cache", "Access-Control-Allow-Origin": "*"}


BETWEEN_JSON_ROWS = b",\n  "


@dataclass(frozen=True, slots=True)
class ListTable:
    """A list as rows: what its page and its files have in common.

    `page` is the name of its address, `template` the page that refuses an invalid filter. `read`
    gives the rows as the API does, `cells` one of those under `heads`. `version` names all that
    publishing can change of a row.
    """

    name: str
    title: str
    page: str
    template: str
    heads: Sequence[str]
    widths: Sequence[int]
    choose: Callable[..., StrictFilterSet]
    read: Callable[..., list[Row]]
    cells: Callable[[Row], Sequence[Cell]]
    version: Callable[[Any], Hashable]


@dataclass(frozen=True, slots=True)
class ListForms:
    """A list with what happened to its rows and what is promised of them.

    `changes` and `promises` take the rows of the filter set, the request and `at=`. `documents`
    are the forms that only this list has, by ending. `from_memory` may answer a request for a
    file, with None for one that it cannot.
    """

    table: ListTable
    changes: Callable[..., list[ChangeEntry]]
    promises: Callable[..., list[CalendarDays]]
    documents: "Mapping[str, Form]" = field(default_factory=dict)
    from_memory: Callable[..., HttpResponse | None] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What one request asks of one list: a valid filter set and its rows, and when it asked."""

    forms: ListForms
    request: HttpRequest
    chosen: StrictFilterSet
    rows: Sequence[Any]
    made_at: datetime.datetime

    @property
    def about(self) -> AboutFile:
        """What a file of this selection says about itself."""
        return describe(
            self.request, self.forms.table, self.chosen, len(self.rows), made_at=self.made_at
        )


@dataclass(frozen=True, slots=True)
class Form:
    """One form: `read` gives all that decides its content, `write` the content."""

    label: str
    content_type: str
    saved: bool
    read: Callable[[Asked], Sequence[Any]]
    write: Callable[[Asked, Sequence[Any]], bytes]


def _read_table(asked: Asked) -> list[Row]:
    return asked.forms.table.read(asked.rows, asked.request, at=asked.chosen.at)


def _read_changes(asked: Asked) -> list[ChangeEntry]:
    return asked.forms.changes(asked.rows, asked.request, at=asked.chosen.at)


def _read_promises(asked: Asked) -> list[CalendarDays]:
    return asked.forms.promises(asked.rows, asked.request, at=asked.chosen.at)


def _sheet_writer(
    write: Callable[[AboutFile, Sheet], bytes],
) -> Callable[[Asked, Sequence[Row]], bytes]:
    return lambda asked, rows: write(asked.about, sheet_of(asked.forms.table, rows))


def sheet_of(table: ListTable, rows: Sequence[Row]) -> Sheet:
    """The rows of the API, flat under the heads of their list."""
    return Sheet(table.title, table.heads, table.widths, [table.cells(row) for row in rows])


def _json(asked: Asked, rows: Sequence[Row]) -> bytes:
    return write_json(asked.about, rows)


def _feed(asked: Asked, entries: Sequence[ChangeEntry]) -> bytes:
    query = query_string(asked.chosen.data)
    return write_feed(
        asked.about,
        entries,
        site=_site(),
        feed_url=asked.request.build_absolute_uri(),
        key=f"{asked.forms.table.name}.atom{'?' if query else ''}{query}",
    )


def _calendar(asked: Asked, promises: Sequence[CalendarDays]) -> bytes:
    return write_calendar(asked.about, promises, site=_site())


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
FORMS: Mapping[str, Form] = {
    "csv": Form(
        "CSV",
        "text/csv; charset=utf-8; header=present",
        True,
        _read_table,
        _sheet_writer(write_csv),
    ),
    "xlsx": Form("Excel", XLSX, True, _read_table, _sheet_writer(write_xlsx)),
    "ods": Form("OpenDocument", ODS, True, _read_table, _sheet_writer(write_ods)),
    "json": Form("JSON", "application/json; charset=utf-8", False, _read_table, _json),
    "atom": Form(
        "Atom: volg de wijzigingen",
        "application/atom+xml; charset=utf-8",
        False,
        _read_changes,
        _feed,
    ),
    "ics": Form(
        "iCalendar: de termijnen in uw agenda",
        "text/calendar; charset=utf-8",
        False,
        _read_promises,
        _calendar,
    ),
}


def answer_list(
    request: HttpRequest,
    forms: ListForms,
    ending: str,
    *,
    at: datetime.datetime,
    made_at: datetime.datetime,
) -> HttpResponse:
    """The selection of the query string as a file, a feed or a calendar, as it stands `at`.

    304 when the reader has it already; 400 for an invalid filter, as the page of the list answers
    it, or as a problem document for json. Raises Http404 for an ending that is no form.
    """
    known = {**FORMS, **forms.documents}
    form = known.get(ending)
    if form is None:
        raise Http404(f"Deze vorm is er niet. Kies uit {', '.join(known)}.")
    chosen = forms.table.choose(request.GET, at=at)
    if not chosen.is_valid():
        if ending == "json":
            return refused_parameters(chosen)
        return refuse_filters(request, forms.table.template, chosen)
    asked = Asked(forms, request, chosen, list(chosen.qs), made_at)
    data = form.read(asked)
    answer = answer_form(
        request,
        asked.about,
        ending,
        form,
        tags=map(tag_of, data),
        write=lambda: form.write(asked, data),
    )
    if form.read is _read_table:
        # Of feeds and calendars the rows do not tell all that is in them.
        versions = (str(forms.table.version(row)) for row in asked.rows)
        keep_size_of(answer, asked.about, ending, versions)
    return answer


def describe(
    request: HttpRequest,
    table: ListTable,
    chosen: Chosen,
    count: int,
    *,
    made_at: datetime.datetime,
) -> AboutFile:
    """What a file of a valid selection says about itself."""
    return AboutFile(
        name=table.name,
        title=f"{table.title} in de POK-tracker",
        filters=tuple(in_printable_letters(words) for words in chosen.in_words),
        as_of=chosen.on,
        made_at=made_at,
        count=count,
        address=request.build_absolute_uri(with_query(page_of(table), chosen.data)),
    )


def address_of(table: ListTable, ending: str) -> str:
    """The address of a list in another form: /acties.csv beside /acties/."""
    return f"{page_of(table).rstrip('/')}.{ending}"


def page_of(table: ListTable) -> str:
    """The address of the page of a list."""
    return _address(table.page, get_script_prefix())


@lru_cache
def _address(page: str, prefix: str) -> str:
    """The address of a page below the prefix at which the site stands; a list asks it thrice."""
    return reverse(page)


def write_json(about: AboutFile, rows: Sequence[Row]) -> bytes:
    """Return the rows as JSON, equal to those of the API, in an object that says what they are."""
    return join_json(about, [json_row(row) for row in rows])


def join_json(about: AboutFile, rows: Sequence[bytes]) -> bytes:
    """The same, of rows that were written before."""
    content = {**describe_json(about), "resultaten": []}
    before, brackets, after = _indented(content).rpartition(b"[]")
    if not rows:
        return before + brackets + after
    return before + b"[\n  " + BETWEEN_JSON_ROWS.join(rows) + b"\n ]" + after


def json_row(row: Row) -> bytes:
    """One row as it stands in a JSON file, without what stands between two."""
    # In JSON a line only ends between values: inside a text it is written as \n.
    return _indented(row).replace(b"\n", b"\n  ")


def _indented(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def describe_json(about: AboutFile) -> dict[str, Any]:
    """What a JSON file says about itself, before its rows."""
    return {
        "titel": about.title,
        "filters": about.filters,
        "peildatum": about.as_of.isoformat(),
        "gemaaktOp": about.made_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "licentie": {"naam": LICENCE, "url": LICENCE_URL},
        "bron": about.address,
        "aantal": about.count,
    }


def answer_form(
    request: HttpRequest,
    about: AboutFile,
    ending: str,
    form: Form,
    *,
    tags: Iterable[bytes],
    write: Callable[[], bytes],
) -> HttpResponse:
    """A form of a list, with `tags` of its rows; 304 when the reader has it already."""
    kept = "attachment" if form.saved else "inline"
    response = HttpResponse(
        content_type=form.content_type,
        headers={
            **HEADERS,
            "ETag": _fingerprint(about, ending, tags),
            "Content-Disposition": f'{kept}; filename="{about.file_name}.{ending}"',
        },
    )
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    if answer is response:
        response.content = write()
    return answer


def keep_size_of(
    answer: HttpResponse, about: AboutFile, ending: str, versions: Iterable[str]
) -> None:
    """Remember how large a file turned out; `versions` of all its rows."""
    if answer.status_code == 200:
        keep_size(selection_of(about, versions), ending, len(answer.content))


def selection_of(about: AboutFile, versions: Iterable[str]) -> Hashable:
    """All that the size of the file of a selection depends on; `versions` of all its rows."""
    return (about.name, about.address, about.as_of, tuple(versions))


def tag_of(row: Any) -> bytes:
    """What the tag of an answer needs of one of its rows."""
    return hashlib.sha256(repr(row).encode()).digest()


def _fingerprint(about: AboutFile, ending: str, rows: Iterable[bytes]) -> str:
    """The tag of an answer: of all that is in it but the moment at which it was made.

    `rows` are their tags. Weak, since two files with the same rows are not the same bytes. A feed
    does not tell the day.
    """
    told = [line for line in about.lines() if line[0] != "Gemaakt op"]
    if ending == "atom":
        told = [line for line in told if line[0] != "Peildatum"]
    digest = hashlib.sha256(repr((ending, told)).encode())
    for row in rows:
        digest.update(row)
    return f'W/"{digest.hexdigest()[:32]}"'


def _site() -> str:
    """The name of the site, which stays the same whatever address a reader came by."""
    return urlsplit(settings.SITE_URL).hostname or ""
