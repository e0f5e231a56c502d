"""How well the search answers the questions of search_queries.txt, in two halves."""

import datetime
from collections.abc import Iterator

import pytest
from django.http import QueryDict
from pytest_django import DjangoDbBlocker

from actions.filters import ActionFilter
from pok_tracker.seeding import seed_empty_database
from tests.actions.search_set import Question, measure, read_questions
from tests.shared_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("table_of_june")]

AT = datetime.datetime(2021, 7, 1, tzinfo=datetime.UTC)
QUESTIONS = read_questions()


@pytest.fixture(scope="module")
def table_of_june(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with rows_for_all(django_db_blocker):
        seed_empty_database()
        yield


def search(words: str) -> list[int]:
    query = QueryDict(mutable=True)
    query["q"] = words
    chosen = ActionFilter(query, at=AT)
    assert chosen.field_errors == []
    return list(chosen.qs.values_list("number", flat=True))


@pytest.mark.parametrize(
    "questions",
    [
        pytest.param(QUESTIONS[::2], id="tuned on"),
        pytest.param(QUESTIONS[1::2], id="only measured"),
    ],
)
def test_the_right_actions_are_on_the_first_page_and_the_right_one_first(
    questions: list[Question],
):
    score = measure(questions, search)

    assert (score.recall >= 0.95, score.first >= 0.9) == (True, True), score.report


def test_the_set_has_enough_questions_with_one_right_answer():
    with_first = [question for question in QUESTIONS if question.first]

    assert (len(QUESTIONS), len(with_first)) == (160, 133)
