"""How a promise is called in the lists and titles of the staff."""

import datetime

import pytest

from actions.models import Milestone

DAYS = {"first_day": datetime.date(2021, 4, 1), "last_day": datetime.date(2021, 6, 30)}


@pytest.mark.parametrize(
    ("quote", "name"),
    [
        ("wordt in juni getest", "wordt in juni getest (01-04-2021 t/m 30-06-2021)"),
        (
            "een twee drie vier vijf zes zeven acht negen",
            "een twee drie vier vijf zes zeven acht … (01-04-2021 t/m 30-06-2021)",
        ),
    ],
)
def test_a_promise_is_called_by_its_first_words_and_its_days(quote: str, name: str) -> None:
    assert str(Milestone(quote=quote, **DAYS)) == name
