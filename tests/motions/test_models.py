"""Motions: how far each is carried out, and who signed it for which party."""

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from motions.models import Member, Membership, Motion, Party
from tests.factories import (
    DEBATE,
    JUNE_2021,
    link_motion,
    make_action,
    make_draft,
    make_member,
    make_motion,
    make_public_action,
    make_update,
)

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 7, 1, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def settlement(*links: tuple[int | None, str]) -> str:
    """The settlement of a motion whose (part, status) are carried out by an action each."""
    motion = make_motion(13)
    for number, (part, status) in enumerate(links, 1):
        waiting = "formatie" if status == "wacht-op-besluit" else ""
        action = make_public_action(number, status=status, waiting_for=waiting)
        link_motion(action, motion, part=part)
    return Motion.objects.published(at=AT).get().settlement


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([(None, "afgerond")], "afgedaan"),
        ([(None, "in-uitvoering")], "open"),
        ([(None, "afgerond"), (None, "afgerond")], "afgedaan"),
        ([(None, "afgerond"), (None, "in-uitvoering")], "open"),
        ([(1, "afgerond"), (2, "afgerond")], "afgedaan"),
        ([(1, "afgerond"), (2, "in-uitvoering")], "deels-afgedaan"),
        ([(1, "in-uitvoering"), (2, "doorlopend")], "open"),
        # A part is settled only when every action that carries it out is.
        ([(1, "afgerond"), (1, "in-uitvoering"), (2, "afgerond")], "deels-afgedaan"),
        ([(1, "afgerond"), (1, "in-uitvoering"), (2, "in-uitvoering")], "open"),
        ([(1, "afgerond"), (2, "afgerond"), (3, "niet-gestart")], "deels-afgedaan"),
        ([(None, "afgerond"), (1, "in-uitvoering")], "deels-afgedaan"),
        # A number tells of parts that no action carries out: they are open.
        ([(1, "afgerond")], "deels-afgedaan"),
        ([(2, "afgerond")], "deels-afgedaan"),
        ([(2, "in-uitvoering")], "open"),
        ([(1, "afgerond"), (3, "afgerond")], "deels-afgedaan"),
        ([(None, "afgerond"), (1, "afgerond")], "deels-afgedaan"),
        ([(None, "afgerond"), (1, "afgerond"), (2, "afgerond")], "afgedaan"),
        *(
            ([(None, status)], "open")
            for status in (
                "niet-gestart",
                "in-voorbereiding",
                "doorlopend",
                "wacht-op-besluit",
                "niet-uitgevoerd",
            )
        ),
    ],
)
def test_a_motion_is_settled_part_by_part(links: list[tuple[int | None, str]], expected: str):
    assert settlement(*links) == expected


def test_only_what_stands_at_that_moment_settles_a_motion():
    later = JUNE_2021 + 90 * DAY
    action = make_public_action(1, superseded_at=later)
    make_update(action, "Klaar.", slug="2021-09", status="afgerond", published_at=later)
    make_draft(action, "Toch niet.", status="niet-uitgevoerd")
    link_motion(action, make_motion(13))

    settled = [
        Motion.objects.published(at=at).get().settlement for at in (AT, later, later + 999 * DAY)
    ]

    assert settled == ["open", "afgedaan", "afgedaan"]


def test_a_motion_without_a_public_action_is_not_public():
    link_motion(make_action(1), make_motion(13))
    link_motion(make_public_action(2), make_motion(14))
    make_motion(15)

    assert [motion.number for motion in Motion.objects.published(at=AT)] == [14]


def test_a_motion_shows_only_the_links_to_public_actions():
    motion = make_motion(13)
    hidden = make_action(1)
    make_draft(hidden)
    link_motion(hidden, motion, part=1)
    link_motion(make_public_action(2, status="afgerond"), motion, part=2)

    shown = Motion.objects.for_list(at=AT).get()

    assert [link.action.number for link in shown.action_links.all()] == [2]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_of_motions_takes_five_queries(
    django_assert_num_queries: DjangoAssertNumQueries, rows: int
):
    for number in range(1, rows + 1):
        link_motion(
            make_public_action(number), make_motion(number, submitters=("Omtzigt", "Segers"))
        )

    with django_assert_num_queries(5):
        signed = [
            (item.member.name, item.member.party_on(motion.proposed_on).name)
            for motion in Motion.objects.for_list(at=AT)
            for item in motion.submissions.all()
        ]

    assert signed == [("Omtzigt", "CDA"), ("Segers", "CDA")] * rows


@pytest.mark.parametrize(
    ("day", "party"),
    [
        (DEBATE - DAY, None),
        (DEBATE, "cda"),
        (DEBATE + DAY, None),
        (DEBATE + 9 * DAY, None),
        (DEBATE + 10 * DAY, "nsc"),
        (DEBATE + 9999 * DAY, "nsc"),
        (None, None),
    ],
)
def test_a_party_is_known_only_for_the_days_that_a_source_confirms(
    day: datetime.date | None, party: str | None
):
    member = make_member()
    later = Party.objects.create(slug="nsc", name="NSC")
    Membership.objects.create(
        member=member, party=later, first_day=DEBATE + 10 * DAY, source="Handelingen"
    )

    found = Member.objects.get().party_on(day)

    assert (found.slug if found else None) == party


def test_a_motion_prints_itself_and_its_address():
    motion = make_motion(13)

    assert (str(motion), motion.code, motion.get_absolute_url()) == (
        "Motie 35510, nr. 13",
        "35510-13",
        "/moties/35510-13/",
    )
