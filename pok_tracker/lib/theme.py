"""The theme that an organisation lays over the site: one style sheet of its own static files."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from django.core.exceptions import ImproperlyConfigured

NAME = "THEME_STYLESHEET"


def read_theme_stylesheet(source: Mapping[str, str], *, folder: Path) -> str:
    """Read THEME_STYLESHEET, a path below `folder`; empty when there is no theme.

    Raises ImproperlyConfigured for anything but a style sheet that is there: pages may only use
    what this site serves itself (Content-Security-Policy), and a typing error would show at once
    in every page.
    """
    text = source.get(NAME, "").strip()
    if not text:
        return ""
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts or path.suffix != ".css" or ":" in text:
        raise ImproperlyConfigured(
            f"{NAME} is '{text}'. Gebruik het pad van een CSS-bestand onder static/, "
            "bijvoorbeeld huisstijl/root.css."
        )
    if not (folder / path).is_file():
        raise ImproperlyConfigured(
            f"{NAME} is '{text}', maar {folder / path} bestaat niet. "
            "Zet het bestand daar neer, of haal de variabele weg."
        )
    return text
