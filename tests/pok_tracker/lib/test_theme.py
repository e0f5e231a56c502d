"""A house style: one style sheet of the site's own, or a line that says what is wrong."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from pok_tracker.lib.theme import read_theme_stylesheet


@pytest.mark.parametrize("source", [{}, {"THEME_STYLESHEET": " "}])
def test_without_the_variable_there_is_no_theme(source: dict[str, str], tmp_path: Path) -> None:
    assert read_theme_stylesheet(source, folder=tmp_path) == ""


def test_a_style_sheet_that_is_there_is_the_theme(tmp_path: Path) -> None:
    (tmp_path / "huisstijl").mkdir()
    (tmp_path / "huisstijl/root.css").write_text(":root {}")
    source = {"THEME_STYLESHEET": " huisstijl/root.css "}

    assert read_theme_stylesheet(source, folder=tmp_path) == "huisstijl/root.css"


def test_a_style_sheet_that_is_missing_is_named_with_its_place(tmp_path: Path) -> None:
    source = {"THEME_STYLESHEET": "huisstijl/root.css"}

    with pytest.raises(ImproperlyConfigured) as refused:
        read_theme_stylesheet(source, folder=tmp_path)

    assert str(refused.value) == (
        f"THEME_STYLESHEET is 'huisstijl/root.css', maar {tmp_path}/huisstijl/root.css bestaat "
        "niet. Zet het bestand daar neer, of haal de variabele weg."
    )


@pytest.mark.parametrize(
    "text",
    ["/etc/root.css", "../root.css", "https://cdn.example.nl/root.css", "huisstijl/root.js"],
)
def test_anything_but_a_style_sheet_of_our_own_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        read_theme_stylesheet({"THEME_STYLESHEET": text}, folder=tmp_path)

    assert str(refused.value) == (
        f"THEME_STYLESHEET is '{text}'. Gebruik het pad van een CSS-bestand onder static/, "
        "bijvoorbeeld huisstijl/root.css."
    )
