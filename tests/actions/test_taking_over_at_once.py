"""Two imports at the same moment, with transactions as real as in production."""

import datetime
import threading
from collections.abc import Iterator

import pytest
from django.db import connections

from actions.editions.taking_over import ReportFacts, TakenAlready, open_edition
from actions.models import EditionRow, StatusReport, StatusUpdate
from tests.actions.editions import a_record, a_table
from tests.cast import NOON, Cast
from tests.factories import make_public_action, make_theme

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
FACTS = ReportFacts(datetime.date(2022, 1, 15), "2022-01.docx", "a" * 64)


@pytest.fixture(autouse=True)
def _a_real_database(transactional_db: None, cast: Cast) -> Iterator[None]:
    return


def test_of_two_imports_of_one_file_one_is_taken_over_and_the_other_told_so(cast: Cast) -> None:
    theme = make_theme("Herstel")
    for number in (1, 2, 3):
        make_public_action(number, theme=theme)
    table = a_table(*(a_record(number, "Klaar.") for number in (1, 2, 3)))
    answers: list[str] = []
    start = threading.Barrier(2)

    def take_over() -> None:
        start.wait(timeout=10)
        try:
            answers.append(open_edition(FACTS, table, by=cast.reviewer, at=NOON).report.slug)
        except TakenAlready as taken:
            answers.append(taken.message)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take_over) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(answers) == [
        "2022-01",
        "Dit bestand is al overgenomen als rapportage 2022-01.",
    ]
    assert StatusReport.objects.filter(slug="2022-01").count() == 1
    assert StatusUpdate.objects.filter(report__slug="2022-01").count() == 3
    # The edition before it got its rows once.
    assert EditionRow.objects.filter(report__slug="2021-06").count() == 3
