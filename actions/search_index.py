"""What the public texts of one moment say: per term the actions that say it, and where."""

import datetime
import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from sys import getsizeof
from threading import Lock

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery
from django.db.models import CharField, F, IntegerField, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat

from actions.models import (
    Action,
    ActionMinistry,
    ActionMotion,
    SearchWord,
    StatusUpdate,
    TextWords,
)
from actions.models.search_word import DESCRIPTION, TEXT
from actions.models.text_search import SaysAnyLine, Stem
from actions.search_terms import Hits, WantedTerm
from actions.search_words import PublicWords, read_public_words
from pok_tracker.lib.compiled_query import AT, MOMENT, compiled, slot
from pok_tracker.lib.dutch_words import plain_word
from pok_tracker.lib.filed_pieces import FiledPieces
from pok_tracker.lib.row_bits import LEAST_PACKED, bits_of, packed, unpacked

WORDS, LINES, NTH = "words", "lines", "nth"
WORD, PART = "word", "part"
# What texts are cut into; see pok_words. Anything else may cross a border of such words.
ONE_WORD = re.compile("[0-9a-z]+")
LABEL, THEME, MINISTRY = "label", "theme", "ministry"
# What one process keeps of terms that were looked up: thousands with ten thousand actions.
MOST_KEPT_BYTES = 24 * 1024 * 1024
# And of the texts that were read closely, in a file: of a hundred thousand actions.
MOST_READ_BYTES = 256 * 1024 * 1024
VECTOR = "vector"
# Of words that no public text says, which readers may type without end.
MOST_STEMS = 10_000
_Said = tuple[tuple[str, ...], tuple[str, ...]]
_Packed = tuple[int | bytes, ...]
_Found = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class NameBeside:
    """A name that stands beside texts (of a theme, ministry or motion) and the rows it is at.

    `code` is the abbreviation of a ministry, else empty.
    """

    kind: str
    name: str
    code: str
    rows: int

    def says(self, pieces: Sequence[str], starts: tuple[str, ...], codes: Sequence[str]) -> bool:
        """Whether a ministry has one of the codes or starts, and others have one of the pieces."""
        if self.kind == MINISTRY:
            return self.code in codes or self.name.startswith(starts)
        return any(piece in self.name for piece in pieces)


