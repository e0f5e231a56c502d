"""The list of promises as a table for files: the rows of the API, flat under its names."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest

from actions.api.terms import TermSerializer
from actions.models import Milestone
from actions.term_filters import TermFilter
from pok_tracker.lib.exports import ListTable, Row
from pok_tracker.lib.sheets import Cell

LIST_TEMPLATE = "actions/term_list.html"
HEADS = (
    "actie",
    "citaat",
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
WIDTHS = (8, 60, 12, 12, 12, 14, 50, 14, 12, 12, 50)


def read_rows(
    promises: Sequence[Milestone], request: HttpRequest, *, at: datetime.datetime
) -> list[Row]:
    """The promises as the API gives them; no query beside those of the rows."""
    return list(TermSerializer(promises, many=True, context={"request": request}).data)


def term_cells(row: Row) -> tuple[Cell, ...]:
    """One promise under HEADS; its kind is left out, since all are promises."""
    return (
        row["actie"]["nummer"],
        row["citaat"],
        row["van"],
        row["tot"],
        row["precisie"],
        row["stand"],
        _outcome(row["uitkomst"]) if row["uitkomst"] else "",
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
    version=lambda promise: (promise.pk, promise.stand),
)


def _outcome(outcome: Mapping[str, Any]) -> str:
    """When it was met or to which days it moved, and where that stands."""
    later = outcome["verschovenNaar"]
    words = f"verschoven naar {later['van']} t/m {later['tot']}" if later else ""
    return f"{words or 'gehaald op ' + outcome['gehaaldOp']} ({outcome['bron']})"
