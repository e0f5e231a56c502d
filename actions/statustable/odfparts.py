"""What our odt and ods files have in common."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from actions.statustable.officeparts import PARTS, Described, encoded, fixed_parts
from actions.statustable.packages import write_package
from actions.statustable.xmltree import OPEN_DOCUMENT, as_text, tag, tag_with

NAMESPACES: Mapping[str, str] = {
    **{
        f"xmlns:{name}": f"{OPEN_DOCUMENT}{name}:1.0"
        for name in ("office", "style", "text", "table", "meta")
    },
    "xmlns:fo": f"{OPEN_DOCUMENT}xsl-fo-compatible:1.0",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
}
VERSION = {"office:version": "1.3"}


def odf_package(
    form: str,
    document: Described,
    styles: Iterable[str],
    body: Iterable[str],
    *,
    parts: Path = PARTS,
) -> bytes:
    """Return an OpenDocument file ("odt", "ods") with these styles and this body, both XML.

    `parts` is the folder of what never changes.
    """
    content = tag_with(
        "office:document-content",
        {**NAMESPACES, **VERSION},
        [tag_with("office:automatic-styles", {}, styles), tag_with("office:body", {}, body)],
    )
    package = {
        **fixed_parts(form, parts),
        "content.xml": encoded(content),
        "meta.xml": _meta(document),
    }
    return write_package(package, stored="mimetype")


def column_style(name: str, width: str) -> str:
    """Return the style of a column with its width ("2cm")."""
    properties = tag_with("style:table-column-properties", {"style:column-width": width})
    return tag_with(
        "style:style", {"style:name": name, "style:family": "table-column"}, [properties]
    )


def _meta(document: Described) -> bytes:
    moment = f"{document.peildatum.isoformat()}T00:00:00"
    content = tag(
        "office:meta",
        tag("dc:title", as_text(document.title)),
        tag("dc:language", "nl-NL"),
        tag("meta:creation-date", moment),
        tag("dc:date", moment),
    )
    return encoded(tag_with("office:document-meta", {**NAMESPACES, **VERSION}, [content]))
