"""The whole set as one file: every list with all its rows, in each form that can hold several."""

import datetime
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from actions.files import ACTIONS
from actions.term_files import TERMS
from motions.files import MOTIONS
from pok_tracker.lib.about_file import AboutFile
from pok_tracker.lib.exports import FORMS, ListTable, Row, describe_json, sheet_of
from pok_tracker.lib.sheets import Sheet, write_csv, write_ods, write_xlsx
from pok_tracker.lib.viewpoint import Viewpoint

TABLES = (ACTIONS, MOTIONS, TERMS)
NAME = "pok-tracker"


@dataclass(frozen=True, slots=True)
class WholeSet:
    """What a file says about itself, and per list all its rows as the API gives them."""

    about: AboutFile
    lists: Mapping[str, Sequence[Row]]

    @property
    def sheets(self) -> list[Sheet]:
        """The rows, flat under the heads of their list."""
        return [sheet_of(table, self.lists[table.name]) for table in TABLES]

    def fingerprint(self, ending: str) -> str:
        """A tag that changes when the rows or their day do, and not with the moment of asking."""
        told = repr((ending, self.about.as_of, self.about.address, self.lists))
        return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


@dataclass(frozen=True, slots=True)
class Form:
    """One form: what it is called, its media types, and what writes it."""

    label: str
    content_type: str
    file_type: str
    write: Callable[[WholeSet], bytes]


def read_whole_set(
    request: HttpRequest, viewpoint: Viewpoint, *, made_at: datetime.datetime
) -> WholeSet:
    """Read every list as it stands at the viewpoint; as many queries however many rows."""
    lists = {table.name: _rows(table, request, viewpoint.at) for table in TABLES}
    about = AboutFile(
        name=NAME,
        title="De hele POK-tracker",
        filters=(),
        as_of=viewpoint.on,
        made_at=made_at,
        count=sum(len(rows) for rows in lists.values()),
        address=request.build_absolute_uri(reverse("open-data")),
    )
    return WholeSet(about, lists)


def _rows(table: ListTable, request: HttpRequest, at: datetime.datetime) -> list[Row]:
    chosen = table.choose(QueryDict(), at=at)
    if not chosen.is_valid():
        raise ValueError(f"De lege vraag is er een, ook voor {table.name}.")
    return table.read(list(chosen.qs), request, at=at)


def _write_json(whole: WholeSet) -> bytes:
    content = {**describe_json(whole.about), **whole.lists}
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _write_zip(whole: WholeSet) -> bytes:
    """A csv file for each list; the moment inside is that of making, in UTC."""
    target = io.BytesIO()
    moment = whole.about.made_at.timetuple()[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for table, sheet in zip(TABLES, whole.sheets, strict=True):
            entry = zipfile.ZipInfo(f"{table.name}.csv", moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, write_csv(whole.about, sheet))
    return target.getvalue()


def _write_sheets(write: Callable[..., bytes], whole: WholeSet) -> bytes:
    return write(whole.about, *whole.sheets)


FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"
WHOLE_FORMS: Mapping[str, Form] = {
    "json": Form("JSON", FORMS["json"].content_type, f"{FILE_TYPES}JSON", _write_json),
    "csv.zip": Form("CSV-bestanden in een zip", "application/zip", f"{FILE_TYPES}CSV", _write_zip),
    "xlsx": Form(
        "Excel", FORMS["xlsx"].content_type, f"{FILE_TYPES}XLSX", partial(_write_sheets, write_xlsx)
    ),
    "ods": Form(
        "OpenDocument",
        FORMS["ods"].content_type,
        f"{FILE_TYPES}ODS",
        partial(_write_sheets, write_ods),
    ),
}
