"""One term of a search: which actions say it, by index, and whether a row says it."""

import datetime
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce
from math import log
from operator import or_
from typing import Self

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery
from django.db.models import Exists, OuterRef, Q, QuerySet

from actions.models import Action, ActionMinistry, ActionMotion, Theme
from actions.models.text_search import KeyOfAny, SaysAnyOf
from pok_tracker.lib.dutch_words import plain_word

LONGEST_NUMBER = 4
SHORTEST_CORRECTED = 4
DEFAULT_RARITY = 3.0
LEAST_RARITY = 0.2
Words = SearchQuery | CombinedSearchQuery


class Place(StrEnum):
    """Where an action can say a term; beside its texts stand motion, theme and ministry."""

    DESCRIPTION = "description"
    TEXT = "text"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class WantedTerm:
    """A term: a text says it with one of `words`, whatever its ending, or with one of `parts`.

    `parts` count inside longer words too. `typed` is what the reader wrote; `is_short` tells that
    this is an abbreviation; `rarity` is how much a hit weighs. `places` are those where public
    texts say it: the others need not be asked.
    """

    typed: str
    words: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    is_short: bool = False
    rarity: float = DEFAULT_RARITY
    places: frozenset[Place] = frozenset(Place)

    @property
    def number(self) -> int | None:
        """The number of an action that the term may be."""
        is_number = self.typed.isdecimal() and len(self.typed) <= LONGEST_NUMBER
        return int(self.typed) if is_number and self.words else None

    @property
    def can_be_corrected(self) -> bool:
        """Whether the term is a word that may be misspelt or joined."""
        letters = plain_word(self.typed)
        is_word = bool(self.words) and not self.is_short and letters.isalpha()
        return is_word and len(letters) >= SHORTEST_CORRECTED

    def found_in(self, rows: dict[Place, int], total: int) -> Self:
        """The same term, said in each place by so many actions of all.

        A word that every action says tells next to nothing, one that a single action says most.
        """
        rarity = max(log((total + 1) / (sum(rows.values()) + 0.5)), LEAST_RARITY)
        places = frozenset(place for place, number in rows.items() if number)
        return replace(self, rarity=rarity, places=places)


def any_of(words: tuple[str, ...]) -> Words:
    """The full-text query for any of the words; each of them may be a phrase."""
    queries = [SearchQuery(word, config="pok_dutch", search_type="phrase") for word in words]
    return reduce(or_, queries)


def says_word(term: WantedTerm, field: str) -> Q:
    """The condition that a column of words says the term as a word."""
    return Q(**{field: any_of(term.words)}) if term.words else Q()


def says_part(term: WantedTerm, field: str) -> Q:
    """The condition that a column of plain text says the term, also inside a word."""
    return Q(SaysAnyOf(field, *term.parts)) if term.parts else Q()


def says(term: WantedTerm) -> Q:
    """The condition on a row of `for_list` that it says the term anywhere; False for nowhere."""
    found = Q(pk__in=[])
    if term.number is not None:
        found |= Q(number=term.number)
    for place in sorted(term.places):
        found |= _says_in(term, place)
    return found


def rows_in(term: WantedTerm, place: Place, *, at: datetime.datetime) -> QuerySet:
    """The published actions that say the term in one place, found by the index of that place."""
    return Action.objects.for_list(at=at).order_by().filter(_says_in(term, place))


def hits(term: WantedTerm, *, at: datetime.datetime) -> QuerySet:
    """The keys of the published actions that say the term.

    One condition over description and text together could use neither index: they are columns of
    two tables.
    """
    found = [rows_in(term, place, at=at) for place in sorted(term.places)]
    if term.number is not None:
        found.append(Action.objects.published(at=at).order_by().filter(number=term.number))
    keys = [rows.values("pk") for rows in found] or [Action.objects.none().values("pk")]
    return keys[0].union(*keys[1:], all=True) if keys[1:] else keys[0]


def beside_points(term: WantedTerm) -> list[tuple[Q, float]]:
    """What a term weighs that stands beside the texts: a name on a motion more than a heading."""
    if Place.BESIDE not in term.places:
        return []
    labels = ActionMotion.objects.filter(_label(term), action=OuterRef("pk"))
    ministries = ActionMinistry.objects.filter(_ministry(term), action=OuterRef("pk"))
    return [
        (Q(Exists(labels)), 2.5),
        (Q(theme__in=_themes(term)), 0.3),
        (Q(Exists(ministries)), 0.3),
    ]


def _says_in(term: WantedTerm, place: Place) -> Q:
    if place == Place.DESCRIPTION:
        return says_word(term, "description_words") | says_part(term, "plain_description")
    if place == Place.TEXT:
        return says_word(term, "current_text_words") | says_part(term, "current_plain_text")
    labelled = ActionMotion.objects.filter(_label(term)).order_by().values("action")
    acting = ActionMinistry.objects.filter(_ministry(term)).order_by().values("action")
    headed = Action.objects.filter(theme__in=_themes(term)).order_by().values("pk")
    return Q(KeyOfAny(labelled.union(acting, headed, all=True)))


def _themes(term: WantedTerm) -> QuerySet:
    found = Q()
    for part in _pieces(term):
        found |= Q(name__unaccent__icontains=part) | Q(parent__name__unaccent__icontains=part)
    return Theme.objects.filter(found).order_by().values("pk")


def _label(term: WantedTerm) -> Q:
    found = Q()
    for part in _pieces(term):
        found |= Q(label__unaccent__icontains=part)
    return found


def _ministry(term: WantedTerm) -> Q:
    found = Q()
    for word in term.words:
        found |= Q(ministry__code__iexact=word)
    for part in term.parts:
        found |= Q(ministry__name__unaccent__istartswith=part)
    return found


def _pieces(term: WantedTerm) -> tuple[str, ...]:
    return term.parts or term.words
