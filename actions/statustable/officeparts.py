"""The parts of the documents that we write: what never changes, and their properties."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from actions.statustable.xmltree import as_text, tag, tag_with

# Each folder in it is laid out as the package itself.
PARTS = Path(__file__).parent / "parts"
XML_START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DUBLIN_CORE = "http://purl.org/dc"
CORE_NAMESPACES: Mapping[str, str] = {
    "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "xmlns:dc": f"{DUBLIN_CORE}/elements/1.1/",
    "xmlns:dcterms": f"{DUBLIN_CORE}/terms/",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


class Described(Protocol):
    """A document that knows its title, its name and the day of which it tells."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def slug(self) -> str:
        """Its name for machines."""

    @property
    def peildatum(self) -> datetime.date:
        """The day of which it tells."""


def fixed_parts(form: str, parts: Path = PARTS) -> dict[str, bytes]:
    """Return the parts of a format ("docx") that are the same in every document, by name."""
    folder = parts / form
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def encoded(xml: str) -> bytes:
    """Return XML text as a part."""
    return (XML_START + xml).encode()


def core_properties(document: Described) -> bytes:
    """Return title, language and date of an Office Open XML document; its date is the peildatum."""
    moment = {"xsi:type": "dcterms:W3CDTF"}
    at = [f"{document.peildatum.isoformat()}T00:00:00Z"]
    content = [
        tag("dc:title", as_text(document.title)),
        tag("dc:identifier", as_text(document.slug)),
        tag("dc:language", "nl-NL"),
        tag_with("dcterms:created", moment, at),
        tag_with("dcterms:modified", moment, at),
    ]
    return encoded(tag_with("cp:coreProperties", CORE_NAMESPACES, content))
