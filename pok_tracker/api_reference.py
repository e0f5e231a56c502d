"""The OpenAPI document as people read it: addresses, parameters and fields in Dutch words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]

PLAIN_KINDS = {
    ("string", None): "tekst",
    ("string", "date"): "dag",
    ("string", "date-time"): "moment in UTC",
    ("string", "uri"): "adres",
    ("integer", None): "getal",
    ("boolean", None): "ja of nee",
    ("object", None): "object",
}
SERVER = "/api/v1"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value is, in words; `component` is the name of the object that it is made of."""

    words: str
    component: str = ""
    codes: tuple[str, ...] = ()
    may_be_null: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an object, or a parameter of an address."""

    name: str
    kind: Kind
    description: str
    required: bool


@dataclass(frozen=True, slots=True)
class Component:
    """An object in an answer with its fields."""

    name: str
    description: str
    fields: list[Field]


@dataclass(frozen=True, slots=True)
class Operation:
    """One address: what it takes, what it answers, and one question that is answered now."""

    name: str
    path: str
    summary: str
    description: str
    parameters: list[Field]
    answer: str
    answer_component: str
    is_list: bool
    example_url: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The whole document."""

    version: str
    operations: list[Operation]
    components: list[Component]


def read_reference(document: Schema, addresses: Mapping[str, str]) -> Reference:
    """Read the document; `addresses` gives per operation an address below the server."""
    schemas = document["components"]["schemas"]
    return Reference(
        version=document["info"]["version"],
        operations=[
            _operation(path, methods["get"], schemas, addresses)
            for path, methods in document["paths"].items()
        ],
        components=list(_components(schemas)),
    )


def _operation(
    path: str, operation: Schema, schemas: Schema, addresses: Mapping[str, str]
) -> Operation:
    answer = operation["responses"]["200"]
    schema = _followed(answer["content"]["application/json"]["schema"], schemas)
    is_list = "resultaten" in schema["properties"]
    found = schema["properties"]["resultaten"]["items"] if is_list else None
    reached = found or answer["content"]["application/json"]["schema"]
    return Operation(
        name=operation["operationId"],
        path=f"{SERVER}{path}",
        summary=operation["summary"],
        description=operation["description"],
        parameters=[_parameter(parameter, schemas) for parameter in operation["parameters"]],
        answer=answer["description"],
        answer_component=_name(reached),
        is_list=is_list,
        example_url=f"{SERVER}{addresses[operation['operationId']]}",
    )


def _parameter(parameter: Schema, schemas: Schema) -> Field:
    return Field(
        name=parameter["name"],
        kind=_kind(parameter["schema"], schemas),
        description=parameter["description"].partition("\n\n")[0],
        required=parameter.get("required", False),
    )


def _components(schemas: Schema) -> Iterator[Component]:
    for name, schema in schemas.items():
        properties = schema.get("properties", {})
        if properties and "resultaten" not in properties:
            yield Component(
                name,
                schema["description"],
                [
                    Field(
                        field,
                        _kind(value, schemas),
                        # Behind a blank line stand the codes once more, with their labels.
                        value.get("description", "").partition("\n\n")[0],
                        field in schema.get("required", ()),
                    )
                    for field, value in properties.items()
                ],
            )


def _kind(schema: Schema, schemas: Schema) -> Kind:
    """What a value is; a choice of schemas is one of them, or null."""
    for several in ("allOf", "oneOf", "anyOf"):
        if several in schema:
            return _choice_of(schema[several], schemas)
    if "$ref" in schema:
        target = schemas[_name(schema)]
        return Kind("object", _name(schema)) if "properties" in target else _kind(target, schemas)
    if schema.get("type") == "array":
        inner = _kind(schema["items"], schemas)
        return Kind(f"lijst: {inner.words}", inner.component, inner.codes)
    return _plain_kind(schema)


def _choice_of(choices: list[Schema], schemas: Schema) -> Kind:
    kinds = [_kind(choice, schemas) for choice in choices if not _is_null(choice, schemas)]
    first = kinds[0]
    codes = tuple(dict.fromkeys(code for kind in kinds for code in kind.codes))
    can_be_null = first.may_be_null or len(kinds) < len(choices)
    return Kind(first.words, first.component, codes, can_be_null)


def _is_null(schema: Schema, schemas: Schema) -> bool:
    target = schemas[_name(schema)] if "$ref" in schema else schema
    return target.get("type") == "null" or target.get("enum") == [None]


def _plain_kind(schema: Schema) -> Kind:
    types = schema.get("type", "string")
    types = [types] if isinstance(types, str) else list(types)
    plain = next(name for name in types if name != "null")
    codes = tuple(str(code) for code in schema.get("enum", ()) if code is not None)
    if codes:
        return Kind("code", "", codes, "null" in types)
    words = PLAIN_KINDS.get((plain, schema.get("format"))) or PLAIN_KINDS[plain, None]
    return Kind(words, may_be_null="null" in types)


def _followed(schema: Schema, schemas: Schema) -> Schema:
    return schemas[_name(schema)] if "$ref" in schema else schema


def _name(schema: Schema) -> str:
    return schema.get("$ref", "").rpartition("/")[2]
