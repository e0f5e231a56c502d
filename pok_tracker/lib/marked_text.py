"""Where the words that a reader searched for stand in a text, accents and capitals aside."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence


class WholeWord(str):
    """A part that counts only where it stands as a word: AI, and not the ai in mail."""

    __slots__ = ()


def find_hits(text: str, parts: Iterable[str]) -> list[tuple[int, int]]:
    """Return the [start, end) of every place where one of the parts stands, merged and in order."""
    plain, origin = _plain(text)
    hits = sorted(
        (origin[start], origin[end - 1] + 1)
        for part in parts
        for start, end in _occurrences(plain, _plain(part)[0])
        if not isinstance(part, WholeWord) or _stands_alone(plain, start, end)
    )
    merged: list[tuple[int, int]] = []
    for start, end in hits:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _occurrences(text: str, part: str) -> Iterator[tuple[int, int]]:
    start = text.find(part) if part else -1
    while start >= 0:
        yield start, start + len(part)
        start = text.find(part, start + len(part))


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (text[max(start - 1, 0) : start].isalnum() or text[end : end + 1].isalnum())


class _Folds(dict[int, str]):
    """Each letter in lower case without accents, for `str.translate`; worked out once."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        pieces = unicodedata.normalize("NFKD", letter).casefold()
        folded = "".join(piece for piece in pieces if not unicodedata.combining(piece))
        if len(folded) != 1:
            self.uneven.add(letter)
        self[code] = folded
        return folded


_FOLDS = _Folds()


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """Lower case without accents, and for each of its letters the place in the text it came from.

    One letter can become several (ß) or none (a loose accent); in most texts none does.
    """
    if text.isascii():
        return text.lower(), range(len(text))
    plain = text.translate(_FOLDS)
    if _FOLDS.uneven.isdisjoint(text):
        return plain, range(len(text))
    return plain, [place for place, letter in enumerate(text) for _ in _FOLDS[ord(letter)]]
