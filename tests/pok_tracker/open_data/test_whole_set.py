"""The whole set as one file: the rows of the API in every form, of every list, of one day."""

import datetime
import io
import json
import zipfile

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actions.term_files import term_cells
from tests.factories import (
    link_motion,
    make_milestone,
    make_ministry,
    make_motion,
    make_public_action,
    make_secret_action,
    make_theme,
    make_update,
)
from tests.reading_files import ABOUT_LINES, column, csv_rows, ods_rows, xlsx_rows

pytestmark = pytest.mark.django_db

ENDINGS = ["json", "csv.zip", "xlsx", "ods"]
SEPTEMBER = datetime.datetime(2021, 9, 1, tzinfo=datetime.UTC)


def make_row(number: int) -> None:
    theme = make_theme(slug=f"thema-van-{number}")
    action = make_public_action(number, "=1+1 in juli klaar.", theme=theme)
    make_ministry("SZW", action=action)
    make_milestone(action.updates.get(), last_day=datetime.date(2021, 7, 31))
    link_motion(action, make_motion(number))


def fetch(client: Client, ending: str, query: str = "") -> HttpResponse:
    answer = client.get(f"/data/pok-tracker.{ending}{query}")
    assert answer.status_code == 200
    return answer


def test_the_json_holds_the_rows_of_the_api(client: Client):
    make_row(1)
    make_secret_action(2)

    whole = fetch(client, "json").json()

    assert list(whole) == [
        "titel",
        "filters",
        "peildatum",
        "gemaaktOp",
        "licentie",
        "bron",
        "aantal",
        "acties",
        "moties",
        "termijnen",
    ]
    for name in ("acties", "moties", "termijnen"):
        assert whole[name] == client.get(f"/api/v1/{name}").json()["resultaten"]
    assert (whole["aantal"], len(whole["acties"])) == (3, 1)


@pytest.mark.parametrize(("ending", "read"), [("xlsx", xlsx_rows), ("ods", ods_rows)])
def test_a_spreadsheet_has_a_sheet_for_each_list_and_runs_nothing(client: Client, ending, read):
    make_row(1)

    answer = fetch(client, ending)

    assert column(read(answer, "Acties"), "standVanZaken") == ["=1+1 in juli klaar."]
    assert column(read(answer, "Moties"), "code") == ["35510-1"]
    assert column(read(answer, "Termijnen"), "citaat") == ["=1+1 in juli klaar."]


def test_the_zip_has_a_csv_for_each_list(client: Client):
    make_row(1)

    archive = zipfile.ZipFile(io.BytesIO(fetch(client, "csv.zip").content))

    read = {name: csv_rows(HttpResponse(archive.read(name))) for name in archive.namelist()}
    assert list(read) == ["acties.csv", "moties.csv", "termijnen.csv"]
    assert [len(rows) for rows in read.values()] == [ABOUT_LINES + 2] * 3
    assert column(read["termijnen.csv"], "tot") == ["2021-07-31"]


def test_a_term_that_moved_or_was_met_says_so_in_words():
    row = {
        "actie": {"nummer": 1},
        "citaat": "In juli",
        "van": "2021-07-01",
        "tot": "2021-07-31",
        "precisie": "maand",
        "stand": "gehaald",
        "ministeries": ["SZW", "BZK"],
        "peildatum": "2021-06-30",
        "rapportage": None,
        "url": "/x/",
    }
    met = {"gehaaldOp": "2021-07-10", "verschovenNaar": None, "bron": "Brief"}
    moved = {
        "gehaaldOp": None,
        "verschovenNaar": {"van": "2021-10-01", "tot": "2021-10-31", "precisie": "maand"},
        "bron": "Brief",
    }

    assert term_cells({**row, "uitkomst": met})[7:11] == (
        "gehaald op 2021-07-10. Bron: Brief",
        "SZW, BZK",
        "2021-06-30",
        "",
    )
    assert term_cells({**row, "uitkomst": moved})[7] == (
        "verschoven naar oktober 2021. Bron: Brief"
    )


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_is_kept_under_a_name_with_its_day_and_asked_for_again(client: Client, ending: str):
    make_row(1)

    answer = fetch(client, ending, "?peildatum=2021-07-01")
    again = client.get(
        f"/data/pok-tracker.{ending}?peildatum=2021-07-01",
        headers={"if-none-match": answer["ETag"]},
    )

    name = f"pok-tracker-2021-07-01.{ending}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert (again.status_code, again.content) == (304, b"")


def test_another_text_or_another_day_is_another_file(client: Client):
    make_row(1)
    first = fetch(client, "json", "?peildatum=2021-07-01")["ETag"]

    assert fetch(client, "json", "?peildatum=2021-07-02")["ETag"] != first
    make_row(2)
    assert fetch(client, "json", "?peildatum=2021-07-01")["ETag"] != first


def test_on_an_earlier_day_the_file_holds_what_stood_then(client: Client):
    action = make_public_action(1, "Begonnen.", superseded_at=SEPTEMBER)
    make_update(action, "Klaar.", slug="2021-09", published_at=SEPTEMBER)

    then = fetch(client, "json", "?peildatum=2021-08-31").json()

    assert [row["standVanZaken"]["tekst"] for row in then["acties"]] == ["Begonnen."]
    assert then["peildatum"] == "2021-08-31"
    assert "Klaar." not in json.dumps(then)


@pytest.mark.parametrize("ending", ["pdf", "csv", "json.zip"])
def test_another_ending_is_no_form(client: Client, ending: str):
    assert client.get(f"/data/pok-tracker.{ending}").status_code == 404


def test_a_day_that_cannot_be_is_refused(client: Client):
    assert client.get("/data/pok-tracker.json?peildatum=morgen").status_code == 400


@pytest.mark.parametrize("rows", [1, 3])
def test_the_whole_set_costs_the_same_for_one_row_and_for_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
):
    for number in range(1, rows + 1):
        make_row(number)

    with django_assert_num_queries(14):
        answer = fetch(client, "json")

    assert answer.json()["aantal"] == 3 * rows
