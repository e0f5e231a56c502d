"""Every list in every form, as HTTP sees it: what it is, whether it changed, what it costs."""

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actions.models import Action
from motions.models import Motion
from pok_tracker.lib.exports import FORMS
from pok_tracker.list_forms import LISTS
from tests.actions.api.reading_api import AUGUST_2021, make_costly_action, make_public_update
from tests.factories import (
    JUNE_2021,
    link_motion,
    make_milestone,
    make_motion,
    make_public_action,
    make_update,
)
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db

ADDRESSES = [f"/{forms.table.name}.{ending}" for forms in LISTS for ending in FORMS]
TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}
NAMES = [forms.table.name for forms in LISTS]
SAVED = {"csv", "xlsx", "ods"}
QUERIES = {
    "acties": {"csv": 7, "xlsx": 7, "ods": 7, "json": 7, "atom": 6, "ics": 5},
    "moties": {"csv": 6, "xlsx": 6, "ods": 6, "json": 6, "atom": 8, "ics": 7},
    "termijnen": {"csv": 3, "xlsx": 3, "ods": 3, "json": 3, "atom": 5, "ics": 3},
}


@pytest.fixture(autouse=True)
def _on_15_august_2021(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, AUGUST_2021)


def set_clock(monkeypatch: pytest.MonkeyPatch, at: datetime.datetime) -> None:
    for name in ("pok_tracker.list_forms.now", "pok_tracker.lib.viewpoint.now"):
        monkeypatch.setattr(name, lambda: at)


def make_promise() -> None:
    """A motion, and an action that carries it out by the end of today."""
    action = make_public_action(1)
    link_motion(action, make_motion(13))
    make_milestone(action.updates.get(), last_day=AUGUST_2021.date())


