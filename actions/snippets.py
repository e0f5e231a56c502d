"""Short pieces of long texts for a list: the beginning, or the words around the first hit."""

from collections.abc import Sequence

from actions.reading_text import Segment
from pok_tracker.lib.marked_text import find_hits

BEGINNING = 180
AROUND = 80
MORE = "…"


def beginning(text: str, hits: Sequence[str]) -> tuple[Segment, ...]:
    """Return the first words of a text, cut at a space, with the hits marked."""
    flat = " ".join(text.split())
    if len(flat) <= BEGINNING:
        return _marked(flat, hits)
    end = flat.rfind(" ", 0, BEGINNING)
    # A long address has no space to cut at.
    end = end if end > 0 else BEGINNING
    return (*_marked(flat[:end], hits), Segment(f" {MORE}"))


def around_first_hit(text: str, hits: Sequence[str]) -> tuple[Segment, ...]:
    """Return the words around the first hit in a text; nothing when there is no hit."""
    flat = " ".join(text.split())
    found = find_hits(flat, hits)
    if not found:
        return ()
    first, last = found[0]
    start = flat.find(" ", max(first - AROUND, 0)) + 1 if first > AROUND else 0
    end = flat.rfind(" ", last, last + AROUND) if len(flat) > last + AROUND else len(flat)
    start, end = min(start, first), max(end, last)
    before = (Segment(f"{MORE} "),) if start else ()
    after = (Segment(f" {MORE}"),) if end < len(flat) else ()
    return (*before, *_marked(flat[start:end], hits), *after)


def _marked(text: str, hits: Sequence[str]) -> tuple[Segment, ...]:
    segments, place = [], 0
    for start, end in find_hits(text, hits):
        segments += [Segment(text[place:start]), Segment(text[start:end], hit=True)]
        place = end
    return tuple(segment for segment in (*segments, Segment(text[place:])) if segment.text)
