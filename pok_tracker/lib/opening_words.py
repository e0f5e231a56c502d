"""A text as one line, and the first words of it, for a link or a title."""

import re

from django.utils.text import Truncator

_MARKER = re.compile(r"^\s*[-–•*]\s+")
_ENDS = (".", ":", ";", ",", "!", "?")


def in_one_line(text: str) -> str:
    """A text with each run of white space as one space; the items of a list end in a ";"."""
    line = ""
    for written in text.splitlines():
        words = " ".join(_MARKER.sub("", written).split())
        is_next_item = bool(line and _MARKER.match(written)) and not line.endswith(_ENDS)
        line = f"{line}{';' if is_next_item else ''} {words}".strip()
    return line


def opening_words(text: str, count: int) -> str:
    """The first so many words of a text in one line."""
    return Truncator(in_one_line(text)).words(count).replace(";…", "…")
