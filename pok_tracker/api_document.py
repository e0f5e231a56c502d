"""What the OpenAPI document says beside what the views say: headers, our own faults, examples."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from drf_spectacular.generators import SchemaGenerator

from pok_tracker.lib.problems import CONTENT_TYPE, MEANINGS

# Written by `manage.py write_api_docs`; a test asks the site whether it still answers so.
EXAMPLES_FILE = Path(__file__).with_name("api_examples.json")
RECORDED_SITE = "http://voorbeeld"
VERSION_HEADER = "API-Version"
PATH_EXAMPLES = {"nummer": 44, "code": "35510-13", "slug": "2021-06"}

Document = dict[str, Any]


@cache
def read_document() -> Document:
    """The OpenAPI document; the same for everybody for as long as the process lives."""
    return SchemaGenerator().get_schema(public=True)


def read_examples() -> dict[str, dict[str, Any]]:
    """Per operation an `address` below the server and the `answer` that it gives."""
    text = EXAMPLES_FILE.read_text()
    return json.loads(text.replace(RECORDED_SITE, settings.SITE_URL))


def complete_document(result: Document, **generating: object) -> Document:
    """Add to the generated document; called by drf-spectacular (POSTPROCESSING_HOOKS)."""
    examples = read_examples()
    result["components"]["headers"] = {VERSION_HEADER: _version_header(result)}
    for methods in result["paths"].values():
        for operation in methods.values():
            _complete_operation(operation, examples[operation["operationId"]]["answer"])
    return result


def _complete_operation(operation: Document, example: object) -> None:
    responses = operation["responses"]
    responses["200"]["content"]["application/json"]["example"] = example
    responses["500"] = {
        "description": MEANINGS[500],
        "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Fout"}}},
    }
    for response in responses.values():
        response["headers"] = {VERSION_HEADER: {"$ref": f"#/components/headers/{VERSION_HEADER}"}}
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            parameter["example"] = PATH_EXAMPLES[parameter["name"]]
        else:
            # A form sends every field of it; an empty one counts as not given.
            parameter["allowEmptyValue"] = True


def _version_header(document: Document) -> Document:
    return {
        "description": "Het volledige versienummer van de API.",
        "required": True,
        "schema": {"type": "string", "const": document["info"]["version"]},
    }
