"""A difference as a person reads it: per action the fields that differ, word by word."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from actions.editions.difference import Changed, by_number, difference
from actions.statustable.records import Cell, Record, Table
from actions.word_difference import ChangedText, word_difference

NAMES = {
    "omschrijving": "Omschrijving",
    "thema": "Thema",
    "subthema": "Subthema",
    "moties": "Moties",
    "standVanZaken": "Stand van zaken",
    "voetnoten": "Voetnoten",
}
TEXTS: Mapping[str, Callable[[Record], str]] = {
    "omschrijving": lambda record: record.description.text,
    "thema": lambda record: record.theme,
    "subthema": lambda record: record.subtheme or "",
    "moties": lambda record: "\n".join(label.printed for label in record.labels),
    "standVanZaken": lambda record: record.status.text,
    "voetnoten": lambda record: "\n".join(
        f"{note.marker} {note.text}" for note in record.footnotes
    ),
}
NO_TEXT = Cell("", ())


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field of an action, from its earlier text to its later one."""

    name: str
    segments: tuple[ChangedText, ...]


@dataclass(frozen=True, slots=True)
class ShownAction:
    """The fields of one action that differ; of a new action all that say something."""

    number: int
    fields: tuple[ShownField, ...]


def shown_changed(changed: Changed) -> ShownAction:
    """What differs of an action that was there already."""
    fields = (
        ShownField(NAMES[name], word_difference(TEXTS[name](changed.before), text))
        for name in changed.fields
        for text in [TEXTS[name](changed.after)]
    )
    return ShownAction(changed.number, tuple(fields))


def shown_new(record: Record) -> ShownAction:
    """All that a new action says."""
    fields = (
        ShownField(NAMES[name], word_difference("", text(record))) for name, text in TEXTS.items()
    )
    return ShownAction(record.number, tuple(field for field in fields if field.segments))


def shown_against(earlier: Sequence[Record], later: Sequence[Record]) -> Mapping[int, ShownAction]:
    """What the later records change, by number; an action that changes nothing is not in it."""
    found = difference(by_number(earlier), Table(NO_TEXT, NO_TEXT, (), tuple(later), ()))
    shown = [shown_changed(changed) for changed in found.changed]
    shown += [shown_new(record) for record in found.new]
    return {action.number: action for action in shown}
