"""The words of the public texts in memory: which rows say each of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast

from actions.models import SearchWord, TextWords
from actions.models.search_word import DESCRIPTION, TEXT
from actions.models.text_search import OneOf, Stem, array_text
from pok_tracker.lib.compiled_query import compiled, slot
from pok_tracker.lib.row_bits import packed, unpacked

PLACE, KEYS = "place", "keys"
# Of so many texts the words are read at once: of all, they would take hundreds of megabytes.
TEXTS_AT_ONCE = 10_000
_Packed = int | bytes


@dataclass(frozen=True, slots=True)
class PublicWords:
    """Per word the rows whose description and whose text say it, packed.

    `stems` has the stem of each word, empty for one that has none; `with_stem` the words of each
    stem; `lines` all words, each between line breaks, so that a part of one is found in one go.
    """

    said: Mapping[str, tuple[_Packed, _Packed]]
    stems: Mapping[str, str]
    with_stem: Mapping[str, Sequence[str]]
    lines: str

    def of_stems(self, stems: Iterable[str]) -> set[str]:
        """The words with one of the stems."""
        return {word for stem in stems for word in self.with_stem.get(stem, ())}

    def with_part(self, parts: Iterable[str]) -> set[str]:
        """The words that have one of the parts in them."""
        return {word for part in parts for word in self._with_part(part)}

    def rows(self, words: Iterable[str]) -> tuple[int, int]:
        """The rows that say one of the words: in the description, and in the text."""
        sets = [self.said[word] for word in words]
        asked = reduce(or_, (unpacked(description) for description, _ in sets), 0)
        return asked, reduce(or_, (unpacked(text) for _, text in sets), 0)

    def _with_part(self, part: str) -> Iterator[str]:
        place = self.lines.find(part)
        while place >= 0:
            start, end = self.lines.rfind("\n", 0, place) + 1, self.lines.find("\n", place)
            yield self.lines[start:end]
            place = self.lines.find(part, end)


def read_public_words(descriptions: Sequence[int], texts: Sequence[int]) -> PublicWords:
    """Read the words of the public texts, by their keys in the order of the rows.

    1 query for each so many descriptions or texts, and 1 for the words. Search words come from
    drafts too: a word that none of these texts says is left out.
    """
    asked, told = _rows_by_word(DESCRIPTION, descriptions), _rows_by_word(TEXT, texts)
    said: dict[str, tuple[_Packed, _Packed]] = {}
    stems: dict[str, str] = {}
    with_stem: dict[str, list[str]] = defaultdict(list)
    # After the texts: a word that one of them says is there by then.
    for key, word, stem in _all_words().rows({}):
        rows = asked.get(key, 0), told.get(key, 0)
        if not any(rows):
            continue
        if word in said:
            # Two texts that were written at once both added it.
            rows = _joined(said[word][0], rows[0]), _joined(said[word][1], rows[1])
        else:
            with_stem[stem].append(word)
        said[word], stems[word] = rows, stem
    return PublicWords(said, stems, dict(with_stem), "\n".join(("", *said, "")))


def _joined(one: _Packed, other: _Packed) -> _Packed:
    return packed(unpacked(one) | unpacked(other))


def _rows_by_word(place: str, keys: Sequence[int]) -> dict[str, _Packed]:
    """Per key of a word, as PostgreSQL writes it, the rows of one place that say it."""
    row_of = {key: row for row, key in enumerate(keys)}
    octets: dict[str, bytearray] = defaultdict(lambda: bytearray(len(keys) // 8 + 1))
    for first in range(0, len(keys), TEXTS_AT_ONCE):
        some = array_text(keys[first : first + TEXTS_AT_ONCE])
        for key, words in _words_of_texts().rows({PLACE: place, KEYS: some}):
            row = row_of[key]
            octet, bit = row >> 3, 1 << (row & 7)
            # Read as text and taken apart here: the driver takes twice as long to make numbers.
            for word in words[1:-1].split(","):
                octets[word][octet] |= bit
    return {word: packed(int.from_bytes(octets[word], "little")) for word in octets}


@compiled
def _words_of_texts() -> QuerySet:
    texts = TextWords.objects.filter(Q(OneOf(F("key"), slot(KEYS))), place=slot(PLACE))
    return texts.order_by().values_list("key", Cast("words", TextField()))


@compiled
def _all_words() -> QuerySet:
    words = SearchWord.objects.order_by("pk")
    return words.values_list(Cast("pk", TextField()), "word", Stem("stems"))
