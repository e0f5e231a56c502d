"""What the facets beside the list of actions count."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.expressions import Combinable

from actions.filters import TERMS, ActionFilter, term_condition
from actions.models import Action
from actions.vocabulary import motion_code
from motions.models import member_of_party_then
from pok_tracker.lib.facets import FOUND, TOTAL, count_facets, grouped
from pok_tracker.lib.list_page import ListCounts
from pok_tracker.lib.shared_rows import SharedKeys

ANSWERS = "answers"
SHOWN = ("status", "thema", "ministerie", "herkomst", "termijn", "motie", "indiener", "fractie")


@dataclass(frozen=True, slots=True)
class Branch:
    """Choices of one facet: the rows that have one, and which."""

    facet: str
    rows: QuerySet
    choice: Combinable


def count_actions(chosen: ActionFilter) -> ListCounts:
    """Count for a valid filter set; a facet counts what all the other filters leave."""
    shared = {ANSWERS: chosen.answers} if chosen.searches else {}
    return count_facets(chosen, SHOWN, _counted(chosen), shared)


def facet_branches(rows: Callable[[str], QuerySet], *, at: datetime.datetime) -> Iterator[Branch]:
    """Which choices of each facet an action has; `rows` gives the actions for a facet, unordered.

    These are the same choices as those that the filters of ActionFilter select.
    """
    yield Branch("status", rows("status"), F("current_status"))
    yield Branch("thema", rows("thema"), F("theme__slug"))
    in_subtheme = rows("thema").filter(theme__parent__isnull=False)
    yield Branch("thema", in_subtheme, F("theme__parent__slug"))
    ministries = rows("ministerie").filter(ministries__isnull=False)
    yield Branch("ministerie", ministries, F("ministries__code"))
    origin = Case(When(motions__isnull=True, then=Value("kabinetsreactie")), default=Value("motie"))
    yield Branch("herkomst", rows("herkomst"), origin)
    for value, _ in TERMS:
        yield Branch("termijn", rows("termijn").filter(term_condition(value, at=at)), Value(value))
    motions = rows("motie").filter(motions__isnull=False)
    yield Branch("motie", motions, motion_code("motions__"))
    members = rows("indiener").filter(motions__submitters__isnull=False)
    yield Branch("indiener", members, F("motions__submitters__slug"))
    memberships = "motions__submitters__memberships__"
    then = member_of_party_then(memberships, "motions__proposed_on")
    yield Branch("fractie", rows("fractie").filter(then), F(f"{memberships}party__slug"))


def _counted(chosen: ActionFilter) -> Iterator[QuerySet]:
    def without(parameter: str) -> QuerySet:
        """The search is the dearest filter: every branch takes its rows from one search."""
        rows = chosen.without(parameter, "q")
        return rows.filter(pk__in=SharedKeys(ANSWERS)) if chosen.searches else rows

    for branch in facet_branches(without, at=chosen.at):
        yield grouped(branch.facet, branch.rows, branch.choice)
    yield grouped(FOUND, without("sort"), Value(FOUND))
    yield grouped(TOTAL, Action.objects.published(at=chosen.at).order_by(), Value(TOTAL))
