"""Search in actions: Dutch words, parts of words, phrases, exclusions and citations."""

from collections.abc import Sequence

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, Exists, F, FloatField, OuterRef, Q, QuerySet, Value, When

from actions.models import ActionMotion
from actions.models.text_search import PlainText
from motions.kamerstuk import Kamerstuk, read_citation
from pok_tracker.lib.search_query import SearchTerm, read_search

LONGEST_NUMBER = 4
NUMBER_WEIGHT = 10.0


def search_actions(actions: QuerySet, query: str) -> QuerySet:
    """Keep the published actions that match the query and add `rank`, higher is better.

    A whole query that is a citation ("35 510, nr. 13") finds the actions of that motion and the
    actions whose current text cites that paper. Otherwise every term has to match somewhere:
    description, current text, motion label or theme.
    """
    if cited := read_citation(query):
        return actions.filter(_cites(cited)).annotate(rank=Value(0.0))
    terms = read_search(query)
    for term in terms:
        matches = _matches(term)
        actions = actions.exclude(matches) if term.excluded else actions.filter(matches)
    return actions.annotate(rank=_rank([term for term in terms if not term.excluded]))


def search_parts(query: str) -> tuple[str, ...]:
    """Return the pieces of text that a page marks as hits for this query."""
    if cited := read_citation(query):
        return (query.strip(), cited.code)
    return tuple(part for term in read_search(query) if not term.excluded for part in term.parts)


def _cites(paper: Kamerstuk) -> Q:
    link = ActionMotion.objects.filter(
        action=OuterRef("pk"), motion__dossier=paper.dossier, motion__number=paper.number
    )
    return Q(Exists(link)) | Q(current_cited__contains=[paper.code])


def _matches(term: SearchTerm) -> Q:
    matches = Q()
    if not term.is_phrase:
        words = SearchQuery(term.text, config="pok_dutch")
        matches |= Q(description_words=words) | Q(current_text_words=words)
        if _is_number(term):
            matches |= Q(number=int(term.text))
    for part in term.parts:
        plain = PlainText(Value(part))
        label = ActionMotion.objects.filter(action=OuterRef("pk"), label__unaccent__icontains=part)
        matches |= (
            Q(plain_description__contains=plain)
            | Q(current_plain_text__contains=plain)
            | Q(theme__name__unaccent__icontains=part)
            | Q(theme__parent__name__unaccent__icontains=part)
            | Q(Exists(label))
        )
    return matches


def _rank(terms: Sequence[SearchTerm]) -> Case | Value:
    """Its own number weighs most, then words in the description, in the text, a part of a word."""
    rank = Value(0.0)
    for number in (int(term.text) for term in terms if _is_number(term)):
        rank = rank + _points(Q(number=number), NUMBER_WEIGHT)
    for part in (part for term in terms for part in term.parts):
        words = SearchQuery(part, config="pok_dutch", search_type="phrase")
        rank = (
            rank
            + 4 * SearchRank(F("description_words"), words)
            + SearchRank(F("current_text_words"), words)
            + _points(Q(plain_description__contains=PlainText(Value(part))), 1.0)
        )
    return rank


def _points(condition: Q, points: float) -> Case:
    return Case(When(condition, then=Value(points)), default=Value(0.0), output_field=FloatField())


def _is_number(term: SearchTerm) -> bool:
    return not term.is_phrase and term.text.isdecimal() and len(term.text) <= LONGEST_NUMBER
