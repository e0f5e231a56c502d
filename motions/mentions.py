"""Mentions: where the texts of public actions name a motion or cite a paper."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from motions.kamerstuk import Kamerstuk, find_citations
from motions.mentioned import MENTIONED, Mentioned, Place, named_in
from motions.models import Document, Motion

AROUND = 120


@dataclass(frozen=True, slots=True)
class Mention:
    """Words in the text of an action, letter by letter, with what stands around them."""

    action: int
    place: str
    before: str
    words: str
    after: str

    @property
    def action_url(self) -> str:
        """The page of the action."""
        return reverse("actions:detail", args=[self.action])


@dataclass(frozen=True, slots=True)
class MentionedRow:
    """What texts mention: where it is to be read, and every mention.

    `url` is the motion here or the official publication, "" when we do not know which paper it
    is; `is_here` tells which of the two.
    """

    anchor: str
    name: str
    explanation: str
    url: str
    is_here: bool
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class ActionText:
    """A text of an action, and which of its texts it is."""

    action: int
    place: str
    text: str

    def mention(self, place: Place) -> Mention:
        """The words at a place, with at most 120 characters around them, whole words only."""
        before, words = self.text[: place.start], self.text[place.start : place.end]
        return Mention(self.action, self.place, _tail(before), words, _head(self.text[place.end :]))


def read_texts(*, at: datetime.datetime, about: Q | None = None) -> list[ActionText]:
    """Every text of the public actions at that moment, or of those that `about` keeps; 1 query.

    `about` is a condition on `current_text`, `current_cited` and `description`.
    """
    rows = (
        _actions()
        .published(at=at)
        .alias(current_text=F("current__text"), current_cited=F("current__cited"))
        .order_by("number")
    )
    if about is not None:
        rows = rows.filter(about)
    found = rows.values_list("number", "description", "current__text", "current__footnotes")
    return [text for row in found for text in _texts_of(*row)]


def read_motions_named(
    texts: Iterable[ActionText], published: frozenset[Kamerstuk]
) -> list[MentionedRow]:
    """The motions that texts name in running text, in the order of their names."""
    found: dict[str, list[Mention]] = {}
    for text in texts:
        for mentioned, place in named_in(text.text):
            found.setdefault(mentioned.key, []).append(text.mention(place))
    return [
        _row(mentioned, tuple(found[mentioned.key]), published)
        for mentioned in MENTIONED
        if mentioned.key in found
    ]


def read_papers_cited(
    texts: Iterable[ActionText],
    published: frozenset[Kamerstuk],
    doubts: Mapping[Kamerstuk, str],
) -> list[MentionedRow]:
    """The papers that texts cite, by dossier and number, each with every citation."""
    found: dict[Kamerstuk, list[Mention]] = {}
    for text in texts:
        for citation in find_citations(text.text):
            place = Place(citation.start, citation.end)
            found.setdefault(citation.kamerstuk, []).append(text.mention(place))
    return [
        MentionedRow(
            anchor=f"kst-{paper.code}",
            name=f"Kamerstuk {paper}",
            explanation=doubts.get(paper, ""),
            url="" if paper in doubts else _address(paper, published),
            is_here=paper in published,
            mentions=tuple(mentions),
        )
        for paper, mentions in sorted(found.items())
    ]


def read_mentions_of(motion: Motion, *, at: datetime.datetime) -> list[Mention]:
    """Where the texts of public actions mention this motion; 1 query."""
    paper = motion.kamerstuk
    words = [words for item in MENTIONED if item.paper == paper for words in item.words]
    about = Q(current_cited__contains=[paper.code])
    for printed in words:
        about |= Q(current_text__contains=printed) | Q(description__contains=printed)
    return [
        text.mention(place)
        for text in read_texts(at=at, about=about)
        for place in _places_of(paper, text.text)
    ]


def read_doubted() -> dict[Kamerstuk, str]:
    """Why papers cannot be right; 1 query. Show one only beside the text that cites it."""
    return {document.kamerstuk: document.doubt for document in Document.objects.exclude(doubt="")}


def read_published_papers(*, at: datetime.datetime) -> frozenset[Kamerstuk]:
    """The motions that have a page here; 1 query."""
    codes = Motion.objects.published(at=at).order_by().values_list("dossier", "number")
    return frozenset(Kamerstuk(dossier, number) for dossier, number in codes)


def _actions() -> models.Manager:
    """The actions, reached without importing what lies above this app."""
    link = Motion._meta.get_field("action_links").related_model
    return link._meta.get_field("action").related_model.objects


def _texts_of(
    number: int, description: str, text: str, footnotes: list[dict[str, str]]
) -> Iterator[ActionText]:
    yield ActionText(number, "omschrijving", description)
    yield ActionText(number, "stand van zaken", text)
    for footnote in footnotes:
        yield ActionText(number, f"voetnoot {footnote['marker']}", footnote["text"])


def _places_of(paper: Kamerstuk, text: str) -> Iterator[Place]:
    for mentioned, place in named_in(text):
        if mentioned.paper == paper:
            yield place
    for citation in find_citations(text):
        if citation.kamerstuk == paper:
            yield Place(citation.start, citation.end)


def _row(
    mentioned: Mentioned, mentions: tuple[Mention, ...], published: frozenset[Kamerstuk]
) -> MentionedRow:
    paper = mentioned.paper
    return MentionedRow(
        anchor=mentioned.key,
        name=mentioned.name,
        explanation=mentioned.explanation,
        url=_address(paper, published) if paper else "",
        is_here=paper in published,
        mentions=mentions,
    )


def _address(paper: Kamerstuk, published: frozenset[Kamerstuk]) -> str:
    if paper in published:
        return reverse("motions:detail", args=[paper.code])
    return paper.address()


def _tail(text: str) -> str:
    line = text.rpartition("\n")[2]
    if len(line) <= AROUND:
        return line
    return f"… {line[-AROUND:].partition(' ')[2]}"


def _head(text: str) -> str:
    line = text.partition("\n")[0]
    if len(line) <= AROUND:
        return line
    return f"{line[:AROUND].rpartition(' ')[0]} …"
