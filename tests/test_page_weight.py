"""What a reader's phone fetches stays small: the page, and what goes beside it."""

import gzip
from collections.abc import Iterator

import pytest
from django.db.models.functions import Length
from django.test import Client
from pytest_django import DjangoDbBlocker

from actions.models import StatusUpdate
from pok_tracker.lib.clock import now
from pok_tracker.seeding import seed_empty_database
from tests.shared_rows import rows_for_all
from tests.source_tree import PROJECT

KILOBYTE = 1000
STYLES = ("static/css/tokens.css", "static/css/site.css")


def weight(*paths: str) -> int:
    """How many bytes these files are together, each as it is sent."""
    return sum(len(gzip.compress((PROJECT / path).read_bytes(), 9)) for path in paths)


def sent_bytes(address: str) -> int:
    """How many bytes of HTML a browser gets from this address, compressed as the site does it."""
    answer = Client().get(address)
    assert answer.status_code == 200
    return len(gzip.compress(answer.content))


def test_the_styles_of_the_public_pages_stay_below_twelve_kilobytes() -> None:
    assert 0 < weight(*STYLES) <= 12 * KILOBYTE


def test_all_scripts_together_stay_below_five_kilobytes() -> None:
    scripts = [str(path) for path in (PROJECT / "static/js").glob("*.js")]

    assert 0 < weight(*scripts) <= 5 * KILOBYTE


@pytest.fixture(scope="class")
def _real_table(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with rows_for_all(django_db_blocker):
        seed_empty_database()
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("_real_table")
class TestOfTheRealTable:
    """The table of June 2021, loaded once."""

    def test_the_list_of_all_86_actions_stays_below_45_kilobytes(self) -> None:
        assert Client().get("/acties/").content.count(b'<tr role="row">') == 1 + 86
        assert sent_bytes("/acties/") <= 45 * KILOBYTE

    def test_the_actions_with_the_longest_texts_stay_below_15_kilobytes(self) -> None:
        texts = StatusUpdate.objects.published(at=now()).order_by(Length("text").desc())

        weights = {
            number: sent_bytes(f"/acties/{number}/")
            for number in texts.values_list("action__number", flat=True)[:8]
        }

        assert len(weights) == 8
        assert {number: size for number, size in weights.items() if size > 15 * KILOBYTE} == {}

    def test_who_wants_to_save_data_gets_the_same_page(self) -> None:
        thrifty = Client(headers={"save-data": "on"})

        for address in ("/", "/acties/", "/acties/53/"):
            usual, saved = Client().get(address), thrifty.get(address)
            assert saved.content == usual.content
            assert "Save-Data" not in usual.get("Vary", "")
