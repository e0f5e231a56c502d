"""What a browser tells a screen reader about a page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

from playwright.sync_api import Page

OPEN_ALL = "document.querySelectorAll('details').forEach(part => { part.open = true; })"


@dataclass
class Told:
    """One thing on the page as it is told: its role, its name and what is in it."""

    role: str
    name: str
    attributes: dict[str, Any]
    parts: list[Self] = field(default_factory=list)

    def all(self, *roles: str) -> Iterator[Self]:
        """Everything in it with one of the roles, in reading order."""
        for part in self.parts:
            if part.role in roles:
                yield part
            yield from part.all(*roles)


def told_about(page: Page) -> Told:
    """The whole page as it is told, with everything that can be unfolded open."""
    page.evaluate(OPEN_ALL)
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    told = {node["nodeId"]: _told(node) for node in nodes}
    for node in nodes:
        told[node["nodeId"]].parts = [told[key] for key in node["childIds"] if key in told]
    return told[nodes[0]["nodeId"]]


def _told(node: dict[str, Any]) -> Told:
    # What is ignored is not told, but may hold what is.
    role = "" if node["ignored"] else node["role"]["value"]
    attributes = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    return Told(role, node.get("name", {}).get("value", ""), attributes)
