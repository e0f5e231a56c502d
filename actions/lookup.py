"""The pages that a reader means who types a number, a citation or a name into the search box.

A search selects rows of a list; this finds the one page, or the few, that the words name.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from actions.models import Action, StatusUpdate
from motions.kamerstuk import Kamerstuk
from motions.lookup import motions_meant
from motions.models import Document, Motion
from motions.motion_words import MotionWords, read_motion_words

ACTION = re.compile(
    r"(?P<word>actie(?:punt)?\b\s*(?:(?:nr|nummer)\b\.?)?\s*)?(?P<number>[1-9][0-9]{0,3})\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Meant:
    """A page that the words may mean.

    `url` is "" for a paper that cannot exist; `note` tells why. `is_here` is false for the
    official publication of a paper. `is_certain` when the words can mean nothing else.
    """

    label: str
    url: str
    note: str = ""
    is_here: bool = True
    is_certain: bool = False


def read_meant(query: str, *, at: datetime.datetime) -> list[Meant]:
    """Every public page that the words name at that moment, actions first.

    Words that have the shape of no number, citation or name cost no query.
    """
    found = list(_actions(query, at))
    if words := read_motion_words(query):
        found += _motions(words, at)
        if words.paper and not found:
            found.append(_paper(words.paper, at))
    return found


def read_only_page(query: str, *, at: datetime.datetime) -> str:
    """The address of the one page here that the words can mean, or ""."""
    certain = [meant.url for meant in read_meant(query, at=at) if meant.is_certain]
    return certain[0] if len(certain) == 1 else ""


def read_doubt(paper: Kamerstuk, *, at: datetime.datetime) -> str:
    """Why a paper that a public text cites cannot be right, or ""."""
    doubted = Document.objects.filter(dossier=paper.dossier, number=paper.number).exclude(doubt="")
    doubt = doubted.values_list("doubt", flat=True).first()
    return doubt if doubt and _cited_by(paper, at).exists() else ""


def actions_citing(paper: Kamerstuk, *, at: datetime.datetime) -> list[int]:
    """The numbers of the actions of which a public text cites the paper, also a replaced one."""
    numbers = _cited_by(paper, at).values_list("action__number", flat=True)
    return sorted(set(numbers))


def _actions(query: str, at: datetime.datetime) -> Iterator[Meant]:
    asked = ACTION.fullmatch(query.strip())
    if asked is None:
        return
    for action in Action.objects.published(at=at).filter(number=int(asked["number"])):
        yield Meant(
            f"actie {action.number}",
            action.get_absolute_url(),
            is_certain=asked["word"] is not None,
        )


def _motions(words: MotionWords, at: datetime.datetime) -> Iterator[Meant]:
    for motion in motions_meant(words, at=at):
        yield Meant(
            f"motie {motion.dossier} nr. {motion.number}",
            motion.get_absolute_url(),
            _signed(motion),
            is_certain=words.is_exact,
        )


def _signed(motion: Motion) -> str:
    names = ", ".join(submission.member.name for submission in motion.submissions.all())
    if motion.and_others:
        names += " c.s."
    return " ".join(part for part in (f"van {names}" if names else "", motion.title) if part)


def _paper(paper: Kamerstuk, at: datetime.datetime) -> Meant:
    label = f"Kamerstuk {paper}"
    if doubt := read_doubt(paper, at=at):
        return Meant(label, "", doubt, is_here=False)
    return Meant(label, paper.address(), "officiële publicatie", is_here=False)


def _cited_by(paper: Kamerstuk, at: datetime.datetime) -> QuerySet:
    return StatusUpdate.objects.published(at=at).filter(cited__contains=[paper.code])
