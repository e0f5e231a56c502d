"""How often texts say the words of a question, and which of them they say side by side."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from django.db.models import F, QuerySet

from actions.models import Action
from actions.models.text_search import OneOf, array_text
from actions.search_index import SearchIndex
from actions.search_terms import WantedTerm
from pok_tracker.lib.compiled_query import AT, MOMENT, compiled, slot
from pok_tracker.lib.dutch_words import plain_word

KEYS = "keys"
# The vectors of the two texts of an action are kept as one.
BETWEEN = "\n"
# The n-th time that a text says a word counts 1/n², so that all of them count at most π²/6; this
# and what the sum is divided by is how PostgreSQL ranks (ts_rank, of words that may be missing).
MOST_TIMES = 256
OFTEN = tuple(
    accumulate((1 / (10 * 1.64493406685 * n**2) for n in range(1, MOST_TIMES)), initial=0)
)
ASKED_TOGETHER, SAID_TOGETHER = 1.5, 0.5


@dataclass(slots=True)
class Vector:
    """The stems of one text with their places, as PostgreSQL writes them: 'ouder':3,8 'wet':5."""

    written: str
    _places: dict[str, Sequence[int]] = field(default_factory=dict)

    def places(self, stem: str) -> Sequence[int]:
        """Where it says a stem, first place first."""
        if stem not in self._places:
            self._places[stem] = self._read_places(f"'{stem}':")
        return self._places[stem]

    def how_often(self, stems: Sequence[str]) -> float:
        """How much it says the stems, each less the more often."""
        return sum(OFTEN[min(len(self.places(stem)), MOST_TIMES - 1)] for stem in stems)

    def length(self) -> int:
        """How many places it has, about: a comma in a word counts as well."""
        return self.written.count(",") + self.written.count("':") or 1

    def has_together(self, left: str, right: str, joined: str) -> bool:
        """Whether it says two stems side by side, or the two of them as one word."""
        if joined and joined in self.written:
            return True
        behind = self.places(right)
        return any(place + 1 in behind for place in self.places(left))

    def _read_places(self, quoted: str) -> Sequence[int]:
        start = self.written.find(quoted)
        if start < 0:
            return ()
        written = self.written[start + len(quoted) :].split(" ", 1)[0]
        return [int(place) for place in written.split(",")]


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """Two words that stand side by side in a question, and what a text gains that has them so."""

    left: str
    right: str
    joined: str
    points: float


def closer_points(
    terms: Sequence[WantedTerm], rows: Sequence[int], index: SearchIndex
) -> dict[int, float]:
    """What reading the texts adds to the points of these rows.

    Words that stand together in the question and in a text add to it. Where that is equal, the
    text that says the words most often comes first. 1 query when a text was not read before; 1
    more for words of which the stem is not known.
    """
    stems = index.stems_of(word for term in terms for word in term.words)
    asked = sorted(set(stems.values()) - {""})
    if not asked:
        return {}
    pairs = list(_neighbours(terms, stems))
    vectors = _vectors(rows, index)
    # What was withdrawn meanwhile has no vector any more.
    return {row: _points(vectors.get(row) or BETWEEN, asked, pairs) for row in rows}


def _neighbours(terms: Sequence[WantedTerm], stems: Mapping[str, str]) -> Iterator[_Neighbours]:
    for left, right in pairwise(terms):
        if not (left.words and right.words):
            continue
        first, last = plain_word(left.words[0]), plain_word(right.words[0])
        if stems.get(first) and stems.get(last):
            joined = first + stems[last]
            points = left.rarity + right.rarity
            # Digits would be found among the places.
            yield _Neighbours(stems[first], stems[last], joined if joined.isalpha() else "", points)


def _points(written: str, stems: Sequence[str], pairs: Sequence[_Neighbours]) -> float:
    description, text = map(Vector, written.split(BETWEEN))
    asked, said = description.how_often(stems), text.how_often(stems)
    often = (2 * asked + 2 * asked / description.length() + said) / len(stems)
    for pair in pairs:
        words = pair.left, pair.right, pair.joined
        often += pair.points * ASKED_TOGETHER * description.has_together(*words)
        often += pair.points * SAID_TOGETHER * text.has_together(*words)
    return often


def _vectors(rows: Sequence[int], index: SearchIndex) -> Mapping[Hashable, str | None]:
    """The vectors of these rows, kept in the index; 1 query when one of them is new."""
    kept: dict[Hashable, str | None] = {row: index.vectors.get(row) for row in rows}
    row_of = {index.keys[row]: row for row, vector in kept.items() if vector is None}
    if not row_of:
        return kept
    read = _read_vectors().rows({AT: index.at, KEYS: array_text(row_of)})
    new: dict[Hashable, str] = {row_of[key]: f"{asked}{BETWEEN}{said}" for key, asked, said in read}
    index.vectors.add(new)
    return kept | new


@compiled
def _read_vectors() -> QuerySet:
    actions = Action.objects.published(at=MOMENT).filter(OneOf(F("pk"), slot(KEYS)))
    return actions.order_by().values_list("pk", "description_words", "current__text_words")
