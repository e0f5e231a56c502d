"""The columns of the list of promises."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from actions.models import Milestone, Standing
from actions.models.promises import told_outcome
from pok_tracker.lib.accessible_table import AccessibleTable
from pok_tracker.lib.dutch_dates import day_in_words, span_in_words


class TermTable(AccessibleTable):
    """One row a promise: when, in which words, by which action, and what came of it."""

    caption = "Termijnen"
    sorts = ("dag", "actie")

    dag = tables.Column("Wanneer", empty_values=(), accessor="last_day")
    belofte = tables.Column("Wat is beloofd", empty_values=(), accessor="quote")
    stand = tables.Column("Stand", empty_values=(), accessor="pk")
    actie = tables.Column("Actie", empty_values=(), accessor="pk")
    ministerie = tables.Column("Ministerie", empty_values=(), accessor="pk")
    bron = tables.Column("Gezegd in", empty_values=(), accessor="pk")

    def render_dag(self, record: Milestone) -> str:
        """The days as people say them."""
        return span_in_words(record.first_day, record.last_day, record.precision)

    def render_belofte(self, record: Milestone) -> SafeString:
        """The exact words of the text."""
        return format_html("<q>{}</q>", record.quote)

    def render_stand(self, record: Milestone) -> SafeString:
        """Where it stands on the day of the page, and what came of it."""
        standing = Standing(record.stand)
        return format_html(
            '<span class="standing standing--{}">{}</span>{}',
            standing.value,
            standing.label,
            _outcome(record),
        )

    def render_actie(self, record: Milestone) -> SafeString:
        """The action that promised it."""
        action = record.update.action
        return format_html('<a href="{}">actie {}</a>', action.get_absolute_url(), action.number)

    def render_ministerie(self, record: Milestone) -> SafeString | str:
        """The ministries by their abbreviation, the leading one first."""
        return format_html_join(
            "",
            '<div><abbr title="{}">{}</abbr></div>',
            (
                (link.ministry.name, link.ministry.code)
                for link in record.update.action.ministry_links.all()
            ),
        )

    def render_bron(self, record: Milestone) -> SafeString:
        """The text in which it stands, at its permanent address."""
        update = record.update
        where = f"rapportage {update.report.slug}" if update.report else f"tekst van {update.as_of}"
        address = reverse("actions:update", args=[update.action.number, update.slug])
        return format_html('<a href="{}">{}</a>', address, where)


def _outcome(record: Milestone) -> SafeString | str:
    outcome = told_outcome(record.told)
    if outcome is None:
        return ""
    if outcome.met_on:
        words = f"Gehaald op {day_in_words(outcome.met_on)}."
    else:
        later = outcome.moved_to
        days = span_in_words(later.first_day, later.last_day, later.precision)
        words = f"Nu: {days}, {(later.last_day - record.last_day).days} dagen later."
    return format_html('<p class="promise__outcome">{} Bron: {}</p>', words, outcome.source)
