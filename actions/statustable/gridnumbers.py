"""The number of the action that a row of a grid is about: in its own cell, or before the text."""

import re
from collections.abc import Mapping
from dataclasses import replace

from actions.statustable.errors import StatusTableError
from actions.statustable.grid import GridCell, GridParagraph, GridRow
from actions.statustable.headers import ColumnName

NUMBER = re.compile(r"(?:(?:actie|action|nr)\.? ?)?([1-9][0-9]{0,3}) ?[.):]?", re.IGNORECASE)
NUMBER_IN_FRONT = re.compile(r"(- )?([1-9][0-9]{0,3})[.)] (?=\S)")


def read_row_number(
    row: GridRow, named: Mapping[ColumnName, GridCell]
) -> tuple[int | None, tuple[GridParagraph, ...]]:
    """Return the number of a row and its description without it; no number: None.

    Raises StatusTableError when something else stands where the number should.
    """
    description, status = named.get("description"), named.get("status")
    paragraphs = description.paragraphs if description else ()
    cell = named.get("number")
    if cell is not None and cell.text and cell is not description:
        return _number_of_cell(row, cell, named), paragraphs
    merged = description is status
    if not paragraphs or merged or (cell is not None and cell.continues):
        return None, paragraphs
    match = NUMBER_IN_FRONT.match(paragraphs[0].text)
    if match is None:
        return None, paragraphs
    start = len(match[1] or "")
    first = _without_number(paragraphs[0], start, match.end())
    return int(match[2]), (first, *paragraphs[1:])


def _number_of_cell(
    row: GridRow, cell: GridCell, named: Mapping[ColumnName, GridCell]
) -> int | None:
    match = NUMBER.fullmatch(cell.text)
    others = [other for name, other in named.items() if other.text and other is not cell]
    if match is not None and not cell.continues:
        return int(match[1])
    if others and not cell.continues:
        raise StatusTableError.at(
            row.place.in_column("Actie"),
            f"Het nummer “{cell.text[:40]}” is niet te lezen.",
            "zet in deze kolom alleen het nummer van de actie.",
        )
    return None


def _without_number(paragraph: GridParagraph, start: int, end: int) -> GridParagraph:
    """Return a paragraph without the letters from start to end."""
    marks = tuple(
        replace(mark, position=max(start, mark.position - (end - start)))
        for mark in paragraph.footnotes
    )
    text = paragraph.text[:start] + paragraph.text[end:]
    return replace(paragraph, text=text, footnotes=marks)
