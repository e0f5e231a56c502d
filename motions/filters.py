"""The filters of the list of motions, and what its facets count."""

import datetime
from collections.abc import Iterator

import django_filters
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.http import QueryDict

from motions.lookup import is_meant
from motions.models import (
    Member,
    Membership,
    Motion,
    MotionSubmitter,
    Settlement,
    member_of_party_then,
)
from motions.motion_words import read_motion_words, without_motion_word
from pok_tracker.lib.facets import FOUND, TOTAL, count_facets, grouped
from pok_tracker.lib.filtering import SearchWords, StrictChoices, StrictFilterSet
from pok_tracker.lib.list_page import ListCounts
from pok_tracker.lib.search_query import SearchTerm, read_search
from pok_tracker.lib.vocabulary import Vocabulary, choices_from, read_choices

SHOWN = ("afdoening", "indiener", "fractie", "uitslag")
SORT_FIELDS = {"nummer": "number", "afdoening": "settlement", "uitslag": "result"}
SORTS = [(f"{sign}{name}", name) for name in SORT_FIELDS for sign in ("", "-")]
LONGEST_NUMBER = 4


class MotionFilter(StrictFilterSet):
    """Which motions a reader asks for, and in what order."""

    q = SearchWords("Zoeken", method="filter_words")
    afdoening = StrictChoices("Afdoening", field_name="settlement", choices=Settlement.choices)
    indiener = StrictChoices("Indiener", method="filter_member")
    fractie = StrictChoices("Fractie", method="filter_party")
    uitslag = StrictChoices("Uitslag", field_name="result", choices=Motion.Result.choices)
    sort = django_filters.ChoiceFilter(
        label="Volgorde",
        choices=SORTS,
        error_messages={
            "invalid_choice": "'%(value)s' is geen volgorde. Kies nummer, afdoening of uitslag, "
            "met een - ervoor om om te keren."
        },
    )

    def __init__(self, data: QueryDict, *, at: datetime.datetime) -> None:
        super().__init__(
            data,
            queryset=Motion.objects.for_list(at=at),
            at=at,
            vocabulary=read_vocabulary(at=at),
        )

    def sorted(self, queryset: QuerySet) -> QuerySet:
        """By number, unless `sort` says otherwise."""
        name = self.form.cleaned_data["sort"] or "nummer"
        field = F(SORT_FIELDS[name.removeprefix("-")])
        order = field.desc if name.startswith("-") else field.asc
        return queryset.order_by(order(), "dossier", "number")

    def filter_words(self, motions: QuerySet, name: str, value: str) -> QuerySet:
        """What names a motion finds that one; words look in title, request and submitters.

        "motie Omtzigt" names whoever signed it, "motie toeslag" is about something.
        """
        meant = read_motion_words(value)
        if meant and meant.is_exact:
            return motions.filter(is_meant(meant))
        said = Q()
        for term in read_search(without_motion_word(value)):
            said &= ~_matches(term) if term.excluded else _matches(term)
        return motions.filter(said | is_meant(meant)) if meant else motions.filter(said)

    def filter_member(self, motions: QuerySet, name: str, values: list[str]) -> QuerySet:
        """Signed by any of the members."""
        return motions.filter(Exists(_signatures().filter(member__slug__in=values)))

    def filter_party(self, motions: QuerySet, name: str, values: list[str]) -> QuerySet:
        """Signed by a member of any of the parties on that day."""
        then = _signatures().filter(
            member_of_party_then("member__memberships__", "motion__proposed_on"),
            member__memberships__party__slug__in=values,
        )
        return motions.filter(Exists(then))


def count_motions(chosen: MotionFilter) -> ListCounts:
    """Count for a valid filter set; a facet counts what all the other filters leave."""
    return count_facets(chosen, SHOWN, _branches(chosen))


def read_vocabulary(*, at: datetime.datetime) -> Vocabulary:
    """Return (value, label) of the members and parties behind the published motions; 1 query."""
    motions = Motion.objects.published(at=at).order_by().values("pk")
    members = Member.objects.filter(motions__in=motions)
    parties = Membership.objects.filter(
        member_of_party_then("", "member__motions__proposed_on"), member__motions__in=motions
    )
    return read_choices(
        choices_from("indiener", members, "slug", "name"),
        choices_from("fractie", parties, "party__slug", "party__name"),
    )


def _matches(term: SearchTerm) -> Q:
    matches = Q()
    if term.text.isdecimal() and len(term.text) <= LONGEST_NUMBER:
        matches |= Q(number=int(term.text))
    for part in term.parts:
        signed = _signatures().filter(member__name__unaccent__icontains=part)
        matches |= (
            Q(title__unaccent__icontains=part)
            | Q(request__unaccent__icontains=part)
            | Q(document_number__iexact=part)
            | Q(Exists(signed))
        )
    return matches


def _signatures() -> QuerySet:
    """Signatures under the motion of the outer query."""
    return MotionSubmitter.objects.filter(motion=OuterRef("pk"))


def _branches(chosen: MotionFilter) -> Iterator[QuerySet]:
    without = chosen.without
    yield grouped("afdoening", without("afdoening"), F("settlement"))
    yield grouped("uitslag", without("uitslag"), F("result"))
    members = without("indiener").filter(submitters__isnull=False)
    yield grouped("indiener", members, F("submitters__slug"))
    memberships = "submitters__memberships__"
    parties = without("fractie").filter(member_of_party_then(memberships, "proposed_on"))
    yield grouped("fractie", parties, F(f"{memberships}party__slug"))
    yield grouped(FOUND, without("sort"), Value(FOUND))
    yield grouped(TOTAL, Motion.objects.published(at=chosen.at).order_by(), Value(TOTAL))
