"""Automatic numbers and bullets of a Word document, counted as Word counts them."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from actions.statustable.errors import Place, StatusTableError
from actions.statustable.grid import DASH_BULLET
from actions.statustable.listnumbers import FORMATS
from actions.statustable.xmltree import attribute, child, children, number

MOST_LEVELS = 9
MOST_VALUE = 99_999


@dataclass(slots=True)
class _Level:
    start: int
    form: str
    text: str
    suffix: str
    style: str


@dataclass(slots=True)
class _List:
    """A list definition (`w:num`) on the levels and counters that it shares with others."""

    levels: dict[int, _Level]
    counters: dict[int, int]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the list items of a document in order."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        if root is not None:
            self._read(root)

    def level_of_style(self, list_id: str, style: str) -> int:
        """Return the level at which a list numbers a paragraph style, 0 when it names none."""
        found = self._lists.get(list_id)
        levels = found.levels if found else {}
        return next((index for index, level in levels.items() if level.style == style), 0)

    def next_prefix(self, list_id: str, level: int, place: Place) -> str:
        """Return what stands in front of the next item: "- ", "12. ", or "" for no list.

        Raises StatusTableError for a kind of number that is not known here.
        """
        found = self._lists.get(list_id)
        if found is None or level not in found.levels:
            return ""
        form = found.levels[level]
        if form.form == "bullet":
            return DASH_BULLET
        _count(found, level)
        printed = re.sub("%([1-9])", lambda match: _printed(found, match, place), form.text)
        return printed + ("" if form.suffix == "nothing" or not printed else " ")

    def _read(self, root: Element) -> None:
        abstract = {
            attribute(element, "w:abstractNumId"): element
            for element in children(root, "w:abstractNum")
        }
        by_style = {
            attribute(child(element, "w:styleLink"), "w:val"): element
            for element in abstract.values()
        }
        counters: dict[str, dict[int, int]] = {}
        for element in children(root, "w:num"):
            name = attribute(child(element, "w:abstractNumId"), "w:val")
            definition = abstract.get(name)
            link = attribute(child(definition, "w:numStyleLink"), "w:val")
            shared = counters.setdefault(name, {})
            levels = _levels(by_style.get(link, definition) if link else definition)
            self._lists[attribute(element, "w:numId")] = _with_overrides(element, levels, shared)


def _levels(definition: Element | None) -> dict[int, _Level]:
    if definition is None:
        return {}
    return {
        number(element, "w:ilvl", 0, most=MOST_LEVELS): _level(element)
        for element in children(definition, "w:lvl")
    }


def _level(element: Element) -> _Level:
    return _Level(
        start=number(child(element, "w:start"), "w:val", 0, most=MOST_VALUE),
        form=attribute(child(element, "w:numFmt"), "w:val", "decimal"),
        text=attribute(child(element, "w:lvlText"), "w:val")[:40],
        suffix=attribute(child(element, "w:suff"), "w:val", "tab"),
        style=attribute(child(element, "w:pStyle"), "w:val"),
    )


def _with_overrides(element: Element, levels: dict[int, _Level], counters: dict[int, int]) -> _List:
    found = _List(levels, counters)
    for override in children(element, "w:lvlOverride"):
        index = number(override, "w:ilvl", 0, most=MOST_LEVELS)
        own = child(override, "w:lvl")
        if own is not None:
            found.levels = {**found.levels, index: _level(own)}
        start = child(override, "w:startOverride")
        if start is not None:
            found.restarts[index] = number(start, "w:val", 1, most=MOST_VALUE)
    return found


def _count(found: _List, level: int) -> None:
    counters = found.counters
    if level in found.restarts:
        counters[level] = found.restarts.pop(level)
    elif level in counters:
        counters[level] += 1
    else:
        counters[level] = found.levels[level].start
    for deeper in [index for index in counters if index > level]:
        del counters[deeper]


def _printed(found: _List, match: re.Match[str], place: Place) -> str:
    index = int(match[1]) - 1
    level = found.levels.get(index)
    if level is None or level.form not in FORMATS:
        raise StatusTableError.at(
            place,
            "Deze soort automatische nummering is niet te lezen.",
            "typ het nummer als gewone tekst.",
        )
    return FORMATS[level.form](found.counters.get(index, level.start))
