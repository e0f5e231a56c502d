"""What helps to write an update: what stands now, what each status means, what the words say."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from actions.dossier import read_doubts
from actions.models import StatusUpdate
from actions.rubric import DEFINITIONS
from actions.statustable.references import find_see_also
from actions.word_difference import ChangedText, word_difference
from motions.kamerstuk import find_citations
from pok_tracker.lib.dutch_dates import FoundSpan, find_spans, span_in_words

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|\n")


@dataclass(frozen=True, slots=True)
class Citation:
    """A paper that the text cites: as typed, how the site names it, and why it cannot be right."""

    printed: str
    code: str
    url: str
    doubt: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A date in the text that is no milestone yet: its words, their sentence, and their days."""

    words: str
    quote: str
    days: str


@dataclass(frozen=True, slots=True)
class UpdateHelp:
    """All that stands beside the text of an update; `standing` is what the public reads now."""

    standing: StatusUpdate | None
    difference: tuple[ChangedText, ...]
    rubric: Sequence[tuple[str, str]]
    citations: Sequence[Citation]
    see_also: Sequence[int]
    proposals: Sequence[Proposal]

    @property
    def has_changed(self) -> bool:
        """Whether the text differs from the one that stands."""
        return not all(piece.is_kept for piece in self.difference)


def read_help(
    update: StatusUpdate, *, text: str, as_of: datetime.date, at: datetime.datetime
) -> UpdateHelp:
    """Return what helps with that text; the update may be new, and need not have an action yet.

    At most three queries: what stands, the milestones there are, the papers in doubt.
    """
    standing = _standing(update, at)
    number = update.action.number if update.action_id else 0
    return UpdateHelp(
        standing=standing,
        difference=word_difference(standing.text, text) if standing else (),
        rubric=[(status.label, meaning) for status, meaning in DEFINITIONS.items()],
        citations=_citations(text),
        see_also=find_see_also([text], number),
        proposals=dates_without_milestone(update, text, as_of),
    )


def dates_without_milestone(
    update: StatusUpdate, text: str, as_of: datetime.date
) -> list[Proposal]:
    """Return the dates in that text which no milestone of the update names, in their order.

    At most one query, and none when the milestones were prefetched.
    """
    quotes = [milestone.quote for milestone in update.milestones.all()] if update.pk else []
    proposals = {}
    for found in find_spans(text, on=as_of):
        quote = _sentence(text, found)
        if not any(words in quote and found.words in words for words in quotes):
            days = span_in_words(found.span.first, found.span.last, found.span.precision)
            proposals[found.words, quote] = Proposal(found.words, quote, days)
    return list(proposals.values())


def _standing(update: StatusUpdate, at: datetime.datetime) -> StatusUpdate | None:
    if not update.action_id:
        return None
    stands = Q(superseded_at=None) | Q(superseded_at__gt=at)
    others = StatusUpdate.objects.published(at=at).exclude(pk=update.pk)
    return others.filter(stands, action_id=update.action_id).first()


def _citations(text: str) -> list[Citation]:
    found = find_citations(text)
    doubts = read_doubts(citation.kamerstuk.code for citation in found) if found else {}
    rows = {}
    for citation in found:
        paper = citation.kamerstuk
        doubt = doubts.get(paper.code, "")
        url = "" if doubt else paper.address()
        rows.setdefault(paper, Citation(citation.printed, paper.code, url, doubt))
    return list(rows.values())


def _sentence(text: str, found: FoundSpan) -> str:
    """The sentence in which the words stand. What follows "jl." is small, so that ends none."""
    ends = list(SENTENCE_END.finditer(text))
    start = max((end.end() for end in ends if end.end() <= found.start), default=0)
    stop = min((end.start() for end in ends if end.start() >= found.end), default=len(text))
    return text[start:stop].strip()
