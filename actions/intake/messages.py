"""What goes between the process that reads a document and the one that asked for it: JSON.

Not pickle: the reader has had a hostile file in its hands, and what it answers is only data.
"""

from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from actions.statustable.earlier import EarlierDescription
from actions.statustable.records import Table


def table_to_json(table: Table) -> dict[str, Any]:
    """A table as JSON can hold it, line numbers and all."""
    return asdict(table)


def table_from_json(value: Mapping[str, Any]) -> Table:
    """The table that went into table_to_json."""
    table: Table = _built(Table, value)
    return table


def earlier_to_json(earlier: Mapping[int, EarlierDescription]) -> dict[str, Any]:
    """Earlier texts by the number of their action; JSON only knows texts as keys."""
    return {str(number): asdict(texts) for number, texts in earlier.items()}


def earlier_from_json(value: Mapping[str, Any]) -> dict[int, EarlierDescription]:
    """The texts that went into earlier_to_json."""
    return {int(number): _built(EarlierDescription, texts) for number, texts in value.items()}


def _built(kind: Any, value: Any) -> Any:
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(
            **{field.name: _built(hints[field.name], value[field.name]) for field in fields(kind)}
        )
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        return tuple(_built(inner, item) for item in value)
    return value
