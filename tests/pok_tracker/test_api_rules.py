"""The NL GOV REST API Design Rules 2.2, as far as the document can show them.

https://gitdocumentatie.logius.nl/publicatie/api/adr/ names each rule; test_problems.py asks the
answers themselves.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from pok_tracker.api_document import read_document

CAMEL_CASE = re.compile(r"[a-z]+(?:[A-Z0-9][a-z0-9]*)*")
PATH = re.compile(r"(?:/(?:[a-z]+(?:-[a-z]+)*|\{[a-z]+\}))+")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return read_document()


def operations(document: dict) -> Iterator[dict]:
    for methods in document["paths"].values():
        yield from methods.values()


def responses(document: dict) -> Iterator[tuple[str, dict]]:
    for operation in operations(document):
        yield from operation["responses"].items()


def test_the_major_version_stands_in_the_address_and_the_full_one_in_the_document(document: dict):
    assert [server["url"] for server in document["servers"]] == [f"{settings.SITE_URL}/api/v1"]
    assert re.fullmatch(r"1\.\d+\.\d+", document["info"]["version"])


def test_the_document_says_whom_to_ask_and_what_one_may_do_with_it(document: dict):
    assert document["info"]["contact"] == {
        "name": "Redactie van de POK-tracker",
        "url": f"{settings.SITE_URL}/over/",
    }
    assert document["info"]["license"]["name"] == "CC0 1.0"
    assert document["externalDocs"]["url"] == f"{settings.SITE_URL}/open-data/api/"


def test_no_address_ends_with_a_slash_or_has_capitals(document: dict):
    assert [path for path in document["paths"] if not PATH.fullmatch(path)] == []


def test_every_name_is_in_camel_case(document: dict):
    parameters = {
        one["name"] for operation in operations(document) for one in operation["parameters"]
    }
    fields = {
        name
        for schema in document["components"]["schemas"].values()
        for name in schema.get("properties", ())
    }

    assert len(parameters) >= 18
    assert [name for name in sorted(parameters | fields) if not CAMEL_CASE.fullmatch(name)] == []


def test_every_answer_tells_its_version(document: dict):
    told = {response["headers"]["API-Version"]["$ref"] for _, response in responses(document)}

    assert told == {"#/components/headers/API-Version"}
    assert document["components"]["headers"]["API-Version"]["schema"]["const"] == "1.0.0"


def test_every_error_is_a_problem_with_its_three_names(document: dict):
    errors = [response for status, response in responses(document) if status != "200"]
    kinds = {tuple(response["content"]) for response in errors}
    schemas = {
        response["content"]["application/problem+json"]["schema"]["$ref"] for response in errors
    }

    assert (kinds, schemas) == ({("application/problem+json",)}, {"#/components/schemas/Fout"})
    problem = document["components"]["schemas"]["Fout"]
    assert set(problem["required"]) == {"status", "title", "detail"}


def test_every_operation_can_fail_in_the_same_ways(document: dict):
    assert {tuple(operation["responses"]) for operation in operations(document)} == {
        ("200", "400", "404", "500")
    }


def test_every_operation_takes_a_day_and_only_a_list_takes_a_page(document: dict):
    for path, methods in document["paths"].items():
        names = {parameter["name"] for parameter in methods["get"]["parameters"]}
        is_list = not path.endswith("}")

        assert ("peildatum" in names, "pagina" in names) == (True, is_list)


def test_days_and_moments_have_their_format(document: dict):
    schemas = document["components"]["schemas"]

    assert schemas["StandVanZaken"]["properties"]["peildatum"]["format"] == "date"
    assert schemas["Actie"]["properties"]["gewijzigdOp"]["format"] == "date-time"
    assert schemas["Stand"]["properties"]["vervangenOp"]["format"] == "date-time"


def test_every_operation_has_a_name_of_its_own_a_tag_and_an_example(document: dict):
    found = list(operations(document))

    assert len({operation["operationId"] for operation in found}) == len(found) == 9
    assert [operation for operation in found if not operation["tags"]] == []
    examples = [
        operation["responses"]["200"]["content"]["application/json"]["example"]
        for operation in found
    ]
    assert [example for example in examples if not example] == []
