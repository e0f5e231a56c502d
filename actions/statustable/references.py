"""What the texts of a row refer to: other actions, parliamentary papers, footnotes, addresses."""

import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from actions.statustable.errors import StatusTableError
from actions.statustable.layout import DoubtfulCitation
from actions.statustable.pages import PrintedAddress, PrintedFootnote, TextLine
from actions.statustable.records import Address, Citation, Footnote, Record
from actions.statustable.rows import PrintedRow
from motions.kamerstuk import find_citations

SEE_ACTION = re.compile(
    r"\bzie (?:ook acties?|acties?|ook) "
    r"(?P<numbers>[0-9]{1,3}(?:(?:, | en )[0-9]{1,3}){0,20})(?![0-9])",
    re.IGNORECASE,
)


def find_see_also(texts: Iterable[str], own_number: int) -> tuple[int, ...]:
    """Return the actions that texts point at ("zie ook actie 33"), each once, in order."""
    matches = (match for text in texts for match in SEE_ACTION.finditer(text))
    numbers = (
        int(number) for match in matches for number in re.findall("[0-9]+", match["numbers"])
    )
    return tuple(dict.fromkeys(number for number in numbers if number != own_number))


def read_citations(
    texts: Iterable[str], doubtful: Sequence[DoubtfulCitation]
) -> tuple[Citation, ...]:
    """Return the papers cited in texts, in order; `doubtful` are the notes on this action."""
    return tuple(
        Citation(
            found.kamerstuk.dossier,
            found.kamerstuk.number,
            " ".join(found.printed.split()),
            next((note.reason for note in doubtful if note.citation in found.printed), None),
        )
        for text in texts
        for found in find_citations(text)
    )


def with_references(
    record: Record, numbers: Container[int], doubtful: Iterable[DoubtfulCitation]
) -> Record:
    """Return a row with what its texts refer to; `numbers` are the actions of the document."""
    bodies = [record.description.text, record.status.text]
    footnotes = [note.text for note in record.footnotes]
    own_notes = [note for note in doubtful if note.action == record.number]
    see_also = find_see_also(bodies, record.number)
    return replace(
        record,
        # A number without a row is left to the text: it names no action to link to.
        see_also=tuple(other for other in see_also if other in numbers),
        citations=read_citations([*bodies, *footnotes], own_notes),
    )


def footnote_marker(marker: str) -> re.Pattern[str]:
    """Return what finds a marker digit: directly behind a letter, at the end of the word."""
    return re.compile(rf"(?<=[^\W\d_]){re.escape(marker)}(?=[\s.,;:)]|$)")


def find_marked_line(note: PrintedFootnote, page: Iterable[TextLine]) -> int:
    """Return the number of the line on the page of a footnote that has its marker.

    Raises StatusTableError when there is none or more than one.
    """
    pattern = footnote_marker(note.marker)
    marked = [line.number for line in page if pattern.search(line.text)]
    if len(marked) != 1:
        raise _unplaced(note)
    return marked[0]


def take_footnotes(
    status: str, notes: Sequence[PrintedFootnote]
) -> tuple[str, tuple[Footnote, ...]]:
    """Return a status text without the markers of its footnotes, and those footnotes.

    Raises StatusTableError when a marker is not in the text exactly once.
    """
    places = []
    for note in notes:
        matches = list(footnote_marker(note.marker).finditer(status))
        if len(matches) != 1:
            raise _unplaced(note)
        places.append((matches[0].start(), note))
    text, footnotes, taken = "", [], 0
    for start, note in sorted(places, key=lambda place: place[0]):
        text += status[taken:start]
        taken = start + len(note.marker)
        footnotes.append(Footnote(note.marker, note.text, len(text), (note.line,)))
    return text + status[taken:], tuple(footnotes)


def _unplaced(note: PrintedFootnote) -> StatusTableError:
    return StatusTableError(
        f"Het is niet te zeggen bij welke stand van zaken voetnoot {note.marker} hoort.",
        "zet het cijfer van de voetnoot precies één keer op dezelfde bladzijde, direct achter een "
        "woord in de stand van zaken.",
        line=note.line,
    )


def place_addresses(
    printed: Sequence[PrintedAddress], rows: Sequence[PrintedRow]
) -> tuple[dict[int, tuple[Address, ...]], list[PrintedAddress]]:
    """Return the link addresses of each action, those its text names and its page lists.

    And beside them the addresses that no action on their page names.
    """
    words_by_page = _words_by_page(rows) if printed else {}
    lines: dict[tuple[int, str], list[int]] = {}
    unplaced = []
    for address in printed:
        naming = _naming_words(address.url)
        on_page = words_by_page.get(address.page, {})
        numbers = [number for number, words in on_page.items() if naming and naming in words]
        if not numbers:
            unplaced.append(address)
        for number in numbers:
            lines.setdefault((number, address.url), []).append(address.line)
    placed: dict[int, tuple[Address, ...]] = {}
    for (number, url), found in lines.items():
        placed[number] = (*placed.get(number, ()), Address(url, tuple(found)))
    return placed, unplaced


def _words_by_page(rows: Sequence[PrintedRow]) -> dict[int, dict[int, str]]:
    """Return for each page the words of the rows on it, also of what they have on other pages."""
    pages: dict[int, dict[int, str]] = {}
    for row in rows:
        words = _plain_words(row.text)
        for line in row.lines:
            pages.setdefault(line.page, {})[row.number] = words
    return pages


def _naming_words(url: str) -> str:
    """Return the words of the last part of the path, or the host when there is no path."""
    place = re.split("[?#]", url.partition("://")[2], maxsplit=1)[0]
    host, _, path = place.partition("/")
    last = path.rstrip("/").rpartition("/")[2]
    return _plain_words(last or host.removeprefix("www."))


def _plain_words(text: str) -> str:
    """Return the words of a text as an address writes them: no accents, hyphens between them."""
    letters = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", "-", plain).strip("-")
