"""One layer of tokens carries the look of the site: readable, replaceable, and nobody else's."""

import re
from pathlib import Path

import pytest
from django.test import Client

from tests.source_tree import PROJECT, read_texts

TOKENS = (PROJECT / "static/css/tokens.css").read_text()
# The pages of the staff take their colours from the admin, and the tokens are the tokens.
STYLES = [
    path
    for path in sorted((PROJECT / "static/css").glob("*.css"))
    if path.name != "tokens.css" and not path.name.startswith("admin")
]
TOKEN = re.compile(r"^ +(--[a-z0-9-]+): (.+);$", re.MULTILINE)
THEMED = re.compile(r"var\(--rhc-[a-z0-9-]+, (.+)\)")
# What has no counterpart in a theme, or is ours by nature.
OURS = re.compile(
    r"--(font-code|text-(smallest|smaller|small|table)|leading-.+|measure|gutter|width-.+|line-strong)"
)
# Letters and pictures of the Rijksoverheid are protected; the names of its files, and its fonts.
PROTECTED = re.compile(r"ro[-_ ]?sans|rijksoverheid[-_ ]?(sans|serif)|rijkslogo|beeldmerk", re.I)
SAYS_SO = {
    "README.md",
    "docs/decisions/0029-a-theme-by-one-setting.md",
    "tests/test_design.py",
}
PICTURES_AND_LETTERS = {".woff", ".woff2", ".ttf", ".otf", ".eot", ".svg", ".png", ".ico", ".jpg"}
TEXTS = ("ink", "muted", "link", "visited", "accent", "error")
GROUNDS = ("canvas", "surface", "sunken")


def tokens_of(block: str) -> dict[str, str]:
    """The tokens of a block; of one that reads a theme, what it is without."""
    found = dict(TOKEN.findall(block))
    return {name: _without_theme(text) for name, text in found.items()}


def _without_theme(text: str) -> str:
    themed = THEMED.fullmatch(text)
    return themed[1] if themed else text


LIGHT_BLOCK, DARK_BLOCK, PRINT_BLOCK = re.split("@media", TOKENS)
LIGHT = tokens_of(LIGHT_BLOCK)
DARK = {**LIGHT, **tokens_of(DARK_BLOCK)}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours in hexadecimals, as WCAG 2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_token_with_a_counterpart_takes_it_from_a_theme_and_else_is_ours() -> None:
    alone = [
        name
        for name, text in TOKEN.findall(LIGHT_BLOCK)
        if not THEMED.fullmatch(text) and not OURS.fullmatch(name)
    ]

    assert alone == []


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_colours_are_named_in_the_tokens_alone(style: Path) -> None:
    assert re.findall(r"#[0-9a-f]{3,8}\b", style.read_text()) == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(tokens: dict[str, str]) -> None:
    weak = {
        (text, ground): ratio
        for text in TEXTS
        for ground in GROUNDS
        if (ratio := contrast(tokens[f"--color-{text}"], tokens[f"--color-{ground}"])) < 4.5
    }

    assert weak == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_signs_and_edges_stand_out(tokens: dict[str, str]) -> None:
    signs = ["--color-edge", "--color-focus", *(name for name in LIGHT if "--status" in name)]
    weak = [
        (sign, ground)
        for sign in signs
        for ground in GROUNDS
        if contrast(tokens[sign], tokens[f"--color-{ground}"]) < 3
    ]

    assert (len(signs), weak) == (9, [])


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_a_visited_link_looks_different(tokens: dict[str, str]) -> None:
    assert tokens["--color-visited"] != tokens["--color-link"]


def test_nothing_that_belongs_to_the_rijksoverheid_alone_is_in_here() -> None:
    named = {path for path, text in read_texts() if PROTECTED.search(text)} - SAYS_SO
    files = {
        str(path.relative_to(PROJECT))
        for folder in ("static", "docs", "templates")
        for path in (PROJECT / folder).rglob("*")
        if path.suffix in PICTURES_AND_LETTERS and PROTECTED.search(path.name)
    }

    assert (named, files) == (set(), set())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("theme", "links", "root"),
    [
        ("", ["css/site.css"], '<html lang="nl">'),
        (
            "css/example.css",
            ["css/example.css", "css/site.css"],
            '<html lang="nl" class="has-theme">',
        ),
    ],
)
def test_a_theme_comes_before_what_is_made_of_it(
    client: Client, settings, theme: str, links: list[str], root: str
) -> None:
    settings.THEME_STYLESHEET = theme

    page = client.get("/over/").content.decode()

    found = re.findall(r'<link rel="stylesheet"\s+href="/static/([a-z/]+)[^"]*"', page)
    assert ([f"{path}.css" for path in found], root in page) == (links, True)
