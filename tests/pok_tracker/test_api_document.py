"""The OpenAPI document: valid, complete, in Dutch, and what the answers are."""

import jsonschema
import pytest
from django.test import Client
from drf_spectacular.validation import validate_schema

from actions.filters import ActionFilter
from actions.term_filters import TermFilter
from motions.filters import MotionFilter
from tests.pok_tracker.one_action import _one_action

__all__ = ["_one_action"]

pytestmark = pytest.mark.django_db

DOCUMENT = "/api/v1/openapi.json"
ENGLISH = {"The", "the", "of the", "and", "with", "An", "which"}


@pytest.fixture
def document(client: Client) -> dict:
    return client.get(DOCUMENT).json()


def operations(document: dict) -> dict[str, dict]:
    return {path: methods["get"] for path, methods in document["paths"].items()}


def test_the_document_is_valid_openapi(document: dict):
    validate_schema(document)

    assert document["openapi"] == "3.1.1"


def test_the_document_describes_every_address_and_only_reading(document: dict):
    assert {path: list(methods) for path, methods in document["paths"].items()} == {
        "/acties": ["get"],
        "/acties/{nummer}": ["get"],
        "/acties/{nummer}/standen": ["get"],
        "/moties": ["get"],
        "/moties/{code}": ["get"],
        "/rapportages": ["get"],
        "/rapportages/{slug}": ["get"],
        "/termijnen": ["get"],
        "/themas": ["get"],
    }


def test_the_document_names_every_filter_and_no_other(document: dict):
    named = {
        path: {parameter["name"] for parameter in operation["parameters"]}
        for path, operation in operations(document).items()
    }

    assert named == {
        "/acties": {*ActionFilter.base_filters, "pagina"},
        "/acties/{nummer}": {"nummer", "peildatum"},
        "/acties/{nummer}/standen": {"nummer", "pagina", "peildatum"},
        "/moties": {*MotionFilter.base_filters, "pagina"},
        "/moties/{code}": {"code", "peildatum"},
        "/rapportages": {"pagina", "peildatum"},
        "/rapportages/{slug}": {"slug", "peildatum"},
        "/termijnen": {*TermFilter.base_filters, "pagina"},
        "/themas": {"pagina", "peildatum"},
    }


def described(document: dict) -> dict[str, str]:
    """Every description that a reader of the document looks for, by its place."""
    found = {}
    for path, operation in operations(document).items():
        found[path] = operation.get("description", "")
        for parameter in operation["parameters"]:
            found[f"{path} {parameter['name']}"] = parameter.get("description", "")
        for status, answer in operation["responses"].items():
            found[f"{path} {status}"] = answer.get("description", "")
    for name, schema in document["components"]["schemas"].items():
        for key, value in schema.get("properties", {}).items():
            found[f"{name}.{key}"] = value.get("description", "")
        if "properties" in schema and "aantal" not in schema["properties"]:
            found[name] = schema.get("description", "")
    return found


def test_everything_in_the_document_is_described_in_dutch(document: dict):
    descriptions = described(document)

    english = {
        place: text
        for place, text in descriptions.items()
        if ENGLISH & set(text.replace(",", " ").split())
    }
    assert [place for place, text in descriptions.items() if not text] == []
    assert english == {}
    assert descriptions["Actie.uitvoeringsstatusCitaat"] == (
        "De woorden waarop die lezing rust, letterlijk."
    )
    assert descriptions["/acties 400"] == (
        "Een of meer parameters kloppen niet. De fout noemt ze allemaal."
    )


def test_nothing_in_a_query_changes_the_document(client: Client, document: dict):
    assert client.get(f"{DOCUMENT}?version=9&lang=en&format=yaml").json() == document


@pytest.mark.usefixtures("_one_action")
@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("/acties", "/api/v1/acties"),
        ("/acties/{nummer}", "/api/v1/acties/1"),
        ("/acties/{nummer}/standen", "/api/v1/acties/1/standen"),
        ("/moties", "/api/v1/moties"),
        ("/moties/{code}", "/api/v1/moties/35510-13"),
        ("/themas", "/api/v1/themas"),
        ("/termijnen", "/api/v1/termijnen"),
        ("/rapportages", "/api/v1/rapportages"),
        ("/rapportages/{slug}", "/api/v1/rapportages/2021-06"),
        ("/acties", "/api/v1/acties?status=klaar"),
        ("/acties", "/api/v1/acties?pagina=9"),
        ("/acties/{nummer}", "/api/v1/acties/2"),
    ],
)
def test_an_answer_is_what_the_document_promises(
    client: Client, document: dict, path: str, url: str
):
    answer = client.get(url)
    promised = document["paths"][path]["get"]["responses"][str(answer.status_code)]
    schema = {
        **promised["content"][answer["Content-Type"]]["schema"],
        "components": _closed(document["components"]),
    }

    jsonschema.validate(answer.json(), schema, jsonschema.Draft202012Validator)


def _closed(components: dict) -> dict:
    """The same schemas, but refusing a key that they do not name."""
    return {
        "schemas": {
            name: {**schema, "additionalProperties": False} if "properties" in schema else schema
            for name, schema in components["schemas"].items()
        }
    }
