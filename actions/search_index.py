"""What the public texts of one moment say: per term the actions that say it, and where."""

import datetime
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.search import SearchQuery
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat

from actions.models import Action, ActionMinistry, ActionMotion, StatusUpdate
from actions.models.text_search import SaysAnyLine
from actions.search_terms import Hits, WantedTerm
from pok_tracker.lib.compiled_query import AT, MOMENT, compiled, slot
from pok_tracker.lib.dutch_words import plain_word
from pok_tracker.lib.row_bits import bits_of

WORDS, LINES, NTH = "words", "lines", "nth"
LABEL, THEME, MINISTRY = "label", "theme", "ministry"
# What one process keeps of terms that were looked up: thousands with ten thousand actions.
MOST_KEPT_BYTES = 24 * 1024 * 1024
_Said = tuple[tuple[str, ...], tuple[str, ...]]


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

    Row n is bit n in every set. `keys` are their primary keys. What was looked up once is kept.
    """

    def __init__(
        self,
        at: datetime.datetime,
        keys: Sequence[int],
        numbers: Sequence[int],
        names: Iterable[tuple[str, str, str, Sequence[int]]],
    ) -> None:
        self.at = at
        self.keys = array("q", keys)
        self.numbers = array("q", numbers)
        self.everything = (1 << len(keys)) - 1
        self._kept: dict[_Said, Hits] = {}
        self._kept_bytes = 0
        self._keeping = Lock()
        self._row_of = {key: row for row, key in enumerate(keys)}
        self._names = [
            NameBeside(kind, plain_word(name), plain_word(code), self.rows_with(at_keys))
            for kind, name, code, at_keys in names
        ]

    def __len__(self) -> int:
        return len(self.keys)

    def rows_with(self, keys: Iterable[int]) -> int:
        """The rows with these keys; whatever is not public at the moment is none of them."""
        rows = map(self._row_of.get, keys)
        return bits_of((row for row in rows if row is not None), len(self.keys))

    def look_up(self, terms: Sequence[WantedTerm]) -> list[WantedTerm]:
        """The terms with the rows that say them; 1 query for all those not looked up before."""
        found = {term: hits for term in terms if (hits := self._kept.get(_said_as(term)))}
        unknown = [term for term in dict.fromkeys(terms) if term not in found]
        found |= zip(unknown, self._read(unknown), strict=True)
        self._keep({_said_as(term): found[term] for term in unknown})
        return [
            term.said_by(replace(found[term], number=self._row_with_number(term.number)))
            for term in terms
        ]

    def _read(self, terms: Sequence[WantedTerm]) -> list[Hits]:
        if not terms:
            return []
        texts: list[dict[str, int]] = [{} for _ in terms]
        runs = [_run(nth, term, self.at) for nth, term in enumerate(terms)]
        for nth, place, keys in _texts_that_say().rows(*runs):
            texts[int(nth)][place] = self.rows_with(keys or ())
        return [Hits(**said, **self._beside(term)) for said, term in zip(texts, terms, strict=True)]

    def _keep(self, found: Mapping[_Said, Hits]) -> None:
        """Keep what was found; what came first goes first when it becomes too much."""
        with self._keeping:
            for said, hits in found.items():
                if said not in self._kept:
                    self._kept[said] = hits
                    self._kept_bytes += hits.bytes
            while self._kept_bytes > MOST_KEPT_BYTES:
                self._kept_bytes -= self._kept.pop(next(iter(self._kept))).bytes

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


def read_index(*, at: datetime.datetime) -> SearchIndex:
    """Read the published actions and the names beside them; 2 queries."""
    moment = {AT: at}
    actions = _published().rows(moment)
    names = _names_beside().rows(moment)
    return SearchIndex(at, [key for key, _ in actions], [number for _, number in actions], names)


def _said_as(term: WantedTerm) -> _Said:
    return term.words, term.parts


def words_query(words: Iterable[str]) -> str:
    """Any of the words, as `to_tsquery` reads it; each of them may be a phrase."""
    escaped = (word.replace("\\", "\\\\").replace("'", "''") for word in words)
    return " | ".join(f"'{word}'" for word in escaped)


def _run(nth: int, term: WantedTerm, at: datetime.datetime) -> Mapping[str, object]:
    return {
        AT: at,
        NTH: str(nth),
        WORDS: words_query(term.words),
        LINES: SaysAnyLine.lines(term.parts),
    }


@compiled
def _published() -> QuerySet:
    rows = Action.objects.published(at=MOMENT).order_by("number")
    return rows.values_list("pk", "number")


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
def _texts_that_say() -> QuerySet:
    """Of each place by itself: over two tables or two indexes at once none would be used.

    Actions that are not public fall out where their keys become rows.
    """
    words = SearchQuery(slot(WORDS), config="pok_dutch", search_type="raw")
    asked, standing = Action.objects.all(), StatusUpdate.objects.standing(at=MOMENT)
    return _said("description_word", asked.filter(description_words=words), "pk").union(
        _said("description_part", asked.filter(_says_line("plain_description")), "pk"),
        _said("text_word", standing.filter(text_words=words), "action"),
        _said("text_part", standing.filter(_says_line("plain_text")), "action"),
        all=True,
    )


def _says_line(column: str) -> Q:
    return Q(SaysAnyLine(F(column), slot(LINES)))


def _said(place: str, rows: QuerySet, key: str) -> QuerySet:
    columns = {"nth": slot(NTH), "place": Value(place, CharField())}
    said = rows.order_by().values(**columns).annotate(keys=ArrayAgg(key))
    return said.values_list("nth", "place", "keys")
