"""Facets: each number beside the list is the number of rows that a click on it gives."""

import datetime
from collections.abc import Iterator

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from actions.facets import SHOWN, count_actions
from actions.filters import ActionFilter
from actions.models import Milestone
from motions.models import Membership, Motion, MotionSubmitter, Party
from pok_tracker.lib.filtering import Choice
from pok_tracker.lib.list_page import ListCounts
from pok_tracker.seeding import seed_empty_database
from tests.factories import (
    DEBATE,
    link_motion,
    make_ministry,
    make_motion,
    make_outcome,
    make_public_action,
    make_theme,
)
from tests.shared_rows import rows_for_all

pytestmark = pytest.mark.django_db

# Between the edition and its last promise, so that every choice of `termijn` occurs.
AT = datetime.datetime(2021, 10, 15, tzinfo=datetime.UTC)
FREE = {"q": ["", "toeslag", "moties", "-toeslag", "35510-13", "de wet"], "gewijzigdSinds": [""]}


@pytest.fixture(scope="class")
def real_table(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The table of June 2021, with an outcome here and there."""
    with rows_for_all(django_db_blocker):
        seed_empty_database()
        for milestone in Milestone.objects.filter(kind="gepland", position__lte=2)[:20]:
            make_outcome(milestone, met_on=AT.date())
        yield


def ask(query: QueryDict) -> ActionFilter:
    chosen = ActionFilter(query, at=AT)
    assert chosen.field_errors == []
    return chosen


def count(query: str) -> ListCounts:
    return count_actions(ask(QueryDict(query)))


def instead(query: QueryDict, parameter: str, value: str) -> QueryDict:
    changed = query.copy()
    changed.setlist(parameter, [value])
    return changed


@pytest.mark.usefixtures("real_table")
class TestRealTable:
    """What the facets promise, over the real table."""

    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(data=st.data())
    def test_a_choice_gives_as_many_rows_as_it_says(self, data: st.DataObject):
        query = self.draw_question(data)
        counts = count_actions(ask(query))
        facet = data.draw(st.sampled_from([facet for facet in counts.facets if facet.choices]))

        promised = {choice.value: choice.count for choice in facet.choices}
        given = {
            value: ask(instead(query, facet.parameter, value)).qs.count() for value in promised
        }

        assert given == promised

    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(data=st.data())
    def test_what_is_not_offered_gives_nothing_and_the_total_is_right(self, data: st.DataObject):
        query = self.draw_question(data)
        counts = count_actions(ask(query))
        facet = data.draw(st.sampled_from(counts.facets))
        offered = {choice.value for choice in facet.choices}
        fields = ask(query).form.fields
        missing = {value for value, _ in fields[facet.parameter].choices} - offered
        sample = (
            data.draw(st.lists(st.sampled_from(sorted(missing)), max_size=3)) if missing else []
        )

        assert (counts.found, counts.total) == (len(ask(query).qs), 86)
        assert [ask(instead(query, facet.parameter, value)).qs.count() for value in sample] == [
            0 for _ in sample
        ]

    def test_without_a_question_every_choice_of_every_facet_is_right(self):
        counts = count("")

        promised = {
            f"{facet.parameter}={choice.value}": choice.count
            for facet in counts.facets
            for choice in facet.choices
        }

        assert {query: len(ask(QueryDict(query)).qs) for query in promised} == promised
        assert [facet.parameter for facet in counts.facets] == list(SHOWN)

    def draw_question(self, data: st.DataObject) -> QueryDict:
        """At most three parameters, each with one or two of its values."""
        fields = ActionFilter(QueryDict(""), at=AT).form.fields
        query = QueryDict(mutable=True)
        for name in data.draw(st.lists(st.sampled_from(SHOWN), max_size=2, unique=True)):
            values = [value for value, _ in fields[name].choices]
            query.setlist(
                name, data.draw(st.lists(st.sampled_from(values), min_size=1, max_size=2))
            )
        for name, values in FREE.items():
            query[name] = data.draw(st.sampled_from(values))
        return query


def test_all_facets_are_counted_in_one_query(django_assert_num_queries: DjangoAssertNumQueries):
    for number in range(1, 4):
        make_ministry("BZK", action=make_public_action(number))
    chosen = ask(QueryDict("ministerie=BZK&q=gevraagd"))
    # What a question means is read once, for rows and facets alike.
    assert chosen.question.marks == ("gevraagd",)

    with django_assert_num_queries(1):
        counts = count_actions(chosen)

    assert (counts.found, counts.total) == (3, 3)


def test_an_action_counts_once_for_a_choice_however_often_it_is_linked():
    herstel = make_theme("Herstel", slug="herstel")
    action = make_public_action(1, theme=make_theme("Ouders", slug="ouders", parent=herstel))
    for number in (13, 14):
        link_motion(action, make_motion(number, submitters=("Omtzigt", "Van Dam")))
    for code in ("BZK", "FIN"):
        make_ministry(code, action=action)

    counts = {
        facet.parameter: {choice.value: choice.count for choice in facet.choices}
        for facet in count("").facets
    }

    assert counts == {
        "status": {"in-uitvoering": 1},
        "thema": {"herstel": 1, "ouders": 1},
        "ministerie": {"BZK": 1, "FIN": 1},
        "herkomst": {"motie": 1},
        "termijn": {"geen": 1},
        "motie": {"35510-13": 1, "35510-14": 1},
        "indiener": {"omtzigt": 1, "van-dam": 1},
        "fractie": {"cda": 1},
    }


def test_a_party_is_counted_for_the_day_of_the_motion_only():
    link_motion(make_public_action(1), make_motion(13))
    member = Membership.objects.get().member
    later = DEBATE + datetime.timedelta(days=1)
    party = Party.objects.create(slug="nsc", name="NSC")
    Membership.objects.create(member=member, party=party, first_day=later, source="Handelingen")
    newer = Motion.objects.create(dossier="35510", number=90, proposed_on=later)
    MotionSubmitter.objects.create(motion=newer, member=member, position=1)
    for number in (2, 3):
        link_motion(make_public_action(number), newer)

    [parties] = [facet for facet in count("").facets if facet.parameter == "fractie"]

    assert {choice.value: choice.count for choice in parties.choices} == {"cda": 1, "nsc": 2}


def test_a_chosen_value_stays_in_its_facet_also_when_it_gives_nothing():
    make_public_action(1)

    status = count("status=afgerond&status=in-uitvoering").facets[0]

    assert status.choices == [
        Choice("in-uitvoering", "in uitvoering", 1, selected=True),
        Choice("afgerond", "afgerond", 0, selected=True),
    ]
