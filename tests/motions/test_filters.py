"""The filters of the list of motions, and what its facets count."""

import datetime
from collections.abc import Iterator
from itertools import product
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from motions.filters import SHOWN, MotionFilter, count_motions
from motions.models import Membership, Motion, MotionSubmitter, Party
from pok_tracker.lib.clock import now
from pok_tracker.seeding import seed_empty_database
from tests.factories import (
    DEBATE,
    link_motion,
    make_action,
    make_draft,
    make_member,
    make_motion,
    make_public_action,
)
from tests.reading_pages import read_page
from tests.shared_rows import rows_for_all

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 7, 1, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
RUBBISH = ["\0", "%", "_", "\\", "'", "x" * 10_000, "\u202e", "😀", "null"]


def ask(query: str, *, at: datetime.datetime = AT) -> MotionFilter:
    chosen = MotionFilter(QueryDict(query), at=at)
    assert chosen.field_errors == []
    return chosen


def numbers(query: str) -> list[int]:
    return [motion.number for motion in ask(query).qs]


@pytest.fixture(scope="class")
def motions(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Three motions that differ in all that can be filtered, and one that is secret."""
    with rows_for_all(django_db_blocker):
        make_member("Klaver", party="GroenLinks")
        first = make_motion(7, submitters=("Van Dam",))
        split = make_motion(16, submitters=("Van Dam", "Omtzigt"))
        third = make_motion(21, submitters=())
        klaver = make_member("Klaver", party="GroenLinks")
        MotionSubmitter.objects.create(motion=third, member=klaver, position=1)
        Motion.objects.filter(number=7).update(
            title="over de enquête naar kinderopvangtoeslag", document_number="2021D02423"
        )
        Motion.objects.filter(number=16).update(
            request="verzoekt de regering", result="aangenomen", result_source="Handelingen"
        )
        link_motion(make_public_action(1, status="afgerond"), first)
        link_motion(make_public_action(2, status="afgerond"), split, part=1)
        link_motion(make_public_action(3), split, part=2)
        link_motion(make_public_action(4), third)
        secret = make_action(5)
        make_draft(secret)
        link_motion(secret, make_motion(30, submitters=("Segers",)))
        yield


@pytest.mark.usefixtures("motions")
class TestThreeMotions:
    """What each question finds in the same three motions."""

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", [7, 16, 21]),
            ("afdoening=afgedaan", [7]),
            ("afdoening=deels-afgedaan", [16]),
            ("afdoening=open&afdoening=afgedaan", [7, 21]),
            ("indiener=van-dam", [7, 16]),
            ("indiener=omtzigt&indiener=klaver", [16, 21]),
            ("fractie=cda", [7, 16]),
            ("fractie=cda&fractie=groenlinks", [7, 16, 21]),
            ("uitslag=aangenomen", [16]),
            ("uitslag=onbekend", [7, 21]),
            ("uitslag=verworpen", []),
            ("indiener=van-dam&afdoening=afgedaan&uitslag=onbekend", [7]),
            ("q=enquete", [7]),
            ("q=TOESLAG", [7]),
            ("q=verzoekt+regering", [16]),
            ("q=%22verzoekt+de%22", [16]),
            ("q=-verzoekt", [7, 21]),
            ("q=omtzigt", [16]),
            ("q=16", [16]),
            ("q=motie+omtzigt", [16]),
            ("q=motie+van+dam", [7, 16]),
            ("q=nr.+16+Omtzigt", [16]),
            ("q=nr.+7+Omtzigt", []),
            ("q=motie+enquete", [7]),
            ("q=motie+35510-16", [16]),
            ("q=2021d02423", [7]),
            ("q=35+510%2C+nr.+16", [16]),
            ("q=kst-35510-30", []),
            ("q=segers", []),
            ("sort=-nummer", [21, 16, 7]),
            ("sort=afdoening", [7, 16, 21]),
            ("sort=-uitslag", [7, 21, 16]),
            ("onbekend=1&indiener=&pagina=2", [7, 16, 21]),
        ],
    )
    def test_each_filter_selects_what_it_says(self, query: str, found: list[int]):
        assert numbers(query) == found

    @pytest.mark.parametrize(
        "query",
        [
            "afdoening=half",
            "indiener=segers",
            "indiener=niemand",
            "fractie=geen",
            "uitslag=gewonnen",
            "sort=kleur",
            "q=%25",
            "q=a&q=b",
        ],
    )
    def test_what_is_not_valid_is_refused_by_name_and_the_rest_is_kept(
        self, client: Client, query: str
    ):
        parameter = query.split("=")[0]
        kept = ("uitslag", "onbekend") if parameter != "uitslag" else ("afdoening", "open")

        response = client.get(f"/moties/?{query}&{urlencode([kept])}")
        page = read_page(response)

        named = [link for link in page.links if link.startswith("#veld-")]
        checked = [
            (box.attributes["name"], box.attributes["value"])
            for box in page.all("input")
            if "checked" in box.attributes
        ]
        assert response.status_code == 400
        assert named == ([] if parameter == "sort" else [f"#veld-{parameter}"])
        assert kept in checked

    def test_no_rubbish_breaks_the_list(self, client: Client):
        parameters = [*MotionFilter.base_filters, "pagina", "x"]

        broken = [
            (parameter, rubbish)
            for parameter, rubbish in product(parameters, RUBBISH)
            if client.get(f"/moties/?{urlencode({parameter: rubbish})}").status_code
            != (400 if parameter in MotionFilter.base_filters else 200)
            and (parameter, rubbish) != ("q", "null")
        ]

        assert broken == []


def test_a_party_counts_for_the_day_of_the_motion_only():
    link_motion(make_public_action(1), make_motion(13))
    member = Membership.objects.get().member
    Membership.objects.create(
        member=member,
        party=Party.objects.create(slug="nsc", name="NSC"),
        first_day=DEBATE + DAY,
        source="Handelingen",
    )

    assert numbers("fractie=cda") == [13]
    assert [e.parameter for e in MotionFilter(QueryDict("fractie=nsc"), at=AT).field_errors] == [
        "fractie"
    ]


def test_a_party_is_counted_for_the_day_of_the_motion_only():
    link_motion(make_public_action(1), make_motion(13))
    member = Membership.objects.get().member
    party = Party.objects.create(slug="nsc", name="NSC")
    Membership.objects.create(member=member, party=party, first_day=DEBATE + DAY, source="x")
    for number in (90, 91):
        newer = Motion.objects.create(dossier="35510", number=number, proposed_on=DEBATE + DAY)
        MotionSubmitter.objects.create(motion=newer, member=member, position=1)
        link_motion(make_public_action(number), newer)

    [parties] = [f for f in count_motions(ask("")).facets if f.parameter == "fractie"]

    assert {choice.value: choice.count for choice in parties.choices} == {"cda": 1, "nsc": 2}


def test_counts_and_choices_take_two_queries(django_assert_num_queries: DjangoAssertNumQueries):
    for number in (13, 14, 15):
        link_motion(make_public_action(number), make_motion(number))

    with django_assert_num_queries(2):
        counts = count_motions(ask("indiener=omtzigt"))

    assert (counts.found, counts.total) == (3, 3)


@pytest.fixture(scope="class")
def real_table(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The table of June 2021."""
    with rows_for_all(django_db_blocker):
        seed_empty_database()
        yield


@pytest.mark.usefixtures("real_table")
class TestRealTable:
    """What the facets promise, over the real table."""

    @pytest.mark.parametrize(
        "query", ["", "afdoening=open", "fractie=cda", "indiener=omtzigt&indiener=segers", "q=13"]
    )
    def test_every_choice_gives_as_many_motions_as_it_says(self, query: str):
        counts = count_motions(ask(query, at=now()))
        promised, given = {}, {}
        for facet in counts.facets:
            for choice in facet.choices:
                changed = QueryDict(query, mutable=True)
                changed.setlist(facet.parameter, [choice.value])
                promised[(facet.parameter, choice.value)] = choice.count
                given[(facet.parameter, choice.value)] = len(ask(changed.urlencode(), at=now()).qs)

        assert given == promised
        assert [facet.parameter for facet in counts.facets] == list(SHOWN)
        assert counts.total == 19
