"""The pages of the open data: all that they offer is there, and all that is there is on them."""

import html
import json
import re

import jsonschema
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from pok_tracker.api_document import EXAMPLES_FILE, read_document, read_examples
from pok_tracker.api_examples import ask_examples
from pok_tracker.field_list import FIELD_LIST, write_field_list
from pok_tracker.lib.exports import FORMS
from pok_tracker.open_data.whole_set import WHOLE_FORMS
from tests.reading_pages import read_page

pytestmark = pytest.mark.django_db


def test_every_file_on_the_page_is_there(client: Client):
    page = read_page(client.get("/open-data/"))
    local = [link for link in page.links if re.fullmatch(r"/[^/]+(?:/[^/]+)?\.[a-z.]+", link)]

    assert {link: client.get(link).status_code for link in local} == dict.fromkeys(local, 200)
    assert len(local) == len(WHOLE_FORMS) + 2 * len(FORMS) + len(["catalogus"])
    assert [link for link in local if link.startswith("/data/")] == [
        "/data/pok-tracker.json",
        "/data/pok-tracker.csv.zip",
        "/data/pok-tracker.xlsx",
        "/data/pok-tracker.ods",
        "/data/catalog.jsonld",
    ]


@pytest.mark.parametrize("view", ["open-data", "api-reference"])
def test_every_page_leads_to_it_from_its_foot(client: Client, view: str):
    assert reverse(view) in read_page(client.get("/over/")).links


def test_the_reference_names_every_address_parameter_field_and_code(client: Client):
    page = read_page(client.get("/open-data/api/"))
    codes = set(page.words("code"))
    document = read_document()
    schemas = document["components"]["schemas"]

    wanted = {f"/api/v1{path}" for path in document["paths"]}
    for methods in document["paths"].values():
        wanted |= {parameter["name"] for parameter in methods["get"]["parameters"]}
    for name, schema in schemas.items():
        wanted |= set(
            () if "resultaten" in schema.get("properties", ()) else schema.get("properties", ())
        )
        wanted |= {str(code) for code in schema.get("enum", ()) if name != "NullEnum" and code}
    assert wanted - codes == set()


def test_every_description_in_the_document_is_on_the_reference(client: Client):
    text = html.unescape(client.get("/open-data/api/").content.decode())
    told = [
        value["description"].partition("\n\n")[0]
        for name, schema in read_document()["components"]["schemas"].items()
        if "resultaten" not in schema.get("properties", ())
        for value in schema.get("properties", {}).values()
        if "description" in value
    ]

    assert len(told) >= 100
    assert [words for words in told if words not in text] == []


def test_the_places_that_the_reference_links_to_are_on_it(client: Client):
    page = read_page(client.get("/open-data/api/"))
    led_to = {link.removeprefix("#") for link in page.links if link.startswith("#")}

    assert led_to - set(page.places) == set()


class TestExamples:
    """The examples of the document and of the page were answered, and still are."""

    @pytest.fixture(autouse=True)
    def _real_table(self) -> None:
        names = ["themes", "ministries", "motions", "editions/2021-06"]
        call_command("loaddata", *names, verbosity=0)

    def test_the_examples_are_what_the_api_answers_today(self, settings):
        settings.ALLOWED_HOSTS = ["voorbeeld"]

        assert json.loads(EXAMPLES_FILE.read_text()) == ask_examples()

    def test_every_example_on_the_page_answers_when_it_is_followed(self, client: Client):
        links = read_page(client.get("/open-data/api/")).links
        examples = [link for link in links if link.startswith("/api/v1/") and "peildatum" in link]

        answers = [client.get(link).status_code for link in examples]
        assert (len(examples), set(answers)) == (9, {200})


def test_every_example_is_one_of_what_its_address_answers():
    document = read_document()
    for methods in document["paths"].values():
        operation = methods["get"]
        content = operation["responses"]["200"]["content"]["application/json"]
        schema = {**content["schema"], "components": document["components"]}

        assert content["example"] == read_examples()[operation["operationId"]]["answer"]
        jsonschema.validate(content["example"], schema, jsonschema.Draft202012Validator)


def test_the_list_of_fields_is_the_one_of_the_document():
    """`manage.py write_api_docs` writes it again."""
    assert (settings.BASE_DIR / FIELD_LIST).read_text() == write_field_list(read_document())
