"""The page of an action that was kept is the page that the database gives, on every day."""

import datetime
import random
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from pok_tracker.lib.publication import Publication
from pok_tracker.seeding import seed_empty_database
from tests.actions.histories import VERBS, make_site
from tests.actions.selection.same_answers import KNOWN_BY, ask_database, new_publication
from tests.cast import MORNING, Cast
from tests.factories import (
    make_draft,
    make_milestone,
    make_outcome,
    make_public_action,
    make_update,
)
from tests.shared_rows import rows_for_all

pytestmark = pytest.mark.django_db

CLOCKS = (
    "pok_tracker.lib.viewpoint",
    "pok_tracker.lib.citing",
    "pok_tracker.day_shown",
    "actions.dossier_answer",
)
NOW = datetime.datetime(2022, 3, 1, 12, tzinfo=datetime.UTC)
JUNE = datetime.date(2021, 6, 30)


def on_day(number: int, day: datetime.date | None) -> str:
    return f"/acties/{number}/{f'?peildatum={day}' if day else ''}"


def ask_memory(address: str, publication: Publication) -> HttpResponse:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(KNOWN_BY, lambda: publication)
        return Client().get(address)


def told(answer: HttpResponse) -> tuple[int, bytes, dict[str, str]]:
    return answer.status_code, answer.content, dict(answer.headers)


def differing(addresses: list[str], publication: Publication) -> list[str]:
    """The addresses that the memory answers in another way than the database, asked in turn."""
    return [
        address
        for address in addresses
        if told(ask_memory(address, publication)) != told(ask_database(address))
    ]


def set_clock(monkeypatch: pytest.MonkeyPatch, at: datetime.datetime) -> None:
    for name in CLOCKS:
        monkeypatch.setattr(f"{name}.now", lambda: at)


@pytest.fixture
def publication(monkeypatch: pytest.MonkeyPatch) -> Publication:
    set_clock(monkeypatch, NOW)
    return new_publication()


