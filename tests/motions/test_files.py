"""The list of motions as a file."""

import pytest
from django.test import Client

from motions.files import HEADS
from motions.models import Motion
from tests.factories import link_motion, make_motion, make_public_action
from tests.reading_files import csv_rows, ods_rows, xlsx_rows

pytestmark = pytest.mark.django_db


def make_known_motion() -> None:
    motion = make_motion(13, submitters=("Omtzigt", "Segers"))
    Motion.objects.update(
        title="=Doorlichting",
        and_others=True,
        result="aangenomen",
        result_source="Handelingen",
        document_number="2021D02423",
    )
    link_motion(make_public_action(44, status="afgerond"), motion, part=1)
    link_motion(make_public_action(45), motion, part=2)


def test_a_row_has_a_column_for_each_name_of_the_api(client: Client):
    make_known_motion()

    rows = csv_rows(client.get("/moties.csv"))

    assert dict(zip(rows[7], rows[8], strict=True)) == {
        "dossier": "35510",
        "nummer": "13",
        "code": "35510-13",
        "titel": "'=Doorlichting",
        "indieners": "Omtzigt (CDA)\nSegers (CDA)",
        "cs": "ja",
        "datum": "2021-01-19",
        "uitslag": "aangenomen",
        "uitslagBron": "Handelingen",
        "afdoening": "deels-afgedaan",
        "acties": "actie 44, deel 1: afgerond\nactie 45, deel 2: in-uitvoering",
        "zaakNummer": "",
        "documentNummer": "2021D02423",
        "publicatie": "https://zoek.officielebekendmakingen.nl/kst-35510-13.html",
        "url": "http://testserver/moties/35510-13/",
    }


@pytest.mark.parametrize(("form", "rows_of"), [("xlsx", xlsx_rows), ("ods", ods_rows)])
def test_a_sheet_has_the_same_columns_and_the_text_as_it_is(client: Client, form: str, rows_of):
    make_known_motion()

    heads, row = rows_of(client.get(f"/moties.{form}"), "Moties")

    assert heads == list(HEADS)
    assert row[:4] == ["35510", "13", "35510-13", "=Doorlichting"]


def test_the_json_has_the_rows_of_the_api(client: Client):
    make_known_motion()

    file = client.get("/moties.json?uitslag=aangenomen").json()

    assert (file["titel"], file["filters"], file["aantal"]) == (
        "Moties in de POK-tracker",
        ["Uitslag: aangenomen"],
        1,
    )
    assert file["resultaten"] == client.get("/api/v1/moties").json()["resultaten"]
