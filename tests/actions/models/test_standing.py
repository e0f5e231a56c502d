"""Of an action one text stands at any moment."""

import pytest

from actions.models import Action
from tests.actions.models.rows_of_models import DAY, LATER, published
from tests.factories import JUNE_2021, make_update

pytestmark = pytest.mark.django_db


def test_only_one_text_of_an_action_stands_at_any_moment():
    first = published(superseded_at=LATER)
    make_update(first.action, slug="2021-09", published_at=LATER)
    moments = [JUNE_2021 - DAY, JUNE_2021, LATER - DAY, LATER, LATER + DAY]

    standing = [
        [
            action.current.slug
            for action in Action.objects.published(at=at).select_related("current")
        ]
        for at in moments
    ]

    assert standing == [[], ["2021-06"], ["2021-06"], ["2021-09"], ["2021-09"]]
