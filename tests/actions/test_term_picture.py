"""The picture of the terms of one action."""

import datetime

import pytest

from actions.dossier import read_milestones
from actions.term_picture import TermPicture, Year, draw_terms
from tests.factories import make_milestone, make_public_action

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 7, 2, 12, tzinfo=datetime.UTC)


def picture(*spans: tuple[datetime.date, datetime.date]) -> TermPicture | None:
    update = make_public_action(1).updates.get()
    for first, last in spans:
        make_milestone(update, first_day=first, last_day=last, precision="periode")
    return draw_terms(read_milestones(update, at=AT))


def test_bars_lie_where_their_days_lie_in_whole_years() -> None:
    drawn = picture(
        (datetime.date(2021, 1, 1), datetime.date(2021, 12, 31)),
        (datetime.date(2022, 12, 31), datetime.date(2022, 12, 31)),
    )
    assert [(bar.x, bar.y, bar.width, bar.kind) for bar in drawn.bars] == [
        (0.0, 0, 299.6, "open"),
        (594, 22, 6, "open"),
    ]
    assert drawn.years == (Year(0.0, "2021"), Year(300.4, "2022"))
    assert (drawn.place_of(AT.date()), drawn.height) == (149.8, 44)


def test_one_term_is_not_drawn() -> None:
    assert picture((datetime.date(2021, 1, 1), datetime.date(2021, 2, 1))) is None


def test_today_is_left_out_when_it_lies_elsewhere() -> None:
    day = datetime.date(2024, 5, 1)
    assert picture((day, day), (day, day)).place_of(AT.date()) is None


def test_a_sentence_and_a_legend_say_what_the_bars_show() -> None:
    drawn = picture(
        (datetime.date(2021, 1, 1), datetime.date(2021, 2, 1)),
        (datetime.date(2021, 3, 1), datetime.date(2021, 4, 1)),
        (datetime.date(2022, 12, 31), datetime.date(2022, 12, 31)),
    )

    assert drawn.sentence == (
        "3 termijnen van 2021 tot en met 2022: 2 verstreken, geen uitkomst bekend; 1 open."
    )
    assert drawn.kinds == (("verstreken", "verstreken, geen uitkomst bekend"), ("open", "open"))
