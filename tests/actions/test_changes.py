"""The list of all public changes: what stands in it, in what order, and what never does."""

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actions.models import Action, StatusUpdate
from pok_tracker.lib.clock import now
from tests.factories import (
    make_draft,
    make_ministry,
    make_public_action,
    make_report,
    make_secret_action,
    make_theme,
    make_update,
)
from tests.reading_pages import Page, read_page, words_of

pytestmark = pytest.mark.django_db

JANUARY = datetime.datetime(2022, 1, 15, 9, tzinfo=datetime.UTC)
FEBRUARY = datetime.datetime(2022, 2, 1, 9, tzinfo=datetime.UTC)
MARCH = datetime.datetime(2022, 3, 1, 9, tzinfo=datetime.UTC)


def replace(action: Action, text: str, at: datetime.datetime, **fields: object) -> StatusUpdate:
    """An update that takes the place of the one that stands, published at that moment."""
    before = action.updates.filter(state="gepubliceerd", superseded_at=None)
    standing = before.get()
    before.update(superseded_at=at)
    corrects = standing if fields.get("kind") == "correctie" else None
    return make_update(
        action,
        text,
        **{
            "slug": f"{at:%Y-%m-%d}",
            "kind": "tussentijds",
            "report": standing.report,
            "published_at": at,
            "corrects": corrects,
            **fields,
        },
    )


def withdraw(action: Action, text: str, **fields: object) -> StatusUpdate:
    """An update that was public for two weeks."""
    return make_update(
        action,
        text,
        **{
            "slug": "ingetrokken",
            "kind": "tussentijds",
            "state": "ingetrokken",
            "published_at": JANUARY,
            "withdrawn_at": FEBRUARY,
            "withdrawn_reason": "Hoorde bij een andere actie.",
            **fields,
        },
    )


def heads(page: Page) -> list[str]:
    return page.words("h2")


def ask(client: Client, query: str = "") -> Page:
    return read_page(client.get(f"/wijzigingen/{query}"))


def entries(client: Client, query: str = "") -> list[str]:
    """The headings of the list itself, without those of the page around it."""
    return [head for head in heads(ask(client, query)) if head != "Uw keuzes"]


def test_the_texts_of_an_edition_are_one_entry_and_the_newest_comes_first(client: Client) -> None:
    for number in (1, 2, 3):
        make_public_action(number)
    replace(Action.objects.get(number=2), "Het is klaar.", FEBRUARY)

    assert entries(client) == ["Actie 2 tussentijds", "Rapportage van juni 2021"]
    assert [words for words in ask(client).words("summary") if "tekst" in words] == [
        "3 nieuwe teksten"
    ]


def test_every_line_leads_to_its_update_and_shows_the_changed_words(client: Client) -> None:
    action = make_public_action(1, "Het is in juni klaar.")
    replace(action, "Het is in maart klaar.", FEBRUARY, status="afgerond")

    page = ask(client)

    assert {"/acties/1/stand/2021-06/", "/acties/1/stand/2022-02-01/"} - set(page.links) == set()
    assert (page.words("del"), page.words("ins")) == (["juni"], ["maart"])
    statuses = [
        span.words for span in page.all("span") if "status--" in span.attributes.get("class", "")
    ]
    assert statuses == ["in uitvoering", "afgerond"]


def test_a_correction_names_what_it_corrects(client: Client) -> None:
    action = make_public_action(1, "Het is in juni klaar.")
    make_public_action(2)
    replace(action, "Het is in juli klaar.", FEBRUARY, kind="correctie")

    page = ask(client, "?soort=correctie")

    assert entries(client, "?soort=correctie") == ["Actie 1 correctie"]
    assert "Verbetert de stand van 30 juni 2021." in page.words("p")
    assert (page.words("del"), page.words("ins")) == (["juni"], ["juli"])


def test_a_correction_of_the_reading_alone_says_that_the_text_is_the_same(client: Client) -> None:
    action = make_public_action(1, "Het is klaar.")
    replace(action, "Het is klaar.", FEBRUARY, kind="correctie", status="afgerond")

    assert "De tekst is woord voor woord gelijk gebleven." in ask(client).words("p")


def test_a_withdrawal_tells_its_reason_and_never_its_text(client: Client) -> None:
    action = make_public_action(1)
    withdraw(action, "GEHEIM tekst.")

    response = client.get("/wijzigingen/")

    assert entries(client)[0] == "Actie 1 ingetrokken"
    assert "reden: hoorde bij een andere actie." in words_of(response)
    assert "geheim" not in words_of(response)


