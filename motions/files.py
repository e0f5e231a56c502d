"""The list of motions as a table for files: the rows of the API, flat under its names."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest

from motions.api import MotionSerializer
from motions.filters import MotionFilter
from motions.models import Motion
from pok_tracker.lib.exports import ListTable, Row
from pok_tracker.lib.sheets import Cell

LIST_TEMPLATE = "motions/motion_list.html"
HEADS = (
    "dossier",
    "nummer",
    "code",
    "titel",
    "indieners",
    "cs",
    "datum",
    "uitslag",
    "uitslagBron",
    "afdoening",
    "acties",
    "zaakNummer",
    "documentNummer",
    "publicatie",
    "url",
)
WIDTHS = (10, 8, 12, 60, 40, 6, 12, 14, 40, 16, 40, 14, 16, 50, 40)


def read_rows(
    motions: Sequence[Motion], request: HttpRequest, *, at: datetime.datetime
) -> list[Row]:
    """The motions as the API gives them; no query beside those of the rows.

    `at` has done its work: the rows hold the actions of that moment.
    """
    return list(MotionSerializer(motions, many=True, context={"request": request}).data)


def motion_cells(row: Row) -> tuple[Cell, ...]:
    """One motion under HEADS; a list has one item a line."""
    return (
        row["dossier"],
        row["nummer"],
        row["code"],
        row["titel"] or "",
        "\n".join(_submitter(member) for member in row["indieners"]),
        "ja" if row["cs"] else "nee",
        row["datum"] or "",
        row["uitslag"],
        row["uitslagBron"] or "",
        row["afdoening"],
        "\n".join(_action(action) for action in row["acties"]),
        row["zaakNummer"] or "",
        row["documentNummer"] or "",
        row["publicatie"],
        row["url"],
    )


MOTIONS = ListTable(
    name="moties",
    title="Moties",
    page="motions:list",
    template=LIST_TEMPLATE,
    heads=HEADS,
    widths=WIDTHS,
    choose=MotionFilter,
    read=read_rows,
    cells=motion_cells,
    version=lambda motion: (
        motion.pk,
        *((link.pk, link.current.pk) for link in motion.action_links.all()),
    ),
)


def _submitter(member: Mapping[str, Any]) -> str:
    return f"{member['naam']} ({member['fractie']})" if member["fractie"] else str(member["naam"])


def _action(action: Mapping[str, Any]) -> str:
    part = f", deel {action['deel']}" if action["deel"] else ""
    return f"actie {action['nummer']}{part}: {action['uitvoeringsstatus']}"
