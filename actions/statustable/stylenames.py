"""The paragraph styles of our own documents, by which they are read back to the letter.

Word and LibreOffice keep these names when they save the document. Other documents have none of
them and are read by what their text looks like.
"""

from collections.abc import Mapping

from actions.statustable.grid import Role

CELL_TEXT = "Tabeltekst"
CELL_BULLET = "Tabelopsomming"
MOTION_LABEL = "Motie bij actie"
ADDRESS = "Adres bij actie"
SHARED_STATUS = "Gedeelde stand"
REFERENCE_DATE = "Peildatum"
CAPTION = "caption"
THEME = "Thema"
SUBTHEME = "Subthema"

ROLES: Mapping[str, Role] = {
    CELL_TEXT: "verbatim",
    CELL_BULLET: "verbatim",
    MOTION_LABEL: "label",
    ADDRESS: "address",
    SHARED_STATUS: "shared",
    REFERENCE_DATE: "aside",
    CAPTION: "aside",
    "Caption": "aside",
    "Bijschrift": "aside",
}


def role_of(names: tuple[str, ...]) -> Role:
    """Return the role of a paragraph by the names of its style and those it is based on."""
    return next((ROLES[name] for name in names if name in ROLES), "text")
