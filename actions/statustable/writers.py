"""An edition to the bytes of a document, in the format that is asked for."""

from collections.abc import Callable, Mapping

from actions.statustable.csvfile import write_csv
from actions.statustable.docxwriter import write_docx
from actions.statustable.exported import ExportedEdition, refuse_unwritable
from actions.statustable.jsonfile import write_json
from actions.statustable.odswriter import write_ods
from actions.statustable.odtwriter import write_odt
from actions.statustable.xlsxwriter import write_xlsx

WRITERS: Mapping[str, Callable[[ExportedEdition], bytes]] = {
    "docx": write_docx,
    "odt": write_odt,
    "csv": write_csv,
    "xlsx": write_xlsx,
    "ods": write_ods,
    "json": write_json,
}


def write_document(edition: ExportedEdition, form: str) -> bytes:
    """Return the edition as a document; `form` is a key of WRITERS.

    The same edition gives the same bytes, and reading them gives equal records. Raises
    StatusTableError when a text cannot be written so, ValueError for another format.
    """
    if form not in WRITERS:
        raise ValueError(f"Onbekend formaat {form!r}; kies uit {', '.join(WRITERS)}.")
    refuse_unwritable(edition)
    return WRITERS[form](edition)
