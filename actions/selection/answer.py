"""The rows and the counts that answer a question, by sets of positions."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from actions.facets import SHOWN
from actions.search import Answer as Found
from actions.search import answer as find
from actions.search_question import Question, read_question
from actions.selection.index import SelectionIndex
from actions.selection.question import KnownQuestion
from pok_tracker.lib.filtering import Choice, Facet
from pok_tracker.lib.list_page import ListCounts


@dataclass(frozen=True, slots=True)
class Search:
    """What a reader searches for, and the actions that answer it."""

    question: Question
    found: Found


@dataclass(frozen=True, slots=True)
class Answer:
    """The positions that answer a question, in their order, and what the facets count.

    `search` orders the rows unless the question does.
    """

    question: KnownQuestion
    index: SelectionIndex
    selected: int
    counts: ListCounts
    search: Search | None

    def __len__(self) -> int:
        return self.counts.found

    def __getitem__(self, asked: slice) -> list[int]:
        """The positions on one page."""
        sort = self.question.sort
        if not sort:
            return self.search.found.best_first(self.selected, asked.stop)[asked.start :]
        return self.index.page(self.selected, asked, sort, at=self.question.at)


def answer(question: KnownQuestion, index: SelectionIndex) -> Answer | None:
    """Select and count; a facet counts what all the other filters leave.

    None when search reads another publication by now: then positions mean other actions.
    """
    search = _search(question)
    if search and search.found.index.keys != index.keys:
        return None
    by_facet = {name: _chosen(name, question, index) for name in SHOWN if question.selected(name)}
    others = search.found.rows if search else index.everything
    if question.since:
        others &= index.since(question.since)
    selected = reduce(and_, by_facet.values(), others)
    facets = [
        _count(name, question, index, _left_by_others(name, by_facet, others, selected))
        for name in SHOWN
    ]
    return Answer(
        question=question,
        index=index,
        selected=selected,
        counts=ListCounts(selected.bit_count(), index.size, facets),
        search=search,
    )


def _search(question: KnownQuestion) -> Search | None:
    if not question.search:
        return None
    words = read_question(question.search, at=question.at)
    return Search(words, find(words))


def _chosen(facet: str, question: KnownQuestion, index: SelectionIndex) -> int:
    choices = index.choices.get(facet, {})
    return reduce(or_, (choices.get(value, 0) for value in question.selected(facet)))


def _left_by_others(facet: str, by_facet: Mapping[str, int], others: int, selected: int) -> int:
    if facet not in by_facet:
        return selected
    return reduce(and_, (rows for name, rows in by_facet.items() if name != facet), others)


def _count(facet: str, question: KnownQuestion, index: SelectionIndex, rows: int) -> Facet:
    chosen = set(question.selected(facet))
    having = index.choices.get(facet, {})
    choices = [
        Choice(value, label, count, value in chosen)
        for value, label in question.words[facet].items()
        if (count := (rows & having.get(value, 0)).bit_count()) or value in chosen
    ]
    return Facet(facet, question.labels[facet], choices)