@pytest.fixture(scope="class")
def real_table(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with rows_for_all(django_db_blocker):
        seed_empty_database()
        yield


def make_eventful_action() -> None:
    """An action that was replaced, with promises that pass, are met and move, and a draft."""
    replaced = datetime.datetime(2022, 1, 15, 9, tzinfo=datetime.UTC)
    action = make_public_action(1, 'Zo & "zo" in mei en in juni <b>.', superseded_at=replaced)
    for day in (datetime.date(2021, 11, 2), datetime.date(2022, 2, 10)):
        make_milestone(action.updates.get(), last_day=day)
    later = make_update(
        action, "Klaar in mei.", slug="2022-01", published_at=replaced, as_of=replaced.date()
    )
    met = make_milestone(later, last_day=datetime.date(2022, 3, 20))
    make_outcome(met, met_on=replaced.date(), at=datetime.datetime(2022, 2, 1, tzinfo=datetime.UTC))
    make_draft(action, "Nog geheim.", status="niet-gestart")
    make_public_action(2, "Zie actie 1.", see_also=[1])


# When a text or an outcome became public, and when a promise came near or passed.
CHANGES = [
    datetime.date(2021, 6, 30),
    datetime.date(2021, 9, 3),
    datetime.date(2021, 11, 3),
    datetime.date(2021, 12, 12),
    datetime.date(2022, 1, 15),
    datetime.date(2022, 1, 19),
    datetime.date(2022, 2, 1),
    datetime.date(2022, 2, 11),
]


@pytest.mark.usefixtures("real_table")
class TestRealTable:
    """Over the table of June 2021."""

    def test_a_kept_page_is_the_same_byte_for_byte_on_any_day(self, publication: Publication):
        drawn = random.Random(35510)
        days = [JUNE + datetime.timedelta(drawn.randrange(240)) for _ in range(3)]
        numbers = [3, 44, 58, 82, 99, *drawn.sample(range(1, 87), 4)]
        addresses = [on_day(number, day) for number in numbers for day in (None, *days)]

        assert differing(drawn.sample(addresses, len(addresses)), publication) == []


class TestChanges:
    """Two actions, of which one changed more than once."""

    def test_no_day_around_a_change_differs_from_the_database(self, publication: Publication):
        make_eventful_action()

        days = [day - datetime.timedelta(before) for day in CHANGES for before in (1, 0, 20)]
        addresses = [on_day(number, day) for number in (1, 2) for day in (None, *days)]

        assert differing(addresses, publication) == []

    def test_a_day_on_which_nothing_changed_takes_no_query(
        self, publication: Publication, django_assert_num_queries: DjangoAssertNumQueries
    ):
        make_eventful_action()
        ask_memory(on_day(1, datetime.date(2021, 7, 2)), publication)

        with django_assert_num_queries(0):
            later = ask_memory(on_day(1, datetime.date(2021, 7, 20)), publication)

        assert "20 dagen geleden" in later.content.decode()

    @pytest.mark.parametrize(
        "forgotten",
        ["actions.dossier_answer.days_of_change", "actions.dossier_answer.read_public_moments"],
    )
    def test_without_one_kind_of_change_a_day_does_differ(
        self, publication: Publication, monkeypatch: pytest.MonkeyPatch, forgotten: str
    ):
        make_eventful_action()
        monkeypatch.setattr(forgotten, lambda *_: [])
        days = [datetime.date(2021, 10, 20), datetime.date(2021, 12, 1)]
        days += [datetime.date(2022, 1, 10), datetime.date(2022, 1, 20)]

        assert differing([on_day(1, day) for day in days], publication) != []

    @pytest.mark.parametrize(
        "address",
        [
            "/acties/1/",
            "/acties/01/?peildatum=2021-07-02",
            "/acties/1/?peildatum=2021-07-02&b=%22%3Cb%3E&a=1",
            "/acties/1/?b=%22%3Cb%3E",
            "/acties/1/?peildatum=2022-03-01",
            "/acties/1/?peildatum=2022-03-02",
            "/acties/1/?peildatum=onzin",
            "/acties/1/?peildatum=",
            "/acties/7/?peildatum=2021-07-02",
        ],
    )
    def test_each_way_to_ask_gets_the_answer_of_the_database(
        self, publication: Publication, address: str
    ):
        make_eventful_action()
        for other in ("/acties/1/", "/acties/1/?peildatum=2021-07-01"):
            ask_memory(other, publication)

        assert differing([address], publication) == []

    def test_today_comes_into_the_picture_of_terms_with_its_first_year(
        self, publication: Publication
    ):
        update = make_public_action(1).updates.get()
        for day in (datetime.date(2022, 10, 1), datetime.date(2022, 11, 1)):
            make_milestone(update, first_day=day, last_day=day)
        days = [datetime.date(2021, 12, 31), datetime.date(2022, 1, 1), datetime.date(2021, 12, 30)]

        assert differing([on_day(1, day) for day in days], publication) == []

    def test_another_host_keeps_addresses_of_its_own(
        self, publication: Publication, monkeypatch: pytest.MonkeyPatch
    ):
        make_eventful_action()
        ask_memory("/acties/1/", publication)
        monkeypatch.setattr(KNOWN_BY, lambda: publication)

        page = Client(headers={"host": "localhost"}).get("/acties/1/").content

        assert (b"http://testserver" in page, b"http://localhost" in page) == (False, True)

    def test_of_too_many_pages_the_first_are_let_go(
        self, publication: Publication, monkeypatch: pytest.MonkeyPatch
    ):
        make_eventful_action()
        monkeypatch.setattr("django.conf.settings.KEPT_DOSSIERS_BYTES", 40_000)
        addresses = [on_day(number, day) for number in (1, 2) for day in (None, JUNE)]

        assert differing([*addresses, *addresses], publication) == []


# Each example asks for some hundred pages: a failing one is told as it is, not made smaller.
@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.tuples(st.integers(0, 25), st.sampled_from(VERBS), st.integers(0, 1)),
        min_size=1,
        max_size=4,
    ),
    offsets=st.lists(st.integers(0, 290), min_size=4, max_size=4),
)
def test_after_any_history_a_kept_page_is_that_of_the_database(
    cast: Cast, steps: list[tuple[int, str, int]], offsets: list[int]
):
    with transaction.atomic():
        history = make_site(cast)
        at = MORNING
        for days, verb, which in steps:
            at += datetime.timedelta(days=days, hours=1)
            history.carry_out(verb, history.actions[which], at)
            # A step makes another publication; its days are asked before and after an embargo.
            publication = new_publication()
            for moment in (at, at + datetime.timedelta(days=60)):
                today = timezone.localdate(moment)
                asked = [None, today, timezone.localdate(at)]
                asked += [today - datetime.timedelta(offset) for offset in offsets]
                addresses = [on_day(number, day) for number in (1, 2) for day in asked]
                with pytest.MonkeyPatch.context() as monkeypatch:
                    set_clock(monkeypatch, moment)
                    assert differing(addresses, publication) == []
        transaction.set_rollback(True)