def test_an_update_that_was_stopped_before_its_moment_is_not_told_of(client: Client) -> None:
    action = make_public_action(1)
    withdraw(action, "GEHEIM tekst.", published_at=MARCH)

    assert entries(client) == ["Rapportage van juni 2021"]


def test_of_an_action_that_is_not_public_a_withdrawal_names_only_the_number(
    client: Client,
) -> None:
    action = make_secret_action(7)
    withdraw(action, "GEHEIM tekst.")

    response = client.get("/wijzigingen/")

    assert entries(client) == ["Actie 7 ingetrokken"]
    assert "geheim" not in words_of(response)
    assert "/acties/7/" not in read_page(response).links


def test_nothing_is_told_before_its_moment(client: Client) -> None:
    action = make_public_action(1)
    make_draft(action, "GEHEIM concept")
    replace(action, "GEHEIM embargo", now() + datetime.timedelta(days=1))

    response = client.get("/wijzigingen/")

    assert "geheim" not in words_of(response)
    assert [words for words in read_page(response).words("p") if "van 1 wijzigingen" in words] == [
        "1 van 1 wijzigingen"
    ]


def test_what_stood_before_is_not_shown_once_it_is_withdrawn(client: Client) -> None:
    action = make_public_action(1, "Eerste tekst.")
    wrong = replace(action, "INGETROKKEN woorden.", JANUARY)
    replace(action, "Laatste tekst.", FEBRUARY)
    StatusUpdate.objects.filter(pk=wrong.pk).update(
        state="ingetrokken", withdrawn_at=MARCH, withdrawn_reason="Onjuist."
    )

    assert "ingetrokken woorden" not in words_of(client.get("/wijzigingen/"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?thema=hoofd", ["Actie 2 tussentijds", "Rapportage van juni 2021"]),
        ("?thema=ander", ["Rapportage van juni 2021"]),
        ("?ministerie=SZW", ["Actie 2 tussentijds", "Rapportage van juni 2021"]),
        ("?soort=tussentijds", ["Actie 2 tussentijds"]),
        ("?soort=rapportage&thema=hoofd", ["Rapportage van juni 2021"]),
        ("?soort=tussentijds&soort=intrekking", ["Actie 3 ingetrokken", "Actie 2 tussentijds"]),
        ("?gewijzigdSinds=2022-01-16", ["Actie 3 ingetrokken"]),
        ("?gewijzigdSinds=2022-01-15", ["Actie 3 ingetrokken", "Actie 2 tussentijds"]),
    ],
)
def test_each_filter_selects(client: Client, query: str, found: list[str]) -> None:
    main = make_theme("Hoofd", slug="hoofd")
    make_public_action(1, theme=main)
    second = make_public_action(2, theme=make_theme("Deel", slug="deel", parent=main))
    third = make_public_action(3, theme=make_theme("Ander", slug="ander"))
    make_ministry("SZW", action=second)
    replace(second, "Het is klaar.", JANUARY)
    withdraw(third, "GEHEIM")
    expected = [*found]
    if query == "?thema=ander":
        expected.insert(0, "Actie 3 ingetrokken")

    assert entries(client, query) == expected


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("?soort=x", "soort"), ("?thema=x", "thema"), ("?gewijzigdSinds=x", "gewijzigdSinds")],
)
def test_a_value_that_is_not_known_is_refused_by_name(
    client: Client, query: str, parameter: str
) -> None:
    make_public_action(1)

    response = client.get(f"/wijzigingen/{query}")

    assert response.status_code == 400
    assert f"#veld-{parameter}" in read_page(response).links


def test_there_are_fifty_entries_a_page(client: Client) -> None:
    for number in range(1, 53):
        withdraw(make_public_action(number), "GEHEIM")

    assert len(entries(client)) == 50
    assert entries(client, "?pagina=2") == [
        "Actie 2 ingetrokken",
        "Actie 1 ingetrokken",
        "Rapportage van juni 2021",
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_as_many_queries_for_one_of_each_as_for_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(1, rows + 1):
        action = make_public_action(number)
        replace(action, "Het is klaar.", FEBRUARY)
        replace(action, "Het is nu klaar.", MARCH, kind="correctie")
        withdraw(action, "GEHEIM")

    with django_assert_num_queries(10):
        response = client.get("/wijzigingen/")

    assert response.status_code == 200


def test_an_edition_leads_to_what_changed_since_the_one_before(client: Client) -> None:
    action = make_public_action(1, "Eerst dit.")
    replace(
        action,
        "Toen dat.",
        JANUARY,
        kind="rapportage",
        slug="2022-01",
        report=make_report("2022-01"),
    )

    assert "/rapportages/2021-06/verschillen/2022-01/" in ask(client).links
