"""What the dossier page of one action shows, gathered from the action and its current update."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Q, QuerySet
from django.urls import reverse

from actions.models import (
    Action,
    ActionMinistry,
    ActionMotion,
    Milestone,
    Standing,
    StatusReport,
    StatusUpdate,
)
from actions.models.promises import ToldOutcome, told_outcome
from actions.reading_text import Block, Marks, Segment, read_blocks, read_segments
from motions.kamerstuk import find_citations
from motions.mentioned import named_in
from motions.models import Document, Motion
from pok_tracker.lib.compiled_query import MOMENT, compiled, slot

WEB_PAGE = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class MotionLink:
    """A motion that an action carries out, with who signed it as far as is known."""

    link: ActionMotion
    motion: Motion
    publication_url: str
    submitters: str


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone and where it stands today; both empty for a fact.

    `outcome` tells when it was met, or which later term replaced it.
    """

    milestone: Milestone
    standing: str
    standing_label: str
    outcome: ToldOutcome | None


@dataclass(frozen=True, slots=True)
class CitationRow:
    """A cited paper as printed, with its address, or with why it cannot be right."""

    printed: str
    url: str
    doubt: str


class Cited(Protocol):
    """What may cite papers: an update, or its words as they were read."""

    @property
    def text(self) -> str: ...
    @property
    def footnotes(self) -> Sequence[Mapping[str, Any]]: ...


@dataclass(frozen=True, slots=True)
class NamedMotion:
    """A motion that a text names without a label: the words that stand there, and its entry."""

    printed: str
    url: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote of the source with its citations linked."""

    marker: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text stands: the edition, and the lines of its file."""

    report: StatusReport | None
    lines_description: str
    lines_status: str


def read_motions(action: Action) -> list[MotionLink]:
    """The motions of an action; one query."""
    return [
        MotionLink(link, link.motion, link.motion.kamerstuk.address(), _submitters(link))
        for link in _links_to_motions().instances(action=action.pk)
    ]


@compiled
def _links_to_motions() -> QuerySet:
    links = ActionMotion.objects.with_submitters()
    return links.filter(action=slot("action"))


def read_ministries(action: Action) -> list[ActionMinistry]:
    """The ministries of an action, the leading one first; one query."""
    return _links_to_ministries().instances(action=action.pk)


@compiled
def _links_to_ministries() -> QuerySet:
    links = ActionMinistry.objects.select_related("ministry")
    return links.filter(action=slot("action"))


def read_milestones(update: StatusUpdate, *, at: datetime.datetime) -> list[MilestoneRow]:
    """The milestones of an update in the order of the days they mean; one query."""
    milestones = update.milestones.with_outcome(at=at).order_by("first_day")
    return [_milestone_row(milestone) for milestone in milestones]


def read_terms(
    action: Action, update: StatusUpdate, *, at: datetime.datetime
) -> tuple[list[MilestoneRow], list[MilestoneRow]]:
    """The milestones of the text of an action, and the promises on which it has become silent.

    In the order of the days they mean; one query for both.
    """
    terms = _terms_of_action().instances(at=at, action=action.pk, update=update.pk)
    rows = [_milestone_row(milestone) for milestone in terms]
    own = [row for row in rows if row.milestone.update_id == update.pk]
    return own, [row for row in rows if row.milestone.update_id != update.pk]


@compiled
def _terms_of_action() -> QuerySet:
    promises = Milestone.objects.promises(at=MOMENT).filter(update__action=slot("action"))
    wanted = Q(update=slot("update")) | Q(pk__in=promises.values("pk"))
    # Those of the action first: the choice between two sets of keys could use no index.
    terms = Milestone.objects.filter(update__action=slot("action")).filter(wanted)
    return terms.with_outcome(at=MOMENT).order_by("first_day", "pk")


def _milestone_row(milestone: Milestone) -> MilestoneRow:
    label = Standing(milestone.stand).label if milestone.stand else ""
    return MilestoneRow(milestone, milestone.stand or "", label, told_outcome(milestone.told))


def read_addresses(update: StatusUpdate) -> list[Segment]:
    """The addresses that the source gives; only those of web pages are links."""
    return [
        Segment(address, address if address.lower().startswith(WEB_PAGE) else "")
        for address in update.addresses
    ]


def read_doubts(codes: Iterable[str]) -> dict[str, str]:
    """Why papers cannot be right, by code ("35510-809"), among the given; one query at most."""
    wanted = set(codes)
    if not wanted:
        return {}
    return {
        document.kamerstuk.code: document.doubt
        for document in _doubted().instances()
        if document.kamerstuk.code in wanted
    }


@compiled
def _doubted() -> QuerySet:
    return Document.objects.exclude(doubt="")


def read_citations(update: Cited, doubts: Mapping[str, str]) -> list[CitationRow]:
    """The papers cited in the text and the footnotes of an update, in order, each once."""
    texts = [update.text, *(footnote["text"] for footnote in update.footnotes)]
    rows = {}
    for found in (found for text in texts for found in find_citations(text)):
        doubt = doubts.get(found.kamerstuk.code, "")
        url = "" if doubt else found.kamerstuk.address()
        rows.setdefault(found.kamerstuk, CitationRow(found.printed, url, doubt))
    return list(rows.values())


def read_named_motions(action: Action, update: StatusUpdate) -> list[NamedMotion]:
    """The motions that the description and the text name, each way of naming once."""
    entries = reverse("motions:mentioned")
    named = {
        text[place.start : place.end]: f"{entries}#{mentioned.key}"
        for text in (action.description, update.text)
        for mentioned, place in named_in(text)
    }
    return [NamedMotion(printed, url) for printed, url in named.items()]


def read_status(
    update: StatusUpdate, *, actions: frozenset[int], doubts: dict[str, str]
) -> list[Block]:
    """The text of an update with its citations, actions and footnotes linked."""
    notes = [(footnote["position"], footnote["marker"]) for footnote in update.footnotes]
    return read_blocks(update.text, Marks(actions=actions, doubts=doubts, notes=notes))


def read_footnotes(update: StatusUpdate, doubts: dict[str, str]) -> list[Footnote]:
    """The footnotes of an update with their citations linked."""
    return [
        Footnote(footnote["marker"], read_segments(footnote["text"], Marks(doubts=doubts)))
        for footnote in update.footnotes
    ]


def read_source(action: Action, update: StatusUpdate) -> Source:
    """Where the description and the text stand in the file of their edition."""
    return Source(
        update.report, lines_in_words(action.source_lines), lines_in_words(update.source_lines)
    )


def lines_in_words(lines: Sequence[int]) -> str:
    """Line numbers as ranges: regel 12, regels 12–20, 24. Empty without lines.

    A gap of one is no gap: the blank line between lines.
    """
    ranges: list[tuple[int, int]] = []
    for line in sorted(lines):
        if ranges and line <= ranges[-1][1] + 2:
            ranges[-1] = (ranges[-1][0], line)
        else:
            ranges.append((line, line))
    words = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in ranges)
    if not words:
        return ""
    return f"regel {words}" if words.isdecimal() else f"regels {words}"


def _submitters(link: ActionMotion) -> str:
    names = ", ".join(link.submitters)
    return f"{names} c.s." if link.motion.and_others else names
