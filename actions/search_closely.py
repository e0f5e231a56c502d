"""How often texts say the words of a question, and which of them they say side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from django.db.models import F, QuerySet

from actions.models import Action
from actions.models.text_search import OneOf, array_text
from actions.search_index import VECTOR, SearchIndex
from actions.search_terms import WantedTerm
from pok_tracker.lib.compiled_query import AT, MOMENT, compiled, slot
from pok_tracker.lib.dutch_words import plain_word

KEYS = "keys"
# The vectors of the two texts of an action are kept as one.
BETWEEN = "\n"
NO_VECTOR = BETWEEN.encode()
# The n-th time that a text says a word counts 1/n², so that all of them count at most π²/6; this
# and what the sum is divided by is how PostgreSQL ranks (ts_rank, of words that may be missing).
MOST_TIMES = 256
OFTEN = tuple(
    accumulate((1 / (10 * 1.64493406685 * n**2) for n in range(1, MOST_TIMES)), initial=0)
)
ASKED_TOGETHER, SAID_TOGETHER = 1.5, 0.5


def places_of(stem: str, vector: str) -> str:
    """Where a text says a stem, as PostgreSQL writes its vector: 3,8 in 'ouder':3,8 'wet':5."""
    quoted = f"'{stem}':"
    start = vector.find(quoted)
    if start < 0:
        return ""
    start += len(quoted)
    end = vector.find(" ", start)
    return vector[start:end] if end >= 0 else vector[start:]


def how_often(told: Mapping[str, str]) -> float:
    """How much a text says stems, each less the more often; by stem where it says them."""
    times = (places.count(",") + 1 for places in told.values() if places)
    return sum(OFTEN[min(number, MOST_TIMES - 1)] for number in times)


def are_together(before: str, behind: str) -> bool:
    """Whether one of the places stands right before one of the others."""
    if not (before and behind):
        return False
    places = set(map(int, behind.split(",")))
    return any(int(place) + 1 in places for place in before.split(","))


def _length(vector: str) -> int:
    """How many places it has, about: a comma in a word counts as well."""
    return vector.count(",") + vector.count("':") or 1


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Two words that stand side by side in a question, and what a text gains that has them so."""

    left: str
    right: str
    joined: str
    points: float

    def stand_in(self, vector: str, told: Mapping[str, str]) -> bool:
        """Whether a text says them side by side, or as one word; told has where it says each."""
        if self.joined and self.joined in vector:
            return True
        return are_together(told[self.left], told[self.right])


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
    vectors = read_vectors(rows, index)
    # What was withdrawn meanwhile has no vector any more.
    return {row: _points(vectors[row] or NO_VECTOR, asked, pairs) for row in rows}


def _neighbours(terms: Sequence[WantedTerm], stems: Mapping[str, str]) -> Iterator[Neighbours]:
    for left, right in pairwise(terms):
        if not (left.words and right.words):
            continue
        first, last = plain_word(left.words[0]), plain_word(right.words[0])
        if stems.get(first) and stems.get(last):
            joined = first + stems[last]
            points = left.rarity + right.rarity
            # Digits would be found among the places.
            yield Neighbours(stems[first], stems[last], joined if joined.isalpha() else "", points)


def _points(written: bytes, stems: Sequence[str], pairs: Sequence[Neighbours]) -> float:
    description, text = written.decode().split(BETWEEN)
    asked = {stem: places_of(stem, description) for stem in stems}
    said = {stem: places_of(stem, text) for stem in stems}
    often = (2 * how_often(asked) * (1 + 1 / _length(description)) + how_often(said)) / len(stems)
    for pair in pairs:
        often += pair.points * ASKED_TOGETHER * pair.stand_in(description, asked)
        often += pair.points * SAID_TOGETHER * pair.stand_in(text, said)
    return often


def read_vectors(rows: Sequence[int], index: SearchIndex) -> Mapping[int, bytes | None]:
    """The vectors of these rows, kept in the index; 1 query when one of them is new."""
    kept = {row: index.vectors.get(VECTOR, row) for row in rows}
    row_of = {index.keys[row]: row for row, vector in kept.items() if vector is None}
    if not row_of:
        return kept
    read = _read_vectors().rows({AT: index.at, KEYS: array_text(row_of)})
    new = {row_of[key]: f"{asked}{BETWEEN}{said}".encode() for key, asked, said in read}
    index.vectors.add(VECTOR, new)
    return kept | new


@compiled
def _read_vectors() -> QuerySet:
    actions = Action.objects.published(at=MOMENT).filter(OneOf(F("pk"), slot(KEYS)))
    return actions.order_by().values_list("pk", "description_words", "current__text_words")
