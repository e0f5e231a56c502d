"""What a file says about itself before its rows: what it is, of which day, from where."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from pok_tracker.lib.dutch_dates import day_in_words
from pok_tracker.lib.dutch_moments import moment_in_words

LICENCE = "CC0 1.0"
LICENCE_URL = "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"


@dataclass(frozen=True, slots=True)
class AboutFile:
    """One file of one selection. `address` is the page with the same selection.

    `filters` are the choices in words; `as_of` is the day of which the rows tell.
    """

    name: str
    title: str
    filters: tuple[str, ...]
    as_of: datetime.date
    made_at: datetime.datetime
    count: int
    address: str

    @property
    def filters_in_words(self) -> str:
        """The choices on one line."""
        return "; ".join(self.filters) or "geen, dit is de hele lijst"

    @property
    def file_name(self) -> str:
        """The name of the file without its ending: acties-2021-06-30."""
        return f"{self.name}-{self.as_of.isoformat()}"

    def lines(self) -> Iterator[tuple[str, str]]:
        """Names and texts, in the order in which every file gives them; always seven."""
        yield "Titel", self.title
        yield "Filters", self.filters_in_words
        yield "Peildatum", day_in_words(self.as_of)
        yield "Gemaakt op", moment_in_words(self.made_at)
        yield "Aantal", str(self.count)
        yield "Licentie", f"{LICENCE}, {LICENCE_URL}"
        yield "Bron", self.address


def in_printable_letters(words: str) -> str:
    """Return what a reader typed on one line, without letters that cannot be shown."""
    line = " ".join(words.split())
    return line if line.isprintable() else "".join(filter(str.isprintable, line))
