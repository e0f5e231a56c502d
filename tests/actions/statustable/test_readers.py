"""The reader is picked by what a file is; what is not read here is refused with advice."""

import pytest

from actions.statustable.errors import StatusTableError
from actions.statustable.layout import LayoutNotes
from actions.statustable.readers import read_document
from actions.statustable.table import parse_table
from tests.actions.statustable.made_elsewhere import (
    HEADS,
    csv_file,
    excel_file,
    read,
    texts,
    with_part,
    word_document,
)

ROWS = [("HERSTEL",), ("1", "Betalen", "Loopt.")]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (word_document(ROWS), ".docx"),
        (excel_file([HEADS, *ROWS]), ".xlsx"),
        (csv_file([HEADS, *ROWS]), ".csv"),
    ],
)
def test_a_wrong_name_is_noticed_and_does_no_harm(data: bytes, kind: str) -> None:
    document = read(data, "tabel.odt")
    assert texts(document) == [(1, "Betalen", "Loopt.")]
    assert [notice.message for notice in document.notices] == [
        f"Het bestand heet .odt maar is gelezen als {kind}."
    ]


def test_plain_text_is_read_as_before(source: bytes, notes: LayoutNotes) -> None:
    document = read_document(source, name="stand.txt", notes=notes)
    assert (document.table, document.notices) == (parse_table(source, notes), ())


@pytest.mark.parametrize(
    ("data", "message", "remedy"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "Dit is een bestand van een oude versie van Office (.doc of .xls).",
            "open het in Word of LibreOffice en bewaar het als .docx (een rekenblad als .xlsx).",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "Het bestand is beveiligd met een wachtwoord.",
            "sla het op zonder wachtwoord.",
        ),
        (
            b"{\\rtf1 tekst}",
            "Dit is een bestand in Rich Text (.rtf).",
            "open het in Word of LibreOffice en bewaar het als .docx.",
        ),
        (
            b"PK\x03\x04 geen zip",
            "Het bestand is beschadigd.",
            "open het bestand, sla het opnieuw op en bied dat aan.",
        ),
        (
            with_part(word_document(ROWS), "mimetype", b"application/epub+zip"),
            "Dit soort bestand wordt hier niet gelezen.",
            "bied de tabel aan als .docx, .odt, .pdf, .csv, .xlsx, .ods, .json of .txt.",
        ),
        (b"x" * 20_000_001, "Het bestand is groter dan 20 MB.", "bied alleen de tabel zelf aan."),
        (
            b'{"vorm": "anders"}',
            "De JSON is niet te lezen (een andere vorm).",
            "bied een bestand aan dat hier is uitgevoerd.",
        ),
        (b"", "Het bestand is leeg.", "bied het bestand met de tabel aan."),
    ],
)
def test_what_is_not_read_here_is_refused_with_advice(
    data: bytes, message: str, remedy: str
) -> None:
    with pytest.raises(StatusTableError) as refused:
        read(data)
    assert (refused.value.message, refused.value.remedy) == (message, remedy)
