"""Where the words that a reader searched for stand in a text, accents and capitals aside."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Self


class WholeWord(str):
    """A part that counts only where it stands as a word: AI, and not the ai in mail."""

    __slots__ = ()


class FoldedText:
    """A text, and in lower case without accents, in which hits are looked for.

    To fold a text takes longer than to search it: whoever keeps it may give it as `plain`.
    """

    __slots__ = ("_origin", "_plain", "text")

    def __init__(self, text: str, plain: str | None = None) -> None:
        self.text = text
        self._plain = plain
        # Where each letter came from; None where that is its own place.
        self._origin: Sequence[int] | None = None

    @property
    def plain(self) -> str:
        """The text in lower case without accents."""
        if self._plain is None:
            self._plain, self._origin = _plain(self.text)
        return self._plain

    @property
    def kept(self) -> str | None:
        """What may be given as `plain` another time.

        None where letters became more or fewer, and where it is made as quickly as it is kept.
        """
        plain = self.plain
        return None if self._origin is not None or self.text.isascii() else plain

    def cut(self, start: int, end: int) -> Self:
        """The piece text[start:end]."""
        kept = self.kept
        return type(self)(self.text[start:end], None if kept is None else kept[start:end])

    def places(self, hits: Sequence["Sought"]) -> list[tuple[int, int]]:
        """The [start, end) of every place where one of them stands, merged and in order."""
        found = [place for hit in hits for place in _places(self.plain, hit)]
        if not found:
            return found
        found = [self._in_text(place) for place in found]
        found.sort()
        merged = found[:1]
        for start, end in found[1:]:
            if start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged

    def first_place(self, hits: Sequence["Sought"]) -> tuple[int, int] | None:
        """The first [start, end) where one of them stands, None when there is no such place.

        Of a long text this takes a fraction of finding all of them.
        """
        firsts = (next(_places(self.plain, hit), None) for hit in hits)
        first = min((place for place in firsts if place), default=None)
        return None if first is None else self._in_text(first)

    def _in_text(self, place: tuple[int, int]) -> tuple[int, int]:
        """The place in the text of one in the folded text."""
        origin = self._origin
        if origin is None:
            return place
        start, end = place
        return origin[start], origin[end - 1] + 1


class Sought(NamedTuple):
    """A part that is looked for, in lower case without accents."""

    part: str
    is_whole: bool


def sought(parts: Iterable[str]) -> list[Sought]:
    """The parts as they are looked for; a word that counts anywhere need not stand alone too."""
    folded = [(_plain(part)[0], isinstance(part, WholeWord)) for part in parts]
    anywhere = dict.fromkeys(part for part, is_whole in folded if part and not is_whole)
    alone = dict.fromkeys(part for part, _ in folded if part and part not in anywhere)
    return [*(Sought(part, False) for part in anywhere), *(Sought(part, True) for part in alone)]


def find_hits(text: str, parts: Iterable[str]) -> list[tuple[int, int]]:
    """Return the [start, end) of every place where one of the parts stands, merged and in order."""
    return FoldedText(text).places(sought(parts))


def _places(plain: str, hit: Sought) -> Iterator[tuple[int, int]]:
    """The [start, end) of every place in a folded text, in its order."""
    part, is_whole = hit
    start = plain.find(part)
    while start >= 0:
        end = start + len(part)
        if not is_whole or _stands_alone(plain, start, end):
            yield start, end
        start = plain.find(part, end)


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


def _plain(text: str) -> tuple[str, Sequence[int] | None]:
    """Lower case without accents, and for each of its letters the place in the text it came from.

    None for those places when each letter became one. One can become several (ß) or none (a loose
    accent); in most texts none does.
    """
    if text.isascii():
        return text.lower(), None
    plain = text.translate(_FOLDS)
    if _FOLDS.uneven.isdisjoint(text):
        return plain, None
    return plain, [place for place, letter in enumerate(text) for _ in _FOLDS[ord(letter)]]
