"""One term of a search: what a reader means by it, and how much it tells."""

from dataclasses import dataclass, replace
from functools import reduce
from math import log
from operator import or_
from typing import Self

from pok_tracker.lib.dutch_words import plain_word

LONGEST_NUMBER = 4
SHORTEST_CORRECTED = 4
DEFAULT_RARITY = 3.0
LEAST_RARITY = 0.2


@dataclass(frozen=True, slots=True)
class Hits:
    """The actions that say a term, as sets of rows (see row_bits.py), by where they say it.

    In the description or the current text: as a word, or as a part of another one. In the names
    beside them: of a motion, a theme, a ministry. Or by their own number.
    """

    description_word: int = 0
    description_part: int = 0
    text_word: int = 0
    text_part: int = 0
    label: int = 0
    theme: int = 0
    ministry: int = 0
    number: int = 0

    @property
    def places(self) -> tuple[int, int, int]:
        """The rows that say it in the description, in the text and in the names beside them."""
        return (
            self.description_word | self.description_part,
            self.text_word | self.text_part,
            self.label | self.theme | self.ministry,
        )

    @property
    def anywhere(self) -> int:
        """The rows that say it at all."""
        return reduce(or_, self.places, self.number)

    @property
    def sets(self) -> tuple[int, ...]:
        """All of them, in the order in which they are declared."""
        return tuple(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class WantedTerm:
    """A term: a text says it with one of `words`, whatever its ending, or with one of `parts`.

    `parts` count inside longer words too. `typed` is what the reader wrote; `is_short` tells that
    this is an abbreviation; `rarity` is how much a hit weighs; `hits` are the actions that say it.
    """

    typed: str
    words: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    is_short: bool = False
    rarity: float = DEFAULT_RARITY
    hits: Hits = Hits()

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

    @property
    def is_said(self) -> bool:
        """Whether any action says it in words."""
        return any(self.hits.places)

    def said_by(self, hits: Hits) -> Self:
        """The same term, said by these actions."""
        return replace(self, hits=hits)

    def weighed(self, total: int) -> Self:
        """The same term, by how many of all actions say it.

        A word that every action says tells next to nothing, one that a single action says most.
        """
        rows = sum(place.bit_count() for place in self.hits.places)
        return replace(self, rarity=max(log((total + 1) / (rows + 0.5)), LEAST_RARITY))
