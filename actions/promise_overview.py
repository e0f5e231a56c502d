"""How the dated promises stand together, with those nearest to today."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from actions.models import Milestone, Standing
from pok_tracker.lib.stacked_bars import Part, Piece, draw_bar

# As a promise goes: kept, moved, to come, and gone by.
ORDER = (Standing.MET, Standing.MOVED, Standing.OPEN, Standing.SOON, Standing.PASSED)
SHOWN = 3


@dataclass(frozen=True, slots=True)
class PromiseOverview:
    """The promises by standing; the last ones that passed, and the first that come."""

    total: int
    url: str
    parts: list[Part]
    pieces: list[Piece]
    passed: Part
    soon: Part
    last_passed: list[Milestone]
    first_coming: list[Milestone]
    sentence: str


def read_promises(*, at: datetime.datetime) -> PromiseOverview:
    """Count the promises that hold at that moment, and read those nearest to it; one query."""
    nearest = list(_nearest(at))
    counts = {promise.stand: promise.standing_alike for promise in nearest}
    parts = [_part(standing, counts.get(standing, 0)) for standing in ORDER]
    total = sum(counts.values())
    by_code = {part.code: part for part in parts}
    return PromiseOverview(
        total=total,
        url=reverse("actions:terms"),
        parts=parts,
        pieces=draw_bar(parts, scale=total),
        passed=by_code[Standing.PASSED],
        soon=by_code[Standing.SOON],
        last_passed=_standing(nearest, Standing.PASSED, key=lambda one: one.newest),
        first_coming=_standing(nearest, Standing.SOON, key=lambda one: one.oldest),
        sentence=_sentence(total, by_code),
    )


def _nearest(at: datetime.datetime) -> Sequence[Milestone]:
    """Some promises of every standing, each with how many there are of its kind.

    The count comes with the rows, so that nothing is asked twice.
    """
    same = [F("stand")]
    number = F("update__action__number").asc()
    return (
        Milestone.objects.promises(at=at)
        .with_standing(at=at)
        .select_related("update__action")
        .annotate(
            standing_alike=Window(Count("pk"), partition_by=same),
            newest=Window(
                RowNumber(), partition_by=same, order_by=[F("last_day").desc(), number, "pk"]
            ),
            oldest=Window(
                RowNumber(), partition_by=same, order_by=[F("last_day").asc(), number, "pk"]
            ),
        )
        .filter(Q(newest__lte=SHOWN) | Q(oldest__lte=SHOWN))
        .order_by()
    )


def _standing(
    promises: Sequence[Milestone], standing: Standing, *, key: Callable[[Milestone], int]
) -> list[Milestone]:
    found = [one for one in promises if one.stand == standing and key(one) <= SHOWN]
    return sorted(found, key=key)


def _part(standing: Standing, count: int) -> Part:
    return Part(
        standing.value,
        str(standing.label),
        count,
        f"{reverse('actions:terms')}?stand={standing.value}",
    )


def _sentence(total: int, parts: dict[str, Part]) -> str:
    if not total:
        return "Er is nog geen termijn beloofd."
    passed, met = parts[Standing.PASSED].count, parts[Standing.MET].count
    kept = f"Van {met or 'geen enkele'} staat hier dat die is gehaald."
    return f"{_gone_by(passed, total)} voorbij zonder bekende uitkomst. {kept}"


def _gone_by(passed: int, total: int) -> str:
    noun = "beloofde termijn" if total == 1 else "beloofde termijnen"
    if passed == total:
        return f"De enige {noun} is" if total == 1 else f"Alle {total} {noun} zijn"
    are = "is er geen" if not passed else "is er 1" if passed == 1 else f"zijn er {passed}"
    return f"Van de {total} {noun} {are}"
