"""Text for XML, which cannot hold every letter that a database can."""

import re

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Shows that something stood there.
REPLACEMENT = "\ufffd"


def as_xml_holds(text: str) -> str:
    """Return a text in which every letter can stand in XML 1.0."""
    return NOT_IN_XML.sub(REPLACEMENT, text)
