"""Text lines to headings and rows: which line starts an action, and under which theme it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions.statustable.errors import StatusTableError
from actions.statustable.layout import LayoutNotes, ThemeNote
from actions.statustable.letterwidths import DESCRIPTION_COLUMN, text_width
from actions.statustable.pages import TextLine
from actions.statustable.records import Heading

# Two spaces follow the number of an action; "16. In het kort" inside a text has one.
ROW_START = re.compile(r"([0-9]{1,3})\. {2,}(?=\S)")
LABEL_START = re.compile(r"\(NR\b", re.IGNORECASE)
CAPITALS_ONLY = re.compile(r"[^\W\d_a-z][^\d_a-zà-ÿ.,:;()]{3,}")
ENDS_A_SENTENCE = (".", ":", ";", ")", "?", "!", ",")
ADD_HEADING = "zet het kopje in de opmaaknotities of haal het uit het bestand."


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """The lines of one action, without its number, columns not yet told apart."""

    number: int
    theme: str
    subtheme: str | None
    lines: tuple[TextLine, ...]

    @property
    def text(self) -> str:
        """Return all lines of the row as one text, in which quotes are looked up."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Rows:
    """All headings and rows of a table in order."""

    headings: tuple[Heading, ...]
    rows: tuple[PrintedRow, ...]


def read_rows(lines: Sequence[TextLine], notes: LayoutNotes) -> Rows:
    """Return headings and rows.

    Raises StatusTableError when a number is missing, comes twice or is out of order, when a
    heading is not known or missing, and when a text stands in no row.
    """
    reader = _RowReader(notes)
    for line, before_row in zip(lines, _stands_before_row(lines, notes), strict=True):
        reader.read(line, before_row=before_row)
    return reader.finish()


def _stands_before_row(lines: Sequence[TextLine], notes: LayoutNotes) -> list[bool]:
    """Tell of each line whether only headings stand between it and the start of a row."""
    headings = _known_headings(notes)
    answers = []
    before_row = False
    for line in reversed(lines):
        answers.append(before_row)
        before_row = _starts_row(line) or (before_row and line.text in headings)
    return answers[::-1]


def _starts_row(line: TextLine) -> bool:
    return ROW_START.match(line.text) is not None


def _known_headings(notes: LayoutNotes) -> frozenset[str]:
    subthemes = (subtheme for theme in notes.themes for subtheme in theme.subthemes)
    return frozenset([theme.heading for theme in notes.themes]) | frozenset(subthemes)


class _RowReader:
    """Reads line by line; knows the heading and the row it is in."""

    def __init__(self, notes: LayoutNotes) -> None:
        self._notes = notes
        self._theme: ThemeNote | None = None
        self._subtheme: str | None = None
        self._headings: list[Heading] = []
        self._rows: list[PrintedRow] = []
        self._lines: list[TextLine] = []
        self._last_line = 1

    def read(self, line: TextLine, *, before_row: bool) -> None:
        self._last_line = line.number
        if _starts_row(line):
            self._start_row(line)
        elif (before_row or not self._rows) and self._read_heading(line):
            return
        elif before_row:
            self._refuse_unknown_heading(line)
            self._add(line)
        else:
            self._add(line)

    def finish(self) -> Rows:
        self._end_row()
        if not self._rows:
            raise StatusTableError(
                "De tabel heeft geen enkele actie.",
                "bied de hele tabel aan; elke actie begint met haar nummer, een punt en twee "
                "spaties.",
                line=self._last_line,
            )
        self._refuse_missing_heading()
        return Rows(tuple(self._headings), tuple(self._rows))

    def _start_row(self, line: TextLine) -> None:
        match = ROW_START.match(line.text)
        number = int(match.group(1)) if match else 0
        self._end_row()
        self._refuse_wrong_number(number, line.number)
        theme = self._theme_name(line.number, number)
        text = replace(line, text=ROW_START.sub("", line.text, count=1), after_blank=False)
        self._lines = [text]
        self._rows.append(PrintedRow(number, theme, self._subtheme, ()))

    def _end_row(self) -> None:
        if self._rows:
            self._rows[-1] = replace(self._rows[-1], lines=tuple(self._lines))

    def _refuse_wrong_number(self, number: int, line: int) -> None:
        expected = len(self._rows) + 1
        if number == expected:
            return
        if number < expected:
            message = f"Nummer {number} komt twee keer voor of staat niet op volgorde."
        else:
            message = f"Nummer {expected} ontbreekt: hier begint {number}."
        raise StatusTableError(
            message,
            "nummer de acties oplopend vanaf 1, met een punt en twee spaties achter elk nummer.",
            line=line,
            row=number,
        )

    def _theme_name(self, line: int, number: int) -> str:
        if self._theme is None:
            raise StatusTableError(
                "Deze actie staat niet onder een thema.", ADD_HEADING, line=line, row=number
            )
        return self._theme.heading.capitalize()

    def _read_heading(self, line: TextLine) -> bool:
        theme = next((note for note in self._notes.themes if note.heading == line.text), None)
        if theme is not None:
            self._theme, self._subtheme = theme, None
        elif self._theme is not None and line.text in self._theme.subthemes:
            self._subtheme = line.text
        else:
            return False
        self._add_heading(line)
        return True

    def _add_heading(self, line: TextLine) -> None:
        if any(heading.printed == line.text for heading in self._headings):
            raise StatusTableError(
                f"Het kopje “{line.text}” komt twee keer voor.",
                "haal het tweede kopje weg of geef het een eigen naam.",
                line=line.number,
            )
        theme = self._theme.heading.capitalize() if self._theme else ""
        self._headings.append(Heading(line.text, theme, self._subtheme, line.number))

    def _refuse_unknown_heading(self, line: TextLine) -> None:
        """Refuse what looks like a heading: it would otherwise end up in a status text."""
        capitals = CAPITALS_ONLY.fullmatch(line.text)
        known_elsewhere = line.text in _known_headings(self._notes)
        lone = line.after_blank and line.text[0].isupper()
        unfinished = not line.text.endswith(ENDS_A_SENTENCE)
        if capitals or known_elsewhere or (lone and unfinished and self._status_has_begun()):
            raise StatusTableError(
                f"Het kopje “{line.text}” is hier niet bekend.", ADD_HEADING, line=line.number
            )

    def _status_has_begun(self) -> bool:
        return any(text_width(line.text) > DESCRIPTION_COLUMN for line in self._lines)

    def _add(self, line: TextLine) -> None:
        if not self._rows:
            raise StatusTableError(
                f"Deze tekst hoort bij geen actie: “{line.text[:60]}”.",
                "zet de tekst in een rij, of noem het kopje in de opmaaknotities.",
                line=line.number,
            )
        self._lines.append(line)

    def _refuse_missing_heading(self) -> None:
        printed = {heading.printed for heading in self._headings}
        for theme in self._notes.themes:
            for heading in (theme.heading, *theme.subthemes):
                if heading not in printed:
                    raise StatusTableError(
                        f"Het kopje “{heading}” uit de opmaaknotities ontbreekt.",
                        "bied de hele tabel aan, of haal het kopje uit de opmaaknotities.",
                        line=self._last_line,
                        row=self._rows[-1].number,
                    )
