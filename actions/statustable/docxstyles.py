"""The styles of a Word document: what a paragraph or run inherits."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from actions.statustable.grid import Role
from actions.statustable.stylenames import role_of
from actions.statustable.xmltree import attribute, child, children, number

OFF = ("0", "false", "off")
MOST_ANCESTORS = 20
BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class ListItem:
    """The list of a paragraph and its level in it; None when the list has to tell that."""

    list_id: str
    level: int | None


class Styles:
    """Looks up what a style says, or else the style that it is based on."""

    def __init__(self, root: Element | None) -> None:
        styles = list(children(root, "w:style")) if root is not None else []
        self._by_id = {attribute(style, "w:styleId"): style for style in styles}
        self._switches: dict[tuple[str, str, str], bool] = {}
        self._default = next((style for style in styles if _is_default(style)), None)

    def names(self, style_id: str) -> tuple[str, ...]:
        """Return the name of a style and of those it is based on."""
        return tuple(
            attribute(child(style, "w:name"), "w:val") for style in self._ancestors(style_id)
        )

    def role(self, style_id: str) -> Role:
        """Return the role of a paragraph in our own documents."""
        return role_of(self.names(style_id))

    def run_switch(self, run: Element, paragraph: Element, name: str) -> bool:
        """Tell whether a switch of letters ("w:vanish") is on: by run, its style, its paragraph."""
        own = child(run, "w:rPr")
        switch = child(own, name)
        if switch is not None:
            return attribute(switch, "w:val", "1") not in OFF
        run_style = attribute(child(own, "w:rStyle"), "w:val")
        paragraph_style = attribute(child(paragraph, "w:pPr", "w:pStyle"), "w:val")
        key = (run_style, paragraph_style, name)
        if key not in self._switches:
            self._switches[key] = self._inherited_switch(*key)
        return self._switches[key]

    def _inherited_switch(self, run_style: str, paragraph_style: str, name: str) -> bool:
        ancestors = (*self._ancestors(run_style), *self._paragraph_ancestors(paragraph_style))
        for style in ancestors:
            switch = child(style, "w:rPr", name)
            if switch is not None:
                return attribute(switch, "w:val", "1") not in OFF
        return False

    def list_item(self, paragraph: Element) -> ListItem | None:
        """Return the list that a paragraph is an item of, itself or by its style."""
        properties = child(paragraph, "w:pPr")
        own = child(properties, "w:numPr")
        style_id = attribute(child(properties, "w:pStyle"), "w:val")
        layers = [own, *(child(style, "w:pPr", "w:numPr") for style in self._ancestors(style_id))]
        for layer in layers:
            list_id = attribute(child(layer, "w:numId"), "w:val")
            if list_id:
                level = child(layer, "w:ilvl")
                known = layer is own or level is not None
                found = number(level, "w:val", 0, most=BODY_LEVEL) if known else None
                return ListItem(list_id, found) if list_id != "0" else None
        return None

    def outline_level(self, paragraph: Element) -> int | None:
        """Return the level of a heading, 1 for the highest; None for other paragraphs."""
        properties = child(paragraph, "w:pPr")
        style_id = attribute(child(properties, "w:pStyle"), "w:val")
        layers = [properties, *(child(style, "w:pPr") for style in self._ancestors(style_id))]
        for layer in layers:
            level = child(layer, "w:outlineLvl")
            if level is not None:
                found = number(level, "w:val", BODY_LEVEL, most=BODY_LEVEL)
                return found + 1 if found < BODY_LEVEL else None
        return None

    def _paragraph_ancestors(self, style_id: str) -> list[Element]:
        if style_id in self._by_id or self._default is None:
            return self._ancestors(style_id)
        return [self._default]

    def _ancestors(self, style_id: str) -> list[Element]:
        found: list[Element] = []
        style = self._by_id.get(style_id)
        while style is not None and len(found) < MOST_ANCESTORS:
            found.append(style)
            style = self._by_id.get(attribute(child(style, "w:basedOn"), "w:val"))
        return found


def _is_default(style: Element) -> bool:
    is_paragraph = attribute(style, "w:type") == "paragraph"
    return is_paragraph and attribute(style, "w:default", "0") not in OFF
