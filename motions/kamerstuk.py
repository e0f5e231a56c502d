"""Citations of parliamentary papers: every printed form read, one canonical form printed.

A Kamerstuk is a numbered paper in a numbered dossier. The same paper is printed as
"35510, nr. 13", "35 510 nr. 13", "TK 35510-13", "Kamerstukken II 2020/21, 35 510, nr. 13"
or "kst-35510-13".
"""

import datetime
import re
from calendar import TUESDAY
from dataclasses import dataclass

WHITE_SPACE = r"\s"
SPACE_OR_POINT = r"[\s.]"

PUBLICATIONS = "https://zoek.officielebekendmakingen.nl"

# A dossier has five digits, often printed in two groups, and for a budget a chapter: 35925-VII.
DOSSIER = r"(?P<dossier{n}>[1-9][0-9]{gap}?[0-9]{{3}}(?:-[IVXLC]{{1,7}})?)"
NUMBER = r"(?P<number{n}>[1-9][0-9]{{0,3}})"
SESSION_YEAR = r"[0-9]{4}\s?[/-]\s?(?:[0-9]{4}|[0-9]{2})\s?,?\s{1,5}"
SERIES = rf"(?:Kamerstuk(?:ken)?|TK)(?:\s(?:II|I))?,?\s{{1,5}}(?:{SESSION_YEAR})?"


def _printed_forms(gap: str) -> str:
    dossier = [DOSSIER.format(n=form, gap=gap) for form in range(3)]
    number = [NUMBER.format(n=form) for form in range(3)]
    by_address = f"kst-{dossier[0]}-{number[0]}"
    by_hyphen = f"{SERIES}{dossier[1]}-{number[1]}"
    by_number_word = rf"(?:{SERIES})?{dossier[2]},?\s{{1,5}}nr\.?\s{{0,5}}{number[2]}"
    return f"{by_address}|{by_hyphen}|{by_number_word}"


# Neither the digits before nor those after may go on: a telephone number is no citation. Only the
# search box reads "35.510" with a point, which in running text is an amount of money.
IN_TEXT = re.compile(
    rf"(?<![\w.,€/-])(?:{_printed_forms(gap=WHITE_SPACE)})(?![\w-])", re.IGNORECASE
)
BARE = f"{DOSSIER.format(n=3, gap=SPACE_OR_POINT)}\\s?-\\s?{NUMBER.format(n=3)}"
IN_SEARCH_BOX = re.compile(
    rf"\(?(?:{re.escape(PUBLICATIONS)}/)?"
    rf"(?:{_printed_forms(gap=SPACE_OR_POINT)}|{BARE})(?:\.html)?\)?\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Kamerstuk:
    """One paper: `dossier` as "35510" or "35925-VII" (no spaces), `number` within it."""

    dossier: str
    number: int

    def __str__(self) -> str:
        """Return the official printed form, "35 510, nr. 13"."""
        return f"{self.dossier[:2]} {self.dossier[2:]}, nr. {self.number}"

    @property
    def code(self) -> str:
        """Return the short form used in addresses here, "35510-13"."""
        return f"{self.dossier}-{self.number}"

    def in_full(self, *, printed_on: datetime.date | None) -> str:
        """Return how parliament cites a paper of the Tweede Kamer, with its session year.

        Without a day the session year is left out: "Kamerstukken II, 35 510, nr. 13".
        """
        year = f" {session_year(printed_on)}" if printed_on else ""
        return f"Kamerstukken II{year}, {self}"

    def address(self) -> str:
        """Return the address of the official publication of this paper."""
        return f"{PUBLICATIONS}/kst-{self.code}.html"


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """A citation in running text: `text[start:end]` is what is `printed` there."""

    start: int
    end: int
    printed: str
    kamerstuk: Kamerstuk


def session_year(day: datetime.date) -> str:
    """Return the parliamentary year of a day, "2020/21" or "1999/2000".

    It begins on Prinsjesdag, the third Tuesday of September (Grondwet, article 65).
    """
    first = day.year if day >= _opening_of_parliament(day.year) else day.year - 1
    last = first + 1
    return f"{first}/{last}" if last % 100 == 0 else f"{first}/{last % 100:02}"


def find_citations(text: str) -> tuple[FoundCitation, ...]:
    """Return every citation printed in a text, in order; never a bare "nr. 11"."""
    return tuple(
        FoundCitation(match.start(), match.end(), match.group(), _kamerstuk(match))
        for match in IN_TEXT.finditer(text)
    )


def read_citation(query: str) -> Kamerstuk | None:
    """Return the paper when the whole query is one citation, also the bare "35510-13"; or None."""
    match = IN_SEARCH_BOX.fullmatch(query.strip())
    return _kamerstuk(match) if match else None


def _opening_of_parliament(year: int) -> datetime.date:
    september = datetime.date(year, 9, 1)
    return september + datetime.timedelta(days=(TUESDAY - september.weekday()) % 7 + 14)


def _kamerstuk(match: re.Match[str]) -> Kamerstuk:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    dossier = next(value for name, value in groups.items() if name.startswith("dossier"))
    number = next(value for name, value in groups.items() if name.startswith("number"))
    return Kamerstuk(re.sub(r"[\s.]", "", dossier).upper(), int(number))
