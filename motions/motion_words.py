"""Words that name a motion, read as what they name; without the database.

"35 510, nr. 13", "nr. 13 Omtzigt", "motie Omtzigt/Van Dam c.s.", "2021D02423", "13".
"""

import re
from dataclasses import dataclass

from motions.kamerstuk import Kamerstuk, read_citation

LONGEST_WORDS = 200
MOST_NAMES = 4

MOTION = re.compile(r"(?:de )?moties?\b[ :-]*", re.IGNORECASE)
FILED_AS = re.compile(r"(?:19|20)[0-9]{2}[DZ][0-9]{5}", re.IGNORECASE)
NUMBER = re.compile(
    r"\b(?:nr|nummer)\b\.? ?(?P<called>[1-9][0-9]{0,3})\b|^(?P<first>[1-9][0-9]{0,3})(?![\w.,/-])",
    re.IGNORECASE,
)
# What a label prints beside the names.
BESIDE_NAMES = re.compile(
    r"\bdeel [1-9]\b|\bc\.? ?s\b\.?|\bvan (?:het lid|de leden)\b|[().]", re.IGNORECASE
)
BETWEEN_NAMES = re.compile(r"[/,&]| en ", re.IGNORECASE)
NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’-])+")


@dataclass(frozen=True, slots=True)
class MotionWords:
    """What words tell of a motion: its paper, or its number in a list and who signed it.

    `filed_as` is a number that the Tweede Kamer gives to a document or a case.
    """

    paper: Kamerstuk | None = None
    filed_as: str = ""
    number: int | None = None
    names: tuple[str, ...] = ()

    @property
    def is_exact(self) -> bool:
        """Whether there can be only one motion of which this is true."""
        return self.paper is not None or self.filed_as != ""


def read_motion_words(query: str) -> MotionWords | None:
    """Return what the whole query tells of a motion, or None when it does not name one.

    A name counts only behind the word "motie" or beside a number: whether anybody has that name,
    only the database knows.
    """
    words = " ".join(query.split()).strip("() ")
    if not words or len(words) > LONGEST_WORDS:
        return None
    spoken = MOTION.match(words)
    rest = words[spoken.end() :] if spoken else words
    if paper := read_citation(rest):
        return MotionWords(paper=paper)
    if FILED_AS.fullmatch(rest):
        return MotionWords(filed_as=rest.upper())
    return _read_number_and_names(rest, is_called_motion=spoken is not None)


def without_motion_word(query: str) -> str:
    """The query without "motie" in front; the word alone stays as it is."""
    spoken = MOTION.match(query.strip())
    return (query.strip()[spoken.end() :] if spoken else "") or query


def _read_number_and_names(words: str, *, is_called_motion: bool) -> MotionWords | None:
    found = NUMBER.search(words)
    number = int(found["called"] or found["first"]) if found else None
    rest = words[: found.start()] + words[found.end() :] if found else words
    # A label prints the number first: "NR. 13 Motie Omtzigt cs".
    rest = without_motion_word(rest) if found else rest
    printed = BETWEEN_NAMES.split(BESIDE_NAMES.sub(" ", rest))
    names = tuple(name for name in (" ".join(part.split()) for part in printed) if name)
    if len(names) > MOST_NAMES or not all(NAME.fullmatch(name) for name in names):
        return None
    if number is None and not (is_called_motion and names):
        return None
    return MotionWords(number=number, names=names)
