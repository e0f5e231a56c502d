"""How far the motions are carried out, counted."""

import datetime
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from motions.models import Motion, Settlement
from pok_tracker.lib.stacked_bars import Part, Piece, draw_bar

ORDER = (Settlement.OPEN, Settlement.PARTLY, Settlement.SETTLED)


@dataclass(frozen=True, slots=True)
class MotionOverview:
    """The motions by settlement."""

    total: int
    url: str
    settled: Part
    parts: list[Part]
    pieces: list[Piece]
    sentence: str


def read_motions(*, at: datetime.datetime) -> MotionOverview:
    """Count the published motions by how far they are carried out; one query."""
    grouped = Motion.objects.published(at=at).order_by().values("settlement")
    counts = dict(grouped.annotate(rows=Count("pk")).values_list("settlement", "rows"))
    parts = [_part(settlement, counts.get(settlement, 0)) for settlement in ORDER]
    total = sum(counts.values())
    return MotionOverview(
        total=total,
        url=reverse("motions:list"),
        settled=parts[-1],
        parts=parts,
        pieces=draw_bar(parts, scale=total),
        sentence=_sentence(total, *(part.count for part in parts)),
    )


def _part(settlement: Settlement, count: int) -> Part:
    return Part(
        settlement.value,
        str(settlement.label),
        count,
        f"{reverse('motions:list')}?afdoening={settlement.value}",
    )


def _sentence(total: int, still_open: int, partly: int, settled: int) -> str:
    if not total:
        return "Er is nog geen motie gepubliceerd."
    noun = "motie" if total == 1 else "moties"
    done = "is er nog geen" if not settled else "is er 1" if settled == 1 else f"zijn er {settled}"
    stay = "1 staat" if still_open == 1 else f"{still_open} staan"
    return (
        f"Van de {total} {noun} {done} afgedaan, en {partly or 'geen'} voor een deel. "
        f"{stay} nog open."
    )
