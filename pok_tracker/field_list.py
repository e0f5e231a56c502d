"""The list of fields (docs/fields.md), written from the OpenAPI document."""

from collections.abc import Iterator, Mapping
from typing import Any

from pok_tracker.api_examples import QUESTIONS
from pok_tracker.api_reference import Component, Field, read_reference

FIELD_LIST = "docs/fields.md"
HEAD = """\
# De velden van de gegevens

Deze lijst is gemaakt uit het OpenAPI-document (`manage.py write_api_docs`); verander haar niet
met de hand. De API en de JSON-bestanden hebben dezelfde velden. Wat "onze lezing" heet staat niet
in de tabel van het kabinet: het draagt steeds het citaat waarop het rust. Een veld dat null kan
zijn heeft dan geen waarde; een leeg veld bestaat wel.
"""


def write_field_list(document: Mapping[str, Any]) -> str:
    """The list as Markdown: the addresses, then every object with its fields."""
    reference = read_reference(document, QUESTIONS)
    lines = [HEAD, f"Versie van de API: {reference.version}.", "", "## Adressen", ""]
    lines += ["| adres | antwoord | velden |", "|---|---|---|"]
    lines += [
        f"| `{operation.path}` | {operation.answer} | {operation.answer_component} |"
        for operation in reference.operations
    ]
    for component in reference.components:
        lines += ["", *_component(component)]
    return "\n".join(lines) + "\n"


def _component(component: Component) -> Iterator[str]:
    yield f"## {component.name}"
    yield ""
    yield component.description
    yield ""
    yield "| veld | soort | uitleg |"
    yield "|---|---|---|"
    for field in component.fields:
        yield f"| `{field.name}` | {kind_in_words(field)} | {field.description} |"


def kind_in_words(field: Field) -> str:
    """What the value of a field is: "lijst: object Termijn", "code of null: `open`, ..."."""
    kind = field.kind
    words = f"{kind.words} {kind.component}".strip()
    if kind.may_be_null:
        words += " of null"
    if kind.codes:
        words += ": " + ", ".join(f"`{code}`" for code in kind.codes)
    return words
