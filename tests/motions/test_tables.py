"""The list of motions as a table: what each cell says."""

import datetime

import pytest
from django.http import QueryDict

from motions.models import Membership, Motion
from motions.tables import MotionTable
from tests.factories import link_motion, make_motion, make_public_action

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 7, 1, tzinfo=datetime.UTC)


def cells() -> dict[str, str]:
    """The only row of the table, a cell per column."""
    [row] = MotionTable(list(Motion.objects.for_list(at=AT)), query=QueryDict(""), sort="").rows
    return {column.name: str(cell) for column, cell in row.items()}


def test_a_motion_shows_who_signed_it_for_whom_and_what_became_of_it():
    motion = make_motion(16, submitters=("Omtzigt", "Van Dam"))
    link_motion(make_public_action(1, status="afgerond"), motion, part=1)
    link_motion(make_public_action(2), motion, part=2)

    assert cells() == {
        "nummer": '<a href="/moties/35510-16/">16</a>',
        "motie": '<a href="/moties/35510-16/">Motie Omtzigt (CDA), Van Dam (CDA)</a> ',
        "acties": '<div><a href="/acties/1/">actie 1</a>, deel 1</div>'
        '<div><a href="/acties/2/">actie 2</a>, deel 2</div>',
        "afdoening": '<span class="settlement settlement--deels-afgedaan">deels afgedaan</span>',
        "uitslag": "onbekend",
    }


def test_what_no_source_confirms_is_left_out():
    link_motion(make_public_action(1), make_motion(13))
    Membership.objects.all().delete()
    Motion.objects.update(and_others=True, title="over <wet> & regel", proposed_on=None)

    assert cells()["motie"] == (
        '<a href="/moties/35510-13/">Motie Omtzigt c.s.</a> over &lt;wet&gt; &amp; regel'
    )
    assert cells()["acties"] == '<div><a href="/acties/1/">actie 1</a></div>'
