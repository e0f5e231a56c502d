"""Search in actions: which actions answer a question, and which of them best."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from math import ceil
from operator import and_, or_

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from actions.models import Action, ActionMotion
from actions.models.text_search import OneOf, array_text
from actions.search_closely import closer_points
from actions.search_index import SearchIndex
from actions.search_memory import index_at
from actions.search_question import Question
from actions.search_terms import Hits, WantedTerm
from motions.kamerstuk import Kamerstuk
from pok_tracker.lib.row_bits import RowPoints, rows_of

# Points are whole: so many make one.
ONE = 100
NUMBER_WEIGHT = 100.0
# An action that says less than this part of a question, by weight, is no answer to it.
LEAST_SAID = 0.3
# Of so many answers, the first pages, is asked how often and how close together they say the words.
READ_CLOSELY = 40


@dataclass(frozen=True)
class Answer:
    """The published actions that answer a question, as rows of its index.

    `rows` is the set of them; `says_all` tells whether they say every term, or a fair part.
    """

    index: SearchIndex
    rows: int
    says_all: bool = True
    terms: Sequence[WantedTerm] = ()

    @property
    def keys(self) -> list[int]:
        """The keys of the actions, best first."""
        return [self.index.keys[row] for row in self.best_first(self.rows)]

    def best_first(self, among: int, number: int | None = None) -> list[int]:
        """Rows of a set of answers, or so many of them, best first and of equal ones by number."""
        read = set(rows_of(among & self._read_set))
        head = [row for row in self._read_closely if row in read]
        rest = among & ~self._read_set
        missing = rest.bit_count() if number is None else number - len(head)
        if missing <= 0 or not rest:
            return head[:number]
        rows = list(rows_of(self._points.best(missing, rest)))
        points = dict(zip(rows, self._points.of(rows), strict=True))
        return head + sorted(rows, key=lambda row: -points[row])

    @cached_property
    def _points(self) -> RowPoints:
        return _points_of(self.terms)

    @cached_property
    def _read_set(self) -> int:
        return self._points.best(READ_CLOSELY, self.rows)

    @cached_property
    def _read_closely(self) -> list[int]:
        """The best rows, in the order that reading them closely gives; at most 2 queries."""
        rows = list(rows_of(self._read_set))
        points = dict(zip(rows, self._points.of(rows), strict=True))
        closer = closer_points(self.terms, rows, self.index) if len(rows) > 1 else {}
        return sorted(rows, key=lambda row: -(points[row] / ONE + closer.get(row, 0.0)))


def answer(question: Question) -> Answer:
    """Find the published actions that answer a question.

    A citation finds the actions of that motion and the actions whose current text cites that
    paper. Otherwise every term has to match somewhere: description, current text, motion label,
    ministry, theme or number. Only when no action at all says every term, those come that say a
    fair part of the question, rare words counting most.
    """
    index = question.index or index_at(at=question.at)
    if question.cited:
        return Answer(index, index.rows_with(_citing(question.cited, question.at)))
    unwanted = reduce(or_, (term.hits.anywhere for term in question.unwanted), 0)
    rows, says_all = _say(question.wanted, index.everything)
    return Answer(index, rows & ~unwanted, says_all, question.wanted)


def keep_answers(actions: QuerySet, found: Answer) -> QuerySet:
    """The actions of a queryset that answer; adds `says_all`, the same for each."""
    keys = (found.index.keys[row] for row in rows_of(found.rows))
    return actions.filter(OneOf(F("pk"), Value(array_text(keys)))).annotate(
        says_all=Value(found.says_all)
    )


def _citing(paper: Kamerstuk, at: datetime.datetime) -> QuerySet:
    link = ActionMotion.objects.filter(
        action=OuterRef("pk"), motion__dossier=paper.dossier, motion__number=paper.number
    )
    cites = Q(Exists(link)) | Q(current__cited__contains=[paper.code])
    public = Action.objects.published(at=at).order_by()
    return public.filter(cites).values_list("pk", flat=True)


def _say(terms: Sequence[WantedTerm], everything: int) -> tuple[int, bool]:
    """The rows that say every term, or where there are none those that say most."""
    every = reduce(and_, (term.hits.anywhere for term in terms), everything)
    if every or len(terms) < 2:
        return every, True
    said = RowPoints()
    for term in terms:
        said.give(term.hits.anywhere, _whole(term.rarity))
    least = LEAST_SAID * sum(_whole(term.rarity) for term in terms if term.is_said)
    some = reduce(or_, (term.hits.anywhere for term in terms))
    return said.at_least(ceil(least), some), False


def _points_of(terms: Sequence[WantedTerm]) -> RowPoints:
    """Rare words weigh more than common ones, the description more than the text."""
    points = RowPoints()
    for term in terms:
        for rows, weight in _weights(term.hits):
            points.give(rows, _whole(term.rarity * weight))
        points.give(term.hits.number, _whole(NUMBER_WEIGHT))
    return points


def _weights(hits: Hits) -> tuple[tuple[int, float], ...]:
    """What each place weighs; of the names beside the texts one on a motion most."""
    return (
        (hits.description_word, 3.0),
        (hits.description_part & ~hits.description_word, 2.0),
        (hits.text_word, 1.0),
        (hits.text_part & ~hits.text_word, 0.7),
        (hits.label, 2.5),
        (hits.theme, 0.3),
        (hits.ministry, 0.3),
    )


def _whole(points: float) -> int:
    return round(points * ONE)
