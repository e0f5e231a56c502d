"""The list of promises: which it shows, how it is filtered and counted, and its picture."""

import datetime

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actions.models import Action
from actions.term_filters import TermFilter, count_terms
from actions.timeline import Timeline, read_timeline
from tests.factories import (
    JUNE_2021,
    make_draft,
    make_milestone,
    make_ministry,
    make_outcome,
    make_public_action,
    make_theme,
)
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 10, 15, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
TODAY = AT.date()


@pytest.fixture
def promised() -> Action:
    """One promise of each standing, in two themes, and one that nobody may read yet."""
    main = make_theme("Overheid", slug="overheid")
    action = make_public_action(1, "A b c d e.", theme=make_theme("Wet", slug="wet", parent=main))
    make_ministry("BZK", action=action)
    other = make_public_action(2, "Zelf.", theme=make_theme("Herstel", slug="herstel"))
    update = action.updates.get()
    make_milestone(update, "A", last_day=TODAY - DAY)
    make_milestone(update, "b", last_day=TODAY + 10 * DAY)
    make_milestone(update, "c", last_day=TODAY + 100 * DAY)
    met = make_milestone(update, "d", last_day=TODAY - 200 * DAY)
    make_outcome(met, met_on=TODAY - 201 * DAY)
    moved = make_milestone(other.updates.get(), "Zelf", last_day=TODAY - 30 * DAY)
    later = make_milestone(other.updates.get(), "Zelf.", last_day=TODAY + 400 * DAY)
    make_outcome(moved, moved_to=later)
    make_milestone(update, "e", last_day=TODAY, kind="gerealiseerd")
    make_milestone(make_draft(action, "GEHEIM"), last_day=TODAY)
    return action


def words(query: str) -> list[str]:
    """The promises that a query selects, in its order."""
    chosen = TermFilter(QueryDict(query), at=AT)
    assert chosen.field_errors == []
    return [promise.quote for promise in chosen.qs]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["d", "Zelf", "A", "b", "c", "Zelf."]),
        ("sort=-dag", ["Zelf.", "c", "b", "A", "Zelf", "d"]),
        ("sort=actie", ["d", "A", "b", "c", "Zelf", "Zelf."]),
        ("stand=verstreken", ["A"]),
        ("stand=binnenkort", ["b"]),
        ("stand=open", ["c", "Zelf."]),
        ("stand=gehaald&stand=verschoven", ["d", "Zelf"]),
        ("ministerie=BZK&stand=open", ["c"]),
        ("thema=overheid", ["d", "A", "b", "c"]),
        ("thema=herstel", ["Zelf", "Zelf."]),
    ],
)
@pytest.mark.usefixtures("promised")
def test_a_query_selects(query: str, expected: list[str]) -> None:
    assert words(query) == expected


@pytest.mark.usefixtures("promised")
def test_every_choice_counts_what_it_would_give() -> None:
    chosen = TermFilter(QueryDict("thema=overheid"), at=AT)
    assert chosen.is_valid() is True
    counts = count_terms(chosen)
    found = {
        facet.parameter: [(choice.value, choice.count) for choice in facet.choices]
        for facet in counts.facets
    }
    assert found == {
        "stand": [("open", 1), ("binnenkort", 1), ("verstreken", 1), ("gehaald", 1)],
        "ministerie": [("BZK", 4)],
        "thema": [("overheid", 4), ("wet", 4), ("herstel", 2)],
    }
    assert (counts.found, counts.total) == (4, 6)


@pytest.mark.parametrize("query", ["stand=ooit", "thema=onzin", "sort=thema", "ministerie=XYZ"])
@pytest.mark.usefixtures("promised")
def test_a_value_that_is_no_choice_is_refused_by_name(client: Client, query: str) -> None:
    answer = client.get(f"/termijnen/?{query}")
    page = read_page(answer)
    assert answer.status_code == 400
    assert page.words("q") == []


@pytest.mark.usefixtures("promised")
def test_the_page_shows_words_standing_and_outcome(client: Client) -> None:
    page = read_page(client.get("/termijnen/?peildatum=2021-10-15"))
    assert page.words("q") == ["d", "Zelf", "A", "b", "c", "Zelf."]
    assert "Gehaald op 28 maart 2021. Bron: Handelingen" in page.words("p")
    assert "Nu: 19 november 2022, 430 dagen later. Bron: Handelingen" in page.words("p")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_much_for_three_promises_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(1, rows + 1):
        action = make_public_action(number)
        make_ministry(f"M{number}", action=action)
        make_outcome(make_milestone(action.updates.get(), last_day=TODAY), met_on=TODAY)
    with django_assert_num_queries(5):
        client.get("/termijnen/")


# -- The picture ---------------------------------------------------------------


def picture(query: str = "") -> Timeline | None:
    return read_timeline(TermFilter(QueryDict(query), at=AT).qs, on=TODAY)


@pytest.mark.usefixtures("promised")
def test_the_picture_has_a_bar_for_each_quarter_from_the_first_to_the_last() -> None:
    drawn = picture()
    assert [(bar.label, bar.count) for bar in drawn.bars] == [
        ("eerste kwartaal van 2021", 1),
        ("tweede kwartaal van 2021", 0),
        ("derde kwartaal van 2021", 1),
        ("vierde kwartaal van 2021", 2),
        ("eerste kwartaal van 2022", 1),
        ("tweede kwartaal van 2022", 0),
        ("derde kwartaal van 2022", 0),
        ("vierde kwartaal van 2022", 1),
    ]
    assert drawn.sentence == (
        "6 termijnen: 1 gehaald; 1 verschoven; 2 open; 1 binnenkort; "
        "1 verstreken, geen uitkomst bekend."
    )


@pytest.mark.usefixtures("promised")
def test_the_tallest_bar_fills_the_picture_and_pieces_stand_on_each_other() -> None:
    tallest = picture().bars[3]
    assert [(piece.standing, piece.y, piece.height) for piece in tallest.pieces] == [
        ("binnenkort", 50.0, 50.0),
        ("verstreken", 0.0, 50.0),
    ]


@pytest.mark.usefixtures("promised")
def test_today_lies_within_its_quarter() -> None:
    # 14 of the 92 days of the fourth quarter have gone by.
    assert picture().today == round((3 + 14 / 92) * 26, 1)


def test_without_promises_there_is_no_picture() -> None:
    make_public_action(1)
    assert picture() is None


def test_a_promise_in_another_age_is_not_drawn() -> None:
    update = make_public_action(1, "Ooit en eens.").updates.get()
    make_milestone(update, "Ooit", last_day=JUNE_2021.date())
    make_milestone(update, "eens", last_day=datetime.date(2121, 1, 1))
    assert picture() is None


def test_a_printed_list_says_what_was_chosen_on_which_day_and_where(client: Client) -> None:
    action = make_public_action(1, "In juni.")
    make_milestone(action.updates.get(), last_day=JUNE_2021.date())

    page = read_page(client.get("/termijnen/?stand=verstreken&peildatum=2021-09-01"))

    [printed] = [p.words for p in page.all("p") if p.attributes.get("class") == "printed"]
    assert printed.startswith(
        "POK-tracker, termijnen (Stand: verstreken, geen uitkomst bekend), aantal: 1, "
        "zoals de site was op 1 september 2021, geraadpleegd op "
    )
    assert printed.endswith(", http://testserver/termijnen/?stand=verstreken&peildatum=2021-09-01")
