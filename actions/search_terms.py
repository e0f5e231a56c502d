"""One term of a search: which actions say it, by index, and whether a row says it."""

import datetime
from dataclasses import dataclass, replace
from functools import reduce
from math import log
from operator import or_
from typing import Self

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from actions.models import Action, ActionMinistry, ActionMotion
from actions.models.text_search import PlainText
from pok_tracker.lib.dutch_words import plain_word

LONGEST_NUMBER = 4
SHORTEST_CORRECTED = 4
DEFAULT_RARITY = 3.0
LEAST_RARITY = 0.2
Words = SearchQuery | CombinedSearchQuery


@dataclass(frozen=True, slots=True)
class WantedTerm:
    """A term: a text says it with one of `words`, whatever its ending, or with one of `parts`.

    `parts` count inside longer words too. `typed` is what the reader wrote; `is_short` tells that
    this is an abbreviation, `is_said` whether a public text says it; `rarity` is how much a hit
    weighs.
    """

    typed: str
    words: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    is_short: bool = False
    is_said: bool = True
    rarity: float = DEFAULT_RARITY

    @property
    def number(self) -> int | None:
        """The number of an action that the term may be."""
        is_number = self.typed.isdecimal() and len(self.typed) <= LONGEST_NUMBER
        return int(self.typed) if is_number and self.words else None

    @property
    def can_be_corrected(self) -> bool:
        """Whether the term is a word that may be misspelt or joined."""
        letters = plain_word(self.typed)
        return bool(
            self.words and not self.is_short and letters.isalpha()
        ) and len(letters) >= SHORTEST_CORRECTED

    def weighed(self, rows: int, total: int) -> Self:
        """The same term, said by that many of all actions.

        A word that every action says tells next to nothing, one that a single action says most.
        """
        rarity = max(log((total + 1) / (rows + 0.5)), LEAST_RARITY)
        return replace(self, rarity=rarity, is_said=rows > 0)


def any_of(words: tuple[str, ...]) -> Words:
    """The full-text query for any of the words; each of them may be a phrase."""
    queries = [SearchQuery(word, config="pok_dutch", search_type="phrase") for word in words]
    return reduce(or_, queries)


def says_word(term: WantedTerm, field: str) -> Q:
    """The condition that a column of words says the term as a word."""
    return Q(**{field: any_of(term.words)}) if term.words else Q()


def says_part(term: WantedTerm, field: str) -> Q:
    """The condition that a column of plain text says the term, also inside a word."""
    found = Q()
    for part in term.parts:
        found |= Q(**{f"{field}__contains": PlainText(Value(part))})
    return found


def in_description(term: WantedTerm) -> Q:
    """The condition that the description says the term."""
    return says_word(term, "description_words") | says_part(term, "plain_description")


def in_text(term: WantedTerm, prefix: str = "current_") -> Q:
    """The condition that the current text says the term."""
    return says_word(term, f"{prefix}text_words") | says_part(term, f"{prefix}plain_text")


def in_label(term: WantedTerm) -> Q:
    """The condition that the label of a motion at the action says the term."""
    return Q(Exists(ActionMotion.objects.filter(_label(term), action=OuterRef("pk"))))


def in_ministry(term: WantedTerm) -> Q:
    """The condition that a ministry of the action has that abbreviation or name."""
    return Q(Exists(ActionMinistry.objects.filter(_ministry(term), action=OuterRef("pk"))))


def in_theme(term: WantedTerm) -> Q:
    """The condition that the theme, or the theme above it, says the term."""
    found = Q()
    for part in _pieces(term):
        found |= Q(theme__name__unaccent__icontains=part)
        found |= Q(theme__parent__name__unaccent__icontains=part)
    return found


def says(term: WantedTerm) -> Q:
    """The condition on one published action that it says the term anywhere."""
    own = Q(number=term.number) if term.number is not None else Q()
    return (
        own
        | in_description(term)
        | in_text(term)
        | in_label(term)
        | in_ministry(term)
        | in_theme(term)
    )


def hits(term: WantedTerm, *, at: datetime.datetime) -> QuerySet:
    """The keys of the published actions that say the term, each place by its own index.

    One condition over description and text together could use neither index: they are columns of
    two tables.
    """
    public = Action.objects.published(at=at).order_by()
    places = [
        public.filter(in_description(term)),
        public.filter(in_text(term, "current__")),
        public.filter(pk__in=ActionMotion.objects.filter(_label(term)).values("action")),
        public.filter(pk__in=ActionMinistry.objects.filter(_ministry(term)).values("action")),
        public.filter(in_theme(term)),
    ]
    if term.number is not None:
        places.append(public.filter(number=term.number))
    keys = [place.values("pk") for place in places]
    return keys[0].union(*keys[1:], all=True)


def _pieces(term: WantedTerm) -> tuple[str, ...]:
    return term.parts or term.words


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
