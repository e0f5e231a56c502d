"""Zip packages and their XML are opened with distrust."""

import io
import struct
import tracemalloc
import zipfile

import pytest

from actions.statustable.errors import StatusTableError
from actions.statustable.packages import Package, write_package
from actions.statustable.xmltree import read_xml
from tests.actions.statustable.made_elsewhere import part, read, with_part, word_document

ROWS = [["HERSTEL"], ["1", "Betalen", "Loopt."]]


def refusal(data: bytes) -> StatusTableError:
    with pytest.raises(StatusTableError) as refused:
        read(data)
    return refused.value


def test_a_hundred_megabytes_of_empty_paragraphs_are_refused_before_they_are_unpacked() -> None:
    document = word_document(ROWS)
    bomb = part(document, "word/document.xml").replace(
        b"<w:sectPr", b"<w:p/>" * 17_000_000 + b"<w:sectPr", 1
    )
    data = with_part(document, "word/document.xml", bomb)
    del bomb
    tracemalloc.start()
    error = refusal(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert error.message == "Uitgepakt is het bestand te groot om te lezen."
    assert most < 5_000_000


def test_a_directory_that_lies_about_the_size_does_not_help() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", b" " * 50_000_000)
    data = target.getvalue()
    size, small = struct.pack("<L", 50_000_000), struct.pack("<L", 1_000)
    lying = data.replace(size, small)
    assert refusal(lying).message == "Het bestand is beschadigd."


def test_xml_with_more_elements_than_any_table_is_refused() -> None:
    with pytest.raises(StatusTableError, match="te groot of te diep"):
        read_xml(b"<a>" + b"<b/>" * 1_000_001 + b"</a>")


def test_xml_that_is_nested_too_deep_is_refused() -> None:
    with pytest.raises(StatusTableError, match="te groot of te diep"):
        read_xml(b"<a>" * 300 + b"</a>" * 300)


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        b'<!DOCTYPE a PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://example.nl/a.dtd">',
    ],
)
def test_a_document_type_declaration_is_refused(declaration: bytes) -> None:
    with pytest.raises(StatusTableError, match="DOCTYPE"):
        read_xml(declaration + b"<a/>")


def test_a_document_type_declaration_in_a_word_document_is_refused() -> None:
    document = word_document(ROWS)
    xml = part(document, "word/document.xml")
    start = xml.index(b"<w:document")
    changed = xml[:start] + b'<!DOCTYPE w:document [<!ENTITY x "y">]>' + xml[start:]
    error = refusal(with_part(document, "word/document.xml", changed))
    assert error.message == "Het bestand bevat een DOCTYPE; dat is niet veilig."


def test_a_locked_package_is_refused() -> None:
    data = bytearray(word_document(ROWS))
    first, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    data[first + 6] |= 1
    data[central + 8] |= 1
    assert refusal(bytes(data)).message == "Het bestand is beveiligd met een wachtwoord."


def test_a_package_with_one_name_twice_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("een", b"a")
        archive.writestr("twe", b"b")
    twice = target.getvalue().replace(b"twe", b"een")
    with pytest.raises(StatusTableError, match="beschadigd"):
        Package(twice)


def test_the_same_parts_give_the_same_bytes_in_any_order() -> None:
    parts = {"mimetype": b"een", "b": b"twee", "a": b"drie"}
    swapped = dict(reversed(parts.items()))
    assert write_package(parts, stored="mimetype") == write_package(swapped, stored="mimetype")
    with zipfile.ZipFile(io.BytesIO(write_package(parts, stored="mimetype"))) as archive:
        assert [entry.filename for entry in archive.infolist()] == ["mimetype", "a", "b"]
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_a_part_that_is_not_there_is_named() -> None:
    error = refusal(with_part(word_document(ROWS), "word/document.xml", None))
    assert error.message == "Het bestand mist het onderdeel word/document.xml."
