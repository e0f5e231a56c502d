"""Texts as a reader sees them: paragraphs and lists, with links, hits and notes, never as HTML.

Everything works on the plain text and gives pieces of it; templates do the escaping.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from django.urls import reverse

from actions.statustable.references import SEE_ACTION
from motions.kamerstuk import find_citations
from pok_tracker.lib.marked_text import find_hits

BULLET = re.compile(r"(?P<marker>-|[A-Za-z]\.) (?P<rest>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text with what is special about it."""

    text: str
    url: str = ""
    hit: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, or one item of a list with its printed marker ("-", "A.")."""

    segments: tuple[Segment, ...]
    marker: str = ""

    @property
    def kind(self) -> str:
        """Either text or bullet."""
        return "bullet" if self.marker else "text"


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs that belong together: plain text, or one list."""

    kind: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """What may be marked in a text.

    `actions` are the numbers of actions that can be linked to. `doubts` tells per paper, by code
    ("35510-809"), why it cannot be right; such a paper is not linked. `hits` are the parts that a
    reader searched for. `notes` are footnotes as (position in the text, marker).
    """

    actions: frozenset[int] = frozenset()
    doubts: Mapping[str, str] = field(default_factory=dict)
    hits: Sequence[str] = ()
    notes: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True, slots=True)
class _Span:
    """The part text[start:end] with the segment that it becomes."""

    start: int
    end: int
    url: str = ""
    note: str = ""


NOTHING = Marks()


def read_blocks(text: str, marks: Marks = NOTHING) -> list[Block]:
    """Return a text as blocks: runs of paragraphs, and lists of bullets or lettered items."""
    paragraphs = _paragraphs(text, marks)
    return [
        Block("list" if kind == "bullet" else "text", tuple(group))
        for (kind, _), group in groupby(paragraphs, key=_kind_of_list)
    ]


def read_segments(text: str, marks: Marks = NOTHING) -> tuple[Segment, ...]:
    """Return one paragraph as segments: citations and actions linked, hits and notes marked."""
    spans = _links(text, marks)
    hits = find_hits(text, marks.hits)
    notes = {position: marker for position, marker in marks.notes if 0 < position <= len(text)}
    cuts = {0, len(text), *notes}
    for start, end in [*((span.start, span.end) for span in spans), *hits]:
        cuts |= {start, end}
    segments = []
    for start, end in pairwise(sorted(cuts)):
        span = next((span for span in spans if span.start <= start < span.end), None)
        hit = any(first <= start < last for first, last in hits)
        url = span.url if span else ""
        # A remark on a doubtful citation stands behind its last piece.
        remark = span.note if span and span.end == end else ""
        segments.append(Segment(text[start:end], url, hit, remark))
        if end in notes:
            segments.append(Segment("", note=notes[end]))
    return tuple(segments)


def _kind_of_list(paragraph: Paragraph) -> tuple[str, bool]:
    """Hyphens and letters are lists of their own: a letter has to be printed, a hyphen has not."""
    return paragraph.kind, paragraph.marker == "-"


def _paragraphs(text: str, marks: Marks) -> Iterator[Paragraph]:
    offset = 0
    for line in text.split("\n"):
        bullet = BULLET.fullmatch(line)
        body = bullet["rest"] if bullet else line
        shift = offset + len(line) - len(body)
        here = [(place - shift, marker) for place, marker in marks.notes]
        own = Marks(marks.actions, marks.doubts, marks.hits, here)
        yield Paragraph(read_segments(body, own), bullet["marker"] if bullet else "")
        offset += len(line) + 1


def _links(text: str, marks: Marks) -> list[_Span]:
    spans = []
    for found in find_citations(text):
        doubt = marks.doubts.get(found.kamerstuk.code, "")
        url = "" if doubt else found.kamerstuk.address()
        spans.append(_Span(found.start, found.end, url, doubt))
    for see in SEE_ACTION.finditer(text):
        for number in re.finditer("[0-9]+", see["numbers"]):
            if int(number[0]) in marks.actions:
                start = see.start("numbers") + number.start()
                url = reverse("actions:detail", args=[int(number[0])])
                spans.append(_Span(start, start + len(number[0]), url))
    return spans
