"""The pieces of one column to the paragraphs of a cell.

A new paragraph starts at a bullet, after an empty line, after a line that ends in two spaces, and
where the line before it ended although the next word would still have fitted.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.statustable.columns import Piece
from actions.statustable.letterwidths import BULLET_INDENT, text_width
from actions.statustable.records import Cell
from actions.statustable.rows import LABEL_START

DASH_BULLET = "- "
LETTER_BULLET = re.compile(r"\A([A-Za-z])\. ")
# Half a letter. The words of the table either do not fit at all or leave more than a letter.
ROUNDING = 500
# Lists differ this much in their indent.
INDENT_DIFFERENCE = 1_500


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or bullet with the lines it was read from."""

    text: str
    lines: tuple[int, ...]

    @property
    def is_label(self) -> bool:
        """Tell whether this is a motion label."""
        return LABEL_START.match(self.text) is not None

    @property
    def is_bullet(self) -> bool:
        """Tell whether this starts as a bullet."""
        return self.text.startswith(DASH_BULLET) or LETTER_BULLET.match(self.text) is not None


def read_paragraphs(
    pieces: Sequence[Piece],
    column: int,
    joined_words: Sequence[str] = (),
    starts: frozenset[int] = frozenset(),
) -> tuple[Paragraph, ...]:
    """Return the paragraphs of one cell.

    `column` is its width in 2048ths of the font size; `joined_words` the words that were broken
    after a hyphen; `starts` the line numbers at which a note says that a paragraph starts.
    """
    groups: list[list[Piece]] = []
    letters = LetterBullets()
    for piece in pieces:
        bullet = piece.text.startswith(DASH_BULLET) or letters.is_next(piece.text)
        forced = bullet or piece.line in starts or LABEL_START.match(piece.text)
        if not groups or forced or _starts_paragraph(groups[-1], piece, column):
            groups.append([])
        groups[-1].append(piece)
    return tuple(_paragraph(group, joined_words) for group in groups)


def as_cell(paragraphs: Sequence[Paragraph]) -> Cell:
    """Return the cell that these paragraphs make."""
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    return Cell(text, tuple(line for paragraph in paragraphs for line in paragraph.lines))


def contradicts_column(before: Piece, piece: Piece, column: int) -> bool:
    """Tell whether a sentence goes on after a line that ended far too early for this column."""
    far_too_early = _width_with_next_word(before, piece) < column - 2 * BULLET_INDENT
    return far_too_early and piece.text[0].islower() and not LETTER_BULLET.match(piece.text)


def too_wide_for_bullet(
    pieces: Sequence[Piece], paragraphs: Sequence[Paragraph], column: int
) -> int | None:
    """Return the number of a line that is in a bullet but too wide for it, or None.

    Only behind a place where a new paragraph can have started; and a line that is too wide for
    the column itself says nothing.
    """
    by_line = {piece.line: piece for piece in pieces}
    for paragraph in paragraphs:
        if paragraph.is_bullet:
            line = _too_wide([by_line[line] for line in paragraph.lines], column)
            if line is not None:
                return line
    return None


def _too_wide(bullet: Sequence[Piece], column: int) -> int | None:
    widest = column - BULLET_INDENT + INDENT_DIFFERENCE
    after_sentence = False
    for before, piece in itertools.pairwise(bullet):
        after_sentence = after_sentence or _ends_sentence(before, piece)
        if after_sentence and widest < text_width(piece.text) <= column:
            return piece.line
    return None


def _ends_sentence(before: Piece, piece: Piece) -> bool:
    return before.text.endswith((".", ":", ";")) and not piece.text[0].islower()


class LetterBullets:
    """A letter with a point is a bullet when it is the first of its row or follows the last."""

    def __init__(self) -> None:
        self._expected = {"a", "A"}

    def is_next(self, text: str) -> bool:
        """Whether this text begins with the letter that is next; then the one after it is."""
        match = LETTER_BULLET.match(text)
        if match is None or match.group(1) not in self._expected:
            return False
        self._expected = {"a", "A", chr(ord(match.group(1)) + 1)}
        return True


def _starts_paragraph(group: Sequence[Piece], piece: Piece, column: int) -> bool:
    before = group[-1]
    if before.ends_paragraph or piece.after_blank or _ends_label(group):
        return True
    if piece.text[0].islower() or before.text.endswith(","):
        return False
    bullet = group[0].text.startswith(DASH_BULLET) or LETTER_BULLET.match(group[0].text)
    available = column - BULLET_INDENT if bullet else column
    return _width_with_next_word(before, piece) < available - ROUNDING


def _ends_label(group: Sequence[Piece]) -> bool:
    return bool(LABEL_START.match(group[0].text)) and group[-1].text.endswith(")")


def _width_with_next_word(before: Piece, piece: Piece) -> int:
    """Return the width the line would have had with the next word, or its part up to a hyphen."""
    word = re.split(r"(?<=-)| ", piece.text[:100], maxsplit=1)[0]
    return text_width(f"{_without_mark(before.text)} {word}")


def _without_mark(text: str) -> str:
    return LETTER_BULLET.sub("", text.removeprefix(DASH_BULLET), count=1)


def _paragraph(group: Sequence[Piece], joined_words: Sequence[str]) -> Paragraph:
    text = " ".join(piece.text for piece in group)
    for word in joined_words:
        text = text.replace(word.replace("-", "- "), word)
    return Paragraph(text, tuple(piece.line for piece in group))