class SearchIndex:
    """The published actions of one moment as rows by number, and what is known of terms.

    Row n is bit n in every set. `keys` are their primary keys, `texts` those of the updates that
    stand. What was looked up once is kept; `vectors` has the texts of rows that were read closely
    (see search_closely.py). With `words` no query looks up a word that they have.
    """

    def __init__(
        self,
        at: datetime.datetime,
        keys: Sequence[int],
        numbers: Sequence[int],
        texts: Sequence[int],
        names: Iterable[tuple[str, str, str, Sequence[int]]],
        words: PublicWords | None = None,
    ) -> None:
        self.at = at
        self._words = words
        self._stems = dict[str, str]()
        self.keys = array("q", keys)
        self.numbers = array("q", numbers)
        self.everything = (1 << len(keys)) - 1
        # An index without words answers one question: no file is worth making for it.
        self.vectors = FiledPieces(places=len(keys), limit=MOST_READ_BYTES if words else 0)
        self._kept: dict[_Said, _Packed] = {}
        self._kept_bytes = 0
        self._keeping = Lock()
        self._row_of = {
            DESCRIPTION: {key: row for row, key in enumerate(keys)},
            TEXT: {key: row for row, key in enumerate(texts)},
        }
        self._names = [
            NameBeside(kind, plain_word(name), plain_word(code), self.rows_with(at_keys))
            for kind, name, code, at_keys in names
        ]

    def __len__(self) -> int:
        return len(self.keys)

    def rows_with(self, keys: Iterable[int]) -> int:
        """The rows with these keys; whatever is not public at the moment is none of them."""
        return self._rows_at(DESCRIPTION, keys)

    def look_up(self, terms: Sequence[WantedTerm]) -> list[WantedTerm]:
        """The terms with the rows that say them; 1 query for all those not looked up before.

        With the words in memory only for words that no public text says. 1 more query when one of
        the terms has a piece that is not one word.
        """
        kept = {term: self._kept.get(_said_as(term)) for term in terms}
        found = {term: _opened(hits) for term, hits in kept.items() if hits}
        unknown = [term for term in kept if term not in found]
        found |= zip(unknown, self._read(unknown), strict=True)
        self._keep({_said_as(term): found[term] for term in unknown if self._is_dear(term)})
        return [
            term.said_by(replace(found[term], number=self._row_with_number(term.number)))
            for term in terms
        ]

    def stems_of(self, words: Iterable[str]) -> dict[str, str]:
        """The stem of each word, empty for one that no text says, whatever its ending.

        1 query for those that were not asked before and that are not in memory.
        """
        known = self._words.stems if self._words else {}
        plain = {word for word in map(plain_word, words) if ONE_WORD.fullmatch(word)}
        stems = {word: known.get(word, self._stems.get(word)) for word in plain}
        unknown = [word for word, stem in stems.items() if stem is None]
        runs = [{NTH: word, WORDS: words_query([word])} for word in unknown]
        found = dict.fromkeys(unknown, "") | dict(_stem().rows(*runs))
        self._stems = found if len(self._stems) > MOST_STEMS else self._stems | found
        return {word: stem or found.get(word, "") for word, stem in stems.items()}

    def _read(self, terms: Sequence[WantedTerm]) -> list[Hits]:
        hits = [self._beside(term) for term in terms]
        across = _texts_that_say().rows(*_runs(terms, _crosses_words, self.at))
        for nth, name, rows in (*self._say_words(terms), *self._as_rows(across)):
            hits[nth][name] = hits[nth].get(name, 0) | rows
        return [Hits(**said) for said in hits]

    def _say_words(self, terms: Sequence[WantedTerm]) -> Iterator[_Found]:
        """The rows that say a piece of a term that is one word."""
        if self._words is None:
            texts = _texts_with_words().rows(*_runs(terms, _is_one_word, self.at))
            yield from self._as_rows(texts)
            return
        stems = self.stems_of(word for term in terms for word in term.words)
        for nth, term in enumerate(terms):
            words, parts = (set(map(plain_word, pieces)) for pieces in _said_as(term))
            as_word = self._words.of_stems({stems.get(word, "") for word in words} - {""})
            as_part = self._words.with_part(filter(ONE_WORD.fullmatch, parts)) - as_word
            for kind, said in ((WORD, as_word), (PART, as_part)):
                for place, rows in zip((DESCRIPTION, TEXT), self._words.rows(said), strict=True):
                    yield nth, f"{place}_{kind}", rows

    def _as_rows(self, texts: Iterable[tuple[str, str, str, Sequence[int]]]) -> Iterator[_Found]:
        for nth, place, kind, keys in texts:
            yield int(nth), f"{place}_{kind}", self._rows_at(place, keys or ())

    def _is_dear(self, term: WantedTerm) -> bool:
        """Whether to look it up again takes longer than to pack what was found."""
        pieces = (*term.words, *term.parts)
        return self._words is None or len(self) < LEAST_PACKED or any(map(_crosses_words, pieces))

    def _rows_at(self, place: str, keys: Iterable[int]) -> int:
        rows = map(self._row_of[place].get, keys)
        return bits_of((row for row in rows if row is not None), len(self.keys))

    def _keep(self, found: Mapping[_Said, Hits]) -> None:
        """Keep what was found; what came first goes first when it becomes too much."""
        with self._keeping:
            for said, hits in found.items():
                if said not in self._kept:
                    self._kept[said] = kept = tuple(map(packed, hits.sets))
                    self._kept_bytes += _bytes(kept)
            while self._kept_bytes > MOST_KEPT_BYTES:
                self._kept_bytes -= _bytes(self._kept.pop(next(iter(self._kept))))

    def _row_with_number(self, number: int | None) -> int:
        row = len(self) if number is None else bisect_left(self.numbers, number)
        return 1 << row if row < len(self) and self.numbers[row] == number else 0

    def _beside(self, term: WantedTerm) -> dict[str, int]:
        found = dict.fromkeys((LABEL, THEME, MINISTRY), 0)
        words, parts = (tuple(map(plain_word, said)) for said in (term.words, term.parts))
        for name in self._names:
            if name.says(parts or words, parts, words):
                found[name.kind] |= name.rows
        return found


def read_index(*, at: datetime.datetime, with_words: bool = False) -> SearchIndex:
    """Read the published actions and the names beside them; 2 queries.

    With the words of their texts at least 3 more: that takes seconds with 100,000 actions, and it
    pays for an index that is kept.
    """
    moment = {AT: at}
    actions = _published().rows(moment)
    names = _names_beside().rows(moment)
    keys, numbers, texts = zip(*actions, strict=True) if actions else ((), (), ())
    words = read_public_words(keys, texts) if with_words else None
    return SearchIndex(at, keys, numbers, texts, names, words)


def _said_as(term: WantedTerm) -> _Said:
    return term.words, term.parts


