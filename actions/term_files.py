"""The list of promises as a table for files: the rows of the API, flat under its names."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest

from actions.api.terms import TermSerializer
from actions.models import Milestone
from actions.term_filters import TermFilter
from pok_tracker.lib.dutch_dates import span_in_words
from pok_tracker.lib.exports import ListTable, Row
from pok_tracker.lib.sheets import Cell

LIST_TEMPLATE = "actions/term_list.html"
HEADS = (
    "actie",
    "citaat",
    "inWoorden",
    "van",
    "tot",
    "precisie",
    "stand",
    "uitkomst",
    "ministeries",
    "peildatum",
    "rapportage",
    "url",
)
WIDTHS = (8, 80, 28, 12, 12, 12, 14, 50, 14, 12, 12, 50)


def read_rows(
    promises: Sequence[Milestone], request: HttpRequest, *, at: datetime.datetime
) -> list[Row]:
    """The promises as the API gives them; no query beside those of the rows.

    `at` has done its work: the rows hold where each stands at that moment.
    """
    return list(TermSerializer(promises, many=True, context={"request": request}).data)


def term_cells(row: Row) -> tuple[Cell, ...]:
    """One promise under HEADS."""
    return (
        row["actie"]["nummer"],
        row["citaat"],
        _in_words(row),
        row["van"],
        row["tot"],
        row["precisie"],
        row["stand"],
        _outcome(row["uitkomst"]),
        ", ".join(row["ministeries"]),
        row["peildatum"],
        row["rapportage"] or "",
        row["url"],
    )


TERMS = ListTable(
    name="termijnen",
    title="Termijnen",
    page="actions:terms",
    template=LIST_TEMPLATE,
    heads=HEADS,
    widths=WIDTHS,
    choose=TermFilter,
    read=read_rows,
    cells=term_cells,
    version=lambda promise: (promise.pk, promise.stand, str(promise.told)),
)


def _in_words(span: Mapping[str, Any]) -> str:
    first, last = (datetime.date.fromisoformat(span[name]) for name in ("van", "tot"))
    return span_in_words(first, last, span["precisie"])


def _outcome(outcome: Mapping[str, Any] | None) -> str:
    if outcome is None:
        return ""
    if outcome["gehaaldOp"]:
        return f"gehaald op {outcome['gehaaldOp']}. Bron: {outcome['bron']}"
    return f"verschoven naar {_in_words(outcome['verschovenNaar'])}. Bron: {outcome['bron']}"
