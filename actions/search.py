"""Search in actions: which actions answer a question, and which of them best."""

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from operator import add

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import Combinable

from actions.models import Action, ActionMotion
from actions.models.text_search import KeyOfAny, PlainText
from actions.search_question import Question
from actions.search_terms import (
    Place,
    WantedTerm,
    any_of,
    beside_points,
    hits,
    says,
    says_part,
    says_word,
)
from motions.kamerstuk import Kamerstuk

NUMBER_WEIGHT = 100.0
# An action that says less than this part of a question, by weight, is no answer to it.
LEAST_SAID = 0.3


def search_actions(actions: QuerySet, question: Question) -> QuerySet:
    """Keep the published actions that answer the question; `actions` come from `for_list`.

    Adds `rank`, higher is better, and `says_all`. A citation finds the actions of that motion and
    the actions whose current text cites that paper. Otherwise every term has to match somewhere:
    description, current text, motion label, ministry or theme. Only when no action at all says
    every term, those come that say a fair part of the question, rare words counting most.
    """
    if question.cited:
        return actions.filter(_cites(question.cited)).annotate(**_ranked(Value(0.0), []))
    for term in question.unwanted:
        actions = actions.exclude(pk__in=hits(term, at=question.at))
    if question.wanted:
        actions = actions.filter(KeyOfAny(_answers(question)))
    return actions.annotate(**_ranked(_rank(question.wanted), question.wanted))


def _ranked(rank: Combinable, terms: Sequence[WantedTerm]) -> dict[str, Combinable]:
    if len(terms) < 2:
        return {"rank": rank, "says_all": Value(True)}
    says_every = reduce(lambda found, term: found & says(term), terms, Q())
    says_all = Case(
        When(says_every, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
    return {"rank": rank, "says_all": says_all}


def _cites(paper: Kamerstuk) -> Q:
    link = ActionMotion.objects.filter(
        action=OuterRef("pk"), motion__dossier=paper.dossier, motion__number=paper.number
    )
    return Q(Exists(link)) | Q(current_cited__contains=[paper.code])


def _answers(question: Question) -> QuerySet:
    """The keys of the actions that say every term; where there is none, of those that say most."""
    public = Action.objects.for_list(at=question.at).order_by()
    every = public
    for term in question.wanted:
        every = every.filter(pk__in=hits(term, at=question.at))
    if len(question.wanted) == 1:
        return every.values("pk")
    weights = [_points(says(term), term.rarity) for term in question.wanted]
    least = LEAST_SAID * sum(term.rarity for term in question.wanted if term.places)
    found_keys = [hits(term, at=question.at) for term in question.wanted]
    most = (
        public.filter(reduce(lambda found, keys: found | Q(pk__in=keys), found_keys, Q()))
        .filter(~Exists(every))
        .alias(said=reduce(add, weights))
        .filter(said__gte=least)
    )
    return every.values("pk").union(most.values("pk"), all=True)


def _rank(terms: Sequence[WantedTerm]) -> Combinable:
    """Rare words weigh more than common ones, the description more than the text.

    Words that stand together in the question and in the description add to it. Where that is
    equal, the text that says the words most often comes first.
    """
    points = [term.rarity * _place_points(term) for term in terms]
    points += [
        (left.rarity + right.rarity) * _pair_points(left, right)
        for left, right in pairwise(terms)
        if left.words and right.words
    ]
    points += [_points(Q(number=term.number), NUMBER_WEIGHT) for term in terms if term.number]
    words = tuple(word for term in terms for word in term.words)
    if words:
        points.append(2 * SearchRank(F("description_words"), any_of(words)))
        points.append(2 * SearchRank(F("description_words"), any_of(words), normalization=2))
        points.append(SearchRank(F("current_text_words"), any_of(words)))
    return reduce(add, points, Value(0.0))


def _place_points(term: WantedTerm) -> Combinable:
    points: list[Combinable] = [Value(0.0)]
    if Place.DESCRIPTION in term.places:
        whole, part = says_word(term, "description_words"), says_part(term, "plain_description")
        points.append(_first_of((whole, 3.0), (part, 2.0)))
    if Place.TEXT in term.places:
        whole, part = says_word(term, "current_text_words"), says_part(term, "current_plain_text")
        points.append(_first_of((whole, 1.0), (part, 0.7)))
    points += [_points(condition, weight) for condition, weight in beside_points(term)]
    return reduce(add, points)


def _pair_points(left: WantedTerm, right: WantedTerm) -> Combinable:
    """Two neighbours of the question, side by side in a text or joined to one word."""
    together = SearchQuery(
        f"{left.words[0]} {right.words[0]}", config="pok_dutch", search_type="phrase"
    )
    joined = PlainText(Value(left.words[0] + right.words[0]))
    return _points(
        Q(description_words=together) | Q(plain_description__contains=joined), 1.5
    ) + _points(Q(current_text_words=together) | Q(current_plain_text__contains=joined), 0.5)


def _first_of(*choices: tuple[Q, float]) -> Case:
    """The points of the first condition that holds."""
    return Case(
        *(When(condition, then=Value(points)) for condition, points in choices if condition),
        default=Value(0.0),
        output_field=FloatField(),
    )


def _points(condition: Q, points: float) -> Case:
    return _first_of((condition, points))
