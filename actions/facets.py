"""What the facets beside the list of actions count."""

from collections.abc import Iterator

from django.db.models import Case, F, QuerySet, Value, When

from actions.filters import TERMS, ActionFilter, term_condition
from actions.models import Action
from actions.vocabulary import motion_code
from motions.models import member_of_party_then
from pok_tracker.lib.facets import FOUND, TOTAL, count_facets, grouped
from pok_tracker.lib.list_page import ListCounts
from pok_tracker.lib.shared_rows import SharedKeys

ANSWERS = "answers"
SHOWN = ("status", "thema", "ministerie", "herkomst", "termijn", "motie", "indiener", "fractie")


def count_actions(chosen: ActionFilter) -> ListCounts:
    """Count for a valid filter set; a facet counts what all the other filters leave."""
    shared = {ANSWERS: chosen.answers} if chosen.searches else {}
    return count_facets(chosen, SHOWN, _branches(chosen), shared)


def _branches(chosen: ActionFilter) -> Iterator[QuerySet]:
    def without(parameter: str) -> QuerySet:
        """The search is the dearest filter: every branch takes its rows from one search."""
        rows = chosen.without(parameter, "q")
        return rows.filter(pk__in=SharedKeys(ANSWERS)) if chosen.searches else rows

    yield grouped("status", without("status"), F("current_status"))
    yield grouped("thema", without("thema"), F("theme__slug"))
    in_subtheme = without("thema").filter(theme__parent__isnull=False)
    yield grouped("thema", in_subtheme, F("theme__parent__slug"))
    ministries = without("ministerie").filter(ministries__isnull=False)
    yield grouped("ministerie", ministries, F("ministries__code"))
    origin = Case(When(motions__isnull=True, then=Value("kabinetsreactie")), default=Value("motie"))
    yield grouped("herkomst", without("herkomst"), origin)
    for value, _ in TERMS:
        rows = without("termijn").filter(term_condition(value, at=chosen.at))
        yield grouped("termijn", rows, Value(value))
    motions = without("motie").filter(motions__isnull=False)
    yield grouped("motie", motions, motion_code("motions__"))
    members = without("indiener").filter(motions__submitters__isnull=False)
    yield grouped("indiener", members, F("motions__submitters__slug"))
    memberships = "motions__submitters__memberships__"
    then = member_of_party_then(memberships, "motions__proposed_on")
    yield grouped("fractie", without("fractie").filter(then), F(f"{memberships}party__slug"))
    yield grouped(FOUND, without("sort"), Value(FOUND))
    yield grouped(TOTAL, Action.objects.published(at=chosen.at).order_by(), Value(TOTAL))
