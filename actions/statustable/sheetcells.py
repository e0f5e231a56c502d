"""What xlsx and ods have in common: cells by their letters, and what a cell may hold."""

import re

from actions.statustable.errors import Place, StatusTableError
from actions.statustable.grid import CellText, GridCell, Role
from actions.statustable.listnumbers import LETTERS

WHOLE_NUMBER = re.compile(r"([0-9]{1,9})(?:\.0*)?")
CELL_NAME = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def column_letters(column: int) -> str:
    """Return the letters of a column (0-based): 0 is "A", 27 is "AB"."""
    letters = ""
    left = column + 1
    while left:
        left, index = divmod(left - 1, len(LETTERS))
        letters = LETTERS[index].upper() + letters
    return letters


def cell_place(name: str) -> tuple[int, int] | None:
    """Return the 0-based column and the 1-based row of a cell name ("C14"), None for no name."""
    match = CELL_NAME.fullmatch(name)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * len(LETTERS) + ord(letter) - ord("A") + 1
    return column - 1, int(match[2])


def text_cell(
    text: str, column: int, place: Place, *, width: int = 1, role: Role = "text"
) -> GridCell:
    """Return a cell with a text; raises StatusTableError when it cannot be shown."""
    collected = CellText(place)
    collected.start(role)
    collected.add(text.replace("\r\n", "\n").replace("\r", "\n"))
    return GridCell(column, collected.paragraphs(), width)


def whole_number(printed: str, name: str, place: Place) -> str:
    """Return the digits of a number cell; raises StatusTableError for a fraction or a date."""
    match = WHOLE_NUMBER.fullmatch(printed)
    if match is None:
        raise StatusTableError.at(
            place,
            f"In cel {name} staat geen tekst maar een getal of datum ({printed[:40]}).",
            "maak van de cel tekst (celeigenschappen) en typ wat er moet staan.",
        )
    return match[1]


def refuse_formula(name: str, place: Place) -> None:
    """Raise StatusTableError: the text of a formula is only what it was when it was saved."""
    raise StatusTableError.at(
        place,
        f"In cel {name} staat een formule; haar uitkomst is niet te vertrouwen.",
        "vervang de formule door gewone tekst (plakken als waarde).",
    )
