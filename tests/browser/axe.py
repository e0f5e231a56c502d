"""Asks axe-core what is wrong with the page that stands open."""

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ALL_RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# What a page in the dark can have wrong that the same page in the light has not.
COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def rules_broken(
    page: Page, rules: dict[str, object] = ALL_RULES, *, without: Sequence[str] = ()
) -> list[str]:
    """Each broken rule with the elements that break it; `without` looks past these selectors.

    What is folded is looked at as well: it is opened first.
    """
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(
        "([context, options]) => axe.run(context, options)",
        [
            {"include": ["html"], "exclude": list(without)},
            {"runOnly": rules, "resultTypes": ["violations"], "preload": False},
        ],
    )
    return [
        f"{rule['id']}: {node['target']} {node['html'][:120]}"
        for rule in found["violations"]
        for node in rule["nodes"][:5]
    ]
