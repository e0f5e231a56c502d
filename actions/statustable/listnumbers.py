"""The numbers that a word processor prints in front of list items; they are not in the text."""

from collections.abc import Callable, Mapping

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
MOST_ROMAN = 3999


def letters(value: int) -> str:
    """Return a number as word processors letter it: a to z, then aa, bb."""
    times, index = divmod(value - 1, len(LETTERS))
    return LETTERS[index] * min(times + 1, 20) if value > 0 else "0"


def roman(value: int) -> str:
    """Return a number in small roman digits."""
    if not 0 < value <= MOST_ROMAN:
        return str(value)
    text = ""
    for amount, digits in ROMAN:
        times, value = divmod(value, amount)
        text += digits * times
    return text


# The names of Office Open XML, then those of OpenDocument.
FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02}",
    "lowerLetter": letters,
    "upperLetter": lambda value: letters(value).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda value: roman(value).upper(),
    "none": lambda value: "",
    "": lambda value: "",
    "1": str,
    "a": letters,
    "A": lambda value: letters(value).upper(),
    "i": roman,
    "I": lambda value: roman(value).upper(),
}
