"""What a reader types into the search box, as terms: words, "quoted phrases" and -exclusions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pok_tracker.lib.dutch_words import SMALL_WORDS, word_forms

MOST_TERMS = 12
TERM = re.compile(r'(?P<minus>-?)(?:["“”„](?P<phrase>[^"“”„]+)["“”„]|(?P<word>[^\s"“”„]+))')


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """One word or phrase; `excluded` when the reader put a minus in front."""

    text: str
    is_phrase: bool = False
    excluded: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The pieces of text that count as a hit: the term itself and, for a word, its forms."""
        return (self.text,) if self.is_phrase else word_forms(self.text)

    @property
    def is_small(self) -> bool:
        """Whether a question means the same without this word."""
        return not (self.is_phrase or self.excluded) and self.text.lower() in SMALL_WORDS


def read_search(query: str) -> tuple[SearchTerm, ...]:
    """Read at most twelve terms; punctuation around a word does not count.

    Small words (de, van, mijn) count only in a query that has nothing else.
    """
    found = [term for match in TERM.finditer(query) for term in _pieces(_term(match)) if term.text]
    telling = [term for term in found if not term.is_small]
    return tuple(telling or found)[:MOST_TERMS]


def _pieces(term: SearchTerm) -> Iterator[SearchTerm]:
    """A word with a hyphen as its pieces: texts write ex-partner, expartner and (ex-)partner."""
    pieces = term.text.split("-")
    is_plain = not (term.is_phrase or term.excluded)
    if is_plain and all(len(piece) > 1 and piece.isalpha() for piece in pieces):
        yield from (SearchTerm(piece) for piece in pieces)
    else:
        yield term


def _term(match: re.Match[str]) -> SearchTerm:
    phrase = match["phrase"]
    text = " ".join(phrase.split()) if phrase else match["word"].strip(".,;:!?()[]{}-–'’‘")
    return SearchTerm(text, is_phrase=phrase is not None, excluded=bool(match["minus"]))
