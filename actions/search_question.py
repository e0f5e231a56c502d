"""What a reader asks of the search box, read against the words that the public texts use."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from actions.abbreviations import Name, everyday_name, name_at, name_of_abbreviation
from actions.models import Action, SearchWord
from actions.models.text_search import OneOf
from actions.search_index import SearchIndex
from actions.search_memory import index_at
from actions.search_terms import WantedTerm
from motions.kamerstuk import Kamerstuk, read_citation
from pok_tracker.lib.compiled_query import AT, MOMENT, compiled, slot
from pok_tracker.lib.dutch_words import (
    compound_cuts,
    known_part,
    letters_apart,
    one_letter_less,
    plain_word,
    split_compound,
    word_forms,
)
from pok_tracker.lib.marked_text import WholeWord
from pok_tracker.lib.search_query import SearchTerm, read_search

# Only long words may be two letters off: short ones are next to too many others.
TWO_LETTERS_FROM = 8
MOST_CORRECTIONS = 3
# Of a suggestion at most one letter in so many may be off.
LETTERS_PER_SLIP = 3
SHORTEST_PART = 3
LONGEST_SHOUT = 4
TYPED, ENDS, LESS = "typed", "ends", "less"


@dataclass(frozen=True, slots=True)
class Question:
    """A query as it is searched for.

    `wanted` and `unwanted` are its terms; `changed` tells per word of the reader that no public
    text says which words were searched for instead. `suggestion` is the query with words that are
    near, but too far off to search for unasked; empty without any. `cited` is the paper when the
    whole query is a citation: then there are no terms. `index` is where the terms were looked up.
    """

    text: str = ""
    cited: Kamerstuk | None = None
    wanted: tuple[WantedTerm, ...] = ()
    unwanted: tuple[WantedTerm, ...] = ()
    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    suggestion: str = ""
    at: datetime.datetime | None = None
    index: SearchIndex | None = None

    @property
    def marks(self) -> tuple[str, ...]:
        """The pieces of text that a page marks as hits."""
        if self.cited:
            return (self.text.strip(), self.cited.code)
        return tuple(dict.fromkeys(mark for term in self.wanted for mark in _marks(term)))


def _marks(term: WantedTerm) -> tuple[str, ...]:
    return (*term.parts, *map(WholeWord, term.words))


def read_question(text: str, *, at: datetime.datetime) -> Question:
    """Read what a reader typed; no query for an empty query or a citation.

    Otherwise 2 queries read the index and 1 looks the terms up in it; 1 more reads what words may
    be meant that no public text says at that moment, and 1 looks those up. Such a word is
    replaced by the nearest words that a text does say: one letter away, the two words that it
    joins, two letters away, or a part of it.
    """
    if cited := read_citation(text):
        return Question(text, cited=cited, at=at)
    terms = list(_read_terms(text))
    if not terms:
        return Question(text, at=at)
    index = index_at(at=at)
    found = [term.weighed(len(index)) for term in index.look_up([term for term, _ in terms])]
    excluded = [is_excluded for _, is_excluded in terms]
    wanted = [term for term, left_out in zip(found, excluded, strict=True) if not left_out]
    misspelt = [term for term in wanted if term.can_be_corrected and not term.is_said]
    near = _words_like(misspelt, at)
    instead = {term: others for term in misspelt if (others := _instead(term, near))}
    said = iter(index.look_up([other for others in instead.values() for other in others]))
    instead = {term: [next(said) for _ in others] for term, others in instead.items()}
    return Question(
        text=text,
        wanted=tuple(other for term in wanted for other in instead.get(term, [term])),
        unwanted=tuple(term for term, left_out in zip(found, excluded, strict=True) if left_out),
        changed={
            term.typed: tuple(word for other in others for word in other.words)
            for term, others in instead.items()
        },
        suggestion=_suggestion(text, [term for term in misspelt if term not in instead], near),
        at=at,
        index=index,
    )


def _suggestion(text: str, terms: Iterable[WantedTerm], near: set[str]) -> str:
    """The query with the nearest word for each of the terms; empty when that is the same."""
    suggested = text
    for term in terms:
        suggested = suggested.replace(term.typed, _suggested(term, near))
    return "" if suggested == text else suggested


def _read_terms(text: str) -> Iterator[tuple[WantedTerm, bool]]:
    """The terms of a query, names written out in several words taken as one."""
    terms = read_search(text)
    place = 0
    while place < len(terms):
        term = terms[place]
        if found := _name_from(terms[place:]):
            name, length = found
            typed = " ".join(part.text for part in terms[place : place + length])
            yield _named(typed, name), False
            place += length
        else:
            yield _wanted(term), term.excluded
            place += 1


def _name_from(terms: Sequence[SearchTerm]) -> tuple[Name, int] | None:
    words = []
    for term in terms:
        if term.is_phrase or term.excluded:
            break
        words.append(term.text)
    return name_at(words)


def _named(typed: str, name: Name) -> WantedTerm:
    """A name that the reader wrote out: texts may have the abbreviation instead."""
    if " " in typed:
        return WantedTerm(typed, words=name.abbreviations, parts=name.names)
    return WantedTerm(typed, words=(typed, *name.abbreviations), parts=word_forms(typed))


def _wanted(term: SearchTerm) -> WantedTerm:
    if term.is_phrase:
        return WantedTerm(term.text, parts=(term.text,))
    if name := name_of_abbreviation(term.text):
        return WantedTerm(term.text, words=(term.text,), parts=name.names, is_short=True)
    if _is_shouted(term.text) or len(term.text) < SHORTEST_PART:
        return WantedTerm(term.text, words=(term.text,), is_short=True)
    others = everyday_name(term.text)
    return WantedTerm(term.text, words=(term.text,), parts=(*term.parts, *others))


def _is_shouted(word: str) -> bool:
    """Capitals only, and as short as an abbreviation: a part of a word is no hit."""
    return word.isalpha() and word.isupper() and len(word) <= LONGEST_SHOUT


def _words_like(terms: Sequence[WantedTerm], at: datetime.datetime) -> set[str]:
    """Words that the terms may be meant as; 1 query, none without terms."""
    runs = [_like(plain_word(term.typed), at) for term in terms]
    return {word for (word,) in _public_words_like().rows(*runs)}


def _like(typed: str, at: datetime.datetime) -> Mapping[str, object]:
    ends = {end for cut in compound_cuts(typed) for end in cut}
    return {AT: at, TYPED: typed, ENDS: sorted(ends), LESS: one_letter_less(typed)}


@compiled
def _public_words_like() -> QuerySet:
    """Search words come from drafts too: a word counts only when a public text says it."""
    like = (
        Q(word__trigram_similar=slot(TYPED))
        | Q(OneOf(F("word"), slot(ENDS), of="text"))
        | Q(one_letter_less__overlap=slot(LESS))
    )
    words = SearchWord.objects.filter(like, one_letter_less__len__gt=0)
    words = words.filter(_is_said_in_public())
    return words.order_by().values_list("word")


def _is_said_in_public() -> Q:
    words = SearchQuery(OuterRef("word"), config="pok_dutch")
    word = OuterRef("word")
    public = Action.objects.for_list(at=MOMENT).order_by()
    return (
        Q(Exists(public.filter(description_words=words)))
        | Q(Exists(public.filter(current_text_words=words)))
        | Q(Exists(public.filter(motion_links__label__unaccent__icontains=word)))
        | Q(Exists(public.filter(theme__name__unaccent__icontains=word)))
        | Q(Exists(public.filter(theme__parent__name__unaccent__icontains=word)))
    )


def _instead(term: WantedTerm, words: set[str]) -> list[WantedTerm]:
    """The terms to search for in place of one that no text says; empty when nothing is near."""
    typed = plain_word(term.typed)
    if near := _nearest(typed, words, 1):
        return [_corrected(term, near)]
    if both := split_compound(typed, words):
        return [_corrected(term, [word]) for word in both]
    if len(typed) >= TWO_LETTERS_FROM and (near := _nearest(typed, words, 2)):
        return [_corrected(term, near)]
    if part := known_part(typed, words):
        return [_corrected(term, [part])]
    return []


def _suggested(term: WantedTerm, words: set[str]) -> str:
    """The nearest word that is too far off to search for unasked; else the word itself."""
    typed = plain_word(term.typed)
    near = _nearest(typed, words, len(typed) // LETTERS_PER_SLIP)
    return near[0] if near else term.typed


def _nearest(typed: str, words: set[str], most: int) -> list[str]:
    distances = {word: letters_apart(typed, word, most) for word in words}
    least = min(distances.values(), default=most + 1)
    near = sorted(word for word, distance in distances.items() if distance == least)
    return near[:MOST_CORRECTIONS] if least <= most else []


def _corrected(term: WantedTerm, words: Sequence[str]) -> WantedTerm:
    parts = tuple(form for word in words for form in word_forms(word))
    return WantedTerm(term.typed, words=tuple(words), parts=parts, rarity=term.rarity)