# -- What an answer is -------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_says_what_it_is_and_what_to_call_it(client: Client, address: str):
    make_promise()
    name, ending = address[1:].split(".")

    answer = client.get(address)

    assert (answer.status_code, answer["Content-Type"]) == (200, TYPES[ending])
    assert answer["Content-Disposition"] == (
        f'{"attachment" if ending in SAVED else "inline"}; filename="{name}-2021-08-15.{ending}"'
    )
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Vary" not in answer


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_gives_the_headers_of_get_and_no_body(client: Client, address: str):
    make_promise()

    full, head = client.get(address), client.head(address)

    assert (head.status_code, head.content) == (200, b"")
    assert [head[name] for name in ("ETag", "Content-Type", "Content-Disposition")] == [
        full[name] for name in ("ETag", "Content-Type", "Content-Disposition")
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_day_of_a_file_is_the_day_in_amsterdam(
    client: Client, monkeypatch: pytest.MonkeyPatch, name: str
):
    set_clock(monkeypatch, datetime.datetime(2021, 8, 15, 22, 30, tzinfo=datetime.UTC))

    file = client.get(f"/{name}.json")

    assert file["Content-Disposition"] == f'inline; filename="{name}-2021-08-16.json"'
    assert (file.json()["peildatum"], file.json()["gemaaktOp"]) == (
        "2021-08-16",
        "2021-08-15T22:30:00Z",
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_an_earlier_day_holds_that_day_and_says_so(client: Client, name: str):
    later = AUGUST_2021 - datetime.timedelta(days=3)
    action = make_public_action(1, superseded_at=later)
    link_motion(action, make_motion(13))
    make_milestone(action.updates.get(), last_day=AUGUST_2021.date())
    make_public_update(action, "Voltooid", status="afgerond", published_at=later)

    file = client.get(f"/{name}.json?peildatum=2021-08-01")

    assert file["Content-Disposition"] == f'inline; filename="{name}-2021-08-01.json"'
    told = file.json()
    assert (told["peildatum"], told["gemaaktOp"], told["bron"]) == (
        "2021-08-01",
        "2021-08-15T12:00:00Z",
        f"http://testserver/{name}/?peildatum=2021-08-01",
    )
    api = client.get(f"/api/v1/{name}?peildatum=2021-08-01").json()
    assert told["resultaten"] == api["resultaten"]
    assert b"Voltooid" not in client.get(f"/{name}.atom?peildatum=2021-08-01").content
    assert b"Voltooid" in client.get(f"/{name}.atom").content


# -- Whether it changed ------------------------------------------------------


def status_again(client: Client, address: str, tag: str) -> int:
    return client.get(address, headers={"if-none-match": tag}).status_code


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_a_reader_has_already_is_not_sent_again(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str
):
    make_promise()
    tag = client.get(address)["ETag"]
    set_clock(monkeypatch, AUGUST_2021 + datetime.timedelta(hours=5))

    again = client.get(address, headers={"if-none-match": tag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert again["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_new_update_is_sent(client: Client, monkeypatch: pytest.MonkeyPatch, address: str):
    embargo = AUGUST_2021 + datetime.timedelta(hours=2)
    action = make_public_action(1, superseded_at=embargo)
    link_motion(action, make_motion(13))
    update = make_public_update(action, "In mei klaar.", status="afgerond", published_at=embargo)
    make_milestone(update, "In mei", last_day=datetime.date(2022, 5, 31))
    tag = client.get(address)["ETag"]
    before = status_again(client, address, tag)

    set_clock(monkeypatch, embargo)

    assert (before, status_again(client, address, tag)) == (304, 200)


@pytest.mark.parametrize("address", [a for a in ADDRESSES if not a.endswith("atom")])
def test_at_midnight_a_promise_has_passed(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str
):
    make_promise()
    tag = client.get(address)["ETag"]

    set_clock(monkeypatch, datetime.datetime(2021, 8, 15, 22, tzinfo=datetime.UTC))

    assert status_again(client, address, tag) == 200


@pytest.mark.parametrize("name", NAMES)
def test_a_feed_does_not_change_at_midnight(
    client: Client, monkeypatch: pytest.MonkeyPatch, name: str
):
    make_promise()
    tag = client.get(f"/{name}.atom")["ETag"]

    set_clock(monkeypatch, AUGUST_2021 + datetime.timedelta(days=3))

    assert status_again(client, f"/{name}.atom", tag) == 304


def test_what_staff_fill_in_without_a_new_update_is_sent(client: Client):
    make_promise()
    tag = client.get("/moties.csv")["ETag"]

    Motion.objects.update(title="Nu bekend")

    assert status_again(client, "/moties.csv", tag) == 200


def test_every_question_and_every_form_has_a_tag_of_its_own(client: Client):
    make_promise()
    asked = [*ADDRESSES, "/acties.csv?q=gewerkt", "/acties.csv?sort=-nummer"]

    assert len({client.get(address)["ETag"] for address in asked}) == len(asked)


# -- What is refused ---------------------------------------------------------


@pytest.mark.parametrize("address", [a for a in ADDRESSES if not a.endswith("json")])
def test_an_invalid_filter_gets_the_page_that_names_it(client: Client, address: str):
    answer = client.get(f"{address}?sort=onzin&q=wet")

    assert (answer.status_code, answer["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert "'onzin' is geen volgorde." in answer.content.decode().replace("&#x27;", "'")
    if not address.startswith("/termijnen"):
        fields = {f.attributes.get("id"): f.attributes for f in read_page(answer).all("input")}
        assert fields["veld-q"]["value"] == "wet"


@pytest.mark.parametrize("name", NAMES)
def test_an_invalid_filter_of_json_gets_the_problem_document_of_the_api(client: Client, name: str):
    answer = client.get(f"/{name}.json?sort=onzin&peildatum=x")
    api = client.get(f"/api/v1/{name}?sort=onzin&peildatum=x")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json() == api.json()


# -- What it costs -----------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", NAMES)
def test_a_form_takes_as_many_queries_for_one_row_as_for_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, name: str, rows: int
):
    for number in range(1, rows + 1):
        make_costly_action(number)
        earlier = AUGUST_2021.replace(month=5)
        action = Action.objects.get(number=number)
        make_update(action, slug="2021-05", published_at=earlier, superseded_at=JUNE_2021)

    for ending, queries in QUERIES[name].items():
        with django_assert_num_queries(queries, info=ending):
            assert client.get(f"/{name}.{ending}").status_code == 200


# -- How it is found ---------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_list_offers_its_selection_in_every_form(client: Client, name: str):
    make_promise()

    page = read_page(client.get(f"/{name}/?fractie=cda&pagina=1"))
    offered = [link for link in page.links if link.startswith(f"/{name}.")]

    assert offered == [f"/{name}.{ending}?fractie=cda" for ending in FORMS]
    assert [client.get(link).status_code for link in offered] == [200] * len(FORMS)


@pytest.mark.parametrize("name", NAMES)
def test_a_feed_reader_finds_the_feed_of_a_list(client: Client, name: str):
    make_promise()

    page = read_page(client.get(f"/{name}/"))
    links = [link.attributes for link in page.all("link") if link.attributes["rel"] == "alternate"]

    assert [(link["type"], link["href"]) for link in links] == [
        ("application/atom+xml", f"/{name}.atom")
    ]
