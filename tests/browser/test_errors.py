"""Whoever is refused hears why, and gets from the summary to the field with one key."""

import pytest
from playwright.sync_api import Page

from tests.browser.page_types import REFUSED

LINKS = ".error-summary a[href^='#']"
FIELD = """(name) => {
    const field = document.querySelector(name);
    const described = field.matches('summary')
        ? field.parentElement.querySelector('fieldset') : field;
    return {
        has_focus: document.activeElement === field,
        is_seen: field.checkVisibility({visibilityProperty: true}),
        says: [...document.querySelectorAll('#' + described.getAttribute('aria-describedby'))]
            .filter(error => error.checkVisibility())
            .map(error => error.textContent.replace(/\\s+/g, ' ').trim()),
    };
}"""


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("address", REFUSED)
def test_each_error_leads_to_its_field_and_stands_beside_it(
    page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    links = page.locator(LINKS)
    found = {}

    for place in range(links.count()):
        target = links.nth(place).get_attribute("href")
        links.nth(place).focus()
        page.keyboard.press("Enter")
        found[target] = page.evaluate(FIELD, target)

    said = page.locator(".error-summary li").all_inner_texts()
    assert len(found) == len(said) > 0
    assert found == {
        target: {"has_focus": True, "is_seen": True, "says": [f"Fout: {error.partition(': ')[2]}"]}
        for target, error in zip(found, said, strict=True)
    }


@pytest.mark.parametrize("address", REFUSED)
def test_the_summary_has_the_focus_when_the_page_opens(page: Page, address: str) -> None:
    page.goto(address)

    assert page.evaluate("document.activeElement.className") == "error-summary"
