"""Sentences of a text, each with the dated promises that it holds."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# A sentence ends before a capital or a quotation mark; a paragraph or bullet ends at its line.
BREAK = re.compile(r"\n|(?<=[.?!])\s+(?=[A-Z‘“(])")


@dataclass(frozen=True)
class Dated:
    """A promise or fact with its days, as the table dates it."""

    quote: str
    date_words: str
    kind: str
    first_day: datetime.date
    last_day: datetime.date
    precision: str


@dataclass(frozen=True)
class Piece:
    """One or more whole sentences, what separates them from the next, and their promises."""

    words: str
    separator: str
    dated: tuple[Dated, ...]


def cut_text(text: str, *, whole: Iterable[str], dated: Sequence[Dated]) -> list[Piece]:
    """Cut a text into sentences, and leave what is quoted from it in one piece.

    whole are quotes that no cut may pass, as are those of `dated`; a promise comes with the piece
    that holds its quote.
    """
    kept = [(text.index(quote), len(quote)) for quote in (*whole, *(one.quote for one in dated))]
    cuts = [
        found
        for found in BREAK.finditer(text)
        if not any(start < found.end() and found.start() < start + size for start, size in kept)
    ]
    starts = [0, *(found.end() for found in cuts)]
    ends = [*(found.start() for found in cuts), len(text)]
    separators = ["\n" if "\n" in found.group() else " " for found in cuts] + ["\n"]
    pieces = zip(starts, ends, separators, strict=True)
    return [
        Piece(text[start:end], separator, _held(text[start:end], dated))
        for start, end, separator in pieces
        if text[start:end].strip()
    ]


def _held(words: str, dated: Sequence[Dated]) -> tuple[Dated, ...]:
    return tuple(one for one in dated if one.quote in words)


def joined(pieces: Sequence[Piece]) -> str:
    """The pieces as one text."""
    parts = [part for piece in pieces for part in (piece.words, piece.separator)]
    return "".join(parts[:-1])
