"""Counting the choices of every facet in one query."""

import datetime

import pytest
from django.db.models import F, Value
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from motions.models import Party
from pok_tracker.lib.facets import FOUND, TOTAL, count_facets, grouped
from pok_tracker.lib.filtering import Choice, Facet, StrictChoices, StrictFilterSet
from pok_tracker.lib.list_page import ListCounts
from tests.factories import make_member

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 6, 30, tzinfo=datetime.UTC)
PARTIES = [("cda", "CDA"), ("denk", "DENK"), ("d66", "D66")]


class PartyFilter(StrictFilterSet):
    fractie = StrictChoices("Fractie", field_name="slug", choices=PARTIES)

    def sorted(self, queryset):
        return queryset


def counts(query: str) -> ListCounts:
    parties = Party.objects.all()
    chosen = PartyFilter(QueryDict(query), queryset=parties, at=AT, vocabulary={})
    assert chosen.is_valid()
    branches = [
        grouped("fractie", chosen.without("fractie"), F("slug")),
        grouped(FOUND, chosen.without("sort"), Value(FOUND)),
        grouped(TOTAL, parties.order_by(), Value(TOTAL)),
    ]
    return count_facets(chosen, ["fractie"], branches)


def test_a_facet_counts_what_the_other_filters_leave_in_the_order_of_its_choices(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    make_member("Azarkan", party="DENK")
    make_member("Omtzigt", party="CDA")

    with django_assert_num_queries(1):
        found = counts("fractie=denk")

    choices = [Choice("cda", "CDA", 1), Choice("denk", "DENK", 1, selected=True)]
    assert found == ListCounts(found=1, total=2, facets=[Facet("fractie", "Fractie", choices)])


def test_a_choice_that_gives_nothing_is_shown_only_when_chosen():
    assert counts("fractie=d66").facets == [
        Facet("fractie", "Fractie", [Choice("d66", "D66", 0, selected=True)])
    ]
    assert counts("").facets == [Facet("fractie", "Fractie", [])]
