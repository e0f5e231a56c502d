"""The beginning of a text as one line, for a link or a title."""

import re

from django.utils.text import Truncator

_MARKER = re.compile(r"^\s*[-–•*]\s+")
_ENDS = (".", ":", ";", ",", "!", "?")


def opening_words(text: str, count: int) -> str:
    """The first so many words of a text; the lines of a list follow each other after a ";"."""
    line = ""
    for written in text.splitlines():
        words = _MARKER.sub("", written).strip()
        is_next_item = bool(line) and words != written.strip() and not line.endswith(_ENDS)
        line = f"{line}{';' if is_next_item else ''} {words}".strip()
    return Truncator(line).words(count).replace(";…", "…")
