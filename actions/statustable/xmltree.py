"""XML of office documents to a tree with short names ("w:p"), and back to text.

A document type declaration is refused: entities can grow without end and can name files. Depth
and number of elements are limited while they are read.
"""

from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from actions.statustable.errors import StatusTableError
from actions.statustable.limits import MOST_DEPTH, MOST_ELEMENTS
from actions.statustable.packages import SAVE_AGAIN

OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:"
SHORT_NAMES: Mapping[str, str] = {
    # Office Open XML; the second address of each is that of its strict form.
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/1999/xlink": "xlink",
    f"{OPEN_DOCUMENT}office:1.0": "office",
    f"{OPEN_DOCUMENT}style:1.0": "style",
    f"{OPEN_DOCUMENT}text:1.0": "text",
    f"{OPEN_DOCUMENT}table:1.0": "table",
    f"{OPEN_DOCUMENT}drawing:1.0": "draw",
    f"{OPEN_DOCUMENT}xsl-fo-compatible:1.0": "fo",
    f"{OPEN_DOCUMENT}meta:1.0": "meta",
    f"{OPEN_DOCUMENT}manifest:1.0": "manifest",
    f"{OPEN_DOCUMENT}script:1.0": "script",
}


def read_xml(data: bytes) -> Element:
    """Return the root of an XML document; raises StatusTableError when it cannot be trusted."""
    reader = _TreeReader()
    try:
        return reader.read(data)
    except (expat.ExpatError, LookupError, UnicodeError, ValueError, AssertionError) as error:
        if isinstance(error, StatusTableError):
            raise
        raise StatusTableError("Het bestand is beschadigd.", SAVE_AGAIN) from error


def children(element: Element, *names: str) -> Iterator[Element]:
    """Yield the direct children with one of these names, in order."""
    return (child for child in element if child.tag in names)


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first child, grandchild and so on along these names, None when there is none."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """Return an attribute of an element that may not be there."""
    return default if element is None else element.get(name, default)


def number(element: Element | None, name: str, default: int, *, most: int) -> int:
    """Return an attribute as a whole number from 0 to `most`, the default when it is none."""
    text = attribute(element, name)
    if not text.isdecimal() or len(text) > 9:
        return default
    return min(int(text), most)


def tag(name: str, *content: str, **attributes: str) -> str:
    """Return an element as XML text. `content` is XML; "w_val" is the attribute "w:val"."""
    return tag_with(
        name, {key.replace("_", ":"): text for key, text in attributes.items()}, content
    )


def tag_with(name: str, attributes: Mapping[str, str], content: Iterable[str] = ()) -> str:
    """Return an element as XML text, its attributes by their full names."""
    inside = "".join(content)
    given = "".join(f" {key}={quoteattr(text)}" for key, text in attributes.items())
    return f"<{name}{given}>{inside}</{name}>" if inside else f"<{name}{given}/>"


def as_text(text: str) -> str:
    """Return plain text as XML."""
    return escape(text)


class _TreeReader:
    """Builds a tree with expat, and stops at what a table never has."""

    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._names: dict[str, str] = {}
        self._count = 0
        self._depth = 0

    def read(self, data: bytes) -> Element:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.EntityDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._builder.data
        parser.Parse(data, True)
        return self._builder.close()

    def _refuse_doctype(self, *declaration: object) -> None:
        raise StatusTableError("Het bestand bevat een DOCTYPE; dat is niet veilig.", SAVE_AGAIN)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        self._depth += 1
        if self._count > MOST_ELEMENTS or self._depth > MOST_DEPTH:
            raise StatusTableError(
                "Het document is te groot of te diep genest om te lezen.",
                "zet alleen de tabel in een nieuw document.",
            )
        short = {self._short(key): text for key, text in attributes.items()}
        self._builder.start(self._short(name), short)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(self._short(name))

    def _short(self, name: str) -> str:
        if name not in self._names:
            namespace, found, local = name.rpartition("}")
            short = SHORT_NAMES.get(namespace)
            self._names[name] = f"{short}:{local}" if short else f"{namespace}{found}{local}"
        return self._names[name]
