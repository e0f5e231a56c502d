"""Every character of the source stands in exactly one place of the table, and nothing else does."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import pytest

from actions.statustable.records import Cell, Record, Table

Claim = tuple[str, tuple[int, ...]]


def claims_in_reading_order(table: Table) -> Iterator[Claim]:
    """Yield a text and its lines for everything in a table; a shared cell once."""
    for item in table.furniture:
        if item.kind != "footnote_marker":
            yield item.text, (item.line,)
    for cell in (table.title, table.introduction):
        yield cell.text, cell.lines
    for heading in table.headings:
        yield heading.printed, (heading.line,)
    for record in table.records:
        yield from claims_of_record(record)
    for item in table.furniture:
        if item.kind == "footnote_marker":
            yield item.text, (item.line,)


def claims_of_record(record: Record) -> Iterator[Claim]:
    for label in record.labels:
        closing = "" if label.printed == "NR 37 motie van Brenk" else ")"
        yield f"({label.printed}{closing}", label.lines
    for footnote in record.footnotes:
        yield footnote.text, footnote.lines
    for address in record.addresses:
        yield address.url * len(address.lines), address.lines
    yield record.description.text, record.description.lines
    if not record.shared_with or record.number < min(record.shared_with):
        yield record.status.text, record.status.lines


def differences(source: bytes, table: Table) -> list[tuple[int, str]]:
    """Return what is in the source and in no claim (by line), and after it what is left over."""
    claims = [
        [list("".join(text.split())), lines] for text, lines in claims_in_reading_order(table)
    ]
    by_line = defaultdict(list)
    for letters, lines in claims:
        letters.reverse()
        for line in lines:
            by_line[line].append(letters)
    found = []
    for number, text in enumerate(source.decode().split("\n"), start=1):
        for letter in "".join(text.split()):
            holder = next((item for item in by_line[number] if item[-1:] == [letter]), None)
            if holder is None:
                found.append((number, letter))
            else:
                holder.pop()
    return found + [(lines[0], "".join(letters)[::-1]) for letters, lines in claims if letters]


def with_status(table: Table, number: int, text: str) -> Table:
    records = tuple(
        replace(record, status=Cell(text, record.status.lines))
        if record.number == number
        else record
        for record in table.records
    )
    return replace(table, records=records)


def test_every_character_of_the_source_is_in_exactly_one_place(source: bytes, table: Table) -> None:
    assert differences(source, table) == []


@pytest.mark.parametrize("number", [1, 44, 58, 86])
def test_the_check_fails_when_one_character_is_dropped(
    source: bytes, table: Table, number: int
) -> None:
    text = table.records[number - 1].status.text
    assert differences(source, with_status(table, number, text[:-1])) == [
        (table.records[number - 1].status.lines[-1], text[-1])
    ]


def test_the_check_fails_when_one_character_is_added(source: bytes, table: Table) -> None:
    record = table.records[85]
    added = with_status(table, 86, record.status.text + "x")
    assert differences(source, added) == [(record.status.lines[0], "x")]


def test_the_check_fails_when_two_words_change_places(source: bytes, table: Table) -> None:
    text = table.records[46].status.text.replace("wetsvoorstel moet", "moet wetsvoorstel")
    assert len(differences(source, with_status(table, 47, text))) > 0


def test_every_cell_lists_its_lines_in_reading_order_and_once(table: Table) -> None:
    for record in table.records:
        for cell in (record.description, record.status):
            assert list(cell.lines) == sorted(set(cell.lines))
