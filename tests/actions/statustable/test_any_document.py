"""Whatever comes in, in any format: read or refused, and soon."""

import io
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.statustable.errors import StatusTableError
from actions.statustable.layout import LayoutNotes
from actions.statustable.readers import ReadDocument, read_document
from actions.statustable.writers import WRITERS, write_document
from tests.actions.statustable.made_elsewhere import part, with_part
from tests.actions.statustable.made_pdf import pdf_of_records
from tests.actions.statustable.test_round_trip import TRICKY

DOCUMENTS = {form: write_document(TRICKY, form) for form in WRITERS}
PACKAGES = {form: data for form, data in DOCUMENTS.items() if data[:2] == b"PK"}
MAIN_PARTS = {
    "docx": "word/document.xml",
    "xlsx": "xl/worksheets/sheet1.xml",
    "odt": "content.xml",
    "ods": "content.xml",
}
NOTES = LayoutNotes(dossier="35510")
STARTS = [b"", b"PK\x03\x04", b"%PDF-1.4\n", b"{", b"\xef\xbb\xbf", b"Actie;Omschrijving;Status\n"]
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from("dixs"), st.binary(min_size=1, max_size=8)),
    min_size=1,
    max_size=4,
)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def answer(data: bytes) -> ReadDocument | StatusTableError:
    try:
        return read_document(data, name="x", notes=NOTES)
    except StatusTableError as error:
        return error


def mutated(data: bytes, changes: list[tuple[float, str, bytes]]) -> bytes:
    """Return data with bytes deleted, inserted, exchanged, or a stretch of it doubled."""
    for where, change, content in changes:
        place = int(where * len(data))
        if change == "d":
            data = data[:place] + data[place + len(content) :]
        elif change == "i":
            data = data[:place] + content + data[place:]
        elif change == "x":
            data = data[:place] + content + data[place + len(content) :]
        else:
            data = data[: place + 40] + data[place:]
    return data


@given(start=st.sampled_from(STARTS), data=st.one_of(st.binary(), st.text().map(str.encode)))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(start: bytes, data: bytes) -> None:
    assert isinstance(answer(start + data), ReadDocument | StatusTableError)


@pytest.mark.parametrize("form", tuple(DOCUMENTS))
@given(changes=CHANGES)
@QUICK
def test_a_document_with_some_bytes_changed_is_read_or_refused(
    form: str, changes: list[tuple[float, str, bytes]]
) -> None:
    assert isinstance(answer(mutated(DOCUMENTS[form], changes)), ReadDocument | StatusTableError)


@pytest.mark.parametrize("form", tuple(PACKAGES))
@given(data=st.data(), changes=CHANGES)
@QUICK
def test_a_package_with_a_part_changed_is_read_or_refused(
    form: str, data: st.DataObject, changes: list[tuple[float, str, bytes]]
) -> None:
    package = PACKAGES[form]
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        name = data.draw(st.sampled_from(archive.namelist()))
    changed = with_part(package, name, mutated(part(package, name), changes))
    assert isinstance(answer(changed), ReadDocument | StatusTableError)


@pytest.mark.parametrize("form", tuple(PACKAGES))
@given(data=st.data())
@QUICK
def test_a_package_with_elements_in_other_places_is_read_or_refused(
    form: str, data: st.DataObject
) -> None:
    """Well-formed all the same: a tag under another name, an attribute with another value."""
    package = PACKAGES[form]
    main = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}.get(
        form, "content.xml"
    )
    xml = part(package, main).decode()
    names = ["w:p", "w:r", "w:tc", "w:tbl", "text:p", "text:list", "text:note", "table:table-cell"]
    first, second = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
    for old, new in (
        (f"<{first}>", f"<{second}>"),
        (f"</{first}>", f"</{second}>"),
        (f"<{first} ", f"<{second} "),
    ):
        xml = xml.replace(old, new)
    number = data.draw(st.sampled_from(["0", "-1", "99999999999", "x", "٣", ""]))
    xml = xml.replace('="3"', f'="{number}"').replace('="2"', f'="{number}"')
    changed = with_part(package, main, xml.encode())
    assert isinstance(answer(changed), ReadDocument | StatusTableError)


@given(changes=CHANGES)
@settings(max_examples=6, deadline=None)
def test_a_pdf_with_some_bytes_changed_is_read_or_refused(
    changes: list[tuple[float, str, bytes]],
) -> None:
    data = pdf_of_records(TRICKY.table.records, ruled=True)
    assert isinstance(answer(mutated(data, changes)), ReadDocument | StatusTableError)


@pytest.mark.parametrize(
    ("main", "start", "junk"),
    [
        ("word/document.xml", b"<w:tbl>", b"<w:tbl><w:tr><w:tc>"),
        ("word/document.xml", b"<w:tbl>", b"<w:p><w:r><w:t>x</w:t></w:r></w:p>"),
        ("word/document.xml", b"<w:tbl>", b"<w:p><w:hyperlink r:id='x'>"),
        (
            "word/numbering.xml",
            b"<w:num ",
            b"<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
        ),
        (
            "word/styles.xml",
            b"<w:style ",
            b"<w:style w:styleId='a'><w:basedOn w:val='a'/></w:style>",
        ),
    ],
)
def test_megabytes_of_junk_in_a_document_take_a_few_seconds(
    main: str, start: bytes, junk: bytes
) -> None:
    xml = part(DOCUMENTS["docx"], main)
    place = xml.index(start)
    data = with_part(DOCUMENTS["docx"], main, xml[:place] + junk * 60_000 + xml[place:])
    begin = time.process_time()
    answer(data)
    assert time.process_time() - begin < 8


@pytest.mark.parametrize(
    "junk", ["'", '"', ";", "=", "\n", "a;b;c\n", "1. ", "(NR. 7 ", '"";', "-"]
)
def test_megabytes_of_junk_in_csv_take_a_few_seconds(junk: str) -> None:
    data = ("Actie;Omschrijving;Status\n" + junk * (3_000_000 // len(junk))).encode()
    begin = time.process_time()
    answer(data)
    assert time.process_time() - begin < 8
