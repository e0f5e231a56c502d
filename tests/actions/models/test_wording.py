"""What an action said on a day before an edition changed its description."""

import datetime

import pytest
from django.test import Client

from actions.models import Action, ActionMotion, EditionRow, StatusUpdate
from tests.factories import (
    JUNE_2021,
    link_motion,
    make_motion,
    make_public_action,
    make_report,
    make_theme,
    make_update,
)
from tests.reading_pages import words_of

pytestmark = pytest.mark.django_db

SEPTEMBER = datetime.datetime(2021, 9, 1, tzinfo=datetime.UTC)
JANUARY = datetime.datetime(2022, 1, 15, tzinfo=datetime.UTC)
ADDRESSES = [
    "/acties/",
    "/acties/1/",
    "/acties/2/",
    "/themas/herstel/",
    "/moties/35510-1/",
    "/api/v1/acties",
    "/api/v1/acties/1",
]


def replace(action: Action, slug: str, at: datetime.datetime, said: str, **fields: object) -> None:
    """An edition that gives the action another description at that moment."""
    action.updates.filter(superseded_at=None).update(superseded_at=at)
    update = make_update(action, f"Stand {slug}.", slug=slug, published_at=at, **fields)
    EditionRow.objects.create(
        report=make_report(slug),
        action=action,
        update=update,
        position=1,
        description=said,
        theme=action.theme,
        changes=["omschrijving"],
        replaced={
            "description": action.description,
            "description_lines": action.source_lines,
        },
    )
    action.description, action.source_lines = said, [7, 8]
    action.save()


@pytest.fixture(autouse=True)
def _two_changes() -> None:
    """Said first: Eerst. From September: Daarna. From January: Tenslotte."""
    theme = make_theme("Herstel", slug="herstel")
    action = make_public_action(1, description="Eerst dit", theme=theme)
    Action.objects.filter(pk=action.pk).update(source_lines=[3, 4])
    action.refresh_from_db()
    link_motion(action, make_motion(1))
    make_public_action(2, "Zie ook actie 1.", theme=theme, see_also=[1])
    replace(action, "2021-09", SEPTEMBER, "Daarna dat")
    replace(action, "2022-01", JANUARY, "Tenslotte iets anders")


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2021-06-30", "eerst dit"),
        ("2021-08-31", "eerst dit"),
        ("2021-09-01", "daarna dat"),
        ("2022-01-14", "daarna dat"),
        ("2022-01-15", "tenslotte iets anders"),
        ("", "tenslotte iets anders"),
    ],
)
def test_every_page_shows_the_description_of_its_day(
    client: Client, address: str, day: str, said: str
):
    page = words_of(client.get(address, {"peildatum": day}))
    everything = ["eerst dit", "daarna dat", "tenslotte iets anders"]

    assert [words for words in everything if words in page] == [said]


def test_the_source_of_a_description_is_that_of_its_day():
    lines = [
        Action.objects.published(at=at).get(number=1).source_lines
        for at in (JUNE_2021, SEPTEMBER, JANUARY)
    ]

    assert lines == [[3, 4], [7, 8], [7, 8]]


def test_an_action_that_is_not_read_along_stays_unread(django_assert_num_queries):
    with django_assert_num_queries(2):
        links = list(ActionMotion.objects.published(at=JUNE_2021))
        updates = list(StatusUpdate.objects.published(at=JUNE_2021))

    assert (len(links), len(updates)) == (1, 2)
