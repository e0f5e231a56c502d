"""Bytes of a document to a table: the reader is picked by what the bytes are, not by their name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from actions.statustable.csvfile import find_csv
from actions.statustable.docx import read_docx
from actions.statustable.earlier import EarlierDescription, with_earlier_paragraphs
from actions.statustable.errors import StatusTableError
from actions.statustable.grid import GridDocument
from actions.statustable.gridtable import read_grid_table
from actions.statustable.jsonfile import read_json
from actions.statustable.layout import LayoutNotes
from actions.statustable.limits import MOST_BYTES
from actions.statustable.notices import Notice
from actions.statustable.odf import SHEET_TYPE, TEXT_TYPE, read_odf
from actions.statustable.packages import Package
from actions.statustable.pdf import read_pdf
from actions.statustable.records import Table
from actions.statustable.relationships import content_type, main_part
from actions.statustable.table import (
    KNOWS_NOTHING,
    NO_EARLIER_EDITION,
    parse_table,
    refuse_other_source,
)
from actions.statustable.xlsxreader import read_xlsx

ZIP, PDF, OLD_OFFICE, RICH_TEXT = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf"
# Some programs write a few bytes before the mark of a PDF.
PDF_MARK_WITHIN = 1024
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
SAVE_AS_DOCX = "open het in Word of LibreOffice en bewaar het als .docx."
FORMATS = ".docx, .odt, .pdf, .csv, .xlsx, .ods, .json of .txt"
NAMES_OF = {
    "docx": (".docx",),
    "odt": (".odt",),
    "pdf": (".pdf",),
    "csv": (".csv", ".tsv", ".txt"),
    "xlsx": (".xlsx",),
    "ods": (".ods",),
    "json": (".json",),
    "txt": (".txt",),
}


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """The table of a document, and what was noticed while it was read."""

    table: Table
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    table: Table
    notices: tuple[Notice, ...] = ()


def read_document(
    data: bytes,
    *,
    name: str,
    notes: LayoutNotes = KNOWS_NOTHING,
    earlier: Mapping[int, EarlierDescription] = NO_EARLIER_EDITION,
) -> ReadDocument:
    """Return the table in a document of any format that is read here.

    `name` is the name of the file; it is only compared with what the bytes are. `earlier` holds
    the texts of an earlier edition (see earlier.py), for formats that lost their columns.
    Raises StatusTableError, and nothing else.
    """
    if len(data) > MOST_BYTES:
        raise StatusTableError(
            f"Het bestand is groter dan {MOST_BYTES // 1_000_000} MB.",
            "bied alleen de tabel zelf aan.",
        )
    found = _read(data, notes, earlier)
    refuse_other_source(data, found.table, notes)
    return ReadDocument(found.table, (*found.notices, *_name_notices(name, found.kind)))


def _read(data: bytes, notes: LayoutNotes, earlier: Mapping[int, EarlierDescription]) -> _Found:
    _refuse_old_formats(data)
    if data.startswith(ZIP):
        return _read_package(data, notes)
    if PDF in data[:PDF_MARK_WITHIN]:
        table, notices = read_grid_table(read_pdf(data, notes), notes)
        return _Found("pdf", with_earlier_paragraphs(table, earlier), notices)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _Found("json", read_json(data, notes))
    csv_document = find_csv(data)
    if csv_document is not None:
        return _Found("csv", *read_grid_table(csv_document, notes))
    return _Found("txt", parse_table(data, notes, earlier))


def _read_package(data: bytes, notes: LayoutNotes) -> _Found:
    package = Package(data)
    kind = _kind_of_package(package)
    read: Mapping[str, Callable[[Package], GridDocument]] = {
        "docx": read_docx,
        "odt": read_odf,
        "ods": read_odf,
        "xlsx": read_xlsx,
    }
    return _Found(kind, *read_grid_table(read[kind](package), notes))


def _kind_of_package(package: Package) -> str:
    if "mimetype" in package:
        mime_type = package.read("mimetype").strip().decode("ascii", errors="replace")
        kinds = {TEXT_TYPE: "odt", SHEET_TYPE: "ods"}
        if mime_type in kinds:
            return kinds[mime_type]
    elif "[Content_Types].xml" in package:
        main = content_type(package, main_part(package))
        if "wordprocessingml" in main or "ms-word" in main:
            return "docx"
        if "spreadsheetml" in main or ("ms-excel" in main and "macroEnabled" in main):
            return "xlsx"
    raise StatusTableError(
        "Dit soort bestand wordt hier niet gelezen.", f"bied de tabel aan als {FORMATS}."
    )


def _refuse_old_formats(data: bytes) -> None:
    if data.startswith(OLD_OFFICE) and ENCRYPTED_OFFICE in data:
        raise StatusTableError(
            "Het bestand is beveiligd met een wachtwoord.", "sla het op zonder wachtwoord."
        )
    if data.startswith(OLD_OFFICE):
        raise StatusTableError(
            "Dit is een bestand van een oude versie van Office (.doc of .xls).",
            f"{SAVE_AS_DOCX.removesuffix('.')} (een rekenblad als .xlsx).",
        )
    if data.startswith(RICH_TEXT):
        raise StatusTableError("Dit is een bestand in Rich Text (.rtf).", SAVE_AS_DOCX)


def _name_notices(name: str, kind: str) -> tuple[Notice, ...]:
    ending = PurePath(name).suffix.lower()
    if not ending or ending in NAMES_OF[kind]:
        return ()
    return (Notice(f"Het bestand heet {ending[:12]} maar is gelezen als .{kind}."),)
