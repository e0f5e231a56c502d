"""The letters of a text: one kind of space, nothing that cannot be seen.

A control character can turn the order of what a reader sees ("Trojan source"), and an invisible
one makes two texts differ that look the same. Both are refused, and shown by their code.
"""

import re
import unicodedata

from actions.statustable.errors import Place, StatusTableError

SOFT_HYPHEN = "\u00ad"
JOINER = "\u200d"
# What makes an emoji: a symbol, a skin colour, or the sign that asks for its coloured form.
EMOJI_CATEGORIES = ("So", "Sk")
EMOJI_FORM = "\ufe0f"
WHITE_SPACE_CONTROLS = "\t\n\r\x0b\x0c\x85"
# Invisible, although Unicode counts them as letters or marks.
BLANK_LETTERS = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
)
OTHER_VARIANTS = re.compile("[\ufe00-\ufe0d\U000e0100-\U000e01ef]")
LOST_LETTERS = "\ufffc\ufffd"
NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
CONTEXT = 20


def plain_text(text: str) -> str:
    """Return a text without soft hyphens, each run of white space as one space, both ends bare."""
    return " ".join(text.replace(SOFT_HYPHEN, "").split())


def refuse_invisible(text: str, place: Place) -> None:
    """Raise StatusTableError when a text holds a letter that cannot be seen or was lost."""
    index = find_invisible(text)
    if index is None:
        return
    letter = text[index]
    if letter in LOST_LETTERS or unicodedata.category(letter) == "Co":
        message = f"Het teken {_code(letter)} is niet te lezen: “{_shown(text, index)}”."
        remedy = "typ op deze plaats het juiste teken."
    else:
        message = f"Hier staat een onzichtbaar teken: “{_shown(text, index)}”."
        remedy = f"haal het teken {_code(letter)} ({_name(letter)}) weg."
    raise StatusTableError.at(place, message, remedy)


def find_invisible(text: str) -> int | None:
    """Return the offset of the first letter that is not allowed, None when all are."""
    suspects = {letter for letter in set(text) if _is_suspect(letter)}
    if not suspects:
        return None
    for index, letter in enumerate(text):
        if letter in suspects and not _joins_emoji(text, index):
            return index
    return None


def _is_suspect(letter: str) -> bool:
    if letter.isascii():
        return not letter.isprintable() and letter not in WHITE_SPACE_CONTROLS
    if letter in (SOFT_HYPHEN, *WHITE_SPACE_CONTROLS):
        return False
    invisible = letter in BLANK_LETTERS or OTHER_VARIANTS.match(letter) is not None
    lost = letter in LOST_LETTERS or NONCHARACTERS.match(letter) is not None
    return invisible or lost or unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs")


def _joins_emoji(text: str, index: int) -> bool:
    if text[index] != JOINER or index == 0 or index + 1 == len(text):
        return False
    before, after = text[index - 1], text[index + 1]
    joined = before == EMOJI_FORM or unicodedata.category(before) in EMOJI_CATEGORIES
    return joined and unicodedata.category(after) in EMOJI_CATEGORIES


def _code(letter: str) -> str:
    return f"U+{ord(letter):04X}"


def _name(letter: str) -> str:
    return unicodedata.name(letter, "stuurteken").lower()


def _shown(text: str, index: int) -> str:
    around = text[max(0, index - CONTEXT) : index + CONTEXT + 1]
    return "".join(
        f"[{_code(letter)}]" if _is_suspect(letter) else letter for letter in plain_text(around)
    )
