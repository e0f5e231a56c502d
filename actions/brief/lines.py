"""A debatmap as lines of a document, each with its style; the writers print them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from actions.brief.content import BriefAction, BriefMotion, BriefTerm, BriefUpdate
from actions.dossier import CitationRow
from actions.reading_text import Block, Segment
from actions.word_difference import Change, ChangedText
from pok_tracker.lib.about_file import AboutFile
from pok_tracker.lib.dutch_dates import day_in_words

LINES_FOR_NOTES = 8
HYPHEN = "-"


class Style(Enum):
    """What a line is; the value is the name that an editor of the document reads."""

    TITLE = "Titel"
    CONTENTS_HEADING = "Kop inhoud"
    ACTION = "Kop actie"
    PART = "Kop onderdeel"
    SMALL_HEADING = "Kop klein"
    TEXT = "Tekst"
    BULLET = "Opsomming"
    LETTERED = "Opsomming met letter"
    QUOTE = "Citaat"
    FACT = "Gegeven"
    CONTENTS = "Inhoudsregel"
    WRITING = "Schrijfregel"


class Look(Enum):
    """How a piece of a line looks."""

    PLAIN = "gewoon"
    STRONG = "sterk"
    ADDED = "toegevoegd"
    REMOVED = "weggehaald"
    RAISED = "verhoogd"


LOOK_OF_CHANGE = {
    Change.KEPT: Look.PLAIN,
    Change.ADDED: Look.ADDED,
    Change.REMOVED: Look.REMOVED,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line. `address` leads outside, or with # to a place in the document."""

    text: str
    look: Look = Look.PLAIN
    address: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the document; `place` is a name that a link can lead to."""

    style: Style
    pieces: tuple[Piece, ...] = ()
    place: str = ""


def brief_lines(about: AboutFile, actions: Sequence[BriefAction]) -> Iterator[Line]:
    """Yield the whole document: what it is, its contents, and each action on a page of its own."""
    yield _line(Style.TITLE, about.title)
    for name, text in about.lines():
        if name != "Titel":
            yield _fact(name, Piece(text, address=text if name == "Bron" else ""))
    yield _line(Style.CONTENTS_HEADING, "Inhoud")
    for action in actions:
        yield Line(Style.CONTENTS, (Piece(_heading(action), address=f"#{action.place}"),))
    for action in actions:
        yield from _action(action)


def _action(action: BriefAction) -> Iterator[Line]:
    yield Line(Style.ACTION, (Piece(_heading(action)),), place=action.place)
    yield _fact("Thema", Piece(action.theme))
    yield _line(Style.PART, "Wat werd gevraagd")
    yield from _blocks(action.description)
    yield from map(_motion, action.motions)
    yield from _answer(action)
    yield from _reading(action)
    yield from _terms(action.terms)
    yield from _sources(action)
    yield _line(Style.PART, "Aantekeningen")
    yield from [Line(Style.WRITING)] * LINES_FOR_NOTES


def _answer(action: BriefAction) -> Iterator[Line]:
    update = action.update
    yield _line(Style.PART, f"Stand van zaken op {day_in_words(update.as_of)}")
    yield from _blocks(update.blocks)
    for note in update.footnotes:
        mark = Piece(f"{note.marker} ", Look.RAISED)
        yield Line(Style.FACT, (mark, *_segments(note.segments)))
    if action.earlier is None:
        yield _line(Style.FACT, "Er is geen eerdere stand van deze actie.")
    elif action.is_changed:
        yield from _difference(action.earlier, action.difference)
    else:
        day = day_in_words(action.earlier.as_of)
        yield _line(Style.FACT, f"De tekst is dezelfde als die van {day}.")


def _difference(earlier: BriefUpdate, pieces: Sequence[ChangedText]) -> Iterator[Line]:
    yield _line(Style.SMALL_HEADING, f"Verschil met de stand van {day_in_words(earlier.as_of)}")
    yield Line(
        Style.FACT,
        (
            Piece("Onderstreept", Look.ADDED),
            Piece(" is nieuw, "),
            Piece("doorgestreept", Look.REMOVED),
            Piece(" is weg."),
        ),
    )
    for paragraph in _paragraphs(pieces):
        yield Line(Style.TEXT, paragraph)


def _paragraphs(pieces: Iterable[ChangedText]) -> Iterator[tuple[Piece, ...]]:
    """The pieces of a difference, cut at the ends of its lines."""
    here: list[Piece] = []
    for changed in pieces:
        look = (
            Look.ADDED if changed.is_added else Look.REMOVED if changed.is_removed else Look.PLAIN
        )
        first, *others = changed.text.split("\n")
        here.append(Piece(first, look))
        for other in others:
            yield tuple(here)
            here = [Piece(other, look)]
    yield tuple(here)


def _reading(action: BriefAction) -> Iterator[Line]:
    yield _line(Style.PART, "Status (onze lezing)")
    if action.reading is None:
        yield _line(Style.TEXT, "Nog geen status gekozen.")
        return
    waiting = f", wacht op {action.reading.waiting_for}" if action.reading.waiting_for else ""
    yield Line(Style.TEXT, (Piece(f"{action.reading.label}{waiting}", Look.STRONG),))
    yield _line(Style.FACT, "Dit oordeel rust op deze woorden:")
    for text in action.reading.quote.split("\n"):
        yield _line(Style.QUOTE, text)


def _terms(terms: Sequence[BriefTerm]) -> Iterator[Line]:
    yield _line(Style.PART, "Termijnen, open en verstreken (onze lezing)")
    if not terms:
        yield _line(Style.TEXT, "Geen open of verstreken termijn.")
    for term in terms:
        said = f" (stand van {day_in_words(term.said_on)})" if term.said_on else ""
        yield Line(
            Style.BULLET,
            (
                Piece(f"{term.days}, {term.standing_label}: ", Look.STRONG),
                Piece(f"“{_on_one_line(term.quote)}”{said}"),
            ),
        )


def _sources(action: BriefAction) -> Iterator[Line]:
    source = action.source
    yield _line(Style.PART, "Bronnen")
    if source.edition:
        yield _fact("Rapportage", Piece(source.edition, address=source.edition_address))
    if source.places.lines_description:
        yield _fact("Omschrijving", Piece(f"{source.places.lines_description} van het bronbestand"))
    if source.places.lines_status:
        yield _fact("Tekst", Piece(f"{source.places.lines_status} van het bronbestand"))
    for paper in source.papers:
        yield _fact("Kamerstuk", *_paper(paper))
    for link in source.links:
        yield _fact("Link in de bron", Piece(link.text, address=link.url))
    yield _fact("Vast adres", Piece(action.update.address, address=action.update.address))
    if action.earlier:
        address = action.earlier.address
        yield _fact("Vast adres van de vorige stand", Piece(address, address=address))


def _paper(paper: CitationRow) -> tuple[Piece, ...]:
    if paper.doubt:
        return (Piece(f"{paper.printed} (onze opmerking: {paper.doubt})"),)
    return (Piece(f"{paper.printed}, "), Piece(paper.url, address=paper.url))


def _motion(motion: BriefMotion) -> Line:
    printed = Piece(f", in de bron “{motion.label}”, ")
    address = Piece(motion.address, address=motion.address)
    return Line(Style.BULLET, (Piece(motion.name, Look.STRONG), printed, address))


def _blocks(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        for paragraph in block.paragraphs:
            pieces = _segments(paragraph.segments)
            if paragraph.marker == HYPHEN:
                yield Line(Style.BULLET, pieces)
            elif paragraph.marker:
                yield Line(Style.LETTERED, (Piece(f"{paragraph.marker} "), *pieces))
            else:
                yield Line(Style.TEXT, pieces)


def _segments(segments: Iterable[Segment]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for segment in segments:
        if segment.text:
            pieces.append(Piece(segment.text, address=segment.url))
        if segment.note and segment.text:
            pieces.append(Piece(f" [Onze opmerking: {segment.note}]"))
        elif segment.note:
            pieces.append(Piece(segment.note, Look.RAISED))
    return tuple(pieces)


def _heading(action: BriefAction) -> str:
    return f"Actie {action.number}: {action.beginning}"


def _fact(name: str, *pieces: Piece) -> Line:
    return Line(Style.FACT, (Piece(f"{name}: ", Look.STRONG), *pieces))


def _line(style: Style, text: str) -> Line:
    return Line(style, (Piece(text),))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
