"""The table on a page by the lines drawn around its cells.

A line counts where it runs along a whole cell, so that the line under a link does not. Where a
line between two cells is missing, they are one merged cell.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from actions.statustable.headers import read_header
from actions.statustable.pdfpage import (
    Page,
    Rule,
    Word,
    clusters,
    covered_length,
    read_lines,
)
from actions.statustable.pdfrows import PdfCell, PdfRow, PdfTable

# Two borders that are drawn beside each other are one.
SAME_BORDER = 3.0
SHORTEST_BORDER = 8.0
# How much of the side of a cell may be missing: less than the space beside its text, or the line
# under a link as wide as its cell would be a border.
MAY_BE_MISSING = 6.0
# Part of a cell's height that has to be drawn.
ALONG_COLUMN = 0.6
LOWEST_ROW = 4.0


def column_bounds(page: Page) -> list[float]:
    """Return the places of the lines between the columns of a page, its frame included."""
    borders = [rule for rule in page.down if rule.end - rule.start >= SHORTEST_BORDER]
    bounds = clusters((rule.at for rule in borders), SAME_BORDER)
    if not bounds:
        return []
    # A table without a frame at its sides goes on as far as its words and its lines do.
    across = [rule for rule in page.across if rule.end - rule.start >= SHORTEST_BORDER]
    left = min((rule.start for rule in across), default=bounds[0])
    right = max((rule.end for rule in across), default=bounds[-1])
    top, bottom = min(rule.start for rule in borders), max(rule.end for rule in borders)
    inside = [word for word in page.words if top <= word.middle <= bottom]
    left = min([left, *(word.x0 for word in inside)])
    right = max([right, *(word.x1 for word in inside)])
    outer_left = [left] if left < bounds[0] - SAME_BORDER else []
    outer_right = [right] if right > bounds[-1] + SAME_BORDER else []
    return [*outer_left, *bounds, *outer_right]


def read_ruled_page(page: Page, bounds: Sequence[float], table: PdfTable) -> None:
    """Add the rows of a page, and the lines above and below them, to the table."""
    # A page without lines is no part of the table: an appendix, or nothing but its number.
    heights = _row_heights(page, bounds) if bounds else []
    if len(heights) < 2:
        (table.below if table.rows else table.above).extend(read_lines(page.words, page.number))
        return
    above = [word for word in page.words if word.middle < heights[0]]
    below = [word for word in page.words if word.middle > heights[-1]]
    table.above += read_lines(above, page.number)
    anchors: dict[int, PdfCell] = {}
    rows = []
    for top, bottom in pairwise(heights):
        inside = [word for word in page.words if top <= word.middle < bottom]
        rows.append(_row(page, bounds, (top, bottom), inside, anchors))
    table.rows += [*_cut_off_heads(rows[0]), *rows[1:]]
    table.below += read_lines(below, page.number)


def _cut_off_heads(row: PdfRow) -> list[PdfRow]:
    """Return the first row of a page, and apart its heads when no line is drawn below them.

    Some programs forget that line where a row goes on from the page before.
    """
    first = {cell.column: cell.lines[0].text for cell in row.cells if cell.lines}
    longer = any(len(cell.lines) > 1 for cell in row.cells)
    if not longer or read_header(first) is None:
        return [row]
    heads = [replace(cell, lines=cell.lines[:1]) for cell in row.cells]
    for cell in row.cells:
        del cell.lines[:1]
    return [PdfRow(row.page, heads), row]


def _row_heights(page: Page, bounds: Sequence[float]) -> list[float]:
    """Return the heights at which a row starts or ends in one column at least."""
    found = [
        height
        for height in clusters(rule.at for rule in page.across)
        if any(_is_drawn_across(page, height, left, right) for left, right in pairwise(bounds))
    ]
    borders = [rule for rule in page.down if rule.end - rule.start >= SHORTEST_BORDER]
    ends = [min(rule.start for rule in borders), max(rule.end for rule in borders)]
    # A row that goes on on the next page may have no line where the page ends.
    heights = [*found]
    if not found or ends[0] < found[0] - LOWEST_ROW:
        heights.insert(0, ends[0])
    if not found or ends[1] > found[-1] + LOWEST_ROW:
        heights.append(ends[1])
    kept = heights[:1]
    for height in heights[1:]:
        if height - kept[-1] >= LOWEST_ROW:
            kept.append(height)
    return kept


def _row(
    page: Page,
    bounds: Sequence[float],
    height: tuple[float, float],
    words: Sequence[Word],
    anchors: dict[int, PdfCell],
) -> PdfRow:
    """Return a row; what stands in a cell that goes on from above is added to that cell.

    `anchors` holds for each column the cell that was last started in it.
    """
    cells = []
    for first, last in _merged_columns(page, bounds, height):
        left, right = bounds[first], bounds[last]
        continues = first in anchors and not _is_drawn_across(page, height[0], left, right)
        same = continues and anchors[first].width == last - first
        inside = [word for word in words if left <= (word.x0 + word.x1) / 2 < right]
        cell = PdfCell(first, left, right, last - first, continues=same)
        anchor = anchors[first] if same else cell
        anchor.lines += read_lines(inside, page.number)
        for column in range(first, last):
            anchors.pop(column, None)
        anchors[first] = anchor
        cells.append(cell)
    return PdfRow(page.number, cells)


def _merged_columns(
    page: Page, bounds: Sequence[float], height: tuple[float, float]
) -> list[tuple[int, int]]:
    """Return the first and the last bound of each cell of a row."""
    top, bottom = height
    inner = [
        index
        for index in range(1, len(bounds) - 1)
        if _is_drawn_down(page.down, bounds[index], top, bottom)
    ]
    return list(pairwise([0, *inner, len(bounds) - 1]))


def _is_drawn_across(page: Page, height: float, left: float, right: float) -> bool:
    rules = [rule for rule in page.across if abs(rule.at - height) <= SAME_BORDER / 2]
    return covered_length(rules, left, right) >= right - left - MAY_BE_MISSING


def _is_drawn_down(rules: Sequence[Rule], place: float, top: float, bottom: float) -> bool:
    beside = [rule for rule in rules if abs(rule.at - place) <= SAME_BORDER]
    return covered_length(beside, top, bottom) >= ALONG_COLUMN * (bottom - top)