def words_query(words: Iterable[str]) -> str:
    """Any of the words, as `to_tsquery` reads it; each of them may be a phrase."""
    escaped = (word.replace("\\", "\\\\").replace("'", "''") for word in words)
    return " | ".join(f"'{word}'" for word in escaped)


def _opened(kept: _Packed) -> Hits:
    return Hits(*map(unpacked, kept))


def _bytes(kept: _Packed) -> int:
    return sum(map(getsizeof, kept))


def _is_one_word(piece: str) -> bool:
    return ONE_WORD.fullmatch(plain_word(piece)) is not None


def _crosses_words(piece: str) -> bool:
    return not _is_one_word(piece)


def _runs(
    terms: Sequence[WantedTerm], is_asked: Callable[[str], bool], at: datetime.datetime
) -> Iterator[Mapping[str, object]]:
    """What to ask for each of the terms that has such pieces."""
    for nth, term in enumerate(terms):
        words, parts = (list(filter(is_asked, pieces)) for pieces in _said_as(term))
        if words or parts:
            lines = SaysAnyLine.lines(parts)
            yield {AT: at, NTH: str(nth), WORDS: words_query(words), LINES: lines}


@compiled
def _published() -> QuerySet:
    rows = Action.objects.published(at=MOMENT).order_by("number")
    return rows.values_list("pk", "number", "current__pk")


@compiled
def _names_beside() -> QuerySet:
    nothing = Value("", CharField())
    labels = ActionMotion.objects.published(at=MOMENT)
    # A line break keeps the words of both names apart: nobody can search for one.
    theme = Concat(F("theme__parent__name"), Value("\n"), F("theme__name"))
    headed = Action.objects.published(at=MOMENT)
    acting = ActionMinistry.objects.all()
    return _named(LABEL, labels, F("label"), nothing, "action").union(
        _named(THEME, headed, theme, nothing, "pk"),
        _named(MINISTRY, acting, F("ministry__name"), F("ministry__code"), "action"),
        all=True,
    )


def _named(kind: str, rows: QuerySet, name: Combinable, code: Combinable, key: str) -> QuerySet:
    columns = {"kind": Value(kind, CharField()), "name": name, "code": code}
    named = rows.order_by().values(**columns).annotate(keys=ArrayAgg(key))
    return named.values_list("kind", "name", "code", "keys")


@compiled
def _texts_with_words() -> QuerySet:
    """The texts that say a word of which the ending may differ, or that has one of the parts.

    Drafts are among them: they fall out where keys become rows.
    """
    as_word = Q(stems=SearchQuery(slot(WORDS), config="pok_dutch", search_type="raw"))
    as_part = Q(SaysAnyLine(F("word"), slot(LINES))) & ~as_word
    return _with_words(WORD, as_word).union(_with_words(PART, as_part), all=True)


@compiled
def _stem() -> QuerySet:
    words = SearchWord.objects.filter(
        stems=SearchQuery(slot(WORDS), config="pok_dutch", search_type="raw")
    )
    return words.order_by().values_list(slot(NTH), Stem("stems"))[:1]


def _with_words(kind: str, meant: Q) -> QuerySet:
    words = SearchWord.objects.filter(meant).order_by().values(of=Cast("pk", IntegerField()))
    return _said(F("place"), kind, TextWords.objects.filter(words__overlap=ArraySubquery(words)))


@compiled
def _texts_that_say() -> QuerySet:
    """The same for pieces of several words, or with signs in them.

    Of each place by itself: over two tables or two indexes at once none would be used. Actions
    that are not public fall out where their keys become rows.
    """
    words = SearchQuery(slot(WORDS), config="pok_dutch", search_type="raw")
    asked, standing = Action.objects.all(), StatusUpdate.objects.standing(at=MOMENT)
    description, text = Value(DESCRIPTION, CharField()), Value(TEXT, CharField())
    return _said(description, WORD, asked.filter(description_words=words), "pk").union(
        _said(description, PART, asked.filter(_says_line("plain_description")), "pk"),
        _said(text, WORD, standing.filter(text_words=words), "pk"),
        _said(text, PART, standing.filter(_says_line("plain_text")), "pk"),
        all=True,
    )


def _says_line(column: str) -> Q:
    return Q(SaysAnyLine(F(column), slot(LINES)))


def _said(place: Combinable, kind: str, texts: QuerySet, key: str = "key") -> QuerySet:
    columns = {"nth": slot(NTH), "said_at": place, "said_as": Value(kind, CharField())}
    said = texts.order_by().values(**columns).annotate(keys=ArrayAgg(key))
    return said.values_list("nth", "said_at", "said_as", "keys")
