"""A motion part by part, as the pages tell it."""

import datetime

import pytest

from motions.models import Motion, Settlement
from motions.parts import explain, read_parts
from tests.factories import link_motion, make_motion, make_public_action, make_secret_action

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 7, 1, tzinfo=datetime.UTC)
NO_ACTION = "nog niet, de bron noemt hier geen openbare actie bij."


def motion_with(*links: tuple[int | None, str]) -> Motion:
    """A motion that an action carries out for each (part, status)."""
    motion = make_motion(16)
    for number, (part, status) in enumerate(links, 1):
        link_motion(make_public_action(number, status=status), motion, part=part)
    return Motion.objects.for_detail(at=AT).get()


@pytest.mark.parametrize(
    ("links", "told"),
    [
        ([(None, "afgerond")], "De hele motie: afgerond."),
        ([(None, "doorlopend")], "De hele motie: nog niet."),
        ([(2, "in-uitvoering"), (1, "afgerond")], "Deel 1: afgerond. Deel 2: nog niet."),
        ([(1, "afgerond")], f"Deel 1: afgerond. Deel 2: {NO_ACTION}"),
        ([(2, "afgerond")], f"Deel 1: {NO_ACTION} Deel 2: afgerond."),
        (
            [(1, "afgerond"), (3, "afgerond")],
            f"Deel 1: afgerond. Deel 2: {NO_ACTION} Deel 3: afgerond.",
        ),
        (
            [(None, "afgerond"), (1, "afgerond")],
            f"De hele motie: afgerond. Deel 1: afgerond. Deel 2: {NO_ACTION}",
        ),
    ],
)
def test_each_part_is_told_by_itself(links: list[tuple[int | None, str]], told: str):
    motion = motion_with(*links)
    parts = read_parts(motion)

    assert explain(parts) == told
    # The sentence and the filter, which reads SQL, never disagree.
    assert (motion.settlement == Settlement.SETTLED) is all(part.is_settled for part in parts)


def test_a_part_with_a_secret_action_only_is_a_part_without_an_action():
    motion = make_motion(16)
    link_motion(make_public_action(1, status="afgerond"), motion, part=1)
    link_motion(make_secret_action(2), motion, part=2)
    link_motion(make_secret_action(3), motion, part=3)

    shown = Motion.objects.for_detail(at=AT).get()

    assert [part.label for part in read_parts(shown)] == ["Deel 1", "Deel 2"]
    assert shown.settlement == Settlement.PARTLY
