"""What a list tells of a row is what the models and the serializer tell of it."""

import datetime

import pytest
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from actions.api.actions import ActionSerializer
from actions.api.reading import read_context
from actions.api.rows import read_told, rows_of
from actions.listed import ListedAction, read_listed
from actions.models import Action
from actions.models.milestone import with_latest_promise
from tests.actions.selection.conftest import REPLACED
from tests.factories import link_motion, make_ministry, make_motion, make_public_action

pytestmark = pytest.mark.django_db

MOMENTS = [
    REPLACED - datetime.timedelta(seconds=1),
    REPLACED,
    datetime.datetime(2022, 5, 10, 9, 30, tzinfo=datetime.UTC),
]
REQUEST = RequestFactory().get("/")


@pytest.mark.usefixtures("real_table")
@pytest.mark.parametrize("at", MOMENTS)
def test_a_row_of_a_file_is_what_the_serializer_says(at: datetime.datetime):
    actions = list(Action.objects.for_list(at=at))
    context = {"request": REQUEST, **read_context(actions, at=at)}

    rows = rows_of(read_told([action.pk for action in actions], at=at), REQUEST, at=at)

    assert rows == list(ActionSerializer(actions, many=True, context=context).data)
    assert list(map(list, rows)) == [list(ActionSerializer().fields)] * 91


@pytest.mark.usefixtures("real_table")
@pytest.mark.parametrize("at", MOMENTS)
def test_a_row_of_the_page_is_what_the_models_say(at: datetime.datetime):
    actions = with_latest_promise(Action.objects.for_list(at=at), at=at)

    told = read_listed([action.pk for action in actions], at=at)

    assert told == [
        ListedAction(
            action.pk,
            action.number,
            action.description,
            action.theme.name,
            action.current.status,
            action.current.text,
            [
                {
                    "dossier": link.motion.dossier,
                    "number": link.motion.number,
                    "part": link.part,
                    "label": link.label,
                    "named": link.named,
                    "and_others": link.and_others,
                }
                for link in action.motion_links.all()
            ],
            [
                {"code": link.ministry.code, "name": link.ministry.name}
                for link in action.ministry_links.all()
            ],
            action.latest_promise,
        )
        for action in actions
    ]
    assert [one.url for one in told] == [action.get_absolute_url() for action in actions]


@pytest.mark.parametrize("rows", [1, 3])
def test_rows_cost_as_many_queries_however_many_there_are(
    django_assert_num_queries: DjangoAssertNumQueries, rows: int
):
    for number in range(1, rows + 1):
        action = make_public_action(number, see_also=[1], cited=["35510-13"])
        link_motion(action, make_motion(number))
        make_ministry(f"M{number}", action=action)
    keys = list(Action.objects.values_list("pk", flat=True))

    with django_assert_num_queries(1):
        read_listed(keys, at=MOMENTS[1])
    # The rows; which papers are doubtful, and which actions may be named.
    with django_assert_num_queries(3):
        rows_of(read_told(keys, at=MOMENTS[1]), REQUEST, at=MOMENTS[1])
