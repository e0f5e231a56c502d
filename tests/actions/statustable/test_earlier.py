"""A later edition read with the descriptions of the edition before."""

import re

import pytest

from actions.statustable.earlier import EarlierDescription, earlier_descriptions
from actions.statustable.errors import StatusTableError
from actions.statustable.layout import LayoutNotes, ThemeNote
from actions.statustable.records import Record, Table
from actions.statustable.table import parse_table

NOTES = LayoutNotes(themes=(ThemeNote("THEMA"),), dossier="35510")
START = "Actie Omschrijving Stand van Zaken \n\nTHEMA \n\n1.  "
WIDE = "Een stand van zaken, en die is een stuk breder dan een beschrijving. "


def record_of(row: str, *paragraphs: str, labels: tuple[str, ...] = ()) -> Record:
    earlier = {1: EarlierDescription(paragraphs, labels)}
    (record,) = parse_table(f"{START}{row}\n".encode(), NOTES, earlier).records
    return record


def with_short_status(source: bytes, record: Record) -> bytes:
    """Return the source with "Afgerond." in place of all status lines of one action."""
    lines = source.decode().split("\n")
    own = [line for line in record.status.lines if line not in record.description.lines]
    for line in own:
        lines[line - 1] = ""
    if len(own) < len(record.status.lines):
        shared = record.status.lines[0] - 1
        start = re.escape(record.status.text[:10])
        lines[shared] = re.sub(f"{start}.*", "Afgerond. ", lines[shared])
    else:
        lines[own[0] - 1] = "Afgerond. "
    return "\n".join(lines).encode()


@pytest.mark.parametrize("number", [1, 2, 8, 17, 20, 35, 37, 39, 42, 43, 57, 71, 75, 82, 84, 85])
def test_a_status_of_one_word_is_read_when_the_description_did_not_change(
    source: bytes, notes: LayoutNotes, table: Table, number: int
) -> None:
    record = table.records[number - 1]
    later = parse_table(
        with_short_status(source, record),
        notes.for_another_edition(),
        earlier_descriptions(table),
    ).records[number - 1]
    assert (later.description, later.labels) == (record.description, record.labels)
    assert later.status.text == "Afgerond."


def test_the_first_edition_reads_the_same_with_its_own_descriptions(
    source: bytes, notes: LayoutNotes, table: Table
) -> None:
    assert parse_table(source, notes, earlier_descriptions(table)) == table


def test_the_status_of_a_one_line_row_needs_no_note() -> None:
    record = record_of(f"Burgerpanels {WIDE}", "Burgerpanels")
    assert (record.description.text, record.status.text) == ("Burgerpanels", WIDE.strip())


def test_a_row_that_is_one_short_line_ends_in_its_status() -> None:
    record = record_of("Burgerpanels Afgerond. ", "Burgerpanels")
    assert (record.description.text, record.status.text) == ("Burgerpanels", "Afgerond.")


def test_labels_stand_between_or_behind_the_paragraphs() -> None:
    row = "Een \n\n(NR. 7 Motie X cs) \n\nTwee \n\n(NR 8 Motie Y \n\nAfgerond. "
    record = record_of(row, "Een", "Twee", labels=("NR. 7 Motie X cs", "NR 8 Motie Y"))
    assert (record.description.text, record.status.text) == ("Een\nTwee", "Afgerond.")
    assert [label.number for label in record.labels] == [7, 8]


def test_a_description_that_has_grown_is_not_cut_off() -> None:
    record = record_of(f"Een actie voor \n\nouders en kinderen \n\n{WIDE}", "Een actie voor")
    assert record.description.text == "Een actie voor ouders en kinderen"
    record = record_of(f"Een actie Extra \n\n{WIDE}", "Een actie")
    assert record.description.text == "Een actie Extra"


def test_a_changed_description_is_left_to_the_layout() -> None:
    record = record_of(f"Een andere actie \n\n{WIDE}", "Een actie")
    assert (record.description.text, record.status.text) == ("Een andere actie", WIDE.strip())
    with pytest.raises(StatusTableError, match="De stand van zaken ontbreekt"):
        record_of("Een andere actie \n\nAfgerond. ", "Een actie")


def test_a_description_without_a_status_is_refused() -> None:
    with pytest.raises(StatusTableError, match="De stand van zaken ontbreekt"):
        record_of("Een actie ", "Een actie")
