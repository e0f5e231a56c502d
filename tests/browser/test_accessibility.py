"""No page breaks a rule of axe: WCAG 2.2 A and AA, and the habits axe calls best practice."""

import pytest
from playwright.sync_api import Page

from tests.browser.axe import COLOUR_RULES, rules_broken
from tests.browser.page_types import EVERY_PAGE

PHONE, TABLET, DESK = 360, 768, 1440


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_no_page_breaks_a_rule_at_any_width_in_light_or_dark(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(address)
    broken = {}

    for width in (PHONE, TABLET, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        broken[width, "light"] = rules_broken(page)
    page.emulate_media(color_scheme="dark")
    for width in (PHONE, TABLET, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        broken[width, "dark"] = rules_broken(page, COLOUR_RULES)

    assert broken == {shown: [] for shown in broken}
