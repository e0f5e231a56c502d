"""The heads of columns: which name, Dutch or English, means which column."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

ColumnName = Literal[
    "number",
    "description",
    "status",
    "theme",
    "subtheme",
    "labels",
    "dossier",
    "shared",
    "footnotes",
    "addresses",
]

PRINTED_NAMES: Mapping[ColumnName, tuple[str, ...]] = {
    "number": (
        *("actie", "nr", "nummer", "no", "volgnr", "volgnummer", "actienr", "actienummer"),
        *("action", "number", "action no", "action nr", "action number", "nr actie", "id", "#"),
    ),
    "description": (
        *("omschrijving", "beschrijving", "omschrijving actie", "beschrijving actie"),
        *("omschrijving van de actie", "beschrijving van de actie", "actie omschrijving"),
        *("description", "action description", "description of the action"),
    ),
    "status": (
        *("stand van zaken", "stand", "status", "voortgang", "stand van de zaken"),
        # As our own list of actions heads it.
        "standvanzaken",
        *("state", "state of affairs", "state of play", "progress"),
    ),
    "theme": ("thema", "theme", "hoofdthema"),
    "subtheme": ("subthema", "sub thema", "subtheme", "sub theme"),
    "labels": ("motie", "moties", "motie s", "motion", "motions"),
    "dossier": ("dossier", "kamerstukdossier"),
    "shared": ("gedeeld met", "shared with"),
    "footnotes": ("voetnoot", "voetnoten", "footnote", "footnotes"),
    "addresses": ("adres", "adressen", "links", "link", "addresses", "address"),
}
NAMES = {printed: name for name, names in PRINTED_NAMES.items() for printed in names}
# "Actie" heads the numbers, unless there is another column for those.
DESCRIPTION_TOO = frozenset({"actie", "action"})
ENOUGH: frozenset[ColumnName] = frozenset({"description", "status"})


def read_header(texts: Mapping[int, str]) -> dict[ColumnName, int] | None:
    """Return the place of each column when these texts, by column, are the heads of a table.

    None when they are not: the description and the status have to be among them.
    """
    found: dict[ColumnName, int] = {}
    heads = {plain_head(texts[column]): column for column in sorted(texts, reverse=True)}
    # The order of the names decides: "Status" is another column beside "Stand van zaken".
    for head, name in NAMES.items():
        if head in heads:
            found.setdefault(name, heads[head])
    described = [column for column in texts if plain_head(texts[column]) in DESCRIPTION_TOO]
    if "description" not in found and described:
        _take_as_description(found, described[0], texts)
    return found if found.keys() >= ENOUGH else None


def unknown_heads(texts: Mapping[int, str], found: Mapping[ColumnName, int]) -> Sequence[str]:
    """Return the heads that name no column we know."""
    return [text for column, text in texts.items() if text and column not in found.values()]


def plain_head(text: str) -> str:
    """Return a head as it is looked up: lower case, without points and the like."""
    words = re.sub(r"[^\w#]+|_", " ", text.casefold()).split()
    return " ".join(words)


def _take_as_description(
    found: dict[ColumnName, int], column: int, texts: Mapping[int, str]
) -> None:
    """Make "Actie" the description, and look for the numbers elsewhere."""
    found["description"] = column
    if found.get("number") == column:
        del found["number"]
    for other in sorted(texts):
        if other != column and NAMES.get(plain_head(texts[other])) == "number":
            found["number"] = other
            return
