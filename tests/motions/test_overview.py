"""The motions together: how far each is carried out."""

import datetime

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from motions.filters import MotionFilter
from motions.overview import read_motions
from tests.factories import link_motion, make_motion, make_public_action, make_secret_action

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 7, 1, tzinfo=datetime.UTC)


def motion(number: int, *statuses: str) -> None:
    """A motion of which each part is carried out by an action with one of these statuses."""
    made = make_motion(number)
    for part, status in enumerate(statuses, 1):
        action = make_public_action(10 * number + part, status=status)
        link_motion(action, made, part=part if len(statuses) > 1 else None)


@pytest.mark.parametrize("rows", [1, 3])
def test_motions_are_counted_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(1, rows + 1):
        motion(number, "in-uitvoering")

    with django_assert_num_queries(1):
        found = read_motions(at=AT)

    assert (found.total, [part.count for part in found.parts]) == (rows, [rows, 0, 0])


def test_every_number_is_the_number_of_rows_behind_its_link() -> None:
    motion(1, "in-uitvoering")
    motion(2, "afgerond", "in-uitvoering")
    motion(3, "afgerond")
    motion(4, "doorlopend")
    link_motion(make_secret_action(5), make_motion(5))

    found = read_motions(at=AT)
    proven = [
        len(MotionFilter(QueryDict(part.url.partition("?")[2]), at=AT).qs) for part in found.parts
    ]

    assert [part.count for part in found.parts] == proven == [2, 1, 1]
    assert found.total == len(MotionFilter(QueryDict(), at=AT).qs)
    assert found.sentence == (
        "Van de 4 moties is er 1 afgedaan, en 1 voor een deel. 2 staan nog open."
    )


def test_a_site_without_motions_says_so() -> None:
    found = read_motions(at=AT)

    assert (found.total, found.pieces) == (0, [])
    assert found.sentence == "Er is nog geen motie gepubliceerd."


def test_without_a_settled_motion_the_sentence_says_that_there_is_none() -> None:
    motion(1, "in-uitvoering")

    assert read_motions(at=AT).sentence == (
        "Van de 1 motie is er nog geen afgedaan, en geen voor een deel. 1 staat nog open."
    )
