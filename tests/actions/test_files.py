"""The list of actions as a file: the columns, and a table that can be read back."""

import pytest
from django.test import Client

from actions.editions.difference import by_number, difference
from actions.editions.stored import records_of, standing_rows
from actions.files import LIST_HEADS
from actions.statustable.readers import read_document
from motions.models import Document
from pok_tracker.seeding import seed_empty_database
from tests.actions.api.reading_api import AUGUST_2021, make_furnished_action
from tests.factories import link_motion, make_motion, make_public_action, make_theme
from tests.reading_files import csv_rows, ods_rows, xlsx_rows

pytestmark = pytest.mark.django_db

HOSTILE = '=1+1;=2\n- een punt; "-2",+3;@A1\n\'=4'


@pytest.fixture(autouse=True)
def _on_15_august_2021(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pok_tracker.list_forms.now", "pok_tracker.lib.viewpoint.now"):
        monkeypatch.setattr(name, lambda: AUGUST_2021)


def test_a_row_has_a_column_for_each_name_of_the_api(client: Client):
    make_public_action(37)
    Document.objects.create(dossier="35510", number=809, doubt="Dat nummer bestaat niet.")
    link_motion(make_furnished_action(44), make_motion(13), part=2)

    rows = csv_rows(client.get("/acties.csv?q=formatie"))
    row = dict(zip(rows[7], rows[8], strict=True))

    text = row.pop("standVanZaken")
    assert text.startswith(
        "De brief is op 4 juni verstuurd (TK 34352-213), zie ook 37.\n'- In juli"
    )
    assert row == {
        "nummer": "44",
        "omschrijving": "Doe onderzoek:\n'- eerst dit\n'- dan dat",
        "thema": "Responsieve overheid",
        "subthema": "Menselijke maat",
        "uitvoeringsstatus": "wacht-op-besluit",
        "uitvoeringsstatusCitaat": "Het wacht op de formatie",
        "wachtOp": "formatie",
        "ministeries": "SZW, BZK",
        "moties": "35510, NR. 13 Motie Omtzigt",
        "peildatum": "2021-06-30",
        "rapportage": "2021-06",
        "termijnen": (
            "4 juni 2021 (2021-06-04 t/m 2021-06-04; gerealiseerd): "
            "De brief is op 4 juni verstuurd\n"
            "juli 2021 (2021-07-01 t/m 2021-07-31; gepland, verstreken): "
            "In juli volgt het besluit\n"
            "september 2021 (2021-09-01 t/m 2021-09-30; gepland, binnenkort): "
            "In september de start\n"
            "december 2021 (2021-12-01 t/m 2021-12-31; gepland, open): In december het eind"
        ),
        "zieOok": "37",
        "kamerstukken": (
            "TK 34352-213 (https://zoek.officielebekendmakingen.nl/kst-34352-213.html)\n"
            "35510, nr. 809 (twijfelachtig)\n"
            "Kamerstukken II 2020/21, 30 950, nr. 218 "
            "(https://zoek.officielebekendmakingen.nl/kst-30950-218.html)"
        ),
        "gewijzigdOp": "2021-06-30T00:00:00Z",
        "url": "http://testserver/acties/44/",
    }


def test_what_an_action_does_not_have_is_an_empty_cell(client: Client):
    make_public_action(1, "Klaar.", theme=make_theme("Herstel"))

    row = csv_rows(client.get("/acties.csv"))[8]
    empty = [head for head, cell in zip(LIST_HEADS, row, strict=True) if not cell]

    assert empty == [
        "subthema",
        "wachtOp",
        "ministeries",
        "moties",
        "termijnen",
        "zieOok",
        "kamerstukken",
    ]


def test_the_json_says_what_it_is_and_has_the_rows_of_the_api(client: Client):
    make_furnished_action(44)
    make_public_action(45, status="afgerond")

    file = client.get("/acties.json?status=wacht-op-besluit").json()

    api = client.get("/api/v1/acties?status=wacht-op-besluit").json()
    assert file == {
        "titel": "Acties in de POK-tracker",
        "filters": ["Status: wacht op besluit"],
        "peildatum": "2021-08-15",
        "gemaaktOp": "2021-08-15T12:00:00Z",
        "licentie": {
            "naam": "CC0 1.0",
            "url": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
        },
        "bron": "http://testserver/acties/?status=wacht-op-besluit",
        "aantal": 1,
        "resultaten": api["resultaten"],
    }


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
def test_the_texts_of_a_file_come_back_as_they_are(client: Client, form: str):
    theme = make_theme("Herstel", slug="herstel")
    action = make_public_action(1, HOSTILE, description=f"+{HOSTILE}", theme=theme)
    link_motion(action, make_motion(13))
    make_public_action(2, "gewoon", description="Doe iets;-1", theme=theme)

    read = read_document(client.get(f"/acties.{form}").content, name=f"acties.{form}")

    told = [
        (record.number, record.description.text, record.status.text)
        for record in read.table.records
    ]
    assert told == [(1, f"+{HOSTILE}", HOSTILE), (2, "Doe iets;-1", "gewoon")]
    assert [label.printed for label in read.table.records[0].labels] == ["NR. 13 Motie Omtzigt"]


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
def test_the_real_table_comes_back_without_a_difference(client: Client, form: str):
    seed_empty_database()
    earlier = by_number(records_of(standing_rows(at=AUGUST_2021)))

    read = read_document(client.get(f"/acties.{form}").content, name=f"acties.{form}")

    assert difference(earlier, read.table).summary() == {
        "ongewijzigd": list(range(1, 87)),
        "gewijzigd": [],
        "nieuw": [],
        "ontbrekend": [],
    }


@pytest.mark.parametrize(("form", "rows_of"), [("xlsx", xlsx_rows), ("ods", ods_rows)])
def test_a_sheet_holds_numbers_as_numbers_and_the_same_texts_as_the_csv(
    client: Client, form: str, rows_of
):
    make_furnished_action(44)

    heads, row = rows_of(client.get(f"/acties.{form}"), "Acties")

    assert heads == list(LIST_HEADS)
    assert (row[0], row[1]) == ("44", "Doe onderzoek:\n- eerst dit\n- dan dat")


def test_a_search_that_is_a_formula_is_told_and_not_run(client: Client):
    make_public_action(1, "=1+1 is twee")

    rows = csv_rows(client.get("/acties.csv?q=%3D1%2B1%3B%3D2"))

    assert rows[1] == ["# Filters: Zoeken: =1+1;'=2"]
