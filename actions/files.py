"""The list of actions as a table for files: the rows of the API, flat under its names."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest

from actions.api.rows import read_told, rows_of
from actions.filters import ActionFilter
from actions.models import Action
from actions.statustable.sheetrows import LIST_HEADS
from pok_tracker.lib.dutch_dates import span_in_words
from pok_tracker.lib.exports import ListTable, Row
from pok_tracker.lib.sheets import Cell

LIST_TEMPLATE = "actions/action_list.html"
WIDTHS = (8, 50, 28, 28, 18, 40, 14, 14, 32, 80, 12, 12, 60, 10, 40, 22, 40)


def read_rows(
    actions: Sequence[Action], request: HttpRequest, *, at: datetime.datetime
) -> list[Row]:
    """The actions as the API gives them; 3 queries."""
    return rows_of(read_told([action.pk for action in actions], at=at), request, at=at)


def action_cells(row: Row) -> tuple[Cell, ...]:
    """One action under LIST_HEADS; a list has one item a line, or commas between short ones."""
    update = row["standVanZaken"]
    return (
        row["nummer"],
        row["omschrijving"],
        row["thema"]["naam"],
        row["subthema"]["naam"] if row["subthema"] else "",
        row["uitvoeringsstatus"],
        row["uitvoeringsstatusCitaat"],
        row["wachtOp"] or "",
        ", ".join(row["ministeries"]),
        "\n".join(f"{motion['dossier']}, {motion['aanduiding']}" for motion in row["moties"]),
        update["tekst"],
        update["peildatum"],
        update["rapportage"] or "",
        "\n".join(_term(term) for term in row["termijnen"]),
        ", ".join(str(number) for number in row["zieOok"]),
        "\n".join(_citation(paper) for paper in row["kamerstukken"]),
        row["gewijzigdOp"],
        row["url"],
    )


ACTIONS = ListTable(
    name="acties",
    title="Acties",
    page="actions:list",
    template=LIST_TEMPLATE,
    heads=LIST_HEADS,
    widths=WIDTHS,
    choose=ActionFilter,
    read=read_rows,
    cells=action_cells,
    version=lambda action: (action.pk, action.current.pk, action.current.version),
)


def _term(term: Mapping[str, Any]) -> str:
    """A promise or fact: the days in words and in figures, what it is, and the words for it."""
    first, last = (datetime.date.fromisoformat(term[name]) for name in ("van", "tot"))
    words = span_in_words(first, last, term["precisie"])
    kind = f"{term['soort']}, {term['stand']}" if term["stand"] else term["soort"]
    return f"{words} ({first} t/m {last}; {kind}): {term['citaat']}"


def _citation(paper: Mapping[str, Any]) -> str:
    return f"{paper['citaat']} ({paper['url'] or 'twijfelachtig'})"
