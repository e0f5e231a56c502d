"""The lines of a row to its two columns, description and status.

The description column is narrow and the status column wide: the first line that is too wide for
a description starts the status. So does a line after an empty line, unless a motion label stands
above that: a description may go on after its label. Where this cannot tell, a layout note quotes
the words at which the column changes; without it the row is refused.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from actions.statustable.earlier import EarlierDescription, status_behind
from actions.statustable.errors import StatusTableError
from actions.statustable.layout import RowNote
from actions.statustable.letterwidths import DESCRIPTION_COLUMN, text_width
from actions.statustable.pages import TextLine
from actions.statustable.rows import LABEL_START, PrintedRow

QUOTE_STATUS = "zet in de opmaaknotities bij deze actie de eerste woorden van de stand van zaken."


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or the part of a line that stands in one column."""

    line: int
    page: int
    text: str
    ends_paragraph: bool
    after_blank: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """The pieces of both columns; `settled` when a note, not the width, told them apart."""

    description: tuple[Piece, ...]
    status: tuple[Piece, ...]
    settled: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """A place between two words: the index of a line and an offset in its text."""

    line: int
    offset: int


def split_columns(
    row: PrintedRow,
    note: RowNote | None,
    earlier: EarlierDescription | None = None,
    *,
    may_lack_status: bool,
) -> Columns:
    """Return the two columns of a row.

    `earlier` is the description of this action in an earlier edition, if there was one.
    `may_lack_status`: the row shares the status of another row and has none of its own. Raises
    StatusTableError when the status is missing, when both columns stand on one line and no note
    tells where they part, and when a quote of the note is not in the row exactly once.
    """
    cuts = _quoted_cuts(row, note)
    settled = note is not None and note.status_starts is not None
    if not settled:
        behind = status_behind(row, earlier) if earlier else None
        settled = behind is not None
        first = Cut(*behind) if behind else _first_status_line(row)
        if first is None and may_lack_status and not cuts:
            return Columns(_pieces(row.lines, _START, _end(row.lines)), (), settled=False)
        cuts = [first or _refuse_missing_status(row), *cuts]
    if sorted(cuts, key=lambda cut: (cut.line, cut.offset)) != cuts:
        raise _error(row, "De opmaaknotitie bij deze actie past niet bij haar regels.")
    return _columns(row, cuts, settled=settled)


_START = Cut(0, 0)


def _end(lines: Sequence[TextLine]) -> Cut:
    return Cut(len(lines), 0)


def _first_status_line(row: PrintedRow) -> Cut | None:
    """Return the line at which the layout lets the status start, None if it does not.

    Only when the row has no other sign, an empty line below a motion label is one. Raises
    StatusTableError when both columns stand on the first line.
    """
    below_label = None
    above = None
    for index, line in enumerate(row.lines):
        wide = text_width(line.text) > DESCRIPTION_COLUMN
        if wide and above is None:
            raise _error(row, "De beschrijving en de stand van zaken staan op één regel.")
        if wide or (line.after_blank and above and not LABEL_START.match(above)):
            return Cut(index, 0)
        if line.after_blank and above:
            below_label = below_label or Cut(index, 0)
        above = line.text
    return below_label


def _refuse_missing_status(row: PrintedRow) -> NoReturn:
    raise _error(row, "De stand van zaken ontbreekt of is niet te onderscheiden.", at_end=True)


def _error(row: PrintedRow, message: str, *, at_end: bool = False) -> StatusTableError:
    line = row.lines[-1 if at_end else 0]
    return StatusTableError(message, QUOTE_STATUS, line=line.number, row=row.number)


def _quoted_cuts(row: PrintedRow, note: RowNote | None) -> list[Cut]:
    return [find_quote(row, quote) for quote in (note.quotes() if note else ())]


def find_quote(row: PrintedRow, quote: str) -> Cut:
    """Return where words stand in a row; they may run over a line end.

    Raises StatusTableError when they are not there exactly once, or start inside a word.
    """
    text = row.text
    if text.count(quote) != 1 or not _at_word_start(text, text.find(quote)):
        raise StatusTableError(
            f"De woorden “{quote}” uit de opmaaknotities staan niet precies één keer in deze rij.",
            "verbeter de aangehaalde woorden in de opmaaknotities.",
            line=row.lines[0].number,
            row=row.number,
        )
    return _cut_at(row.lines, text.find(quote))


def _at_word_start(text: str, offset: int) -> bool:
    return offset == 0 or text[offset - 1] == " "


def _cut_at(lines: Sequence[TextLine], offset: int) -> Cut:
    for index, line in enumerate(lines):
        if offset <= len(line.text):
            return Cut(index, offset)
        offset -= len(line.text) + 1
    return _end(lines)


def _columns(row: PrintedRow, cuts: Sequence[Cut], *, settled: bool) -> Columns:
    ends = [_START, *cuts, _end(row.lines)]
    parts = [_pieces(row.lines, start, end) for start, end in itertools.pairwise(ends)]
    description = tuple(piece for part in parts[0::2] for piece in part)
    status = tuple(piece for part in parts[1::2] for piece in part)
    if not description:
        raise _error(row, "De beschrijving ontbreekt.")
    return Columns(description, status, settled)


def _pieces(lines: Sequence[TextLine], start: Cut, end: Cut) -> tuple[Piece, ...]:
    pieces = []
    for index in range(start.line, min(end.line + 1, len(lines))):
        line = lines[index]
        first = start.offset if index == start.line else 0
        last = end.offset if index == end.line else len(line.text)
        text = " ".join(line.text[first:last].split())
        at_start_of_part = index == start.line
        if text:
            pieces.append(
                Piece(
                    line.number,
                    line.page,
                    text,
                    ends_paragraph=line.ends_paragraph,
                    after_blank=line.after_blank and not at_start_of_part,
                )
            )
    return tuple(pieces)
