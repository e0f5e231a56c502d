"""A text file to numbered lines."""

import re
from dataclasses import dataclass

from actions.statustable.errors import Place, StatusTableError
from actions.statustable.letters import SOFT_HYPHEN, find_invisible, refuse_invisible

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
# Twenty times the longest table so far: what has more lines is no table and would only take time.
MOST_LINES = 50_000
SAVE_AS_TEXT = "sla de tabel op als platte tekst (.txt) in UTF-8 en bied die aan."


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source, `text` with its spaces and without its line end."""

    number: int
    text: str


def read_lines(data: bytes) -> tuple[Line, ...]:
    """Return the lines of a text file in UTF-8, with or without a byte order mark.

    Raises StatusTableError when the file is empty, far too long, not UTF-8 or not text.
    """
    text = _decode(data.removeprefix(BYTE_ORDER_MARK)).replace(SOFT_HYPHEN, "")
    if not text.strip():
        raise StatusTableError("Het bestand is leeg.", "bied het bestand met de tabel aan.")
    _refuse_binary(text)
    _refuse_invisible(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        raise StatusTableError(
            f"Het bestand heeft meer dan {MOST_LINES} regels.",
            "bied alleen de tabel aan.",
            line=MOST_LINES + 1,
        )
    return tuple(Line(number, line) for number, line in enumerate(lines, start=1))


def _refuse_invisible(text: str) -> None:
    index = find_invisible(text)
    if index is not None:
        line = text.count("\n", 0, index) + 1
        refuse_invisible(text[: index + 30], Place(line=line))


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise StatusTableError(
            "Het bestand is geen tekst in UTF-8.", SAVE_AS_TEXT, line=line
        ) from error


def _refuse_binary(text: str) -> None:
    found = NOT_IN_TEXT.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise StatusTableError(
            "Het bestand bevat tekens die niet in een tekst horen.", SAVE_AS_TEXT, line=line
        )
