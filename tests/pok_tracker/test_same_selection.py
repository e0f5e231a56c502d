"""Whatever a reader asks of a list, every form of it holds the same rows as the API."""

import datetime
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse, QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from actions.filters import ActionFilter
from actions.models import Theme
from actions.term_filters import TermFilter
from motions.filters import MotionFilter
from pok_tracker.lib.filtering import StrictFilterSet
from pok_tracker.lib.viewpoint import viewpoint_at
from pok_tracker.seeding import seed_empty_database
from tests.factories import (
    link_motion,
    make_milestone,
    make_motion,
    make_public_action,
    make_update,
)
from tests.reading_files import (
    actions_of_calendar,
    actions_of_feed,
    column,
    csv_rows,
    ods_rows,
    xlsx_rows,
)
from tests.shared_rows import rows_for_all

pytestmark = pytest.mark.django_db

UTC = datetime.UTC
NOW = datetime.datetime(2022, 3, 1, 12, tzinfo=UTC)
# Before everything, between the texts, after the last one.
PEILDATA = ["", "", "2021-06-01", "2021-10-15", "2022-02-01"]
REPLACED = datetime.datetime(2022, 1, 15, tzinfo=UTC)
CLOCKS = ("pok_tracker.list_forms.now", "pok_tracker.lib.viewpoint.now")
SEARCHES = [
    "",
    "",
    "toeslag",
    "moties",
    "-toeslag",
    "35510-13",
    "de wet",
    "Omtzigt",
    "=1+1",
    "é;,\t",
]
DAYS = ["", "", "2021-06-30", "2021-07-01", "2022-01-15"]
TEN_QUESTIONS = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="class")
def real_table(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The table of June 2021, and five actions of which the text was replaced later."""
    with rows_for_all(django_db_blocker):
        seed_empty_database()
        theme = Theme.objects.get(slug="toekomst-toeslagen")
        for number in range(101, 106):
            action = make_public_action(
                number, "=1+1; de wet in maart.", theme=theme, superseded_at=REPLACED
            )
            later = make_update(
                action,
                "-toeslag in mei.",
                slug="2022-01",
                status="afgerond",
                published_at=REPLACED,
                as_of=REPLACED.date(),
            )
            make_milestone(later, "in mei", last_day=datetime.date(2022, 5, number - 90))
            link_motion(action, make_motion(number, submitters=("Nieuw lid",)))
        yield


@pytest.fixture(autouse=True)
def _clock_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in CLOCKS:
        monkeypatch.setattr(name, lambda: NOW)


def draw_question(data: st.DataObject, filters: type[StrictFilterSet]) -> QueryDict:
    """A question that the filters understand on a day, of the words that the database has then."""
    day = data.draw(st.sampled_from(PEILDATA))
    chosen = filters(QueryDict(f"peildatum={day}"), at=viewpoint_at([day], at=NOW).at)
    query = QueryDict(mutable=True)
    for name, field in chosen.form.fields.items():
        if name == "sort" and data.draw(st.booleans()):
            query[name] = data.draw(st.sampled_from([value for value, _ in field.choices if value]))
        elif name == "peildatum":
            query[name] = day
        elif name == "gewijzigdSinds":
            query[name] = data.draw(st.sampled_from(DAYS))
        elif name == "q":
            query[name] = data.draw(st.sampled_from(SEARCHES))
        elif name != "sort" and field.choices and data.draw(st.integers(0, 4)) == 0:
            values = st.sampled_from([value for value, _ in field.choices])
            query.setlist(name, data.draw(st.lists(values, min_size=1, max_size=2)))
    return query


def ask(name: str, query: QueryDict) -> tuple[dict, dict[str, HttpResponse]]:
    """The answer of the API to a question, and the answer in each form."""
    client = Client()
    words = query.urlencode()
    answers = {
        form: client.get(f"/{name}.{form}?{words}")
        for form in ("csv", "xlsx", "ods", "json", "atom", "ics")
    }
    assert [answer.status_code for answer in answers.values()] == [200] * 6
    return client.get(f"/api/v1/{name}?{words}").json(), answers


def in_sheets(answers: dict[str, HttpResponse], title: str, head: str) -> list[list[str]]:
    return [
        column(csv_rows(answers["csv"]), head),
        column(xlsx_rows(answers["xlsx"], title), head),
        column(ods_rows(answers["ods"], title), head),
    ]


@pytest.mark.usefixtures("real_table")
class TestSameSelection:
    """Drawn from the real filters, the real words and days of the past."""

    @TEN_QUESTIONS
    @given(data=st.data())
    def test_every_form_of_the_list_of_actions_holds_the_rows_of_the_api(self, data: st.DataObject):
        query = draw_question(data, ActionFilter)
        api, answers = ask("acties", query)

        numbers = [action["nummer"] for action in api["resultaten"]]
        promising = [
            action["nummer"]
            for action in api["resultaten"]
            for term in action["termijnen"]
            if term["soort"] == "gepland"
        ]

        file = answers["json"].json()
        assert len(numbers) == api["aantal"]
        assert in_sheets(answers, "Acties", "nummer") == [[str(n) for n in numbers]] * 3
        assert (file["aantal"], file["resultaten"]) == (api["aantal"], api["resultaten"])
        assert set(actions_of_feed(answers["atom"])) == set(numbers)
        assert sorted(actions_of_calendar(answers["ics"])) == sorted(promising)

    @TEN_QUESTIONS
    @given(data=st.data())
    def test_every_form_of_the_list_of_motions_holds_the_rows_of_the_api(self, data: st.DataObject):
        query = draw_question(data, MotionFilter)
        api, answers = ask("moties", query)
        same_day = urlencode({"peildatum": query["peildatum"]})
        every_action = Client().get(f"/api/v1/acties?{same_day}").json()["resultaten"]

        codes = [motion["code"] for motion in api["resultaten"]]
        carrying = {link["nummer"] for motion in api["resultaten"] for link in motion["acties"]}
        promising = [
            action["nummer"]
            for action in every_action
            for term in action["termijnen"]
            if term["soort"] == "gepland" and action["nummer"] in carrying
        ]

        file = answers["json"].json()
        assert len(codes) == api["aantal"]
        assert in_sheets(answers, "Moties", "code") == [codes] * 3
        assert (file["aantal"], file["resultaten"]) == (api["aantal"], api["resultaten"])
        assert set(actions_of_feed(answers["atom"])) == carrying
        assert sorted(actions_of_calendar(answers["ics"])) == sorted(promising)

    @TEN_QUESTIONS
    @given(data=st.data())
    def test_every_form_of_the_list_of_terms_holds_the_rows_of_the_api(self, data: st.DataObject):
        query = draw_question(data, TermFilter)
        api, answers = ask("termijnen", query)

        promising = [term["actie"]["nummer"] for term in api["resultaten"]]

        file = answers["json"].json()
        assert len(promising) == api["aantal"]
        assert in_sheets(answers, "Termijnen", "actie") == [[str(n) for n in promising]] * 3
        assert (file["aantal"], file["resultaten"]) == (api["aantal"], api["resultaten"])
        assert set(actions_of_feed(answers["atom"])) == set(promising)
        assert sorted(actions_of_calendar(answers["ics"])) == sorted(promising)
