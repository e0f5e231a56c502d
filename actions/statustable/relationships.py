"""How the parts of an Office Open XML package (docx, xlsx) point at each other."""

import posixpath
from dataclasses import dataclass

from actions.statustable.errors import StatusTableError
from actions.statustable.packages import SAVE_AGAIN, Package
from actions.statustable.xmltree import attribute, children, read_xml


@dataclass(frozen=True, slots=True)
class Relationship:
    """A pointer: `kind` is the last word of its type, `target` a part or an outside address."""

    kind: str
    target: str
    external: bool


def read_relationships(package: Package, part: str) -> dict[str, Relationship]:
    """Return the pointers of a part by their id; `part` is "" for the package itself."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in package:
        return {}
    found = {}
    for element in children(read_xml(package.read(listing)), "rel:Relationship"):
        external = attribute(element, "TargetMode") == "External"
        target = attribute(element, "Target")
        found[attribute(element, "Id")] = Relationship(
            attribute(element, "Type").rpartition("/")[2],
            target if external else _inside(folder, target),
            external,
        )
    return found


def main_part(package: Package) -> str:
    """Return the name of the part with the document; raises StatusTableError without one."""
    for pointer in read_relationships(package, "").values():
        if pointer.kind == "officeDocument" and not pointer.external:
            return pointer.target
    raise StatusTableError("Het bestand is beschadigd.", SAVE_AGAIN)


def content_type(package: Package, part: str) -> str:
    """Return the type that the package gives a part."""
    for element in read_xml(package.read("[Content_Types].xml")):
        if attribute(element, "PartName").lstrip("/") == part:
            return attribute(element, "ContentType")
    return ""


def find_part(package: Package, pointers: dict[str, Relationship], kind: str) -> str | None:
    """Return the name of the first part of a kind ("styles") that is there, or None."""
    for pointer in pointers.values():
        if pointer.kind == kind and not pointer.external and pointer.target in package:
            return pointer.target
    return None


def _inside(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
