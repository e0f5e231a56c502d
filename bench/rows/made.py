"""Actions that were never asked, in the words, themes and proportions of the real ones."""

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.statustable.references import find_see_also
from bench.rows.pieces import Dated, Piece, joined
from bench.rows.real import RealAction
from motions.kamerstuk import find_citations

SEED = 20210630
# Published one by one in the half year after the edition, so that days have something to select.
DAYS = 184
PUBLISHED_HOURS = range(8, 18)


@dataclass(frozen=True)
class MadeAction:
    """An action with one standing text, like one of the real ones."""

    number: int
    like: RealAction
    description: str
    text: str
    dated: tuple[Dated, ...]
    see_also: tuple[int, ...]
    cited: tuple[str, ...]
    published_at: datetime.datetime


class Recombination:
    """Makes actions by drawing sentences; the same seed and real rows give the same actions.

    The first ten thousand of a hundred thousand are the ten thousand of a smaller run.
    """

    def __init__(self, real: Sequence[RealAction], seed: int = SEED) -> None:
        self._real = real
        self._draw = random.Random(seed)
        self._asked = [piece for action in real for piece in action.description]
        self._said = [piece for action in real for piece in action.said]
        self._numbers = range(1, len(real) + 1)

    def actions(self, first: int, last: int) -> Iterator[MadeAction]:
        """The actions numbered first to last."""
        for number in range(first, last + 1):
            yield self._action(number)

    def _action(self, number: int) -> MadeAction:
        like = self._draw.choice(self._real)
        asked = self._varied(self._draw.choice(like.description), like.description, self._asked)
        said = self._varied(like.judged, like.said, self._said)
        description, text = joined(asked), joined(said)
        return MadeAction(
            number=number,
            like=like,
            description=description,
            text=text,
            dated=tuple(dict.fromkeys(one for piece in said for one in piece.dated)),
            see_also=self._pointed_at([description, text], number),
            cited=_cited([description, text]),
            published_at=self._moment(like.as_of),
        )

    def _varied(self, own: Piece, like: Sequence[Piece], others: Sequence[Piece]) -> list[Piece]:
        """As many pieces as the real text has, one of them its own, in any order."""
        drawn = [own, *self._draw.choices(others, k=max(len(like) - 1, 1))]
        self._draw.shuffle(drawn)
        return list(dict.fromkeys(drawn))

    def _pointed_at(self, texts: list[str], number: int) -> tuple[int, ...]:
        return tuple(one for one in find_see_also(texts, number) if one in self._numbers)

    def _moment(self, as_of: datetime.date) -> datetime.datetime:
        day = as_of + datetime.timedelta(days=1 + self._draw.randrange(DAYS))
        hour = self._draw.choice(PUBLISHED_HOURS)
        return datetime.datetime(
            day.year, day.month, day.day, hour, self._draw.randrange(60), tzinfo=datetime.UTC
        )


def _cited(texts: list[str]) -> tuple[str, ...]:
    return tuple(sorted({found.kamerstuk.code for text in texts for found in find_citations(text)}))
