"""Any question that the OpenAPI document allows, and many that it does not, gets a right answer.

Schemathesis makes the questions from the document and asks the application in this process. The
same ones each time; `make fuzz` asks many more.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker
from schemathesis.specs.openapi.checks import positive_data_acceptance

from pok_tracker.api_document import read_document
from tests.shared_rows import rows_for_all

pytestmark = pytest.mark.django_db

CASES = int(os.environ.get("API_CASES", "60"))
# Which slugs there are, and that a day has been, is in no schema: those answers are tested by name.
NOT_IN_THE_DOCUMENT = [positive_data_acceptance]
CONFIG = {
    "seed": 20201217,
    "generation": {"deterministic": True, "max-examples": CASES, "no-shrink": True},
}
asked: list[int] = []

api = schemathesis.openapi.from_dict(read_document(), config=schemathesis.Config.from_dict(CONFIG))


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


def application(environ: dict[str, object], start_response: Callable[..., object]) -> object:
    """The site, made at the first question: only then the settings of the suite hold."""
    return _handler()(environ, start_response)


api.app = application


@pytest.fixture(scope="module")
def _real_table(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The table of June 2021, and a connection that outlives a request, as in Django's client."""
    ends = (request_started, request_finished)
    with rows_for_all(django_db_blocker):
        names = ["themes", "ministries", "motions", "editions/2021-06"]
        call_command("loaddata", *names, verbosity=0)
        for signal in ends:
            signal.disconnect(close_old_connections)
        yield
        for signal in ends:
            signal.connect(close_old_connections)


@pytest.mark.usefixtures("_real_table")
@api.parametrize()
@settings(
    max_examples=CASES,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_the_document_promises(case: schemathesis.Case):
    response = case.call(headers={"Accept-Encoding": "identity"})
    asked.append(response.status_code)
    case.validate_response(response, excluded_checks=NOT_IN_THE_DOCUMENT)


def test_it_asked_a_thousand_questions_and_all_kinds_of_answers_came():
    kinds = Counter(asked)
    assert kinds.total() >= 1000
    assert set(kinds) == {200, 204, 400, 404, 405}
