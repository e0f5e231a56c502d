"""The columns of the list of actions."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from types import MappingProxyType

import django_tables2 as tables
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from actions.listed import ListedAction, address_of_motion
from actions.models import Standing, Status
from actions.snippets import Snippet, around_first_hit, beginning, on_one_line
from actions.staleness import Staleness
from pok_tracker.lib.accessible_table import AccessibleTable
from pok_tracker.lib.cut_templates import hole
from pok_tracker.lib.dutch_dates import day_in_words, days_in_words, moved_in_words, span_in_words
from pok_tracker.lib.marked_text import FoldedText, Sought, sought

# Cells that many rows share: so many of each kind are kept as markup.
MOST_CELLS = 4_000
# Where the description goes in a row that is kept without it.
DESCRIPTION = hole("omschrijving")
NOTHING_STALE: Mapping[int, Staleness] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Said:
    """What an action says, for the cell that a search marks; `age` is markup."""

    url: str
    asked: Snippet
    text: FoldedText
    age: SafeString | str


class ActionTable(AccessibleTable):
    """One row an action; `hits` are the parts of words that a search marks.

    Every column renders itself from the row, so that a missing value is an error and not a dash.
    """

    caption = "Acties"
    sorts = ("nummer", "thema", "status", "termijn")

    nummer = tables.Column("Nr.", empty_values=(), accessor="number")
    omschrijving = tables.Column("Wat werd gevraagd", empty_values=(), accessor="description")
    thema = tables.Column("Thema", empty_values=(), accessor="theme")
    motie = tables.Column("Motie", empty_values=(), accessor="key")
    status = tables.Column("Status", empty_values=(), accessor="key")
    ministerie = tables.Column("Ministerie", empty_values=(), accessor="key")
    termijn = tables.Column("Laatste termijn", empty_values=(), accessor="key")

    def __init__(
        self,
        rows: Sequence[ListedAction],
        *,
        query: QueryDict,
        sort: str,
        hits: Sequence[str] = (),
        staleness: Mapping[int, Staleness] = NOTHING_STALE,
    ) -> None:
        super().__init__(rows, query=query, sort=sort)
        self.hits = sought(hits)
        self.staleness = staleness

    def render_nummer(self, record: ListedAction) -> SafeString:
        """The number, linked to the action."""
        return format_html('<a href="{}">{}</a>', record.url, record.number)

    def render_omschrijving(self, record: ListedAction) -> SafeString:
        """The beginning of the description, where the text has the words searched for, its age."""
        return described(self.said(record), self.hits)

    def said(self, record: ListedAction) -> Said:
        """What the column with the description is made of."""
        age = _age(self.staleness.get(record.key))
        text = FoldedText(on_one_line(record.text))
        return Said(record.url, beginning(record.description), text, age)

    def render_thema(self, record: ListedAction) -> str:
        """The sub-theme where there is one, else the theme."""
        return record.theme

    def render_motie(self, record: ListedAction) -> SafeString | str:
        """The motions that the action carries out, each linked to its page."""
        return _lines(
            _motion_link(
                motion["dossier"],
                motion["number"],
                motion["part"],
                "/".join(motion["named"]),
                and_others=motion["and_others"],
            )
            for motion in record.motions
        )

    def render_status(self, record: ListedAction) -> SafeString:
        """The status as a badge with its words."""
        return _badge(record.status)

    def render_ministerie(self, record: ListedAction) -> SafeString | str:
        """The ministries by their abbreviation, the leading one first."""
        return _lines(
            _abbreviation(ministry["code"], ministry["name"]) for ministry in record.ministries
        )

    def render_termijn(self, record: ListedAction) -> SafeString | str:
        """The promise that lies furthest ahead, and where it stands today."""
        return _promise(**record.latest_promise) if record.latest_promise else ""


class OpenActionTable(ActionTable):
    """The same rows with a hole for what a search marks; see `described`."""

    def render_omschrijving(self, record: ListedAction) -> SafeString:
        """The hole; no text of anybody is in it."""
        return SafeString(DESCRIPTION)


def described(said: Said, hits: Sequence[Sought]) -> SafeString:
    """The cell with the description: hits are marked, and the text shows around the first one."""
    found = around_first_hit(said.text, hits)
    snippet = f'<p class="snippet">{_as_html(found, hits)}</p>' if found else ""
    # Each piece of text is escaped, the age is markup: `format_html` takes five times as long.
    link = f'<a href="{escape(said.url)}">{_as_html(said.asked, hits)}</a>'
    return SafeString(f"{link}{snippet}{said.age}")


def _age(staleness: Staleness | None) -> SafeString | str:
    """Since when the text says what it says, apart from the status."""
    if staleness is None:
        return ""
    moved_days = staleness.moved_days if staleness.moved else None
    return _age_in_words(staleness.as_of, staleness.days, staleness.editions, moved_days)


@lru_cache(MOST_CELLS)
def _age_in_words(
    as_of: datetime.date, days: int, number: int, moved_days: int | None
) -> SafeString:
    editions = "1 rapportage" if number == 1 else f"{number} rapportages"
    return format_html(
        '<p class="quiet">Tekst van {}, {} oud{}{}</p>',
        day_in_words(as_of),
        days_in_words(days),
        f"; {editions} niet veranderd" if number else "",
        "" if moved_days is None else f"; termijn {moved_in_words(moved_days)}",
    )


@lru_cache(MOST_CELLS)
def _motion_link(
    dossier: str, number: int, part: int | None, named: str, *, and_others: bool
) -> SafeString:
    return format_html(
        '<a href="{}">nr. {} {}{}</a>{}',
        address_of_motion(dossier, number),
        number,
        named,
        " c.s." if and_others else "",
        f", deel {part}" if part else "",
    )


@lru_cache(MOST_CELLS)
def _badge(code: str) -> SafeString:
    status = Status(code)
    return format_html('<span class="status status--{}">{}</span>', status.value, status.label)


@lru_cache(MOST_CELLS)
def _abbreviation(code: str, name: str) -> SafeString:
    return format_html('<abbr title="{}">{}</abbr>', name, code)


@lru_cache(MOST_CELLS)
def _promise(*, first_day: str, last_day: str, precision: str, stand: str) -> SafeString:
    first, last = map(datetime.date.fromisoformat, (first_day, last_day))
    standing = Standing(stand)
    return format_html(
        '{}<span class="standing standing--{}">{}</span>',
        span_in_words(first, last, precision),
        standing.value,
        standing.label,
    )


def _lines(cells: Iterable[SafeString]) -> SafeString | str:
    return format_html_join("", "<div>{}</div>", ((cell,) for cell in cells))


def _as_html(snippet: Snippet, hits: Sequence[Sought]) -> str:
    """A snippet as markup, every piece of its text escaped."""
    text = snippet.text.text
    whole = escape(text)
    places = snippet.text.places(hits)
    if not places:
        return f"{snippet.before}{whole}{snippet.after}"
    # What changes nothing in the whole, changes nothing in a piece of it either.
    plain = str if whole == text else escape
    place, pieces = 0, [snippet.before]
    for start, end in places:
        pieces += plain(text[place:start]), "<mark>", plain(text[start:end]), "</mark>"
        place = end
    return "".join((*pieces, plain(text[place:]), snippet.after))
