"""The choices that the database has, read in one query."""

import pytest
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from motions.models import Member, Party
from pok_tracker.lib.vocabulary import choices_from, read_choices
from tests.factories import make_member, make_motion

pytestmark = pytest.mark.django_db


def test_choices_come_per_parameter_by_place_and_then_by_label(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    make_member("Segers", party="ChristenUnie")
    make_member("Azarkan", party="DENK")
    members = choices_from("lid", Member.objects.all(), "slug", "name")
    parties = choices_from("fractie", Party.objects.all(), "slug", F("name"), place=-F("pk"))

    with django_assert_num_queries(1):
        choices = read_choices(members, parties)

    assert choices == {
        "lid": [("azarkan", "Azarkan"), ("segers", "Segers")],
        "fractie": [("denk", "DENK"), ("christenunie", "ChristenUnie")],
    }


def test_a_choice_that_joins_find_twice_is_listed_once():
    make_motion(13)
    make_motion(14)
    twice = choices_from("lid", Member.objects.filter(motions__isnull=False), "slug", "name")
    parties = choices_from("fractie", Party.objects.all(), "slug", "name")

    assert read_choices(twice, parties)["lid"] == [("omtzigt", "Omtzigt")]


def test_a_parameter_without_rows_has_no_choices():
    assert read_choices(choices_from("lid", Member.objects.none(), "slug", "name"))["lid"] == []
