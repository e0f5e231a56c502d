"""A motion part by part: which actions carry each part out, and whether that is done.

Which parts a motion has, is only known from the labels of the actions. A label "deel 1" tells
that there is a deel 2, and "deel 3" that there are three; a part that no public action carries
out is a part that is not settled. The same rule stands as SQL in `MotionQuerySet.published`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from motions.models import Motion
from motions.models.settlement import FEWEST_PARTS

DONE = "afgerond"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a motion, or the whole (`number` is None), with the links to its actions."""

    number: int | None
    links: tuple[Any, ...]

    @property
    def label(self) -> str:
        """What the page calls it."""
        return f"Deel {self.number}" if self.number else "De hele motie"

    @property
    def is_settled(self) -> bool:
        """Whether there are actions and every one of them is done."""
        return bool(self.links) and all(link.current.status == DONE for link in self.links)

    @property
    def explanation(self) -> str:
        """How far it is, as a sentence."""
        if not self.links:
            return f"{self.label}: nog niet, de bron noemt hier geen openbare actie bij."
        return f"{self.label}: {'afgerond' if self.is_settled else 'nog niet'}."


def read_parts(motion: Motion) -> list[Part]:
    """The whole if an action carries that out, then every part in order, also those without one.

    The motion comes from `for_list`, so that its links are those to public actions.
    """
    links = sorted(motion.action_links.all(), key=lambda link: link.action.number)
    named = {link.part for link in links if link.part}
    numbers: list[int | None] = [None] if any(link.part is None for link in links) else []
    if named:
        numbers += range(1, max(FEWEST_PARTS, *named) + 1)
    return [
        Part(number, tuple(link for link in links if link.part == number)) for number in numbers
    ]


def explain(parts: Iterable[Part]) -> str:
    """Why the motion stands where it stands: "Deel 1: afgerond. Deel 2: nog niet."."""
    return " ".join(part.explanation for part in parts)
