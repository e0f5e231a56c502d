"""What a reader types into the search box, as terms: words, "quoted phrases" and -exclusions."""

import re
from dataclasses import dataclass

MOST_TERMS = 12
TERM = re.compile(r'(?P<minus>-?)(?:["“”„](?P<phrase>[^"“”„]+)["“”„]|(?P<word>[^\s"“”„]+))')
# Without these ends a plural finds its singular: moties -> motie, toeslagen -> toeslag.
PLURAL_ENDS = ("'s", "’s", "en", "s")
SHORTEST_SINGULAR = 5
VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """One word or phrase; `excluded` when the reader put a minus in front."""

    text: str
    is_phrase: bool = False
    excluded: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The pieces of text that count as a hit: the term itself and, for a word, its singular."""
        return (self.text,) if self.is_phrase else (self.text, *_singular(self.text))


def read_search(query: str) -> tuple[SearchTerm, ...]:
    """Read at most twelve terms; punctuation around a word does not count."""
    found = (_term(match) for match in TERM.finditer(query))
    return tuple(term for term in found if term.text)[:MOST_TERMS]


def _term(match: re.Match[str]) -> SearchTerm:
    phrase = match["phrase"]
    text = " ".join(phrase.split()) if phrase else match["word"].strip(".,;:!?()[]{}-–'’‘")
    return SearchTerm(text, is_phrase=phrase is not None, excluded=bool(match["minus"]))


def _singular(word: str) -> tuple[str, ...]:
    end = next((end for end in PLURAL_ENDS if word.lower().endswith(end)), None)
    if end is None:
        return ()
    stem = word[: -len(end)]
    if len(stem) > 1 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
        stem = stem[:-1]
    return (stem,) if len(stem) >= SHORTEST_SINGULAR else ()
