"""How wide a text is on paper.

The extraction lost the columns but kept the line ends. A line end is a new paragraph only when
the next word would still have fitted, and that can be told when letters have their true widths:
counting characters is off by up to fifteen of a hundred and twenty.

Widths are advance widths of Calibri, in 2048ths of the font size. On the table of June 2021 they
separate wrapped lines from paragraph ends without exception.
"""

from collections.abc import Mapping

LOWER_CASE = "abcdefghijklmnopqrstuvwxyz"
LOWER_CASE_WIDTHS = (
    *(981, 1076, 866, 1076, 1019, 625, 964, 1076, 470, 490, 931, 470, 1636),
    *(1076, 1080, 1076, 1076, 714, 801, 686, 1076, 925, 1464, 887, 927, 809),
)
CAPITALS = LOWER_CASE.upper()
CAPITAL_WIDTHS = (
    *(1185, 1114, 1092, 1260, 1000, 941, 1292, 1276, 516, 653, 1064, 861, 1751),
    *(1322, 1356, 1058, 1378, 1112, 941, 998, 1314, 1162, 1822, 1063, 998, 959),
)
OTHER_WIDTHS = {
    " ": 463,
    ".": 517,
    ",": 511,
    ":": 548,
    ";": 548,
    "-": 627,
    "–": 1020,
    "—": 1855,
    "(": 621,
    ")": 621,
    "/": 791,
    "|": 943,
    "'": 452,
    '"': 821,
    "&": 1397,
    "?": 949,
    "‘": 511,
    "’": 511,
    "“": 857,
    "”": 857,
    "~": 1020,
    "+": 1020,
    "=": 1020,
    "!": 667,
    "%": 1464,
    "é": 1019,
    "ë": 1019,
    "ê": 1019,
    "è": 1019,
    "ï": 470,
    "í": 470,
    "ó": 1080,
    "ö": 1080,
    "ô": 1080,
    "ü": 1076,
    "ú": 1076,
    "á": 981,
    "ä": 981,
}
TYPICAL_WIDTH = 1038
WIDTHS: Mapping[str, int] = {
    **dict(zip(LOWER_CASE, LOWER_CASE_WIDTHS, strict=True)),
    **dict(zip(CAPITALS, CAPITAL_WIDTHS, strict=True)),
    **OTHER_WIDTHS,
}
# The widest lines of each column as measured; a bullet's text is indented within its column.
DESCRIPTION_COLUMN = 43_500
STATUS_COLUMN = 98_500
BULLET_INDENT = 4_100
# No column holds this many of even the narrowest letters: the rest of a line need not be measured.
MEASURED_LETTERS = 400


def text_width(text: str) -> int:
    """Return the width of a text in 2048ths of its font size; digits have the typical width."""
    return sum(WIDTHS.get(letter, TYPICAL_WIDTH) for letter in text[:MEASURED_LETTERS])
