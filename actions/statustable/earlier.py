"""What an earlier edition tells about a row: a description seldom changes, a status does.

Where a row starts with the very description it had before, the status starts behind it, also
when it is as short as "Afgerond." and no width or empty line gives it away.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from actions.statustable.letterwidths import DESCRIPTION_COLUMN, text_width
from actions.statustable.records import Cell, Record, Table
from actions.statustable.rows import PrintedRow


@dataclass(frozen=True, slots=True)
class EarlierDescription:
    """A description as it was: its paragraphs, and its motion labels without parentheses.

    `status` is the status text beside it, "" when it is not known.
    """

    paragraphs: tuple[str, ...]
    labels: tuple[str, ...] = ()
    status: str = ""


def with_earlier_paragraphs(table: Table, earlier: Mapping[int, EarlierDescription]) -> Table:
    """Return a table in which a text that has not changed has the paragraphs it had.

    A PDF shows where a line ends, and not always why. Where all letters of a cell are those of
    the edition before, in their order, so are its paragraphs and its spaces.
    """
    records = tuple(_with_earlier(record, earlier.get(record.number)) for record in table.records)
    return replace(table, records=records)


def _with_earlier(record: Record, earlier: EarlierDescription | None) -> Record:
    if earlier is None:
        return record
    description = _same_letters(record.description, "\n".join(earlier.paragraphs))
    status = _same_letters(record.status, earlier.status)
    footnotes = tuple(
        replace(note, position=_same_place(note.position, record.status.text, status.text))
        for note in record.footnotes
    )
    return replace(record, description=description, status=status, footnotes=footnotes)


def _same_letters(cell: Cell, earlier: str) -> Cell:
    same = "".join(cell.text.split()) == "".join(earlier.split())
    return replace(cell, text=earlier) if same else cell


def _same_place(position: int, text: str, other: str) -> int:
    """Return the offset in `other` with as many letters before it, spaces not counted."""
    letters = len("".join(text[:position].split()))
    for index, letter in enumerate(other):
        if letters == 0:
            return index
        letters -= not letter.isspace()
    return len(other)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    line: int
    offset: int


def earlier_descriptions(table: Table) -> Mapping[int, EarlierDescription]:
    """Return the descriptions of a table by the numbers of its actions."""
    return {
        record.number: EarlierDescription(
            tuple(record.description.text.split("\n")),
            tuple(label.printed for label in record.labels),
            record.status.text,
        )
        for record in table.records
    }


def status_behind(row: PrintedRow, earlier: EarlierDescription) -> tuple[int, int] | None:
    """Return the index of a line and the offset in it at which the status starts, or None.

    None when the row does not start with the earlier description, or when what follows may be
    more of a description that has grown.
    """
    words = list(_words(row))
    count = _words_of_description([word.text for word in words], earlier)
    if count is None or count == len(words):
        return None
    first = words[count]
    in_mid_line = first.offset > 0
    wide = text_width(row.lines[first.line].text) > DESCRIPTION_COLUMN
    more_lines = first.line < len(row.lines) - 1
    if first.text[0].islower() or (in_mid_line and not wide and more_lines):
        return None
    return first.line, first.offset


def _words(row: PrintedRow) -> Iterator[_Word]:
    for index, line in enumerate(row.lines):
        offset = 0
        for text in line.text.split():
            offset = line.text.index(text, offset)
            yield _Word(text, index, offset)
            offset += len(text)


def _words_of_description(words: list[str], earlier: EarlierDescription) -> int | None:
    """Return how many words a row spends on the whole description and all labels, or None."""
    paragraphs = [paragraph.split() for paragraph in earlier.paragraphs]
    labels = [f"({label}".split() for label in earlier.labels]
    taken = 0
    while paragraphs or labels:
        if paragraphs and words[taken : taken + len(paragraphs[0])] == paragraphs[0]:
            taken += len(paragraphs.pop(0))
        elif labels and _is_label(words[taken : taken + len(labels[0])], labels[0]):
            taken += len(labels.pop(0))
        else:
            return None
    return taken


def _is_label(words: list[str], label: list[str]) -> bool:
    return " ".join(words).removesuffix(")") == " ".join(label).removesuffix(")")
