"""The columns of the list of actions."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import django_tables2 as tables
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from actions.models import Action, ActionMotion, Standing, Status
from actions.reading_text import Segment
from actions.snippets import around_first_hit, beginning
from actions.staleness import Staleness
from pok_tracker.lib.accessible_table import AccessibleTable
from pok_tracker.lib.cut_templates import hole
from pok_tracker.lib.dutch_dates import day_in_words, days_in_words, moved_in_words, span_in_words

SPAN = ("first_day", "last_day")
NOTHING_STALE: Mapping[int, Staleness] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Said:
    """What an action says, for the cell that a search marks; `age` is markup."""

    url: str
    description: str
    text: str
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
    motie = tables.Column("Motie", empty_values=(), accessor="pk")
    status = tables.Column("Status", empty_values=(), accessor="pk")
    ministerie = tables.Column("Ministerie", empty_values=(), accessor="pk")
    termijn = tables.Column("Laatste termijn", empty_values=(), accessor="pk")

    def __init__(
        self,
        rows: Sequence[Action],
        *,
        query: QueryDict,
        sort: str,
        hits: Sequence[str] = (),
        staleness: Mapping[int, Staleness] = NOTHING_STALE,
    ) -> None:
        super().__init__(rows, query=query, sort=sort)
        self.hits = hits
        self.staleness = staleness

    def render_nummer(self, record: Action) -> SafeString:
        """The number, linked to the action."""
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.number)

    def render_omschrijving(self, record: Action) -> SafeString:
        """The beginning of the description, where the text has the words searched for, its age."""
        return described(self.said(record), self.hits)

    def said(self, record: Action) -> Said:
        """What the column with the description is made of."""
        age = _age(self.staleness.get(record.pk))
        return Said(record.get_absolute_url(), record.description, record.current.text, age)

    def render_thema(self, record: Action) -> str:
        """The sub-theme where there is one, else the theme."""
        return record.theme.name

    def render_motie(self, record: Action) -> SafeString | str:
        """The motions that the action carries out, each linked to its page."""
        return _lines(_motion_link(link) for link in record.motion_links.all())

    def render_status(self, record: Action) -> SafeString:
        """The status as a badge with its words."""
        status = Status(record.current.status)
        return format_html('<span class="status status--{}">{}</span>', status.value, status.label)

    def render_ministerie(self, record: Action) -> SafeString | str:
        """The ministries by their abbreviation, the leading one first."""
        return _lines(
            format_html('<abbr title="{}">{}</abbr>', link.ministry.name, link.ministry.code)
            for link in record.ministry_links.all()
        )

    def render_termijn(self, record: Action) -> SafeString | str:
        """The promise that lies furthest ahead, and where it stands today."""
        latest = record.latest_promise
        if latest is None:
            return ""
        standing = Standing(latest["stand"])
        first, last = (datetime.date.fromisoformat(latest[name]) for name in SPAN)
        return format_html(
            '{}<span class="standing standing--{}">{}</span>',
            span_in_words(first, last, latest["precision"]),
            standing.value,
            standing.label,
        )


class OpenActionTable(ActionTable):
    """The same rows with a hole for what a search marks; see `described`."""

    def render_omschrijving(self, record: Action) -> SafeString:
        """The hole; no text of anybody is in it."""
        return SafeString(hole("omschrijving"))


def described(said: Said, hits: Sequence[str]) -> SafeString:
    """The cell with the description: hits are marked, and the text shows around the first one."""
    found = around_first_hit(said.text, hits)
    return format_html(
        '<a href="{}">{}</a>{}{}',
        said.url,
        _as_html(beginning(said.description, hits)),
        format_html('<p class="snippet">{}</p>', _as_html(found)) if found else "",
        said.age,
    )


def _age(staleness: Staleness | None) -> SafeString | str:
    """Since when the text says what it says, apart from the status."""
    if staleness is None:
        return ""
    number = staleness.editions
    editions = "1 rapportage" if number == 1 else f"{number} rapportages"
    silent = f"; {editions} niet veranderd" if number else ""
    moved = f"; termijn {moved_in_words(staleness.moved_days)}" if staleness.moved else ""
    return format_html(
        '<p class="quiet">Tekst van {}, {} oud{}{}</p>',
        day_in_words(staleness.as_of),
        days_in_words(staleness.days),
        silent,
        moved,
    )


def _motion_link(link: ActionMotion) -> SafeString:
    others = " c.s." if link.and_others else ""
    part = f", deel {link.part}" if link.part else ""
    return format_html(
        '<a href="{}">nr. {} {}{}</a>{}',
        reverse("motions:detail", args=[link.motion.code]),
        link.motion.number,
        "/".join(link.named),
        others,
        part,
    )


def _lines(cells: Iterable[SafeString]) -> SafeString | str:
    return format_html_join("", "<div>{}</div>", ((cell,) for cell in cells))


def _as_html(segments: Iterable[Segment]) -> SafeString:
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", segment.text) if segment.hit else segment.text,)
            for segment in segments
        ),
    )
