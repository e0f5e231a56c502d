"""The styles and lists of an OpenDocument file."""

import re
from dataclasses import dataclass, field
from itertools import chain
from xml.etree.ElementTree import Element

from actions.statustable.errors import Place, StatusTableError
from actions.statustable.grid import DASH_BULLET, Role
from actions.statustable.listnumbers import FORMATS
from actions.statustable.stylenames import role_of
from actions.statustable.xmltree import attribute, child, number

MOST_ANCESTORS = 20
MOST_LEVELS = 10
MOST_VALUE = 99_999
ENCODED_LETTER = re.compile("_([0-9a-f]{2})_")
BULLETS = ("text:list-level-style-bullet", "text:list-level-style-image")


class OdfStyles:
    """Looks up what a style says, or else the style that it is based on."""

    def __init__(self, *roots: Element) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, dict[int, Element]] = {}
        for element in chain.from_iterable(root.iter() for root in roots):
            name = attribute(element, "style:name")
            if element.tag == "style:style":
                self._styles[attribute(element, "style:family"), name] = element
            elif element.tag == "text:list-style":
                self._lists[name] = {
                    number(level, "text:level", 1, most=MOST_LEVELS): level for level in element
                }

    def role(self, style: str) -> Role:
        """Return the role of a paragraph in our own documents."""
        names = (
            attribute(found, "style:display-name") or _decoded(attribute(found, "style:name"))
            for found in self._ancestors("paragraph", style)
        )
        return role_of(tuple(names))

    def is_hidden(self, family: str, style: str) -> bool:
        """Tell whether letters in this style do not show."""
        return self._text_property(family, style, "text:display") == "none"

    def is_in_capitals(self, family: str, style: str) -> bool:
        """Tell whether letters in this style show as capitals."""
        return self._text_property(family, style, "fo:text-transform") == "uppercase"

    def is_hidden_table(self, style: str) -> bool:
        """Tell whether a sheet does not show."""
        found = self._styles.get(("table", style))
        return attribute(child(found, "style:table-properties"), "table:display") == "false"

    def list_levels(self, name: str) -> dict[int, Element]:
        """Return the levels of a list style by their depth, from 1."""
        return self._lists.get(name, {})

    def _text_property(self, family: str, style: str, name: str) -> str:
        for found in self._ancestors(family, style):
            value = attribute(child(found, "style:text-properties"), name)
            if value:
                return value
        return ""

    def _ancestors(self, family: str, style: str) -> list[Element]:
        found: list[Element] = []
        element = self._styles.get((family, style))
        while element is not None and len(found) < MOST_ANCESTORS:
            found.append(element)
            parent = attribute(element, "style:parent-style-name")
            element = self._styles.get((family, parent))
        return found


@dataclass(slots=True)
class OdfList:
    """A list that is being read: its style, its depth and the last number of each depth."""

    levels: dict[int, Element]
    depth: int
    counters: dict[int, int] = field(default_factory=dict)

    def next_prefix(self, item: Element, place: Place) -> str:
        """Return what stands in front of the next item; raises StatusTableError."""
        level = self.levels.get(self.depth)
        if level is None or level.tag in BULLETS:
            return DASH_BULLET
        first = number(level, "text:start-value", 1, most=MOST_VALUE)
        count = self.counters.get(self.depth, first - 1) + 1
        self.counters[self.depth] = number(item, "text:start-value", count, most=MOST_VALUE)
        for deeper in [depth for depth in self.counters if depth > self.depth]:
            del self.counters[deeper]
        return self._printed(level, place)

    def _printed(self, level: Element, place: Place) -> str:
        if not attribute(level, "style:num-format"):
            return ""
        shown = number(level, "text:display-levels", 1, most=MOST_LEVELS)
        depths = range(max(1, self.depth - shown + 1), self.depth + 1)
        digits = ".".join(self._digits(depth, place) for depth in depths)
        around = attribute(level, "style:num-prefix"), attribute(level, "style:num-suffix")
        return f"{around[0]}{digits}{around[1]} "

    def _digits(self, depth: int, place: Place) -> str:
        form = attribute(self.levels.get(depth), "style:num-format")
        if form not in FORMATS:
            raise StatusTableError.at(
                place,
                "Deze soort automatische nummering is niet te lezen.",
                "typ het nummer als gewone tekst.",
            )
        return FORMATS[form](self.counters.get(depth, 1))


def _decoded(name: str) -> str:
    """Return a style name as people see it: "Motie_20_bij_20_actie" has spaces."""
    return ENCODED_LETTER.sub(lambda match: chr(int(match[1], 16)), name)
