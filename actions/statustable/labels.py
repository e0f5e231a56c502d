"""Motion labels in a description: "(NR. 13 Motie Omtzigt cs)" and every way that is printed."""

import re
from collections.abc import Mapping

from actions.statustable.errors import StatusTableError
from actions.statustable.layout import LayoutNotes
from actions.statustable.paragraphs import Paragraph
from actions.statustable.records import MotionLabel
from actions.statustable.rows import LABEL_START

# The closing parenthesis, the points and the commas are each missing or extra somewhere.
# A dossier is only printed when it is not the one that the document is about.
LABEL = re.compile(
    r"\((?:(?P<dossier>[1-9][0-9] ?[0-9]{3}(?:-[IVXLC]{1,7})?),? )?"
    r"(?P<printed>NR\.? ?(?P<number>[1-9][0-9]{0,3})\.? motie (?P<names>[^()]+?)"
    r"(?P<cs> (?:cs|c\.s\.?))?,?(?: deel (?P<part>[1-9]))?,?)\)?",
    re.IGNORECASE,
)
# Where a label starts in running text; "(28 362, nr. 53)" is a citation.
LABEL_IN_TEXT = re.compile(
    r"\((?:NR\b|[1-9][0-9] ?[0-9]{3}(?:-[IVXLC]{1,7})?,? NR\.? ?[1-9][0-9]{0,3}\.? motie\b)",
    re.IGNORECASE,
)
NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’.-])*")
LONGEST_LABEL = 200


def read_label(paragraph: Paragraph, row: int, notes: LayoutNotes) -> MotionLabel:
    """Return the label that a paragraph of the description of an action holds.

    Raises StatusTableError when it cannot be read or the notes do not tell its dossier.
    """
    text = paragraph.text
    match = LABEL.fullmatch(text) if len(text) <= LONGEST_LABEL else None
    if match is None:
        raise _unreadable(paragraph, row)
    dossier = re.sub(r"\s", "", match["dossier"] or "").upper() or notes.dossier
    if dossier is None:
        raise StatusTableError(
            f"Het dossier van de motie “{text}” is niet bekend.",
            "zet het nummer van het dossier in de opmaaknotities.",
            line=paragraph.lines[0],
            row=row,
        )
    names = _submitters(match["names"], notes.member_names)
    if not all(NAME.fullmatch(name) for name in names):
        raise _unreadable(paragraph, row)
    return MotionLabel(
        dossier=dossier,
        number=int(match["number"]),
        part=int(match["part"]) if match["part"] else None,
        printed=match["printed"].strip(),
        submitters=names,
        cs=match["cs"] is not None,
        lines=paragraph.lines,
    )


def split_labels(text: str) -> tuple[str, ...]:
    """Return a paragraph cut before and behind each label that stands in it."""
    parts, taken = [], 0
    while match := LABEL_IN_TEXT.search(text, taken):
        end = text.find(")", match.start()) + 1 or len(text)
        parts += [text[taken : match.start()], text[match.start() : end]]
        taken = end
    parts.append(text[taken:])
    return tuple(part.strip() for part in parts if part.strip())


def is_label(text: str) -> bool:
    """Tell whether a part of a paragraph is a label, readable or not."""
    return LABEL_IN_TEXT.match(text) is not None


def refuse_label_inside_text(paragraph: Paragraph, row: int) -> None:
    """Raise StatusTableError when a label stands inside a paragraph instead of on its own line."""
    if LABEL_START.search(paragraph.text):
        raise StatusTableError(
            "Een motie staat midden in een regel van de beschrijving.",
            "zet de motie met haakjes op een eigen regel.",
            line=paragraph.lines[0],
            row=row,
        )


def _submitters(printed: str, member_names: Mapping[str, str]) -> tuple[str, ...]:
    names = (name.strip() for name in printed.split("/"))
    return tuple(member_names.get(name, name) for name in names)


def _unreadable(paragraph: Paragraph, row: int) -> StatusTableError:
    return StatusTableError(
        f"De motie “{paragraph.text[:80]}” is niet te lezen.",
        "schrijf haar als “(NR. 13 Motie Naam/Naam cs)”, zo nodig met “deel 1”.",
        line=paragraph.lines[0],
        row=row,
    )
